import type { EventId, PublicSeat } from '../../domain/seat.ts'
import { StandingAreas } from '../../domain/standing-areas.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { SeatsSincePort, SeatsState, SeatsUpdate } from '../ports/seats-since.port.ts'
import type { EventAreas, StandingAreasPort } from '../ports/standing-areas.port.ts'
import { type AreaCount, TakenPlaces } from './taken-places.ts'
import { type SeatGroup, TakenSeats } from './taken-seats.ts'

/** The seats of an event that are not available. All other seats are. */
export interface AvailabilityView {
  readonly revision: number
  /** Identifies the content: two views of an event with the same tag have the same seats. */
  readonly tag: string
  /**
   * Without the places of standing areas. A group is the same object as in the previous view, unless one of its seats has
   * changed.
   */
  readonly unavailable: readonly SeatGroup[]
  /** All standing areas of the event. */
  readonly areas: readonly AreaCount[]
  /** The places of the areas, which change with the next refresh. */
  readonly places: TakenPlaces
}

export interface EventSeatsPorts {
  readonly seatsSince: SeatsSincePort
  readonly areas: StandingAreasPort
  readonly clock: ClockPort
}

/**
 * Called after each read that found a change. Must not throw.
 * @param update what was read, without places; undefined if the event does not exist
 * @param now the time with which the deadlines of the holds were compared
 */
export type OnSeatsRead = (update: SeatsUpdate | undefined, now: Date) => void

const NO_AREAS: EventAreas = {
  planVersion: 0,
  areas: new StandingAreas({ name: '', categories: [], zones: [] }),
}

/** The taken seats and places of one event, up to a revision. A refresh reads only what has changed since. */
export class EventSeats {
  readonly #eventId: EventId
  readonly #ports: EventSeatsPorts
  readonly #onRead: OnSeatsRead | undefined
  readonly #taken = new TakenSeats()
  #eventAreas = NO_AREAS
  #places = new TakenPlaces(NO_AREAS.areas)
  /** The state that was read; undefined before the first read, and if the event does not exist. */
  #state: SeatsState | undefined
  /** The current view, created when it is needed. */
  #view: AvailabilityView | undefined
  #running: Promise<void> | undefined
  #next: Promise<void> | undefined

  constructor(eventId: EventId, ports: EventSeatsPorts, onRead?: OnSeatsRead) {
    this.#eventId = eventId
    this.#ports = ports
    this.#onRead = onRead
  }

  get takenCount(): number {
    return this.#taken.size + this.#places.cost
  }

  /** How many places of each standing area are available. */
  get areas(): readonly AreaCount[] {
    return this.#places.counts()
  }

  /** Undefined before the first read, and if the event does not exist. */
  get revision(): number | undefined {
    return this.#state?.revision
  }

  /** Undefined if the revision is. Includes expired holds until `expire` is called. */
  get view(): AvailabilityView | undefined {
    return (this.#view ??= this.#state && this.#viewOf(this.#state))
  }

  /**
   * Reads what has changed. One read runs at a time. A call waits for the next read to begin, because the running one
   * may miss what was saved just before the call.
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  refresh(): Promise<void> {
    this.#next ??= (this.#running ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        this.#running = this.#next
        this.#next = undefined
        return this.#read()
      })
    return this.#next
  }

  /** Removes the seats and places whose hold has expired, and returns the seats as available. */
  expire(): readonly PublicSeat[] {
    const now = this.#ports.clock.now()
    const placesBefore = this.#places.size
    this.#places.removeExpired(now)
    const expired = this.#taken.removeExpired(now)
    if (expired.length > 0 || this.#places.size < placesBefore) this.#view = undefined
    return expired.map(({ id, version }) => ({ id, version, status: 'available' }))
  }

  async #read(): Promise<void> {
    const { areas, seatsSince, clock } = this.#ports
    const eventAreas = (await areas.findAreas(this.#eventId)) ?? NO_AREAS
    // With other areas, all seats are read again, because some that were seats may be places now.
    const since = this.#hasAreasOf(eventAreas) ? this.#state : undefined
    const update = await seatsSince.seatsSince(this.#eventId, since)
    if (update && !update.isComplete && update.revision === this.#state?.revision) return
    this.#eventAreas = eventAreas
    const now = clock.now()
    const seats = this.#apply(update, now)
    this.#onRead?.(update && { ...update, seats }, now)
  }

  #hasAreasOf({ areas }: EventAreas): boolean {
    const current = this.#places.areas
    return areas === current || (areas.list.length === 0 && current.list.length === 0)
  }

  /** @returns the seats of the update that are not places */
  #apply(update: SeatsUpdate | undefined, now: Date): readonly PublicSeat[] {
    if (!update || update.isComplete) {
      this.#taken.clear()
      this.#places = new TakenPlaces(this.#eventAreas.areas)
    }
    const seats = update?.seats.filter((seat) => !this.#places.put(seat, now)) ?? []
    for (const seat of seats) this.#taken.put(seat, now)
    this.#state = update && { revision: update.revision, tag: update.tag }
    this.#view = undefined
    return seats
  }

  #viewOf({ revision, tag }: SeatsState): AvailabilityView {
    const [taken, places] = [this.#taken, this.#places]
    const { areas, planVersion } = this.#eventAreas
    // Between two changes, holds only expire, always in the same order.
    const state = `${revision}.${tag}.${taken.size + places.size}`
    return {
      revision,
      // An instance may learn of a new plan after it has read the seats.
      tag: areas.list.length > 0 ? `${state}.${planVersion}` : state,
      unavailable: taken.groups(),
      areas: this.areas,
      places,
    }
  }
}
