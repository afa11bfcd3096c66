import {
  type Hold,
  type HoldAccess,
  type HoldStatus,
  holdStatusAt,
  mayAccess,
} from '../../domain/hold.ts'
import type { EventId } from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { HoldRepositoryPort } from '../ports/hold-repository.port.ts'
import { type DescribedSeats, DescribeSeats, type DescribeSeatsPorts } from './describe-seats.ts'

/** The most holds with one code that are returned. Codes are random, so there is rarely more than one. */
const HOLDS_BY_CODE_MAX = 10

export interface ReadHoldPorts extends DescribeSeatsPorts {
  readonly holds: Pick<HoldRepositoryPort, 'findHold' | 'findHoldsByCode'>
  readonly clock: ClockPort
}

/** A seller can read a hold without its token. */
export interface HoldQuery extends HoldAccess {
  readonly holdId: string
}

export interface HoldReading extends DescribedSeats {
  readonly hold: Hold
  readonly status: HoldStatus
}

/** Reads holds for their holders, and for the shop that is to confirm them. */
export class ReadHold {
  readonly #ports: ReadHoldPorts
  readonly #describeSeats: DescribeSeats

  constructor(ports: ReadHoldPorts) {
    this.#ports = ports
    this.#describeSeats = new DescribeSeats(ports)
  }

  /** @returns undefined if the hold does not exist or the token is wrong; not distinguished, so that ids cannot be probed */
  async execute(query: HoldQuery): Promise<HoldReading | undefined> {
    const hold = await this.#ports.holds.findHold(query.holdId)
    return hold && mayAccess(hold, query) ? this.#read(hold) : undefined
  }

  /** Finds the holds whose buyers tell a seller this code, the newest first, also expired and ended ones. */
  async findByCode(eventId: EventId, code: string): Promise<readonly HoldReading[]> {
    const query = { eventId, code, countMax: HOLDS_BY_CODE_MAX }
    const found = await this.#ports.holds.findHoldsByCode(query)
    return Promise.all(found.map((hold) => this.#read(hold)))
  }

  async #read(hold: Hold): Promise<HoldReading> {
    const described = await this.#describeSeats.execute(hold.eventId, hold.seatIds)
    return { hold, status: holdStatusAt(hold, this.#ports.clock.now()), ...described }
  }
}
