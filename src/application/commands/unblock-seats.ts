import { type EventId, freeSeats, isBlocked, type Seat, type SeatId } from '../../domain/seat.ts'
import type { AreaWanted, PlacesRefusal } from '../best-seats/place-chooser.ts'
import type { TakePlaces } from '../best-seats/take-places.ts'
import { type ChangeResult, refused, type UnknownEvent } from '../changes/change-result.ts'
import type { ChangeSeats } from '../changes/change-seats.ts'
import type { Requester } from '../changes/requester.ts'
import type { RetriableRequest } from '../changes/retries.ts'
import { sameResultWhile } from '../changes/same-result.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'

export interface UnblockSeatsCommand extends Requester {
  readonly eventId: EventId
  /** Distinct. May be empty if there are areas. */
  readonly seatIds: readonly SeatId[]
  /** Standing areas, each once, of which any blocked places are unblocked. */
  readonly areas?: readonly AreaWanted[] | undefined
}

/** The seats that the request names, and then the chosen places. */
export interface UnblockedSeats {
  readonly seatIds: readonly SeatId[]
}

export type UnblockSeatsResult = ChangeResult<UnblockedSeats, UnknownEvent | PlacesRefusal>

/** Puts blocked seats and places back on sale. Named seats that are not blocked stay unchanged. */
export class UnblockSeats {
  readonly #changeSeats: ChangeSeats
  readonly #places: TakePlaces
  readonly #seats: Pick<SeatRepositoryPort, 'find'>

  constructor(
    changeSeats: ChangeSeats,
    places: TakePlaces,
    ports: { readonly seats: Pick<SeatRepositoryPort, 'find'> },
  ) {
    this.#changeSeats = changeSeats
    this.#places = places
    this.#seats = ports.seats
  }

  execute(command: UnblockSeatsCommand): Promise<UnblockSeatsResult> {
    const { eventId, seatIds: named, areas } = command
    const request: RetriableRequest<UnblockedSeats, never> = {
      eventId,
      requester: command,
      content: { unblock: named, areas },
      onRetry: (earlier) => {
        const result = areas ? earlier : { seatIds: named }
        return sameResultWhile(isNotBlocked, this.#seats, { eventId, ...result }, result)
      },
    }
    return this.#places.execute<UnblockedSeats, UnknownEvent>({
      ...request,
      seatIds: named,
      areas,
      status: 'blocked',
      take: ({ seatIds, chosen, waitMs }) =>
        this.#changeSeats.executeIn<UnblockedSeats, never>(eventId, () => ({
          ...request,
          seatIds,
          waitMs,
          decide(seats) {
            const others = seats.filter(isNotBlocked)
            // Another request has unblocked a chosen place.
            if (others.some(({ id }) => chosen.includes(id)))
              return refused({ reason: 'overtaken' })
            const freed = freeSeats(seats, isBlocked)
            const result = { seatIds }
            if (freed.length === 0) return { outcome: 'unchanged', reliesOn: { seats }, result }
            return {
              outcome: 'change',
              change: { seats: freed, action: 'unblocked' },
              reliesOn: others,
              result,
              isResultRead: areas !== undefined,
            }
          },
        })),
    })
  }
}

function isNotBlocked(seat: Seat): boolean {
  return !isBlocked(seat)
}
