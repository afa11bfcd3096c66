import { type EventSummary, isSameEvent } from '../../domain/event.ts'
import { saleStateAt } from '../../domain/sale.ts'
import { type EventId, type PublicSeat, type SeatStatus, statusAt } from '../../domain/seat.ts'
import type { AreaId } from '../../domain/seating-plan.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { EventSummaryPort } from '../ports/event-summary.port.ts'
import type { RefreshPace, RefreshPacePort } from '../ports/refresh-pace.port.ts'
import type { SeatsUpdate } from '../ports/seats-since.port.ts'
import { type AvailabilityView, EventSeats, type EventSeatsPorts } from './event-seats.ts'
import type {
  FollowedEventState,
  FollowedSeat,
  SeatsMessage,
  SeatsReader,
} from './seats-message.ts'
import type { AreaCount } from './taken-places.ts'

export interface FollowedEventPorts extends EventSeatsPorts {
  readonly summaries: EventSummaryPort
  readonly pace: RefreshPacePort
}

/** Called for the first of several consecutive errors from the store. */
export type OnReadError = (error: unknown) => void

/** An event and its readers. Each read from the store serves all of them. */
export class FollowedEvent {
  readonly #eventId: EventId
  readonly #onError: OnReadError
  readonly #seats: EventSeats
  readonly #summaries: EventSummaryPort
  readonly #clock: ClockPort
  /** As of the last read that found the event; undefined before that. It stays after the event is deleted. */
  #state: FollowedEventState | undefined
  readonly #pace: RefreshPace
  readonly #readers = new Set<SeatsReader>()
  /** The number of calls of `refresh` that are waiting. */
  #waiting = 0
  /** One for each view, created for the first reader that needs it. */
  #snapshots = new WeakMap<AvailabilityView, SeatsMessage>()
  /** The counts of the standing areas that the readers have. */
  #counts: ReadonlyMap<AreaId, AreaCount> = new Map()
  #isFailing = false

  constructor(eventId: EventId, ports: FollowedEventPorts, onError: OnReadError) {
    this.#eventId = eventId
    this.#onError = onError
    this.#summaries = ports.summaries
    this.#clock = ports.clock
    this.#seats = new EventSeats(eventId, ports, (update, now) => {
      this.#sendUpdate(update, now)
    })
    this.#pace = ports.pace.create(
      () => this.#read(),
      () => this.#readers.size,
    )
  }

  /** Whether the event existed when it was last read. */
  get isKnown(): boolean {
    return this.#seats.revision !== undefined
  }

  /** Whether there are no readers, and no callers of `refresh` that may join. */
  get isIdle(): boolean {
    return this.#readers.size === 0 && this.#waiting === 0
  }

  /**
   * Sends a snapshot to the reader immediately, and then every change.
   * @returns removes the reader
   */
  join(reader: SeatsReader): () => void {
    this.#sendExpired()
    const { view } = this.#seats
    if (!view) {
      reader.end()
      return () => undefined
    }
    this.#readers.add(reader)
    reader.next(this.#snapshotOf(view))
    return () => {
      this.#readers.delete(reader)
    }
  }

  /**
   * Reads what has changed. Concurrent calls share a read.
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  async refresh(): Promise<void> {
    this.#waiting++
    try {
      await this.#pace.request()
    } finally {
      this.#waiting--
    }
  }

  /** Like `refresh`, without waiting for the result. */
  requestRefresh(): void {
    this.refresh().catch(() => {
      // Already reported. The next read also reads what this one has missed.
    })
  }

  /**
   * Call periodically. Reports expired holds and the opening and closing of the sale to the readers, and reads what has
   * changed if a read is due.
   */
  advance(): void {
    this.#sendExpired()
    this.#updateState(this.#state?.event)
    this.#pace.advance()
  }

  async #read(): Promise<void> {
    try {
      await Promise.all([this.#seats.refresh(), this.#readEvent()])
      this.#isFailing = false
    } catch (error) {
      if (!this.#isFailing) this.#onError(error)
      this.#isFailing = true
      throw error
    }
  }

  async #readEvent(): Promise<void> {
    const event = await this.#summaries.findSummary(this.#eventId)
    // The readers of an event that no longer exists are ended when its seats are read.
    if (event) this.#updateState(event)
  }

  /** Tells the readers if the event, or the state of its sale, has changed: changes of no seat, with the new state. */
  #updateState(event: EventSummary | undefined): void {
    const state = event && { event, sale: saleStateAt(event, this.#clock.now()) }
    if (isSameState(state, this.#state)) return
    this.#state = state
    this.#snapshots = new WeakMap()
    const { revision } = this.#seats
    if (revision !== undefined) this.#send({ ...this.#changesOf(revision, []), state })
  }

  #sendUpdate(update: SeatsUpdate | undefined, now: Date): void {
    if (!update) {
      for (const reader of this.#readers) reader.end()
      this.#readers.clear()
    } else if (!update.isComplete) {
      this.#sendChanges(update.seats.map((seat) => toFollowed(seat, statusAt(seat, now))))
    } else {
      this.#newCounts()
      if (this.#seats.view && this.#readers.size > 0) this.#send(this.#snapshotOf(this.#seats.view))
    }
  }

  #sendExpired(): void {
    this.#sendChanges(this.#seats.expire().map((seat) => toFollowed(seat, seat.status)))
  }

  #sendChanges(seats: readonly FollowedSeat[]): void {
    const { revision } = this.#seats
    const areas = this.#newCounts()
    if ((seats.length === 0 && !areas) || revision === undefined) return
    this.#send({ ...this.#changesOf(revision, seats), areas })
  }

  #changesOf(revision: number, seats: readonly FollowedSeat[]): SeatsMessage {
    return { kind: 'changes', revision, eventVersion: this.#state?.event.version, seats }
  }

  /** Returns the counts that the readers do not have yet; undefined if there are none. */
  #newCounts(): readonly AreaCount[] | undefined {
    const counts = this.#seats.areas
    const changed = counts.filter((count) => !isSameCount(count, this.#counts.get(count.areaId)))
    if (changed.length === 0) return undefined
    this.#counts = new Map(counts.map((count) => [count.areaId, count]))
    return changed
  }

  #send(message: SeatsMessage): void {
    for (const reader of this.#readers) reader.next(message)
  }

  #snapshotOf(view: AvailabilityView): SeatsMessage {
    const known = this.#snapshots.get(view)
    if (known) return known
    const { revision, unavailable } = view
    const seats = unavailable.flatMap((group) => group.map((seat) => toFollowed(seat, seat.status)))
    const areas = view.areas.length > 0 ? view.areas : undefined
    const state = this.#state
    const event = { eventId: this.#eventId, eventVersion: state?.event.version, state }
    const message: SeatsMessage = { kind: 'snapshot', ...event, revision, seats, areas }
    this.#snapshots.set(view, message)
    return message
  }
}

function toFollowed({ id, version }: PublicSeat, status: SeatStatus): FollowedSeat {
  return { seatId: id, version, status }
}

function isSameCount(a: AreaCount, b: AreaCount | undefined): boolean {
  return a.available === b?.available && a.capacity === b.capacity
}

function isSameState(
  a: FollowedEventState | undefined,
  b: FollowedEventState | undefined,
): boolean {
  if (!a || !b) return a === b
  return a.sale === b.sale && (a.event === b.event || isSameEvent(a.event, b.event))
}
