import { randomBytes, randomUUID } from 'node:crypto'

import type { BookingRepositoryPort } from '../../application/ports/booking-repository.port.ts'
import type { HistoryRetentionPort } from '../../application/ports/history-retention.port.ts'
import type { HoldRepositoryPort } from '../../application/ports/hold-repository.port.ts'
import type { LapsedSeat, LapsedSeatsPort } from '../../application/ports/lapsed-seats.port.ts'
import type { RequestMemoryPort } from '../../application/ports/request-memory.port.ts'
import type {
  SeatChangesPort,
  SeatsSince,
  SeatsState,
} from '../../application/ports/seat-changes.port.ts'
import type { HistoryQuery, SeatHistoryPort } from '../../application/ports/seat-history.port.ts'
import type {
  RememberedRequest,
  SeatChange,
  SeatRepositoryPort,
  StateAsRead,
} from '../../application/ports/seat-repository.port.ts'
import { type Booking, isSameBooking } from '../../domain/booking.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import { type Hold, holdStatusAt, isSameHold } from '../../domain/hold.ts'
import { type EventId, isSameSeat, newSeat, type Seat, type SeatId } from '../../domain/seat.ts'

interface StoredEvent {
  revision: number
  readonly seats: Map<SeatId, Seat>
  /** Ordered by revision. */
  readonly history: HistoryEntry[]
}

interface StoredRequest {
  readonly request: RememberedRequest
  readonly savedAt: Date
}

/** Seats, holds and bookings in the memory of this process. */
export class InMemorySeatRepository
  implements
    SeatRepositoryPort,
    HoldRepositoryPort,
    BookingRepositoryPort,
    SeatChangesPort,
    LapsedSeatsPort,
    SeatHistoryPort,
    HistoryRetentionPort,
    RequestMemoryPort
{
  readonly #id = randomUUID()
  readonly #secret = randomBytes(32).toString('base64url')
  readonly #events = new Map<EventId, StoredEvent>()
  readonly #holds = new Map<string, Hold>()
  readonly #bookings = new Map<string, Booking>()
  /** Oldest first, since a map keeps the order of insertion. */
  readonly #requests = new Map<string, StoredRequest>()

  /** Reading the seats is as fast as a guess. */
  readonly expected: SeatRepositoryPort['expected'] = () => undefined

  /** Adds seats in their initial state. Existing seats are unchanged. */
  addSeats(eventId: EventId, seatIds: Iterable<SeatId>): void {
    const event = this.#events.get(eventId) ?? {
      revision: 0,
      seats: new Map<SeatId, Seat>(),
      history: [],
    }
    this.#events.set(eventId, event)
    for (const seatId of seatIds) {
      if (!event.seats.has(seatId)) event.seats.set(seatId, newSeat(seatId))
    }
  }

  /** A random id, since no other process shares this store. */
  async id(): Promise<string> {
    return this.#id
  }

  async secret(): Promise<string> {
    return this.#secret
  }

  /** Saving is always possible. */
  async check(): Promise<void> {
    await Promise.resolve()
  }

  async find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]> {
    const stored = this.#events.get(eventId)?.seats
    return seatIds.flatMap((seatId) => stored?.get(seatId) ?? [])
  }

  /** Atomic because nothing is awaited between the check and the write. */
  async save(change: SeatChange): Promise<'saved' | 'conflict'> {
    const event = this.#events.get(change.eventId)
    if (!event || !this.#fits(event, change)) return 'conflict'

    const { eventId, seats, action, cause, hold, booking, request } = change
    if (seats.length > 0) event.revision++
    const { revision } = event
    const { actor, requestId, at } = cause
    const holdId = hold?.to.id
    const bookingId = booking?.to.id
    seats.forEach(({ to: seat }, ordinal) => {
      const { id: seatId, version } = seat
      event.seats.set(seatId, seat)
      event.history.push({
        revision,
        ordinal,
        seatId,
        version,
        action,
        holdId,
        bookingId,
        actor,
        requestId,
        at,
      })
    })
    if (hold) this.#holds.set(hold.to.id, hold.to)
    if (booking) this.#bookings.set(booking.to.id, booking.to)
    if (request)
      this.#requests.set(requestKey(eventId, request.key), { request, savedAt: cause.at })
    return 'saved'
  }

  async acknowledge(state: StateAsRead): Promise<'acknowledged' | 'conflict'> {
    const { eventId, seats = [], hold, booking } = state
    const stored = this.#events.get(eventId)?.seats
    const isUnchanged =
      seats.every((seat) => isSameSeat(stored?.get(seat.id), seat)) &&
      (!hold || isSameHold(this.#holds.get(hold.id), hold)) &&
      (!booking || isSameBooking(this.#bookings.get(booking.id), booking))
    return isUnchanged ? 'acknowledged' : 'conflict'
  }

  async recall(eventId: EventId, key: string): Promise<RememberedRequest | undefined> {
    return this.#requests.get(requestKey(eventId, key))?.request
  }

  async findHold(holdId: string): Promise<Hold | undefined> {
    return this.#holds.get(holdId)
  }

  async findHoldByToken(eventId: EventId, tokenDigest: string): Promise<Hold | undefined> {
    return this.#holds
      .values()
      .find((hold) => hold.eventId === eventId && hold.tokenDigest === tokenDigest)
  }

  async countHolds(clientId: string, now: Date): Promise<number> {
    return this.#holds
      .values()
      .filter((hold) => hold.clientId === clientId && holdStatusAt(hold, now) === 'active')
      .reduce((count) => count + 1, 0)
  }

  async findBooking(bookingId: string): Promise<Booking | undefined> {
    return this.#bookings.get(bookingId)
  }

  /** The tag is the id of this process, which distinguishes its states from those before a restart. */
  async seatsSince(eventId: EventId, since?: SeatsState): Promise<SeatsSince | undefined> {
    const event = this.#events.get(eventId)
    if (!event) return undefined
    const { revision, seats } = event
    const state = { revision, tag: this.#id }
    if (since?.tag !== this.#id || !hasHistorySince(event, since.revision)) {
      const everChanged = seats.values().filter(({ version }) => version > 0)
      return { ...state, isComplete: true, seats: everChanged.toArray() }
    }
    const changed = new Set<SeatId>()
    for (const entry of latestFirst(event.history)) {
      if (entry.revision <= since.revision) break
      changed.add(entry.seatId)
    }
    const changedSeats = Array.from(changed).flatMap((seatId) => seats.get(seatId) ?? [])
    return { ...state, isComplete: false, seats: changedSeats }
  }

  async lapsedSeats({
    before,
    countMax,
  }: {
    readonly before: Date
    readonly countMax: number
  }): Promise<readonly LapsedSeat[]> {
    const lapsed: LapsedSeat[] = []
    for (const [eventId, { seats }] of this.#events) {
      for (const seat of seats.values()) {
        if (seat.status === 'held' && seat.heldUntil < before) lapsed.push({ eventId, seat })
      }
    }
    return lapsed
      .sort((a, b) => a.seat.heldUntil.getTime() - b.seat.heldUntil.getTime())
      .slice(0, countMax)
  }

  async history({ eventId, seatId, from, limit }: HistoryQuery): Promise<readonly HistoryEntry[]> {
    const { revision = 0, ordinal = 0 } = from ?? {}
    const entries = this.#events.get(eventId)?.history ?? []
    return entries
      .values()
      .filter((entry) => seatId === undefined || entry.seatId === seatId)
      .filter(
        (entry) =>
          entry.revision > revision || (entry.revision === revision && entry.ordinal >= ordinal),
      )
      .take(limit)
      .toArray()
  }

  async deleteHistory({
    before,
    countMax,
  }: {
    readonly before: Date
    readonly countMax: number
  }): Promise<number> {
    const cancelled = this.#bookings
      .values()
      .filter(({ cancelledAt }) => cancelledAt && cancelledAt < before)
      .take(countMax)
      .toArray()
    for (const { id } of cancelled) this.#bookings.delete(id)
    let count = cancelled.length
    for (const { history, revision } of this.#events.values()) {
      const kept = history.findIndex((entry) => entry.at >= before || entry.revision === revision)
      const last = history[Math.min(kept, countMax - count) - 1]?.revision ?? 0
      const whole = history.findIndex((entry) => entry.revision > last)
      if (whole > 0) count += history.splice(0, whole).length
    }
    return count
  }

  async forget({
    savedBefore,
    countMax,
  }: {
    readonly savedBefore: Date
    readonly countMax: number
  }): Promise<number> {
    const requests = this.#requests
      .entries()
      .filter(([, { savedAt }]) => savedAt < savedBefore)
      .take(countMax)
      .toArray()
    const holds = this.#holds
      .values()
      .filter((hold) => hold.expiresAt < savedBefore)
      .toArray()
      .sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
      .slice(0, countMax)
    for (const [key] of requests) this.#requests.delete(key)
    for (const hold of holds) this.#holds.delete(hold.id)
    return Math.max(requests.length, holds.length)
  }

  #fits(event: StoredEvent, { eventId, seats, hold, booking, request }: SeatChange): boolean {
    return (
      (seats.length > 0 || hold?.from !== undefined) &&
      seats.every(({ from }) => isSameSeat(event.seats.get(from.id), from)) &&
      (!hold || isSameHold(this.#holds.get(hold.to.id), hold.from)) &&
      (!booking || isSameBooking(this.#bookings.get(booking.to.id), booking.from)) &&
      (request === undefined || !this.#requests.has(requestKey(eventId, request.key)))
    )
  }
}

/** Whether the event was at this revision, and the history still has all later changes. */
function hasHistorySince({ revision, history }: StoredEvent, since: number): boolean {
  const [first] = history
  return since <= revision && (first === undefined || first.revision <= since + 1)
}

function* latestFirst<T>(items: readonly T[]): Iterable<T> {
  for (let index = items.length - 1; index >= 0; index--) yield items[index] as T
}

function requestKey(eventId: EventId, key: string): string {
  return JSON.stringify([eventId, key])
}
