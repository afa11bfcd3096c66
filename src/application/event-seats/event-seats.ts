import type { EventId, PublicSeat } from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { SeatsSincePort, SeatsState, SeatsUpdate } from '../ports/seats-since.port.ts'
import { type SeatGroup, TakenSeats } from './taken-seats.ts'

/** The seats of an event that are not available. All other seats are. */
export interface AvailabilityView {
  readonly revision: number
  /** Identifies the content: two views of an event with the same tag have the same seats. */
  readonly tag: string
  /** A group is the same object as in the previous view, unless one of its seats has changed. */
  readonly unavailable: readonly SeatGroup[]
}

export interface EventSeatsPorts {
  readonly seatsSince: SeatsSincePort
  readonly clock: ClockPort
}

/**
 * Called after each read that found a change. Must not throw.
 * @param update what was read; undefined if the event does not exist
 * @param now the time with which the deadlines of the holds were compared
 */
export type OnSeatsRead = (update: SeatsUpdate | undefined, now: Date) => void

/** The taken seats of one event, up to a revision. A refresh reads only what has changed since. */
export class EventSeats {
  readonly #eventId: EventId
  readonly #ports: EventSeatsPorts
  readonly #onRead: OnSeatsRead | undefined
  readonly #taken = new TakenSeats()
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
    return this.#taken.size
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

  /** Removes the seats whose hold has expired, and returns them as available. */
  expire(): readonly PublicSeat[] {
    const expired = this.#taken.removeExpired(this.#ports.clock.now())
    if (expired.length > 0) this.#view = undefined
    return expired.map(({ id, version }) => ({ id, version, status: 'available' }))
  }

  async #read(): Promise<void> {
    const update = await this.#ports.seatsSince.seatsSince(this.#eventId, this.#state)
    if (update && !update.isComplete && update.revision === this.#state?.revision) return
    const now = this.#ports.clock.now()
    this.#apply(update, now)
    this.#onRead?.(update, now)
  }

  #apply(update: SeatsUpdate | undefined, now: Date): void {
    if (!update || update.isComplete) this.#taken.clear()
    for (const seat of update?.seats ?? []) this.#taken.put(seat, now)
    this.#state = update && { revision: update.revision, tag: update.tag }
    this.#view = undefined
  }

  #viewOf({ revision, tag }: SeatsState): AvailabilityView {
    const taken = this.#taken
    return {
      revision,
      // Between two changes, holds only expire, always in the same order.
      tag: `${revision}.${tag}.${taken.size}`,
      unavailable: taken.groups(),
    }
  }
}
