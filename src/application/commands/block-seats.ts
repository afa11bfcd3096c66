import { type EventId, isBlocked, type Seat, type SeatId, takeSeats } from '../../domain/seat.ts'
import type { AreaWanted, PlacesRefusal } from '../best-seats/place-chooser.ts'
import type { TakePlaces } from '../best-seats/take-places.ts'
import type { ChangeResult, UnknownEvent } from '../changes/change-result.ts'
import type { ChangeSeats } from '../changes/change-seats.ts'
import type { Requester } from '../changes/requester.ts'
import type { RetriableRequest } from '../changes/retries.ts'
import { sameResultWhile } from '../changes/same-result.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'

export interface BlockSeatsCommand extends Requester {
  readonly eventId: EventId
  /** Distinct. May be empty if there are areas. */
  readonly seatIds: readonly SeatId[]
  /** Standing areas, each once, of which any available places are blocked. */
  readonly areas?: readonly AreaWanted[] | undefined
}

/** The seats that the request names, and then the chosen places. */
export interface BlockedSeats {
  readonly seatIds: readonly SeatId[]
}

export type BlockSeatsResult = ChangeResult<BlockedSeats, UnknownEvent | PlacesRefusal>

/**
 * Takes seats and any places of standing areas off sale, all of them or none. Named seats that are already blocked stay
 * blocked.
 */
export class BlockSeats {
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

  execute(command: BlockSeatsCommand): Promise<BlockSeatsResult> {
    const { eventId, seatIds: named, areas } = command
    const request: RetriableRequest<BlockedSeats, never> = {
      eventId,
      requester: command,
      content: { block: named, areas },
      onRetry: (earlier) => {
        const result = areas ? earlier : { seatIds: named }
        return sameResultWhile(isBlocked, this.#seats, { eventId, ...result }, result)
      },
    }
    return this.#places.execute<BlockedSeats, UnknownEvent>({
      ...request,
      seatIds: named,
      areas,
      take: ({ seatIds, chosen, waitMs }) =>
        this.#changeSeats.executeIn<BlockedSeats, never>(eventId, () => ({
          ...request,
          seatIds,
          waitMs,
          decide(seats, now) {
            const isUnchanged = (seat: Seat) => isBlocked(seat) && !chosen.includes(seat.id)
            const others = seats.filter((seat) => !isUnchanged(seat))
            const result = { seatIds }
            if (others.length === 0) return { outcome: 'unchanged', reliesOn: { seats }, result }
            const decision = takeSeats(others, { status: 'blocked' }, { now })
            if (decision.outcome === 'refused') return decision
            return {
              outcome: 'change',
              change: { seats: decision.seats, action: 'blocked' },
              reliesOn: seats.filter(isUnchanged),
              result,
              isResultRead: areas !== undefined,
            }
          },
        })),
    })
  }
}
