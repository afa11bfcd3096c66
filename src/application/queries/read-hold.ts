import type { Hall } from '../../domain/best-seats/hall.ts'
import {
  type Hold,
  type HoldAccess,
  type HoldStatus,
  holdStatusAt,
  mayAccess,
} from '../../domain/hold.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { HallPort } from '../ports/hall.port.ts'
import type { HoldRepositoryPort } from '../ports/hold-repository.port.ts'

export interface ReadHoldPorts {
  readonly holds: Pick<HoldRepositoryPort, 'findHold'>
  readonly halls: HallPort
  readonly clock: ClockPort
}

/** A seller can read a hold without its token. */
export interface HoldQuery extends HoldAccess {
  readonly holdId: string
}

export interface HoldReading {
  readonly hold: Hold
  readonly status: HoldStatus
  /** The hall with the labels of the seats. */
  readonly hall: Hall | undefined
}

/** Reads a hold for its holder, or for the shop that is to confirm it. */
export class ReadHold {
  readonly #ports: ReadHoldPorts

  constructor(ports: ReadHoldPorts) {
    this.#ports = ports
  }

  /** @returns undefined if the hold does not exist or the token is wrong; not distinguished, so that ids cannot be probed */
  async execute(query: HoldQuery): Promise<HoldReading | undefined> {
    const { holds, halls, clock } = this.#ports
    const hold = await holds.findHold(query.holdId)
    if (!hold || !mayAccess(hold, query)) return undefined
    const hall = await halls.findHall(hold.eventId)
    return { hold, status: holdStatusAt(hold, clock.now()), hall }
  }
}
