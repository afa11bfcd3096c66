import { randomUUID } from 'node:crypto'

import type { RequestMemoryPort } from '../../application/ports/request-memory.port.ts'
import type { HistoryQuery, SeatHistoryPort } from '../../application/ports/seat-history.port.ts'
import type {
  RememberedRequest,
  SeatChange,
  SeatRepositoryPort,
} from '../../application/ports/seat-repository.port.ts'
import type { SeatingPort } from '../../application/ports/seating.port.ts'
import { type HistoryEntry, historyEntry } from '../../domain/history.ts'
import { type EventId, newSeat, type Seat, type SeatId } from '../../domain/seat.ts'

interface StoredEvent {
  readonly seats: Map<SeatId, Seat>
  readonly history: HistoryEntry[]
}

interface StoredRequest {
  readonly request: RememberedRequest
  readonly savedAt: Date
}

/** Seats in this process, gone when it ends. */
export class InMemorySeatRepository
  implements SeatRepositoryPort, SeatingPort, SeatHistoryPort, RequestMemoryPort
{
  readonly #id = randomUUID()
  readonly #events = new Map<EventId, StoredEvent>()
  /** Oldest first, which is the order that a map keeps. */
  readonly #requests = new Map<string, StoredRequest>()

  async addSeats(eventId: EventId, seatIds: readonly SeatId[]): Promise<void> {
    const event = this.#events.get(eventId) ?? { seats: new Map<SeatId, Seat>(), history: [] }
    this.#events.set(eventId, event)
    for (const seatId of seatIds) {
      if (!event.seats.has(seatId)) event.seats.set(seatId, newSeat(seatId))
    }
  }

  /** No other process has this store. */
  async id(): Promise<string> {
    return this.#id
  }

  /** Nothing stands in the way of saving. */
  async check(): Promise<void> {
    await Promise.resolve()
  }

  async find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]> {
    const stored = this.#events.get(eventId)?.seats
    return seatIds.flatMap((seatId) => stored?.get(seatId) ?? [])
  }

  /** Atomic because nothing is awaited between the check and the write. */
  async save({
    eventId,
    seats,
    action,
    cause,
    request,
  }: SeatChange): Promise<'saved' | 'conflict'> {
    const event = this.#events.get(eventId)
    if (!event || seats.length === 0) return 'conflict'
    if (!seats.every((seat) => event.seats.get(seat.id)?.version === seat.version - 1)) {
      return 'conflict'
    }
    if (request) {
      const key = requestKey(eventId, request.key)
      if (this.#requests.has(key)) return 'conflict'
      this.#requests.set(key, { request, savedAt: cause.at })
    }
    for (const seat of seats) {
      event.seats.set(seat.id, seat)
      event.history.push(historyEntry(seat, action, cause))
    }
    return 'saved'
  }

  async recall(eventId: EventId, key: string): Promise<RememberedRequest | undefined> {
    return this.#requests.get(requestKey(eventId, key))?.request
  }

  async forget({
    savedBefore,
    countMax,
  }: {
    savedBefore: Date
    countMax: number
  }): Promise<number> {
    let count = 0
    for (const [key, { savedAt }] of this.#requests) {
      if (count === countMax || savedAt >= savedBefore) break
      this.#requests.delete(key)
      count++
    }
    return count
  }

  async history({ eventId, seatId }: HistoryQuery): Promise<readonly HistoryEntry[]> {
    const entries = this.#events.get(eventId)?.history ?? []
    return entries.filter((entry) => seatId === undefined || entry.seatId === seatId)
  }
}

function requestKey(eventId: EventId, key: string): string {
  return JSON.stringify([eventId, key])
}
