import { DatabaseSync } from 'node:sqlite'

import type { Acknowledged } from './soak-buyers.ts'

/**
 * Compares the database of a stopped embedded store with the acknowledged bookings, and checks its consistency. Every
 * query takes one pass, because the history may have millions of entries.
 * @returns descriptions of everything that is wrong
 */
export function auditSoak(databasePath: string, acknowledged: readonly Acknowledged[]): string[] {
  const database = new DatabaseSync(databasePath)
  try {
    const booked = database.prepare(BOOKED_SEATS).all() as unknown as readonly Acknowledged[]
    const stored = new Set(booked.map(nameOf))
    const lost = acknowledged.filter((each) => !stored.has(nameOf(each)))
    return [
      ...lost.map((each) => `Lost: ${nameOf(each)}`),
      ...database.prepare(CONTRADICTIONS).all().map(describe('History and seat differ')),
      ...database.prepare(DAMAGE).all().map(describe('Database damaged')),
    ]
  } finally {
    database.close()
  }
}

/** Seats that are booked according to both the seats and the bookings. */
const BOOKED_SEATS = `
  select seats.seat_id as "seatId", booking_id as "bookingId"
  from seats join bookings using (event_no, booking_id) where cancelled_at is null`

/** Seats that do not have one entry in the history for each of their versions. */
const CONTRADICTIONS = `
  select event_no, seat_id, entries, latest, version
  from (
    select event_no, seat_id, count(*) as entries, max(version) as latest from history group by 1, 2
  ) join seats using (event_no, seat_id)
  where entries <> version or latest <> version`

const DAMAGE = `select * from pragma_integrity_check where integrity_check <> 'ok'`

function nameOf({ seatId, bookingId }: Acknowledged): string {
  return `seat ${seatId} of booking ${bookingId}`
}

function describe(what: string): (row: object) => string {
  return (row) => `${what}: ${JSON.stringify(row)}`
}
