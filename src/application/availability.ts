import { type EventId, type Seat, type SeatId, type SeatStatus, statusAt } from '../domain/seat.ts'
import type { ClockPort } from './ports/clock.port.ts'
import type { SeatChangesPort } from './ports/seat-changes.port.ts'

export interface UnavailableSeat {
  readonly seatId: SeatId
  readonly status: Exclude<SeatStatus, 'available'>
}

/** The seats of an event that cannot be had at a time; all others can. */
export interface AvailabilityView {
  readonly revision: number
  /** Names this content: two views of an event with the same tag are the same. */
  readonly tag: string
  readonly unavailable: readonly UnavailableSeat[]
  isAvailable(seatId: SeatId): boolean
}

export interface AvailabilityPorts {
  readonly changes: SeatChangesPort
  readonly clock: ClockPort
}

/** Enough for the events that are being sold; those that were not asked for lately are read anew. */
const EVENTS_MAX = 200

/**
 * Keeps at hand which seats are taken, and reads only what has changed since it was last asked: a poll costs the store
 * one small question, and a crowd of polls together no more than one at a time.
 */
export class Availability {
  readonly #ports: AvailabilityPorts
  readonly #events = new Map<EventId, EventAvailability>()

  constructor(ports: AvailabilityPorts) {
    this.#ports = ports
  }

  /**
   * @returns how it is now: nothing is missing that was saved before the call. Undefined for an unknown event.
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  async view(eventId: EventId): Promise<AvailabilityView | undefined> {
    const event = this.#events.get(eventId) ?? new EventAvailability(eventId, this.#ports)
    this.#keep(eventId, event)
    const view = await event.view()
    if (!view) this.#events.delete(eventId)
    return view
  }

  /** A map keeps the order of insertion, so the first is the one that was not asked for the longest. */
  #keep(eventId: EventId, event: EventAvailability): void {
    this.#events.delete(eventId)
    this.#events.set(eventId, event)
    const [oldest] = this.#events.keys()
    if (this.#events.size > EVENTS_MAX && oldest !== undefined) this.#events.delete(oldest)
  }
}

class EventAvailability {
  readonly #eventId: EventId
  readonly #ports: AvailabilityPorts
  /** All seats that are not available, or held and past their time. */
  readonly #taken = new Map<SeatId, Seat>()
  #revision = 0
  #isKnown = false
  #view: (AvailabilityView & { readonly validUntilMs: number }) | undefined
  #running: Promise<void> | undefined
  #next: Promise<void> | undefined

  constructor(eventId: EventId, ports: AvailabilityPorts) {
    this.#eventId = eventId
    this.#ports = ports
  }

  async view(): Promise<AvailabilityView | undefined> {
    await this.#refresh()
    if (!this.#isKnown) return undefined
    const now = this.#ports.clock.now()
    if (
      !this.#view ||
      this.#view.revision !== this.#revision ||
      now.getTime() >= this.#view.validUntilMs
    ) {
      this.#view = this.#viewAt(now)
    }
    return this.#view
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
    const since = await this.#ports.changes.seatsSince(this.#eventId, this.#revision)
    this.#isKnown = since !== undefined
    for (const seat of since?.seats ?? []) {
      if (seat.status === 'available') this.#taken.delete(seat.id)
      else this.#taken.set(seat.id, seat)
    }
    this.#revision = since?.revision ?? 0
  }

  #viewAt(now: Date): AvailabilityView & { readonly validUntilMs: number } {
    const unavailable: UnavailableSeat[] = []
    let validUntilMs = Infinity
    for (const seat of this.#taken.values()) {
      const status = statusAt(seat, now)
      if (status === 'available') continue
      unavailable.push({ seatId: seat.id, status })
      if (seat.status === 'held') validUntilMs = Math.min(validUntilMs, seat.heldUntil.getTime())
    }
    return {
      revision: this.#revision,
      // Between two changes holds only run out, and those with the earlier deadline first.
      tag: `${this.#revision}.${unavailable.length}`,
      unavailable,
      validUntilMs,
      isAvailable: (seatId) => {
        const seat = this.#taken.get(seatId)
        return seat === undefined || statusAt(seat, now) === 'available'
      },
    }
  }
}
