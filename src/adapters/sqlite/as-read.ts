import type { Database } from './database.ts'
import type { BookingRow, HoldRow, SeatRow } from './rows.ts'

/** Compares stored rows with those that were read before. */
export class AsRead {
  readonly #queries: ReturnType<typeof prepare>

  constructor(database: Database) {
    this.#queries = prepare(database)
  }

  isSameSeat(eventNo: number, [seatId, ...state]: SeatRow): boolean {
    return isSame(this.#queries.findSeat.get(eventNo, seatId), state)
  }

  /** @param from the hold as it was read; null when there was none */
  isSameHold(from: HoldRow | null, [holdId]: HoldRow): boolean {
    const found = this.#queries.findHold.get(holdId)
    if (from === null) return found === undefined
    const [, , version, seatIds, , , , expiresAt, , endKind, bookingId] = from
    return isSame(found, [version, seatIds, expiresAt, endKind, bookingId])
  }

  /** @param from the booking as it was read; null when there was none */
  isSameBooking(from: BookingRow | null, [bookingId]: BookingRow): boolean {
    const found = this.#queries.findBooking.get(bookingId)
    if (from === null) return found === undefined
    const [, , , , , cancelledAt] = from
    return isSame(found, [cancelledAt])
  }
}

type Value = string | number | null

function isSame(found: readonly Value[] | undefined, read: readonly Value[]): boolean {
  return found?.every((value, index) => value === read[index]) ?? false
}

function prepare(database: Database) {
  return {
    findSeat: database.query<readonly Value[]>(`
      select version, hold_id, held_until, booking_id, blocked
      from seats where event_no = ? and seat_id = ?`),

    /** The changeable columns of a hold. */
    findHold: database.query<readonly Value[]>(`
      select version, seat_ids, expires_at, end_kind, booking_id from holds where hold_id = ?`),

    /** The changeable column of a booking. */
    findBooking: database.query<readonly Value[]>(`
      select cancelled_at from bookings where booking_id = ?`),
  }
}
