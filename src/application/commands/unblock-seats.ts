import { type EventId, freeSeats, isBlocked, type Seat, type SeatId } from '../../domain/seat.ts'
import type { ChangeResult, UnknownEvent } from '../changes/change-result.ts'
import type { ChangeSeats } from '../changes/change-seats.ts'
import type { Requester } from '../changes/requester.ts'
import { sameResultWhile } from '../changes/same-result.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'

export interface UnblockSeatsCommand extends Requester {
  readonly eventId: EventId
  /** Distinct. */
  readonly seatIds: readonly SeatId[]
}

export type UnblockSeatsResult = ChangeResult<null, UnknownEvent>

/** Puts blocked seats back on sale. Seats that are not blocked stay unchanged. */
export class UnblockSeats {
  readonly #changeSeats: ChangeSeats
  readonly #seats: Pick<SeatRepositoryPort, 'find'>

  constructor(
    changeSeats: ChangeSeats,
    ports: { readonly seats: Pick<SeatRepositoryPort, 'find'> },
  ) {
    this.#changeSeats = changeSeats
    this.#seats = ports.seats
  }

  execute(command: UnblockSeatsCommand): Promise<UnblockSeatsResult> {
    const { eventId, seatIds } = command
    return this.#changeSeats.executeIn<null, never>(eventId, () => ({
      seatIds,
      requester: command,
      content: { unblock: seatIds },
      decide(seats) {
        const freed = freeSeats(seats, isBlocked)
        if (freed.length === 0) return { outcome: 'unchanged', reliesOn: { seats }, result: null }
        const change = { seats: freed, action: 'unblocked' } as const
        return { outcome: 'change', change, reliesOn: seats.filter(isNotBlocked), result: null }
      },
      onRetry: () => sameResultWhile(isNotBlocked, this.#seats, { eventId, seatIds }, null),
    }))
  }
}

function isNotBlocked(seat: Seat): boolean {
  return !isBlocked(seat)
}
