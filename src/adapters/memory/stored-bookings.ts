import type { BookingsQuery } from '../../application/ports/booking-repository.port.ts'
import type { ClientSeatsQuery } from '../../application/ports/client-seats.port.ts'
import type { OldRecordsQuery } from '../../application/ports/retention.port.ts'
import { type Booking, bookingStatus, currentSeatIds } from '../../domain/booking.ts'
import type { EventId } from '../../domain/seat.ts'
import { EventRecords } from './event-records.ts'

/** The bookings of all events. Two bookings of an event never have the same code. */
export class StoredBookings extends EventRecords<Booking> {
  readonly #codes = new Set<string>()

  override set(bookingId: string, booking: Booking): void {
    super.set(bookingId, booking)
    this.#codes.add(codeKey(booking))
  }

  hasCodeOf(booking: Booking): boolean {
    return this.#codes.has(codeKey(booking))
  }

  /** @param withSeat the bookings that had the seat of the query, if it has one */
  matching(query: BookingsQuery, withSeat: ReadonlySet<string> | undefined): Booking[] {
    const { eventId, code, reference, status, after, limit } = query
    return this.all()
      .filter((booking) => eventId === undefined || booking.eventId === eventId)
      .filter((booking) => code === undefined || booking.code === code)
      .filter((booking) => reference === undefined || booking.reference === reference)
      .filter(({ id }) => withSeat === undefined || withSeat.has(id))
      .filter((booking) => status === undefined || bookingStatus(booking) === status)
      .filter((booking) => after === undefined || compareBookings(booking, after) > 0)
      .toArray()
      .sort(compareBookings)
      .slice(0, limit)
  }

  /** The number of seats in bookings of the client. */
  countSeats({ eventId, clientId }: ClientSeatsQuery): number {
    return this.all()
      .filter((booking) => booking.eventId === eventId && booking.clientId === clientId)
      .reduce((sum, booking) => sum + currentSeatIds(booking).length, 0)
  }

  /** @returns the number of deleted bookings */
  deleteCancelled({ before, countMax }: OldRecordsQuery): number {
    const deleted = this.delete(
      ({ cancelledAt }) => cancelledAt !== undefined && cancelledAt < before,
      countMax,
    )
    for (const booking of deleted) this.#codes.delete(codeKey(booking))
    return deleted.length
  }

  /** An event with the same id may be created, and then its bookings can have any code. */
  freeCodes(eventId: EventId): void {
    for (const booking of this.all()) {
      if (booking.eventId === eventId) this.#codes.delete(codeKey(booking))
    }
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
