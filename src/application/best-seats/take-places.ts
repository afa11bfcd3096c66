import type { SeatConflict, SeatId } from '../../domain/seat.ts'
import { type ChangeResult, refused, type SeatsRefusal } from '../changes/change-result.ts'
import { refuseUnlessRetry, type RetriableRequest } from '../changes/retries.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import { Contention, type Loss } from './contention.ts'
import {
  type AreaWanted,
  PlaceChooser,
  type PlaceChooserPorts,
  type PlacesRefusal,
  type PlacesWanted,
} from './place-chooser.ts'
import { takeChosen } from './take-chosen.ts'

export interface TakePlacesPorts extends PlaceChooserPorts {
  readonly seats: Pick<SeatRepositoryPort, 'findIdempotencyRecord' | 'acknowledge'>
}

export interface ChosenSeats {
  /** The seats that the request names, and then the chosen places. */
  readonly seatIds: readonly SeatId[]
  readonly chosen: readonly SeatId[]
  /** Maximum time to wait for locked seats, in milliseconds. Default: that of any request. */
  readonly waitMs: number | undefined
}

/** @typeParam Refusal the refusals of the use case beside those of every change of seats */
export interface PlacesToTake<Result, Refusal>
  extends RetriableRequest<Result, never>, Omit<PlacesWanted, 'areas'> {
  /** Default: none. Then only the seats that the request names are taken. */
  readonly areas?: readonly AreaWanted[] | undefined
  readonly take: (seats: ChosenSeats) => Promise<ChangeResult<Result, Refusal>>
  /** Called if no places can be chosen. Returns a refusal that comes first, which `take` would have found. */
  readonly refusalBefore?: () => Promise<Refusal | undefined>
}

type AnyRefusal = { readonly reason: Loss['reason'] } | SeatsRefusal

/**
 * Takes seats and any places of standing areas, all of them or none. If other requests take some of the places first, it
 * chooses others. It is refused for too few places only if a new view shows that there are too few. Places to unblock are
 * taken in the same way.
 */
export class TakePlaces {
  readonly #chooser: PlaceChooser
  readonly #seats: TakePlacesPorts['seats']

  constructor(ports: TakePlacesPorts) {
    this.#chooser = new PlaceChooser(ports)
    this.#seats = ports.seats
  }

  execute<Result, Refusal extends Pick<Loss, 'reason'>>({
    areas,
    ...request
  }: PlacesToTake<Result, Refusal>): Promise<ChangeResult<Result, Refusal | PlacesRefusal>> {
    const { seatIds, take } = request
    if (!areas) return take({ seatIds, chosen: [], waitMs: undefined })
    return this.#takeAny({ ...request, areas })
  }

  async #takeAny<Result, Refusal extends Pick<Loss, 'reason'>>(
    request: PlacesToTake<Result, Refusal> & PlacesWanted,
  ): Promise<ChangeResult<Result, Refusal | PlacesRefusal>> {
    // A lock that cannot be chosen, such as that of the client, is waited for after some attempts.
    const contention = new Contention({ locksClient: false })
    const named = new Set(request.seatIds)
    const result = await takeChosen<Result, Refusal | SeatsRefusal, PlacesRefusal>({
      contention,
      choose: () => this.#chooser.choose(request, contention),
      take: async ({ seatIds: chosen }, waitMs) => {
        const seatIds = [...request.seatIds, ...chosen]
        return request.take({ seatIds, chosen, waitMs })
      },
      settle: (choice) => {
        this.#chooser.settle(request.eventId, choice)
      },
      // A cooldown applies to all places of an area.
      isFinal: (refusal) =>
        refusal.reason === 'hold-cooldown' || refusalOfNamed(refusal, named) !== undefined,
    })
    if (result.outcome === 'done') return result
    const { refusal } = result
    const isOfChoice = refusal.reason === 'none-available' || refusal.reason === 'none-blocked'
    if (isOfChoice || refusal.reason === 'unknown-area') {
      const cause = (await request.refusalBefore?.()) ?? refusal
      return refuseUnlessRetry(this.#seats, request, cause)
    }
    if (refusal.reason !== 'not-available' && refusal.reason !== 'unknown-seats') return result
    return refused(refusalOfNamed(refusal, named) ?? { reason: 'overtaken' })
  }
}

/** Returns a refusal that is about seats that the request names, with only those seats; undefined for any other. */
function refusalOfNamed(refusal: AnyRefusal, named: ReadonlySet<SeatId>): SeatsRefusal | undefined {
  if ('conflicts' in refusal) {
    const conflicts = refusal.conflicts.filter(({ seatId }: SeatConflict) => named.has(seatId))
    return conflicts.length > 0 ? { reason: 'not-available', conflicts } : undefined
  }
  if (!('seatIds' in refusal)) return undefined
  const seatIds = refusal.seatIds.filter((seatId) => named.has(seatId))
  return seatIds.length > 0 ? { reason: 'unknown-seats', seatIds } : undefined
}
