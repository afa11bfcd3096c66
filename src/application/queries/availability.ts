import type { EventId } from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { SeatChangesPort, SeatsSince, SeatsState } from '../ports/seat-changes.port.ts'
import { RecentlyUsed } from './recently-used.ts'
import { type SeatGroup, TakenSeats } from './taken-seats.ts'

/** The seats of an event that cannot be had at a time; all others can. */
export interface AvailabilityView {
  readonly revision: number
  /** Names this content: two views of an event with the same tag are the same. */
  readonly tag: string
  /** Each is the same as in the last view, unless something in it has changed. */
  readonly unavailable: readonly SeatGroup[]
}

export interface AvailabilityPorts {
  readonly changes: SeatChangesPort
  readonly clock: ClockPort
}

/** How many seats that are taken are kept at hand, in all events together; each takes some 200 bytes. */
const SEATS_MAX = 500_000

/**
 * Keeps at hand which seats are taken, and reads only what has changed since it was last asked: a poll costs the store
 * one small question, and a crowd of polls together no more than one at a time.
 */
export class Availability {
  readonly #ports: AvailabilityPorts
  readonly #events = new RecentlyUsed<EventId, EventAvailability>({
    weightOf: ({ takenCount }) => takenCount + 1,
    weightMax: SEATS_MAX,
  })
  /** Those that were not known when they were asked for, which most often they will never be. */
  readonly #strangers = new Map<EventId, EventAvailability>()

  constructor(ports: AvailabilityPorts) {
    this.#ports = ports
  }

  /**
   * @returns how it is now: nothing is missing that was saved before the call. Undefined for an unknown event.
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  async view(eventId: EventId): Promise<AvailabilityView | undefined> {
    const event = this.#events.get(eventId) ?? this.#stranger(eventId)
    try {
      const view = await event.view()
      if (view) this.#events.use(eventId, event)
      return view
    } finally {
      this.#strangers.delete(eventId)
    }
  }

  /** The same for all who ask at the same time. */
  #stranger(eventId: EventId): EventAvailability {
    const event = this.#strangers.get(eventId) ?? new EventAvailability(eventId, this.#ports)
    this.#strangers.set(eventId, event)
    return event
  }
}

class EventAvailability {
  readonly #eventId: EventId
  readonly #ports: AvailabilityPorts
  readonly #taken = new TakenSeats()
  /** The state that the taken seats are of; undefined before any were read. */
  #state: SeatsState | undefined
  /** The last one, unless something has changed since. */
  #view: AvailabilityView | undefined
  #running: Promise<void> | undefined
  #next: Promise<void> | undefined

  constructor(eventId: EventId, ports: AvailabilityPorts) {
    this.#eventId = eventId
    this.#ports = ports
  }

  get takenCount(): number {
    return this.#taken.size
  }

  async view(): Promise<AvailabilityView | undefined> {
    await this.#refresh()
    if (this.#state === undefined) return undefined
    if (this.#taken.takeLapsed(this.#ports.clock.now()).length > 0) this.#view = undefined
    return (this.#view ??= this.#viewOf(this.#state))
  }

  /** Joins the next reading that begins, because one that is under way may have missed what was saved just now. */
  #refresh(): Promise<void> {
    this.#next ??= (this.#running ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        this.#running = this.#next
        this.#next = undefined
        return this.#read()
      })
    return this.#next
  }

  async #read(): Promise<void> {
    try {
      this.#apply(await this.#ports.changes.seatsSince(this.#eventId, this.#state))
    } catch (error) {
      // It may have been too much to read, and would be more the next time.
      this.#forget()
      throw error
    }
  }

  #apply(since: SeatsSince | undefined): void {
    // There is no such event, or not any more.
    if (!since) {
      this.#forget()
      return
    }
    const { revision, tag, isComplete, seats } = since
    if (isComplete) this.#forget()
    else if (revision === this.#state?.revision) return
    const now = this.#ports.clock.now()
    for (const seat of seats) this.#taken.put(seat, now)
    this.#state = { revision, tag }
    this.#view = undefined
  }

  #forget(): void {
    this.#taken.clear()
    this.#state = undefined
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
