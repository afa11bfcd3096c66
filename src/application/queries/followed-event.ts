import {
  type EventId,
  type PublicSeat,
  type SeatId,
  type SeatStatus,
  statusAt,
} from '../../domain/seat.ts'
import type { RefreshPace, RefreshPacePort } from '../ports/refresh-pace.port.ts'
import type { SeatsUpdate } from '../ports/seats-since.port.ts'
import { type AvailabilityView, EventSeats, type EventSeatsPorts } from './event-seats.ts'

export interface FollowedSeat {
  readonly seatId: SeatId
  readonly version: number
  readonly status: SeatStatus
}

/**
 * What a reader receives. A snapshot has all seats that are not available, and replaces everything received before.
 * Changes have some seats as they are now; an expired hold makes its seats available with an unchanged version. All
 * readers receive the same object.
 */
export type SeatsMessage =
  | {
      readonly kind: 'snapshot'
      readonly eventId: EventId
      readonly revision: number
      readonly seats: readonly FollowedSeat[]
    }
  | {
      readonly kind: 'changes'
      readonly revision: number
      readonly seats: readonly FollowedSeat[]
    }

/** Follows an event. Neither method may throw. */
export interface SeatsReader {
  next(message: SeatsMessage): void
  /** The event no longer exists. */
  end(): void
}

export interface FollowedEventPorts extends EventSeatsPorts {
  readonly pace: RefreshPacePort
}

/** Called when the store could not be read, once until it can be read again. */
export type OnReadError = (error: unknown) => void

/** An event with its readers. It is read from the store for all of them at once. */
export class FollowedEvent {
  readonly #eventId: EventId
  readonly #onError: OnReadError
  readonly #seats: EventSeats
  readonly #pace: RefreshPace
  readonly #readers = new Set<SeatsReader>()
  /** How many calls of `refresh` are waiting. */
  #waiting = 0
  /** Each made for the first reader that needs it. */
  readonly #snapshots = new WeakMap<AvailabilityView, SeatsMessage>()
  #isFailing = false

  constructor(eventId: EventId, ports: FollowedEventPorts, onError: OnReadError) {
    this.#eventId = eventId
    this.#onError = onError
    this.#seats = new EventSeats(eventId, ports, (since, now) => {
      this.#tellRead(since, now)
    })
    this.#pace = ports.pace.create(
      () => this.#read(),
      () => this.#readers.size,
    )
  }

  /** Whether the event exists, as far as it was read. */
  get isKnown(): boolean {
    return this.#seats.revision !== undefined
  }

  /** Whether it has no readers, and no caller that may become one. */
  get isIdle(): boolean {
    return this.#readers.size === 0 && this.#waiting === 0
  }

  /**
   * Sends the reader a snapshot at once, and every change from then on.
   * @returns how to leave
   */
  join(reader: SeatsReader): () => void {
    this.#tellExpired()
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
   * Reads what has changed. Callers share a read.
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  async refresh(): Promise<void> {
    this.#waiting++
    try {
      await this.#pace.request()
    } finally {
      this.#waiting--
    }
  }

  /** The same, for callers that do not wait for it. */
  requestRefresh(): void {
    this.refresh().catch(() => {
      // It was reported, and the next read makes up for it.
    })
  }

  /** Call periodically. Tells the readers about expired holds, and reads what has changed when it is time. */
  advance(): void {
    this.#tellExpired()
    this.#pace.advance()
  }

  async #read(): Promise<void> {
    try {
      await this.#seats.refresh()
      this.#isFailing = false
    } catch (error) {
      if (!this.#isFailing) this.#onError(error)
      this.#isFailing = true
      throw error
    }
  }

  #tellRead(since: SeatsUpdate | undefined, now: Date): void {
    if (!since) {
      for (const reader of this.#readers) reader.end()
      this.#readers.clear()
    } else if (!since.isComplete) {
      this.#tellChanges(since.seats.map((seat) => toFollowed(seat, statusAt(seat, now))))
    } else if (this.#seats.view && this.#readers.size > 0) {
      this.#tell(this.#snapshotOf(this.#seats.view))
    }
  }

  #tellExpired(): void {
    this.#tellChanges(this.#seats.expire().map((seat) => toFollowed(seat, seat.status)))
  }

  #tellChanges(seats: readonly FollowedSeat[]): void {
    const { revision } = this.#seats
    if (seats.length === 0 || revision === undefined) return
    this.#tell({ kind: 'changes', revision, seats })
  }

  #tell(message: SeatsMessage): void {
    for (const reader of this.#readers) reader.next(message)
  }

  #snapshotOf(view: AvailabilityView): SeatsMessage {
    const known = this.#snapshots.get(view)
    if (known) return known
    const { revision, unavailable } = view
    const seats = unavailable.flatMap((group) => group.map((seat) => toFollowed(seat, seat.status)))
    const message: SeatsMessage = { kind: 'snapshot', eventId: this.#eventId, revision, seats }
    this.#snapshots.set(view, message)
    return message
  }
}

function toFollowed({ id, version }: PublicSeat, status: SeatStatus): FollowedSeat {
  return { seatId: id, version, status }
}
