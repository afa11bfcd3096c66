import { type EventId, type Seat, type SeatId, takeSeats } from '../domain/seat.ts'
import {
  type ChangeResult,
  ChangeSeats,
  type ChangeSeatsPorts,
  refused,
  type RepeatDecision,
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
  readonly #ports: ChangeSeatsPorts & { readonly clock: ClockPort }

  constructor(
    ports: ChangeSeatsPorts & { readonly clock: ClockPort },
    options: { readonly lockTtlMs: number },
  ) {
    this.#changeSeats = new ChangeSeats(ports, options)
    this.#ports = ports
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  execute(command: BlockSeatsCommand): Promise<BlockSeatsResult> {
    const { eventId, seatIds, actor, requestId } = command
    const asked = { block: seatIds }
    const repeat = async () => asBlocked(seatIds, await this.#ports.seats.find(eventId, seatIds))
    const target = { eventId, seatIds, requester: command, asked, repeat }
    return this.#changeSeats.execute<null, never>(target, (seats) => {
      const now = this.#ports.clock.now()
      const inSale = seats.filter((seat) => seat.status !== 'blocked')
      if (inSale.length === 0) return asBlocked(seatIds, seats)

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

function asBlocked(
  seatIds: readonly SeatId[],
  seats: readonly Seat[],
): RepeatDecision<null, never> {
  const isStanding =
    seats.length === seatIds.length && seats.every(({ status }) => status === 'blocked')
  return isStanding
    ? { outcome: 'unchanged', reliesOn: { seats }, result: null }
    : refused({ reason: 'result-gone' })
}
