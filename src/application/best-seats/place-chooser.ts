import type { EventId, SeatId } from '../../domain/seat.ts'
import type { AreaId } from '../../domain/seating-plan.ts'
import { type Refused, refused } from '../changes/change-result.ts'
import type { AvailabilityView } from '../event-seats/event-seats.ts'
import type { PlaceStatus } from '../event-seats/taken-places.ts'
import type { StandingAreasPort } from '../ports/standing-areas.port.ts'
import type { Choice, Contention } from './contention.ts'
import { PendingSeats } from './pending-seats.ts'

/** Any places of a standing area. */
export interface AreaWanted {
  readonly areaId: AreaId
  readonly quantity: number
}

export interface PlacesWanted {
  readonly eventId: EventId
  /** Each area once. */
  readonly areas: readonly AreaWanted[]
  /** The status of the places to choose. Default: `available`. */
  readonly status?: PlaceStatus | undefined
  /** Seats that the request names, which may be places. They are not chosen. */
  readonly seatIds: readonly SeatId[]
}

export type PlacesRefusal =
  | { readonly reason: 'unknown-event' | 'none-available' | 'none-blocked' }
  | { readonly reason: 'unknown-area'; readonly areaId: AreaId }

export interface PlaceChooserPorts {
  readonly areas: StandingAreasPort
  readonly availability: {
    view(eventId: EventId): Promise<AvailabilityView | undefined>
    /** Returns the view that was read last, if it is kept. */
    latest(eventId: EventId): AvailabilityView | undefined
  }
  /** Returns a number from 0 up to but not including 1. */
  readonly random: () => number
}

/**
 * Chooses places of standing areas at random, so that concurrent requests rarely choose the same one. If there are
 * others, it avoids those that are unusable or that other requests of this instance have chosen.
 */
export class PlaceChooser {
  readonly #ports: PlaceChooserPorts
  readonly #pending = new PendingSeats()

  constructor(ports: PlaceChooserPorts) {
    this.#ports = ports
  }

  /** The chosen places are pending until `settle` is called. */
  async choose(
    wanted: PlacesWanted,
    contention: Contention,
  ): Promise<Choice | Refused<PlacesRefusal>> {
    const { eventId, areas, status = 'available' } = wanted
    const known = await this.#ports.areas.findAreas(eventId)
    if (!known) return refused({ reason: 'unknown-event' })
    const unknown = areas.find(({ areaId }) => !known.areas.find(areaId))
    if (unknown) return refused({ reason: 'unknown-area', areaId: unknown.areaId })

    const chosen =
      this.#chooseFromLatest(wanted, contention) ?? (await this.#choose(wanted, contention))
    return chosen ?? refused({ reason: `none-${status}` })
  }

  /** Call when the request for the chosen places has ended. */
  settle(eventId: EventId, { seatIds }: Choice): void {
    this.#pending.remove(eventId, seatIds)
  }

  /** The first choice saves a read. It may be outdated, so it does not show that there are too few places. */
  #chooseFromLatest(wanted: PlacesWanted, { hasLost }: Contention): Choice | undefined {
    const { eventId } = wanted
    const view = hasLost ? undefined : this.#ports.availability.latest(eventId)
    const avoided = new Set([...wanted.seatIds, ...this.#pending.of(eventId)])
    const seatIds = view && this.#chosenFrom(view, wanted, avoided)
    return this.#pend(eventId, seatIds, { isContested: false })
  }

  async #choose(wanted: PlacesWanted, contention: Contention): Promise<Choice | undefined> {
    const { eventId } = wanted
    // Places that were pending before may be held by now, but the view may be older.
    const before = [...this.#pending.of(eventId)]
    const view = await this.#ports.availability.view(eventId)
    if (!view) return undefined

    // Nothing is awaited until the choice is pending, so requests that have waited for the same view avoid it.
    const { unusable, removed } = contention
    const excluded = new Set([...wanted.seatIds, ...removed])
    const avoided = new Set([...excluded, ...unusable, ...before, ...this.#pending.of(eventId)])
    const uncontested = this.#chosenFrom(view, wanted, avoided)
    const seatIds = uncontested ?? this.#chosenFrom(view, wanted, excluded)
    return this.#pend(eventId, seatIds, { isContested: !uncontested })
  }

  #pend(
    eventId: EventId,
    seatIds: readonly SeatId[] | undefined,
    { isContested }: Pick<Choice, 'isContested'>,
  ): Choice | undefined {
    if (!seatIds) return undefined
    this.#pending.add(eventId, seatIds)
    return { outcome: 'chosen', seatIds, isContested }
  }

  #chosenFrom(
    { places }: AvailabilityView,
    { areas, status }: PlacesWanted,
    avoided: ReadonlySet<SeatId>,
  ): SeatId[] | undefined {
    const { random } = this.#ports
    const isAllowed = (seatId: SeatId) => !avoided.has(seatId)
    const chosen = areas.map((area) => places.choose({ ...area, status, isAllowed, random }) ?? [])
    const isEnough = chosen.every((seatIds, index) => seatIds.length === areas[index]?.quantity)
    return isEnough ? chosen.flat() : undefined
  }
}
