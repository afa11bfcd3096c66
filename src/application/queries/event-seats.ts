import type { EventId, PublicSeat } from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { SeatsSincePort, SeatsState, SeatsUpdate } from '../ports/seats-since.port.ts'
import { type SeatGroup, TakenSeats } from './taken-seats.ts'

/** The seats of an event that are not available at a time; all others are. */
export interface AvailabilityView {
  readonly revision: number
  /** Names this content: two views of an event with the same tag have the same seats. */
  readonly tag: string
  /** A group is the same object as in the last view, unless one of its seats has changed. */
  readonly unavailable: readonly SeatGroup[]
}

export interface EventSeatsPorts {
  readonly changes: SeatsSincePort
  readonly clock: ClockPort
}

/**
 * Called after each read that found something new, and must not throw.
 * @param since what was read; undefined when the event does not exist
 * @param now the time at which it was decided which holds have expired
 */
export type OnSeatsRead = (since: SeatsUpdate | undefined, now: Date) => void

/** The taken seats of one event, up to a revision. A refresh reads only what has changed since. */
export class EventSeats {
  readonly #eventId: EventId
  readonly #ports: EventSeatsPorts
  readonly #onRead: OnSeatsRead | undefined
  readonly #taken = new TakenSeats()
  /** The state of the taken seats; undefined before the first read, and when the event does not exist. */
  #state: SeatsState | undefined
  /** The last view, until something changes. */
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

  /** Undefined before the first read, and when the event does not exist. */
  get revision(): number | undefined {
    return this.#state?.revision
  }

  /** Undefined like the revision. It includes expired holds until `expire` is called. */
  get view(): AvailabilityView | undefined {
    return (this.#view ??= this.#state && this.#viewOf(this.#state))
  }

  /**
   * Reads what has changed. One read runs at a time. A call joins the next read that begins, because the one that is
   * running may miss what was saved just before the call.
   * @throws {StoreUnavailableError} when the store cannot be reached
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

  /** Removes the seats whose hold has expired, and returns them as they are now. */
  expire(): readonly PublicSeat[] {
    const expired = this.#taken.removeExpired(this.#ports.clock.now())
    if (expired.length > 0) this.#view = undefined
    return expired.map(({ id, version }) => ({ id, version, status: 'available' }))
  }

  async #read(): Promise<void> {
    const since = await this.#ports.changes.seatsSince(this.#eventId, this.#state)
    if (since && !since.isComplete && since.revision === this.#state?.revision) return
    const now = this.#ports.clock.now()
    this.#apply(since, now)
    this.#onRead?.(since, now)
  }

  #apply(since: SeatsUpdate | undefined, now: Date): void {
    if (!since || since.isComplete) this.#taken.clear()
    for (const seat of since?.seats ?? []) this.#taken.put(seat, now)
    this.#state = since && { revision: since.revision, tag: since.tag }
    this.#view = undefined
  }

  #viewOf({ revision, tag }: SeatsState): AvailabilityView {
    const taken = this.#taken
    return {
      revision,
      // Between two changes holds only expire, and those with the earlier deadline first.
      tag: `${revision}.${tag}.${taken.size}`,
      unavailable: taken.groups(),
    }
  }
}
