import type { SeatId } from '../../domain/seat.ts'
import type { AreaWanted, PlacesRefusal } from '../best-seats/place-chooser.ts'
import type { TakePlaces } from '../best-seats/take-places.ts'
import type { ChangeResult } from '../changes/change-result.ts'
import type { HeldSeats, HoldRequest, HoldSeatsRefusal } from '../changes/hold-request.ts'
import type { PlaceHold } from '../changes/place-hold.ts'

export interface HoldSeatsCommand extends HoldRequest {
  /** Distinct. May be empty if there are areas. */
  readonly seatIds: readonly SeatId[]
  /** Standing areas, each once, of which any places are held. */
  readonly areas?: readonly AreaWanted[] | undefined
}

/** Holds given seats and any places of standing areas, all of them or none. */
export class HoldSeats {
  readonly #placeHold: Pick<PlaceHold, 'execute' | 'onRetry' | 'unknownHold'>
  readonly #places: TakePlaces

  constructor(
    placeHold: Pick<PlaceHold, 'execute' | 'onRetry' | 'unknownHold'>,
    places: TakePlaces,
  ) {
    this.#placeHold = placeHold
    this.#places = places
  }

  execute(
    command: HoldSeatsCommand,
  ): Promise<ChangeResult<HeldSeats, HoldSeatsRefusal | PlacesRefusal>> {
    const { eventId, seatIds, areas, ttlMs } = command
    const content = { hold: seatIds, ttlMs, areas }
    return this.#places.execute<HeldSeats, HoldSeatsRefusal>({
      eventId,
      seatIds,
      areas,
      take: ({ chosen, ...seats }) =>
        this.#placeHold.execute(command, { ...seats, newSeatIds: chosen, content }),
      requester: command,
      content,
      onRetry: this.#placeHold.onRetry,
      refusalBefore: () => this.#placeHold.unknownHold(command),
    })
  }
}
