import {
  type Hold,
  type HoldAccess,
  type HoldStatus,
  holdStatusAt,
  mayAccess,
} from '../../domain/hold.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { HoldRepositoryPort } from '../ports/hold-repository.port.ts'
import { type DescribedSeats, DescribeSeats, type DescribeSeatsPorts } from './describe-seats.ts'

export interface ReadHoldPorts extends DescribeSeatsPorts {
  readonly holds: Pick<HoldRepositoryPort, 'findHold'>
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

/** Reads a hold for its holder, or for the shop that is to confirm it. */
export class ReadHold {
  readonly #ports: ReadHoldPorts
  readonly #describeSeats: DescribeSeats

  constructor(ports: ReadHoldPorts) {
    this.#ports = ports
    this.#describeSeats = new DescribeSeats(ports)
  }

  /** @returns undefined if the hold does not exist or the token is wrong; not distinguished, so that ids cannot be probed */
  async execute(query: HoldQuery): Promise<HoldReading | undefined> {
    const { holds, clock } = this.#ports
    const hold = await holds.findHold(query.holdId)
    if (!hold || !mayAccess(hold, query)) return undefined
    const described = await this.#describeSeats.execute(hold.eventId, hold.seatIds)
    return { hold, status: holdStatusAt(hold, clock.now()), ...described }
  }
}
