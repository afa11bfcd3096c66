import type { SeatFeedPort } from '../../application/ports/seat-feed.port.ts'
import type {
  IdempotencyRecord,
  SeatChange,
  SeatRepositoryPort,
  StateAsRead,
} from '../../application/ports/seat-repository.port.ts'
import type { SavedAction } from '../../domain/history.ts'
import type { EventId, Seat, SeatId } from '../../domain/seat.ts'

/** The outcome of a save. `unknown`: the store gave no reply. */
export type SaveOutcome = 'saved' | 'conflict' | 'unknown'

export interface AnnouncedSeatsPorts {
  readonly seats: SeatRepositoryPort
  readonly feed: Pick<SeatFeedPort, 'announce'>
  readonly metrics: SaveMetrics
}

export interface SaveMetrics {
  /** Called before `save` returns. */
  seatsSaved(action: SavedAction, outcome: SaveOutcome): void
}

/** Announces each saved change on the seat feed, and counts it, so that no use case has to. */
export class AnnouncedSeats implements SeatRepositoryPort {
  readonly #seats: SeatRepositoryPort
  readonly #feed: Pick<SeatFeedPort, 'announce'>
  readonly #metrics: SaveMetrics

  constructor({ seats, feed, metrics }: AnnouncedSeatsPorts) {
    this.#seats = seats
    this.#feed = feed
    this.#metrics = metrics
  }

  guessUntouched(eventId: EventId, seatIds: readonly SeatId[]): readonly Seat[] | undefined {
    return this.#seats.guessUntouched(eventId, seatIds)
  }

  find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]> {
    return this.#seats.find(eventId, seatIds)
  }

  async save(change: SeatChange): Promise<'saved' | 'conflict'> {
    let outcome: SaveOutcome = 'unknown'
    try {
      return (outcome = await this.#seats.save(change))
    } finally {
      this.#metrics.seatsSaved(change.action, outcome)
      // With an unknown outcome, the change may have been saved.
      if (outcome !== 'conflict') this.#feed.announce(change.eventId)
    }
  }

  acknowledge(state: StateAsRead): Promise<'acknowledged' | 'conflict'> {
    return this.#seats.acknowledge(state)
  }

  findIdempotencyRecord(eventId: EventId, key: string): Promise<IdempotencyRecord | undefined> {
    return this.#seats.findIdempotencyRecord(eventId, key)
  }
}

/** A seat feed within this process. Listeners are called synchronously. */
export class InProcessSeatFeed implements SeatFeedPort {
  readonly #listeners = new Map<EventId, Set<() => void>>()
  readonly #listenersToAll = new Set<(eventId: EventId) => void>()

  announce(eventId: EventId): void {
    for (const onChange of this.#listenersToAll) onChange(eventId)
    // Most events have no listener.
    const listeners = this.#listeners.get(eventId)
    if (listeners) for (const onChange of listeners) onChange()
  }

  listenToAll(onChange: (eventId: EventId) => void): () => void {
    this.#listenersToAll.add(onChange)
    return () => {
      this.#listenersToAll.delete(onChange)
    }
  }

  listen(eventId: EventId, onChange: () => void): () => void {
    // The same function may be passed several times, and each registration is ended separately.
    const listener = (): void => {
      onChange()
    }
    const listeners = this.#listeners.get(eventId) ?? new Set()
    this.#listeners.set(eventId, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(eventId) === listeners) {
        this.#listeners.delete(eventId)
      }
    }
  }
}
