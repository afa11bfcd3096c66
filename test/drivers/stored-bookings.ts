import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { PostgresServer } from '../../src/adapters/postgres/postgres-server.ts'
import type { Tally } from './crowd.ts'
import { PATIENCE_MS } from './patience.ts'

/** The tables of a store, which have the same names in every SQL dialect. */
export interface StoredTables {
  query(text: string): Promise<readonly unknown[]>
  /** The column that says which event a row belongs to. */
  readonly event: 'event_id' | 'event_no'
  /**
   * Selects the event, the id and a `seat_id` of each seat of each booking, without seats that were cancelled alone. Ends
   * with a condition.
   */
  readonly bookedSeats: string
}

interface StoredSale {
  readonly event: unknown
  readonly seat_id: string
  readonly booking_id: string
  readonly request_id: string | null
}

/** Every seat of each booking, without those that were cancelled. */
const sold = ({ bookedSeats }: StoredTables) => `sold as (${bookedSeats} and cancelled_at is null)`

/**
 * Every sale of a seat, with the request that made it, except for those that were cancelled. The history is read as
 * well as the bookings, because it names a sale that another one has overwritten.
 */
const storedSales = (tables: StoredTables) => `
  with ${sold(tables)}, told as (
    select ${tables.event}, seat_id, booking_id, request_id from history
    where action in ('booked', 'confirmed') and not exists (
      select 1 from bookings
      where bookings.booking_id = history.booking_id and cancelled_at is not null
    )
  )
  select ${tables.event} as event, seat_id, booking_id, request_id
  from sold full join told using (${tables.event}, seat_id, booking_id)`

/** Queries for contradictions between the tables. The removal of a seat from a plan raises its version without an entry. */
const misfits = (tables: StoredTables) => {
  const { event } = tables
  const same = (a: string, b: string, columns: readonly string[]) =>
    columns.map((column) => `${a}.${column} = ${b}.${column}`).join(' and ')
  return `
    with ${sold(tables)}, told_of_seats as (
      select ${event}, seat_id, count(*) as entries, max(version) as version from history
      where seat_id is not null group by 1, 2
    ), told_of_events as (
      select ${event}, count(distinct revision) as changes, max(revision) as revision from history group by 1
    )
    select 'a booking without its seat' as misfit, ${event} as event, booking_id, seat_id from sold
    where not exists (
      select 1 from seats where ${same('seats', 'sold', [event, 'seat_id', 'booking_id'])}
    )
    union all
    select 'a seat without its booking', ${event}, booking_id, seat_id from seats
    where booking_id is not null and not exists (
      select 1 from sold where ${same('sold', 'seats', [event, 'seat_id', 'booking_id'])}
    )
    union all
    select 'a sale without its history', ${event}, booking_id, seat_id from sold
    where not exists (
      select 1 from history
      where action in ('booked', 'confirmed', 'moved') and ${same('history', 'sold', [event, 'seat_id', 'booking_id'])}
    )
    union all
    select 'a version without its history', ${event}, null, seat_id
    from seats full join told_of_seats using (${event}, seat_id)
    where not coalesce(seats.removed, false) and (
      seats.version is distinct from coalesce(told_of_seats.version, 0)
      or told_of_seats.entries <> told_of_seats.version
    )
    union all
    select 'a revision without its history', ${event}, null, null
    from revisions full join told_of_events using (${event})
    where coalesce(revisions.revision, 0) <> coalesce(told_of_events.revision, 0)
      or told_of_events.changes <> told_of_events.revision
    union all
    select 'a confirmed hold without its booking', ${event}, booking_id, null from holds
    where end_kind = 'confirmed' and not exists (
      select 1 from bookings where ${same('bookings', 'holds', [event, 'booking_id'])}
    )`
}

/** The discrepancies of a store after a sale. */
export interface Discrepancies {
  /** Acknowledged bookings that are not stored. */
  readonly lost: unknown[]
  /** Seats with more than one booking. */
  readonly soldTwice: unknown[]
  /** Bookings of refused requests, or without a request id. */
  readonly refusedButBooked: unknown[]
  /** Seats, bookings and entries in the history that contradict each other. */
  readonly misfits: unknown[]
}

/** Compares the stored data with the answers of all buyers, and checks its consistency. */
export async function findDiscrepancies(
  tables: StoredTables,
  { acknowledged, refusedRequests }: Answers,
): Promise<Discrepancies> {
  const stored = (await tables.query(storedSales(tables))) as readonly StoredSale[]
  const sales = new Set(stored.map(({ booking_id, seat_id }) => `${booking_id} ${seat_id}`))
  return {
    lost: acknowledged.filter(({ seatId, bookingId }) => !sales.has(`${bookingId} ${seatId}`)),
    soldTwice: [
      ...Map.groupBy(stored, ({ event, seat_id }) => `${String(event)} ${seat_id}`),
    ].filter(([, { length }]) => length > 1),
    refusedButBooked: stored.filter(
      ({ request_id }) => request_id === null || refusedRequests.has(request_id),
    ),
    misfits: await findMisfits(tables),
  }
}

export function postgresTables(database: Pick<PostgresServer, 'run'>): StoredTables {
  return {
    query: (text) => database.run({ name: '', text }, []),
    event: 'event_id',
    bookedSeats: `
      select event_id, booking_id, seat_id from bookings, unnest(seat_ids) as seat_id
      where seat_id <> all (cancelled_seat_ids)`,
  }
}

export function sqliteTables(database: DatabaseSync): StoredTables {
  return {
    query: async (text) => database.prepare(text).all(),
    event: 'event_no',
    bookedSeats: `
      select event_no, booking_id, value as seat_id from bookings, json_each(seat_ids)
      where value not in (select value from json_each(cancelled_seat_ids))`,
  }
}

/** The contradictions between the tables. */
export async function findMisfits(tables: StoredTables): Promise<unknown[]> {
  return [...(await tables.query(misfits(tables)))]
}

/** Runs a query on a Postgres server. */
async function atServer<T>(url: string, find: (tables: StoredTables) => Promise<T>): Promise<T> {
  const database = new PostgresServer({
    url,
    connectionsMax: 1,
    connectTimeoutMs: PATIENCE_MS,
    statementTimeoutMs: PATIENCE_MS,
  })
  try {
    return await find(postgresTables(database))
  } finally {
    await database.close()
  }
}

/** Runs a query in the data folder of a stopped embedded store. */
async function inFolder<T>(folder: string, find: (tables: StoredTables) => Promise<T>): Promise<T> {
  const database = new DatabaseSync(join(folder, 'holdfast.db'))
  try {
    return await find(sqliteTables(database))
  } finally {
    database.close()
  }
}

type Answers = Pick<Tally, 'acknowledged' | 'refusedRequests'>

/** The discrepancies on a Postgres server. */
export function findDiscrepanciesAt(url: string, tally: Answers): Promise<Discrepancies> {
  return atServer(url, (tables) => findDiscrepancies(tables, tally))
}

/** The discrepancies in the data folder of a stopped embedded store. */
export function findDiscrepanciesIn(folder: string, tally: Answers): Promise<Discrepancies> {
  return inFolder(folder, (tables) => findDiscrepancies(tables, tally))
}

export function findMisfitsAt(url: string): Promise<unknown[]> {
  return atServer(url, findMisfits)
}

export function findMisfitsIn(folder: string): Promise<unknown[]> {
  return inFolder(folder, findMisfits)
}

export const NO_DISCREPANCIES: Discrepancies = {
  lost: [],
  soldTwice: [],
  refusedButBooked: [],
  misfits: [],
}
