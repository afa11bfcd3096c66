import { type EventId, type SeatId, takeSeats } from '../domain/seat.ts'
import {
  type ChangeResult,
  ChangeSeats,
  type ChangeSeatsPorts,
  refused,
  type Requester,
} from './change-seats.ts'
import type { ClockPort } from './ports/clock.port.ts'

export interface BlockSeatsCommand extends Requester {
  readonly eventId: EventId
  /** Each named once. */
  readonly seatIds: readonly SeatId[]
}

export type BlockSeatsResult = ChangeResult<null, never>

/** Takes seats out of sale. What is so already stays so. */
export class BlockSeats {
  readonly #changeSeats: ChangeSeats
  readonly #clock: ClockPort

  constructor(
    ports: ChangeSeatsPorts & { readonly clock: ClockPort },
    options: { readonly lockTtlMs: number },
  ) {
    this.#changeSeats = new ChangeSeats(ports, options)
    this.#clock = ports.clock
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  execute(command: BlockSeatsCommand): Promise<BlockSeatsResult> {
    const { eventId, seatIds, actor, requestId } = command
    const asked = { block: seatIds }
    return this.#changeSeats.execute({ eventId, seatIds, requester: command, asked }, (seats) => {
      const now = this.#clock.now()
      const inSale = seats.filter((seat) => seat.status !== 'blocked')
      if (inSale.length === 0) return { outcome: 'unchanged', result: null }

      const decision = takeSeats(inSale, { status: 'blocked' }, { now })
      if (decision.outcome === 'refused') {
        return refused({ reason: 'conflict', conflicts: decision.conflicts })
      }
      const cause = { actor, requestId, at: now }
      return {
        outcome: 'change',
        change: { seats: decision.seats, action: 'blocked', cause },
        result: null,
      }
    })
  }
}
