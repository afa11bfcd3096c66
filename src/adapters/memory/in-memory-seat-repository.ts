import { randomBytes, randomUUID } from 'node:crypto'

import type { BookedSeats, BookedSeatsPort } from '../../application/ports/booked-seats.port.ts'
import type {
  BookingRepositoryPort,
  BookingsQuery,
} from '../../application/ports/booking-repository.port.ts'
import type {
  ClientSeatsPort,
  ClientSeatsQuery,
  FormerSeatsQuery,
} from '../../application/ports/client-seats.port.ts'
import type { ExpiredSeat, ExpiredSeatsPort } from '../../application/ports/expired-seats.port.ts'
import type {
  ActiveHoldsQuery,
  HoldRepositoryPort,
} from '../../application/ports/hold-repository.port.ts'
import type { OldRecordsQuery, RetentionPort } from '../../application/ports/retention.port.ts'
import type { HistoryQuery, SeatHistoryPort } from '../../application/ports/seat-history.port.ts'
import type {
  IdempotencyRecord,
  SeatChange,
  SeatRepositoryPort,
  StateAsRead,
} from '../../application/ports/seat-repository.port.ts'
import type {
  SeatsSincePort,
  SeatsState,
  SeatsUpdate,
} from '../../application/ports/seats-since.port.ts'
import { type Booking, bookingStatus, currentSeatIds, isSameBooking } from '../../domain/booking.ts'
import type { EventUpdate } from '../../domain/event.ts'
import type { Cause, HistoryEntry } from '../../domain/history.ts'
import { type Hold, holdStatusAt, isSameHold } from '../../domain/hold.ts'
import type { PlanReplacement } from '../../domain/plan-replacement.ts'
import { type EventId, isSameSeat, type Seat, type SeatId } from '../../domain/seat.ts'
import { StoredEvent } from './stored-event.ts'

interface StoredRequest {
  readonly eventId: EventId
  readonly record: IdempotencyRecord
  readonly savedAt: Date
}

/** Seats, holds and bookings in the memory of this process. */
export class InMemorySeatRepository
  implements
    SeatRepositoryPort,
    HoldRepositoryPort,
    BookingRepositoryPort,
    ClientSeatsPort,
    BookedSeatsPort,
    SeatsSincePort,
    ExpiredSeatsPort,
    SeatHistoryPort,
    RetentionPort
{
  readonly #id = randomUUID()
  readonly #secret = randomBytes(32).toString('base64url')
  readonly #events = new Map<EventId, StoredEvent>()
  readonly #holds = new Map<string, Hold>()
  readonly #bookings = new Map<string, Booking>()
  /** The codes of the bookings. */
  readonly #codes = new Set<string>()
  /** Oldest first, since a map keeps the order of insertion. */
  readonly #requests = new Map<string, StoredRequest>()
  readonly #deletionListeners: ((eventId: EventId) => void)[] = []

  /** Reading the seats is as fast as a guess. */
  readonly guessUntouched: SeatRepositoryPort['guessUntouched'] = () => undefined

  /** Adds seats in their initial state. Existing seats are unchanged. */
  addSeats(eventId: EventId, seatIds: Iterable<SeatId>): void {
    const event = this.#events.get(eventId) ?? new StoredEvent()
    this.#events.set(eventId, event)
    event.addSeats(seatIds)
  }

  /** @returns false, without a change, if a removed seat is stored differently */
  replaceSeats(eventId: EventId, seats: Pick<PlanReplacement, 'added' | 'removed'>): boolean {
    return this.#events.get(eventId)?.replaceSeats(seats) ?? false
  }

  /** Records a change of the event itself in the history. */
  recordUpdate(eventId: EventId, update: EventUpdate, cause: Cause): void {
    this.#events.get(eventId)?.recordUpdate(update, cause)
  }

  hasEvent(eventId: EventId): boolean {
    return this.#events.has(eventId)
  }

  /** @param listener called when an event is deleted */
  onDelete(listener: (eventId: EventId) => void): void {
    this.#deletionListeners.push(listener)
  }

  /** Deletes the seats and the history of an event, if it is in this state. Its other records stay, but are not found. */
  deleteEvent(eventId: EventId, { revision, tag }: SeatsState): boolean {
    const event = this.#events.get(eventId)
    if (event?.revision !== revision || event.tag !== tag) return false
    this.#events.delete(eventId)
    const bookings = this.#bookings.values().filter((booking) => booking.eventId === eventId)
    for (const booking of bookings) this.#codes.delete(codeKey(booking))
    for (const listener of this.#deletionListeners) listener(eventId)
    return true
  }

  /** Deletes some of the other records of a deleted event. @returns their number */
  deleteRecords(eventId: EventId, countMax: number): number {
    const tables: Map<string, { readonly eventId: EventId }>[] = [
      ...[this.#holds, this.#bookings, this.#requests],
    ]
    let count = 0
    for (const table of tables) {
      for (const [key, record] of table) {
        if (count === countMax) return count
        if (record.eventId === eventId && table.delete(key)) count++
      }
    }
    return count
  }

  /** The revision of each event with changes. */
  revisions(): ReadonlyMap<EventId, number> {
    const changed = this.#events.entries().filter(([, { revision }]) => revision > 0)
    return new Map(changed.map(([eventId, { revision }]) => [eventId, revision]))
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

    const { eventId, cause, hold, booking, idempotencyRecord: record } = change
    event.apply(change)
    if (hold) this.#holds.set(hold.to.id, hold.to)
    if (booking) {
      this.#bookings.set(booking.to.id, booking.to)
      this.#codes.add(codeKey(booking.to))
    }
    if (record) {
      const stored = { eventId, record, savedAt: cause.at }
      this.#requests.set(requestKey(eventId, record.key), stored)
    }
    return 'saved'
  }

  async acknowledge(state: StateAsRead): Promise<'acknowledged' | 'conflict'> {
    const { eventId, seats = [], hold, booking } = state
    const stored = this.#events.get(eventId)?.seats
    const isUnchanged =
      seats.every((seat) => isSameSeat(stored?.get(seat.id), seat)) &&
      (!hold || isSameHold(this.#open(this.#holds.get(hold.id)), hold)) &&
      (!booking || isSameBooking(this.#open(this.#bookings.get(booking.id)), booking))
    return isUnchanged ? 'acknowledged' : 'conflict'
  }

  async findIdempotencyRecord(
    eventId: EventId,
    key: string,
  ): Promise<IdempotencyRecord | undefined> {
    return this.#open(this.#requests.get(requestKey(eventId, key)))?.record
  }

  async findHold(holdId: string): Promise<Hold | undefined> {
    return this.#open(this.#holds.get(holdId))
  }

  async findHoldByToken(eventId: EventId, tokenDigest: string): Promise<Hold | undefined> {
    return this.#open(
      this.#holds
        .values()
        .find((hold) => hold.eventId === eventId && hold.tokenDigest === tokenDigest),
    )
  }

  async activeHolds(query: ActiveHoldsQuery): Promise<readonly Hold[]> {
    const { eventId, clientId, at, after = '', countMax } = query
    return this.#holds
      .values()
      .filter((hold) => hold.eventId === eventId && holdStatusAt(hold, at) === 'active')
      .filter((hold) => this.#open(hold))
      .filter((hold) => clientId === undefined || hold.clientId === clientId)
      .filter((hold) => hold.heldAt <= at && hold.id > after)
      .toArray()
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, countMax)
  }

  async countHolds(clientId: string, now: Date): Promise<number> {
    return this.#holds
      .values()
      .filter((hold) => hold.clientId === clientId && holdStatusAt(hold, now) === 'active')
      .filter((hold) => this.#open(hold))
      .reduce((count) => count + 1, 0)
  }

  async countClientSeats(query: ClientSeatsQuery): Promise<number> {
    const { eventId, clientId, now, exceptHoldId } = query
    const isOwn = (of: Hold | Booking) => of.eventId === eventId && of.clientId === clientId
    const held = this.#holds
      .values()
      .filter((hold) => isOwn(hold) && hold.id !== exceptHoldId)
      .filter((hold) => holdStatusAt(hold, now) === 'active')
      .reduce((sum, { seatIds }) => sum + seatIds.length, 0)
    return this.#bookings
      .values()
      .filter(isOwn)
      .reduce((sum, booking) => sum + currentSeatIds(booking).length, held)
  }

  async lastReleaseTime(query: FormerSeatsQuery): Promise<Date | undefined> {
    const { eventId, clientId, seatIds, areaIds, since, now } = query
    const isPlaceOf = (areaId: string, seatId: SeatId) =>
      seatId.startsWith(`${areaId}:`) && /^\d+$/.test(seatId.slice(areaId.length + 1))
    const isWanted = (seatId: SeatId) =>
      seatIds.includes(seatId) || areaIds.some((areaId) => isPlaceOf(areaId, seatId))
    const isOwn = (hold: Hold) =>
      hold.eventId === eventId && hold.clientId === clientId && hold.expiresAt > since
    const released = this.#events.get(eventId)?.releasesOf(isWanted) ?? []
    const recorded = released.flatMap(({ action, holdId = '', at }) => {
      const hold = this.#holds.get(holdId)
      if (!hold || !isOwn(hold)) return []
      return [action === 'expired' ? hold.expiresAt : at]
    })
    const expired = this.#holds
      .values()
      .filter((hold) => isOwn(hold) && holdStatusAt(hold, now) === 'expired')
      .filter((hold) => hold.seatIds.some(isWanted))
      .map(({ expiresAt }) => expiresAt)
    const times = [...recorded, ...expired].filter((time) => time > since)
    return times.sort((a, b) => a.getTime() - b.getTime()).at(-1)
  }

  async findBooking(bookingId: string): Promise<Booking | undefined> {
    return this.#open(this.#bookings.get(bookingId))
  }

  async findBookings(query: BookingsQuery): Promise<readonly Booking[]> {
    const { eventId, code, reference, seatId, status, after, limit } = query
    const withSeat =
      seatId === undefined ? undefined : this.#events.get(eventId ?? '')?.bookingsOf(seatId)
    return this.#bookings
      .values()
      .filter((booking) => this.#open(booking))
      .filter((booking) => eventId === undefined || booking.eventId === eventId)
      .filter((booking) => code === undefined || booking.code === code)
      .filter((booking) => reference === undefined || booking.reference === reference)
      .filter(({ id }) => seatId === undefined || withSeat?.has(id))
      .filter((booking) => status === undefined || bookingStatus(booking) === status)
      .filter((booking) => after === undefined || compareBookings(booking, after) > 0)
      .toArray()
      .sort(compareBookings)
      .slice(0, limit)
  }

  async bookedSeats(eventId: EventId): Promise<BookedSeats | undefined> {
    const event = this.#events.get(eventId)
    if (!event) return undefined
    const seats = event.seats
      .values()
      .filter((seat) => seat.status === 'booked')
      .map(({ id: seatId, bookingId }) => {
        return { seatId, bookingId, reference: this.#bookings.get(bookingId)?.reference }
      })
    return { revision: event.revision, seats: seats.toArray() }
  }

  async seatsSince(eventId: EventId, since?: SeatsState): Promise<SeatsUpdate | undefined> {
    const event = this.#events.get(eventId)
    return event?.seatsSince(event.tag, since)
  }

  async expiredSeats({
    before,
    countMax,
  }: {
    readonly before: Date
    readonly countMax: number
  }): Promise<readonly ExpiredSeat[]> {
    const expired: ExpiredSeat[] = []
    for (const [eventId, { seats }] of this.#events) {
      for (const seat of seats.values()) {
        if (seat.status === 'held' && seat.heldUntil < before) expired.push({ eventId, seat })
      }
    }
    return expired
      .sort((a, b) => a.seat.heldUntil.getTime() - b.seat.heldUntil.getTime())
      .slice(0, countMax)
  }

  async history({ eventId, ...query }: HistoryQuery): Promise<readonly HistoryEntry[]> {
    return this.#events.get(eventId)?.historyFrom(query) ?? []
  }

  async deleteHistory({ before, countMax }: OldRecordsQuery): Promise<number> {
    const cancelled = this.#bookings
      .values()
      .filter(({ cancelledAt }) => cancelledAt && cancelledAt < before)
      .take(countMax)
      .toArray()
    for (const booking of cancelled) {
      this.#bookings.delete(booking.id)
      this.#codes.delete(codeKey(booking))
    }
    let count = cancelled.length
    for (const event of this.#events.values()) {
      count += event.deleteHistory({ before, countMax: countMax - count })
    }
    return count
  }

  async deleteIdempotencyRecordsAndHolds({ before, countMax }: OldRecordsQuery): Promise<number> {
    const requests = this.#requests
      .entries()
      .filter(([, { savedAt }]) => savedAt < before)
      .take(countMax)
      .toArray()
    const holds = this.#holds
      .values()
      .filter((hold) => hold.expiresAt < before)
      .toArray()
      .sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
      .slice(0, countMax)
    for (const [key] of requests) this.#requests.delete(key)
    for (const hold of holds) this.#holds.delete(hold.id)
    return Math.max(requests.length, holds.length)
  }

  /** @returns the record, unless its event was deleted */
  #open<T extends { readonly eventId: EventId }>(record: T | undefined): T | undefined {
    return record && this.#events.has(record.eventId) ? record : undefined
  }

  #fits(event: StoredEvent, change: SeatChange): boolean {
    const { eventId, seats, hold, booking, idempotencyRecord: record } = change
    return (
      (seats.length > 0 || hold?.from !== undefined || booking?.from !== undefined) &&
      seats.every(({ from }) => isSameSeat(event.seats.get(from.id), from)) &&
      (!hold || isSameHold(this.#holds.get(hold.to.id), hold.from)) &&
      (!booking || isSameBooking(this.#bookings.get(booking.to.id), booking.from)) &&
      (!booking || booking.from !== undefined || !this.#codes.has(codeKey(booking.to))) &&
      (record === undefined || !this.#requests.has(requestKey(eventId, record.key)))
    )
  }
}

function compareBookings(
  a: Pick<Booking, 'bookedAt' | 'id'>,
  b: Pick<Booking, 'bookedAt' | 'id'>,
): number {
  const difference = a.bookedAt.getTime() - b.bookedAt.getTime()
  if (difference !== 0 || a.id === b.id) return difference
  return a.id < b.id ? -1 : 1
}

function codeKey({ eventId, code }: Booking): string {
  return JSON.stringify([eventId, code])
}

function requestKey(eventId: EventId, key: string): string {
  return JSON.stringify([eventId, key])
}
