import { PostgresServer } from '../../src/adapters/postgres/postgres-server.ts'
import type { SqlDatabase } from '../../src/adapters/postgres/sql.ts'
import type { Tally } from './crowd.ts'

interface StoredBooking {
  readonly seat_id: string
  readonly booking_id: string
  readonly request_id: string
}

/**
 * Every booking in the store, with the request that made it. The history is read, too, because it would tell of a
 * booking that another has overwritten.
 */
const STORED_BOOKINGS = {
  name: 'stored-bookings',
  text: `
    select coalesce(bookings.seat_id, history.seat_id) as seat_id,
      coalesce(bookings.booking_id, history.booking_id) as booking_id, request_id
    from bookings full join history
      on (history.event_id, history.seat_id, history.booking_id)
       = (bookings.event_id, bookings.seat_id, bookings.booking_id)`,
}

/** What is wrong with a store after a sale; nothing, it should be. */
export interface Discrepancies {
  /** Bookings that a buyer was told to have, and has not. */
  readonly lost: unknown[]
  /** Seats with more than one booking. */
  readonly soldTwice: unknown[]
  /** Bookings of requests that were told no. */
  readonly refusedButBooked: unknown[]
}

/** Compares what is stored with what all buyers were told. */
export async function findDiscrepancies(
  database: Pick<SqlDatabase, 'run'>,
  { acknowledged, refusedRequests }: Pick<Tally, 'acknowledged' | 'refusedRequests'>,
): Promise<Discrepancies> {
  const stored = (await database.run(STORED_BOOKINGS, [])) as unknown as StoredBooking[]
  const seatOf = new Map(stored.map(({ booking_id, seat_id }) => [booking_id, seat_id]))
  return {
    lost: acknowledged.filter(({ seatId, bookingId }) => seatOf.get(bookingId) !== seatId),
    soldTwice: [...Map.groupBy(stored, ({ seat_id }) => seat_id)].filter(
      ([, { length }]) => length > 1,
    ),
    refusedButBooked: stored.filter(({ request_id }) => refusedRequests.has(request_id)),
  }
}

/** The same, on a Postgres server. */
export async function findDiscrepanciesAt(
  url: string,
  tally: Pick<Tally, 'acknowledged' | 'refusedRequests'>,
): Promise<Discrepancies> {
  const database = new PostgresServer({
    url,
    connectionsMax: 1,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 10_000,
  })
  try {
    return await findDiscrepancies(database, tally)
  } finally {
    await database.close()
  }
}

export const NO_DISCREPANCIES: Discrepancies = { lost: [], soldTwice: [], refusedButBooked: [] }
