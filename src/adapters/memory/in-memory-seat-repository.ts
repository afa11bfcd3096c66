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
  HoldsByCodeQuery,
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
import { type Booking, isSameBooking } from '../../domain/booking.ts'
import type { EventUpdate } from '../../domain/event.ts'
import type { Cause, HistoryEntry } from '../../domain/history.ts'
import { type Hold, isSameHold } from '../../domain/hold.ts'
import type { PlanReplacement } from '../../domain/plan-replacement.ts'
import { type EventId, isSameSeat, type Seat, type SeatId } from '../../domain/seat.ts'
import { EventRecords } from './event-records.ts'
import { StoredBookings } from './stored-bookings.ts'
import { StoredEvent } from './stored-event.ts'
import { expiryTimes, StoredHolds } from './stored-holds.ts'

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
  readonly #holds = new StoredHolds((eventId) => this.hasEvent(eventId))
  readonly #bookings = new StoredBookings((eventId) => this.hasEvent(eventId))
  readonly #requests = new EventRecords<StoredRequest>((eventId) => this.hasEvent(eventId))
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
    this.#bookings.freeCodes(eventId)
    this.#events.delete(eventId)
    for (const listener of this.#deletionListeners) listener(eventId)
    return true
  }

  /** Deletes some of the other records of a deleted event. @returns their number */
  deleteRecords(eventId: EventId, countMax: number): number {
    const isOfEvent = (record: { readonly eventId: EventId }) => record.eventId === eventId
    return [this.#holds, this.#bookings, this.#requests].reduce(
      (count, records) => count + records.delete(isOfEvent, countMax - count).length,
      0,
    )
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
    if (booking) this.#bookings.set(booking.to.id, booking.to)
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
      (!hold || isSameHold(this.#holds.find(hold.id), hold)) &&
      (!booking || isSameBooking(this.#bookings.find(booking.id), booking))
    return isUnchanged ? 'acknowledged' : 'conflict'
  }

  async findIdempotencyRecord(
    eventId: EventId,
    key: string,
  ): Promise<IdempotencyRecord | undefined> {
    return this.#requests.find(requestKey(eventId, key))?.record
  }

  async findHold(holdId: string): Promise<Hold | undefined> {
    return this.#holds.find(holdId)
  }

  async findHoldByToken(eventId: EventId, tokenDigest: string): Promise<Hold | undefined> {
    return this.#holds.findByToken(eventId, tokenDigest)
  }

  async findHoldsByCode(query: HoldsByCodeQuery): Promise<readonly Hold[]> {
    return this.#holds.findByCode(query)
  }

  async activeHolds(query: ActiveHoldsQuery): Promise<readonly Hold[]> {
    return this.#holds.activeHolds(query)
  }

  async countHolds(clientId: string, now: Date): Promise<number> {
    return this.#holds.countActive(clientId, now)
  }

  async countClientSeats(query: ClientSeatsQuery): Promise<number> {
    return this.#holds.countSeats(query) + this.#bookings.countSeats(query)
  }

  async lastReleaseTime(query: FormerSeatsQuery): Promise<Date | undefined> {
    const { eventId, seatIds, areaIds, since, now } = query
    const isPlaceOf = (areaId: string, seatId: SeatId) =>
      seatId.startsWith(`${areaId}:`) && /^\d+$/.test(seatId.slice(areaId.length + 1))
    const isWanted = (seatId: SeatId) =>
      seatIds.includes(seatId) || areaIds.some((areaId) => isPlaceOf(areaId, seatId))
    const holds = this.#holds.recentOf(query)
    const released = this.#events.get(eventId)?.releasesOf(isWanted) ?? []
    const recorded = released.flatMap(({ action, holdId = '', at }) => {
      const hold = holds.get(holdId)
      if (!hold) return []
      return [action === 'expired' ? hold.expiresAt : at]
    })
    return [...recorded, ...expiryTimes(holds, isWanted, now)]
      .filter((time) => time > since)
      .sort((a, b) => a.getTime() - b.getTime())
      .at(-1)
  }

  async findBooking(bookingId: string): Promise<Booking | undefined> {
    return this.#bookings.find(bookingId)
  }

  async findBookings(query: BookingsQuery): Promise<readonly Booking[]> {
    const { eventId = '', seatId } = query
    const event = this.#events.get(eventId)
    const withSeat = seatId === undefined ? undefined : (event?.bookingsOf(seatId) ?? new Set())
    return this.#bookings.matching(query, withSeat)
  }

  async bookedSeats(eventId: EventId): Promise<BookedSeats | undefined> {
    const event = this.#events.get(eventId)
    if (!event) return undefined
    const seats = event.seats
      .values()
      .filter((seat) => seat.status === 'booked')
      .map(({ id: seatId, bookingId }) => {
        return { seatId, bookingId, reference: this.#bookings.find(bookingId)?.reference }
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
    let count = this.#bookings.deleteCancelled({ before, countMax })
    for (const event of this.#events.values()) {
      count += event.deleteHistory({ before, countMax: countMax - count })
    }
    return count
  }

  async deleteIdempotencyRecordsAndHolds(query: OldRecordsQuery): Promise<number> {
    const { before, countMax } = query
    const requests = this.#requests.delete(({ savedAt }) => savedAt < before, countMax)
    return Math.max(requests.length, this.#holds.deleteExpired(query))
  }

  #fits(event: StoredEvent, change: SeatChange): boolean {
    const { eventId, seats, hold, booking, idempotencyRecord: record } = change
    return (
      (seats.length > 0 || hold?.from !== undefined || booking?.from !== undefined) &&
      seats.every(({ from }) => isSameSeat(event.seats.get(from.id), from)) &&
      (!hold || isSameHold(this.#holds.findStored(hold.to.id), hold.from)) &&
      (!booking || isSameBooking(this.#bookings.findStored(booking.to.id), booking.from)) &&
      (!booking || booking.from !== undefined || !this.#bookings.hasCodeOf(booking.to)) &&
      (record === undefined || !this.#requests.findStored(requestKey(eventId, record.key)))
    )
  }
}

function requestKey(eventId: EventId, key: string): string {
  return JSON.stringify([eventId, key])
}
