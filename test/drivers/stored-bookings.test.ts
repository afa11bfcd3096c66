import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'

import { migrate } from '../../src/adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../../src/adapters/postgres/postgres-event-repository.ts'
import { PostgresSeatRepository } from '../../src/adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from '../../src/adapters/postgres/postgres-server.ts'
import { SqliteEventRepository } from '../../src/adapters/sqlite/sqlite-event-repository.ts'
import { SqliteSeatRepository } from '../../src/adapters/sqlite/sqlite-seat-repository.ts'
import { StoreThread } from '../../src/adapters/sqlite/store-thread.ts'
import type { EventRepositoryPort } from '../../src/application/ports/event-repository.port.ts'
import type { SeatRepositoryPort } from '../../src/application/ports/seat-repository.port.ts'
import { PostgresServer as ServerProcess } from '../../tools/servers/postgres-server.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import {
  availableSeat,
  bookedSeat,
  heldSeat,
  newBooking,
  newHold,
  seatChange,
} from '../builders/seat-change.ts'
import {
  findDiscrepancies,
  findMisfits,
  NO_DISCREPANCIES,
  postgresTables,
  sqliteTables,
  type StoredTables,
} from './stored-bookings.ts'

// Each test plants one fault, which has to be found.

const TALLY = {
  acknowledged: [
    { seatId: 'A-1', bookingId: 'b-1' },
    { seatId: 'A-2', bookingId: 'b-1' },
  ],
  refusedRequests: new Set(['r-refused']),
}

interface Store {
  readonly seats: SeatRepositoryPort
  readonly events: EventRepositoryPort
  readonly tables: StoredTables
  readonly close: () => Promise<void>
  /** A list of one seat, as a value of the column `seat_ids`. */
  readonly listOf: (seatId: string) => string
}

async function openPostgres(): Promise<Store> {
  const server = await ServerProcess.start({ fsync: false })
  const database = new PostgresServer({
    ...{ url: server.url, connectionsMax: 1 },
    ...{ connectTimeoutMs: 10_000, statementTimeoutMs: 10_000 },
  })
  await migrate(database)
  return {
    seats: new PostgresSeatRepository(database),
    events: new PostgresEventRepository(database),
    tables: postgresTables(database),
    listOf: (seatId) => `'{${seatId}}'`,
    close: async () => {
      await database.close()
      await server.stop()
    },
  }
}

async function openSqlite(): Promise<Store> {
  const path = mkdtempSync(join(tmpdir(), 'holdfast-data-'))
  const thread = new StoreThread({ path })
  await thread.open()
  const database = new DatabaseSync(join(path, 'holdfast.db'))
  return {
    seats: new SqliteSeatRepository(thread),
    events: new SqliteEventRepository(thread),
    tables: sqliteTables(database),
    listOf: (seatId) => `'["${seatId}"]'`,
    close: async () => {
      database.close()
      await thread.close()
      rmSync(path, { recursive: true })
    },
  }
}

const SEATS = ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6', 'A-7', 'A-8']

/** Those that refer to others first. */
const TABLES = ['history', 'requests', 'holds', 'bookings', 'seats', 'revisions', 'events']

describe.each([
  ['a Postgres server', openPostgres],
  ['SQLite', openSqlite],
])('on %s', (_where, open) => {
  let store: Store
  const sql = async (statements: readonly string[]) => {
    for (const statement of statements) await store.tables.query(statement)
  }
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  /** were held and then booked together, A-3 was booked and cancelled, A-4 is held. */
  beforeEach(async () => {
    await sql(TABLES.map((table) => `delete from ${table}`))
    await store.events.addEvent(eventWithSeats('gala', SEATS))
    const seatIds = ['A-1', 'A-2']
    const hold = newHold({ seatIds })
    const end = { kind: 'confirmed', bookingId: 'b-1' } as const
    const other = newBooking({ id: 'b-3', seatIds: ['A-3'] })
    const held = [heldSeat('A-1', 1), heldSeat('A-2', 1)]
    for (const change of [
      seatChange(held, { hold: { to: hold } }),
      seatChange([bookedSeat('A-1', 2), bookedSeat('A-2', 2)], {
        from: held,
        hold: { from: hold, to: { ...hold, version: 2, end } },
      }),
      seatChange([bookedSeat('A-3', 1, 'b-3')], { booking: { to: other } }),
      seatChange([availableSeat('A-3', 2)], {
        from: [bookedSeat('A-3', 1, 'b-3')],
        booking: { from: other, to: { ...other, cancelledAt: new Date() } },
      }),
      seatChange([heldSeat('A-4', 1, 'h-4')]),
    ]) {
      expect(await store.seats.save(change)).toBe('saved')
    }
  })

  test('nothing is found in a store in which everything has happened that may', async () => {
    expect(await findDiscrepancies(store.tables, TALLY)).toEqual(NO_DISCREPANCIES)
  })

  test('no contradiction is found after one seat of a booking was cancelled and another moved', async () => {
    const booking = newBooking({ id: 'b-6', seatIds: ['A-6', 'A-7'] })
    const cancelled = { ...booking, version: 2, cancelledSeatIds: ['A-7'] }
    const moved = { ...cancelled, version: 3, seatIds: ['A-8', 'A-7'] }
    const before = [bookedSeat('A-6', 1, 'b-6'), bookedSeat('A-7', 1, 'b-6')]
    for (const change of [
      seatChange(before, { booking: { to: booking } }),
      seatChange([availableSeat('A-7', 2)], {
        from: before,
        booking: { from: booking, to: cancelled },
      }),
      seatChange([availableSeat('A-6', 2), bookedSeat('A-8', 1, 'b-6')], {
        from: before,
        action: 'moved',
        booking: { from: cancelled, to: moved },
      }),
    ]) {
      expect(await store.seats.save(change)).toBe('saved')
    }

    expect(await findMisfits(store.tables)).toEqual([])
  })

  test.each<[keyof typeof NO_DISCREPANCIES, string, string | ((store: Store) => string)]>([
    [
      'lost',
      'a booking is gone',
      `update seats set booking_id = null; delete from bookings; delete from history`,
    ],
    [
      'lost',
      'a booking has lost a seat',
      ({ listOf }) => `update bookings set seat_ids = ${listOf('A-1')}; delete from history`,
    ],
    [
      'soldTwice',
      'a booking was overwritten',
      (store) =>
        `update history set booking_id = 'b-0' where seat_id = 'A-3'; ${anotherBooking(store, 'A-3')}`,
    ],
    ['soldTwice', 'two bookings have one seat', (store) => anotherBooking(store, 'A-2')],
    [
      'refusedButBooked',
      'a request that was told no has booked',
      `update history set request_id = 'r-refused'`,
    ],
    ['refusedButBooked', 'a booking has no request', (store) => anotherBooking(store, 'A-5')],
    [
      'misfits',
      'a seat of a booking is free',
      `update seats set booking_id = null where seat_id = 'A-2'`,
    ],
    [
      'misfits',
      'a seat has a booking that was cancelled',
      `update seats set booking_id = 'b-3' where seat_id = 'A-3'`,
    ],
    [
      'misfits',
      'a seat has a booking that does not have it',
      `update seats set booking_id = 'b-1' where seat_id = 'A-5'`,
    ],
    ['misfits', 'a sale has no entry', `delete from history where version = 2 and seat_id = 'A-2'`],
    [
      'misfits',
      'a version has no entry',
      `delete from history where version = 1 and seat_id = 'A-2'`,
    ],
    [
      'misfits',
      'a seat has moved without an entry',
      `update seats set version = 3 where seat_id = 'A-2'`,
    ],
    ['misfits', 'a change has no revision', `update revisions set revision = revision + 1`],
    [
      'misfits',
      'a revision has no change',
      `update history set revision = 9 where revision = 5; update revisions set revision = 9`,
    ],
    [
      'misfits',
      'a confirmed hold has no booking',
      `update holds set booking_id = 'b-9' where end_kind = 'confirmed'`,
    ],
  ])('finds what is %s: %s', async (kind, _what, fault) => {
    const text = typeof fault === 'string' ? fault : fault(store)
    await sql(text.split(';'))

    expect((await findDiscrepancies(store.tables, TALLY))[kind]).not.toEqual([])
  })
})

/** Adds a booking of this seat beside all others. */
function anotherBooking({ tables: { event }, listOf }: Store, seatId: string): string {
  return `
    insert into bookings (${event}, booking_id, code, version, seat_ids, cancelled_seat_ids, booked_at)
    select ${event}, 'b-9', 'CODE0009', version, ${listOf(seatId)}, cancelled_seat_ids, booked_at
    from bookings where booking_id = 'b-1'`
}
