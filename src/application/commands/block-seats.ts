import { type EventId, isBlocked, type SeatId, takeSeats } from '../../domain/seat.ts'
import type { ChangeResult, UnknownEvent } from '../changes/change-result.ts'
import type { ChangeSeats } from '../changes/change-seats.ts'
import type { Requester } from '../changes/requester.ts'
import { sameResultWhile } from '../changes/same-result.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'

export interface BlockSeatsCommand extends Requester {
  readonly eventId: EventId
  /** Distinct. */
  readonly seatIds: readonly SeatId[]
}

export type BlockSeatsResult = ChangeResult<null, UnknownEvent>

/** Takes seats off sale, all of them or none. Seats that are already blocked stay blocked. */
export class BlockSeats {
  readonly #changeSeats: ChangeSeats
  readonly #seats: Pick<SeatRepositoryPort, 'find'>

  constructor(
    changeSeats: ChangeSeats,
    ports: { readonly seats: Pick<SeatRepositoryPort, 'find'> },
  ) {
    this.#changeSeats = changeSeats
    this.#seats = ports.seats
  }

  execute(command: BlockSeatsCommand): Promise<BlockSeatsResult> {
    const { eventId, seatIds } = command
    return this.#changeSeats.executeIn<null, never>(eventId, () => ({
      seatIds,
      requester: command,
      content: { block: seatIds },
      decide(seats, now) {
        const others = seats.filter((seat) => !isBlocked(seat))
        if (others.length === 0) return { outcome: 'unchanged', reliesOn: { seats }, result: null }
        const decision = takeSeats(others, { status: 'blocked' }, { now })
        if (decision.outcome === 'refused') return decision
        const change = { seats: decision.seats, action: 'blocked' } as const
        return { outcome: 'change', change, reliesOn: seats.filter(isBlocked), result: null }
      },
      onRetry: () => sameResultWhile(isBlocked, this.#seats, { eventId, seatIds }, null),
    }))
  }
}
