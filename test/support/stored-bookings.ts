import { PostgresServer } from '../../src/adapters/postgres/postgres-server.ts'
import type { SqlDatabase } from '../../src/adapters/postgres/sql.ts'
import type { Tally } from './crowd.ts'
import { PATIENCE_MS } from './patience.ts'

interface StoredSale {
  readonly event_id: string
  readonly seat_id: string
  readonly booking_id: string
  readonly request_id: string | null
}

/**
 * Every sale of a seat, with the request that made it, but for those that were cancelled. The history is read as well
 * as the bookings, because it would tell of a sale that another has overwritten.
 */
const STORED_SALES = {
  name: 'stored-sales',
  text: `
    with sold as (
      select event_id, unnest(seat_ids) as seat_id, booking_id from bookings where cancelled_at is null
    ), told as (
      select event_id, seat_id, booking_id, request_id from history
      where action in ('booked', 'confirmed') and not exists (
        select from bookings
        where (bookings.event_id, bookings.booking_id) = (history.event_id, history.booking_id)
          and cancelled_at is not null
      )
    )
    select event_id, seat_id, booking_id, request_id from sold full join told using (event_id, seat_id, booking_id)`,
}

/** Whatever in the tables does not fit the rest of them, in words and with its names. */
const MISFITS = {
  name: 'misfits',
  text: `
    with sold as (
      select event_id, booking_id, unnest(seat_ids) as seat_id from bookings where cancelled_at is null
    ), told_of_seats as (
      select event_id, seat_id, count(*) as entries, max(version) as version from history group by 1, 2
    ), told_of_events as (
      select event_id, count(distinct revision) as changes, max(revision) as revision from history group by 1
    )
    select 'a booking without its seat' as misfit, event_id, booking_id, seat_id from sold
    where not exists (
      select from seats
      where (seats.event_id, seats.seat_id, seats.booking_id) = (sold.event_id, sold.seat_id, sold.booking_id)
    )
    union all
    select 'a seat without its booking', event_id, booking_id, seat_id from seats
    where booking_id is not null and not exists (
      select from sold
      where (sold.event_id, sold.seat_id, sold.booking_id) = (seats.event_id, seats.seat_id, seats.booking_id)
    )
    union all
    select 'a sale without its story', event_id, booking_id, seat_id from sold
    where not exists (
      select from history
      where action in ('booked', 'confirmed') and (history.event_id, history.seat_id, history.booking_id)
        = (sold.event_id, sold.seat_id, sold.booking_id)
    )
    union all
    select 'a version without its story', event_id, null, seat_id
    from seats full join told_of_seats using (event_id, seat_id)
    where seats.version is distinct from coalesce(told_of_seats.version, 0)
      or told_of_seats.entries <> told_of_seats.version
    union all
    select 'a revision without its story', event_id, null, null
    from revisions full join told_of_events using (event_id)
    where revisions.revision is distinct from told_of_events.revision
      or told_of_events.changes <> told_of_events.revision
    union all
    select 'a confirmed hold without its booking', event_id, booking_id, null from holds
    where end_kind = 'confirmed' and not exists (
      select from bookings where (bookings.event_id, bookings.booking_id) = (holds.event_id, holds.booking_id)
    )`,
}

/** What is wrong with a store after a sale; nothing, it should be. */
export interface Discrepancies {
  /** Bookings that a buyer was told to have, and has not. */
  readonly lost: unknown[]
  /** Seats with more than one booking. */
  readonly soldTwice: unknown[]
  /** Bookings of requests that were told no, or that nobody asked for. */
  readonly refusedButBooked: unknown[]
  /** Seats, bookings and entries in the history that contradict each other. */
  readonly misfits: unknown[]
}

/** Compares what is stored with what all buyers were told, and with itself. */
export async function findDiscrepancies(
  database: Pick<SqlDatabase, 'run'>,
  { acknowledged, refusedRequests }: Pick<Tally, 'acknowledged' | 'refusedRequests'>,
): Promise<Discrepancies> {
  const stored = (await database.run(STORED_SALES, [])) as unknown as StoredSale[]
  const sales = new Set(stored.map(({ booking_id, seat_id }) => `${booking_id} ${seat_id}`))
  return {
    lost: acknowledged.filter(({ seatId, bookingId }) => !sales.has(`${bookingId} ${seatId}`)),
    soldTwice: [...Map.groupBy(stored, ({ event_id, seat_id }) => `${event_id} ${seat_id}`)].filter(
      ([, { length }]) => length > 1,
    ),
    refusedButBooked: stored.filter(
      ({ request_id }) => request_id === null || refusedRequests.has(request_id),
    ),
    misfits: [...(await database.run(MISFITS, []))],
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
    connectTimeoutMs: PATIENCE_MS,
    statementTimeoutMs: PATIENCE_MS,
  })
  try {
    return await findDiscrepancies(database, tally)
  } finally {
    await database.close()
  }
}

export const NO_DISCREPANCIES: Discrepancies = {
  lost: [],
  soldTwice: [],
  refusedButBooked: [],
  misfits: [],
}
