import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import pg from 'pg'

import { requesterOf } from '../../../src/adapters/http/routes/command-inputs.ts'
import { migrate } from '../../../src/adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../../../src/adapters/postgres/postgres-event-repository.ts'
import { PostgresSeatRepository } from '../../../src/adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts'
import { SchemaError } from '../../../src/adapters/postgres/schema-error.ts'
import { StoreUnavailableError } from '../../../src/application/ports/store-unavailable-error.ts'
import { newSeat } from '../../../src/domain/seat.ts'
import { PostgresServer as ServerProcess } from '../../../tools/servers/postgres-server.ts'
import { until } from '../../../tools/until.ts'
import { eventWithSeats } from '../../builders/event-with-seats.ts'
import { bookedSeat, publicSeat, seatChange } from '../../builders/seat-change.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'

const INSTANCES = 10
const CODE = /^[0-9A-HJKMNP-TV-Z]{8}$/
const MIGRATIONS = 'src/adapters/postgres/migrations'
/** The files of the migrations, the first one first. */
const FILES = readdirSync(MIGRATIONS).sort()

let server: ServerProcess
let databases = 0
let url: string
const pools: PostgresServer[] = []

beforeAll(async () => {
  server = await ServerProcess.start({ fsync: false })
})
afterAll(() => server.stop())
beforeEach(async () => {
  url = await server.createDatabase(`schema_${++databases}`)
})
afterEach(closeAll)

async function closeAll(): Promise<void> {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
}

function connect(): PostgresServer {
  const pool = new PostgresServer({
    url,
    connectionsMax: 1,
    connectTimeoutMs: PATIENCE_MS,
    statementTimeoutMs: PATIENCE_MS,
  })
  pools.push(pool)
  return pool
}

/** Leaves the database as a program of that version does. */
async function migrateTo(version: number): Promise<void> {
  const older = mkdtempSync(join(tmpdir(), 'holdfast-migrations-'))
  for (const file of FILES.slice(0, version)) cpSync(join(MIGRATIONS, file), join(older, file))
  if (version > 0) await migrate(connect(), { pattern: join(older, '*.sql') })
  rmSync(older, { recursive: true })
}

async function expectToKeepSeats(database: PostgresServer): Promise<void> {
  const repository = new PostgresSeatRepository(database)
  await new PostgresEventRepository(database).addEvent(eventWithSeats('gala', ['A-1', 'A-2']))
  expect(await repository.save(seatChange([bookedSeat('A-1', 1)]))).toBe('saved')
}

describe('migrating', () => {
  test(`runs once when ${INSTANCES} instances start at the same time`, async () => {
    const instances = Array.from({ length: INSTANCES }, connect)
    await Promise.all(instances.map((instance) => migrate(instance)))

    const applied = await server.query(
      'select version from schema_version where version > 0',
      [],
      url,
    )
    expect(applied).toHaveLength(FILES.length)
    expect(await server.query('select from store', [], url)).toHaveLength(1)
    await expectToKeepSeats(connect())
  })

  test('changes nothing when run again', async () => {
    await migrate(connect())
    await expectToKeepSeats(connect())
    await migrate(connect())

    expect(await new PostgresSeatRepository(connect()).find('gala', ['A-1'])).toMatchObject([
      { status: 'booked' },
    ])
  })

  test.each(FILES.map((_, index) => index))(
    'migrates a database of version %d',
    async (version) => {
      await migrateTo(version)

      await migrate(connect())
      await expectToKeepSeats(connect())
    },
  )

  test('refuses a database of a newer version', async () => {
    await migrate(connect())
    await server.query('insert into schema_version (version) values (999)', [], url)

    await expect(migrate(connect())).rejects.toThrow(
      new SchemaError(
        `The schema of the database has version 999, but this program supports versions up to ${FILES.length}. Start a newer Holdfast.`,
      ),
    )
  })

  test('changes nothing when it fails', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'holdfast-migrations-'))
    cpSync(MIGRATIONS, broken, { recursive: true })
    const next = String(FILES.length + 1).padStart(3, '0')
    cpSync(join(MIGRATIONS, FILES[0] ?? ''), join(broken, `${next}.do.again.sql`))

    const pattern = join(broken, '*.sql')
    await expect(migrate(connect(), { pattern })).rejects.toThrow('already exists')
    rmSync(broken, { recursive: true })

    expect(await server.query(`select to_regclass('seats') as seats`, [], url)).toEqual([
      { seats: null },
    ])
  })
})

describe('migrating during a backup', () => {
  let backup: pg.Client
  beforeEach(async () => {
    // The next migration changes the table of the events.
    await migrateTo(12)
    backup = new pg.Client(url)
    await backup.connect()
    // As pg_dump does until its end.
    await backup.query('begin; lock table events in access share mode')
  })
  afterEach(() => backup.end())

  const version = async () => {
    const rows = await server.query<{ version: number }>(
      'select max(version)::int as version from schema_version',
      [],
      url,
    )
    return rows[0]?.version
  }

  test('waits for its end, while statements of running instances succeed', async () => {
    const running = connect()
    let waits = 0
    const onWait = () => waits++
    const migration = migrate(connect(), { onWait })

    // Those that run during the first attempt wait behind it.
    await until(async () => {
      await running.run({ name: 'read', text: 'select from events' }, [])
      await running.run({ name: 'write', text: 'update events set is_open = is_open' }, [])
      return waits > 0
    })
    expect(await version()).toBe(12)
    // Between two attempts, no other instance can begin one.
    const held = `select from pg_locks where locktype = 'advisory' and granted`
    expect(await server.query(held, [], url)).toHaveLength(1)

    await backup.query('commit')
    await migration
    expect(await version()).toBe(FILES.length)
  })

  test('ends at once when the service stops while another instance migrates', async () => {
    const [holder, stopping] = [new pg.Client({ connectionString: url }), new AbortController()]
    await holder.connect()
    await holder.query('select pg_advisory_lock(4653101)')
    const migration = migrate(connect(), { signal: stopping.signal })
    const isWaiting = async () => {
      const waiting = `select from pg_locks where locktype = 'advisory' and not granted`
      return (await server.query(waiting, [], url)).length > 0
    }
    await until(isWaiting)
    stopping.abort()

    await expect(migration).rejects.toBe(stopping.signal.reason)
    await closeAll()
    expect(await isWaiting()).toBe(true)
    await holder.end()
  })

  test('fails with the likely reason after its time limit', async () => {
    const migration = migrate(connect(), { waitMsMax: 0 })

    await expect(migration).rejects.toThrow(StoreUnavailableError)
    await expect(migration).rejects.toThrow(
      'another transaction, such as a backup, uses its tables',
    )
    expect(await version()).toBe(12)
  })
})

describe('the schema', () => {
  beforeEach(async () => {
    await migrate(connect())
    await expectToKeepSeats(connect())
  })

  test.each([
    [`booking_id = 'b-1', hold_id = 'h-1', held_until = now()`, 'seats_are_one_thing'],
    [`booking_id = 'b-1', blocked = true`, 'seats_are_one_thing'],
    [
      `booking_id = null, blocked = true, hold_id = 'h-1', held_until = now()`,
      'seats_are_one_thing',
    ],
    [`booking_id = null, hold_id = 'h-1'`, 'seats_are_held_until_some_time'],
    [`booking_id = null, held_until = now()`, 'seats_are_held_until_some_time'],
  ])('rejects a seat with %s', async (state, constraint) => {
    await expect(server.query(`update seats set ${state}`, [], url)).rejects.toThrow(constraint)
  })

  test.each([
    ['a second seat with the same id', 'seats', 'seats_pkey'],
    ['a second entry for a version of a seat', 'history', 'history_event_id_seat_id_version_key'],
    ['a second booking with the same id', 'bookings', 'bookings_pkey'],
  ])('rejects %s', async (_what, table, constraint) => {
    const move = table === 'history' ? 'update copies set revision = 9;' : ''
    const insert = `create temporary table copies as select * from ${table};
      ${move} insert into ${table} select * from copies`

    await expect(server.query(insert, [], url)).rejects.toThrow(constraint)
  })

  test.each([
    ['of no seat and no event', `seat_id = null, version = null`],
    ['of a seat without a version', `version = null`],
    ['of a seat and of the event', `event_update = '{}'`],
  ])('rejects a history entry %s', async (_what, change) => {
    const update = server.query(`update history set ${change}`, [], url)
    await expect(update).rejects.toThrow('history_is_of_a_seat_or_the_event')
  })

  test('books an available seat without changing an index', async () => {
    const repository = new PostgresSeatRepository(connect())
    await repository.save(seatChange([bookedSeat('A-2', 1, 'b-2')]))

    // The server's statistics are complete once the connections are closed.
    await closeAll()
    const [updates] = await until(async () => {
      const rows = await server.query(
        `select n_tup_upd::int as updated, n_tup_hot_upd::int as hot from pg_stat_user_tables
         where relname = 'seats' and n_tup_upd = 2`,
        [],
        url,
      )
      return rows.length > 0 && rows
    })
    expect(updates).toEqual({ updated: 2, hot: 2 })
  })
})

describe('a database of version 1', () => {
  const AT = new Date('2026-01-02T03:04:05.678Z')
  const LATER = new Date('2026-01-02T03:04:06.789Z')
  let repository: PostgresSeatRepository
  let events: PostgresEventRepository
  /** Twelve seats of the default event, of which 7 and then 3 were booked, and 7 of another event in between. */
  beforeEach(async () => {
    await migrateTo(1)
    const query = (text: string, values: unknown[] = []) => server.query(text, values, url)
    await query(`insert into seats select 'default', n from generate_series(1, 12) as n`)
    await query(`insert into seats values ('gala', '7')`)
    for (const [event, seat, booking, at, reference] of [
      ['default', '7', 'b-7', AT, null],
      ['gala', '7', 'b-g', AT, null],
      ['default', '3', 'b-3', LATER, `Ä "'`],
    ]) {
      await query('update seats set version = 1 where event_id = $1 and seat_id = $2', [
        event,
        seat,
      ])
      await query('insert into bookings values ($1, $2, $3, $4, $5)', [
        event,
        seat,
        booking,
        at,
        reference,
      ])
      await query(
        `insert into history (event_id, seat_id, version, action, booking_id, actor, request_id, at)
         values ($1, $2, 1, 'booked', $3, 'public', 'r-' || $2, $4)`,
        [event, seat, booking, at],
      )
    }
    for (const [key, fingerprint, booking] of [
      ['k-7', JSON.stringify({ book: '7' }), 'b-7'],
      ['k"\\/3', JSON.stringify({ book: 'Ä"]', reference: 'x"],' }), 'b-"3'],
    ]) {
      await query(`insert into requests values ('default', $1, $2, $3, $4)`, [
        key,
        fingerprint,
        booking,
        AT,
      ])
    }

    await migrate(connect())
    repository = new PostgresSeatRepository(connect())
    events = new PostgresEventRepository(connect())
  })

  test('keeps its seats and bookings', async () => {
    expect(await repository.find('default', ['1', '3', '7', '12'])).toEqual([
      newSeat('1'),
      bookedSeat('3', 1, 'b-3'),
      bookedSeat('7', 1, 'b-7'),
      newSeat('12'),
    ])
    expect(await repository.findBooking('b-7')).toEqual({
      id: 'b-7',
      eventId: 'default',
      code: expect.stringMatching(CODE),
      version: 1,
      seatIds: ['7'],
      cancelledSeatIds: [],
      bookedAt: AT,
    })
    expect(await repository.findBooking('b-3')).toEqual({
      id: 'b-3',
      eventId: 'default',
      code: expect.stringMatching(CODE),
      version: 1,
      seatIds: ['3'],
      cancelledSeatIds: [],
      bookedAt: LATER,
      reference: `Ä "'`,
    })
  })

  test('keeps its default event, which can still grow', async () => {
    expect(await events.findEvent('default')).toMatchObject({ seatCount: 12 })
    await events.growDefaultEvent({ seatCount: 5, createdAt: AT })
    await events.growDefaultEvent({ seatCount: 14, createdAt: AT })
    expect(await events.findEvent('default')).toMatchObject({ seatCount: 14 })
    expect(await repository.find('default', ['7', '14'])).toEqual([
      bookedSeat('7', 1, 'b-7'),
      newSeat('14'),
    ])
  })

  test('lists its default event once across pages', async () => {
    const [event] = await events.listEvents({ limit: 1 })

    expect(event).toMatchObject({ id: 'default' })
    expect(await events.listEvents({ after: event, limit: 1 })).toEqual([])
  })

  test('keeps its history, and continues its revisions', async () => {
    const entry = (revision: number, seatId: string, at: Date) => ({
      revision,
      ordinal: 0,
      seatId,
      version: 1,
      action: 'booked',
      bookingId: `b-${seatId}`,
      actor: 'public',
      requestId: `r-${seatId}`,
      at,
    })
    const entries = [entry(1, '7', AT), entry(2, '3', LATER)]
    expect(await repository.history({ eventId: 'default', limit: 9 })).toEqual(entries)
    expect(await repository.history({ eventId: 'default', seatId: '3', limit: 9 })).toEqual(
      entries.slice(1),
    )

    const state = await repository.seatsSince('default')
    expect(state).toMatchObject({ revision: 2, isComplete: true })
    expect(state?.seats).toHaveLength(2)
    const next = [bookedSeat('1', 1, 'b-1')]
    expect(await repository.save(seatChange(next, { eventId: 'default' }))).toBe('saved')
    expect(await repository.seatsSince('default', state)).toMatchObject({
      revision: 3,
      isComplete: false,
      seats: next.map(publicSeat),
    })
  })

  test('keeps its idempotency records', async () => {
    expect(await repository.findIdempotencyRecord('default', keyOf('k-7'))).toEqual({
      key: keyOf('k-7'),
      fingerprint: JSON.stringify({ book: ['7'] }),
      result: JSON.stringify({ bookingId: 'b-7' }),
    })
    expect(await repository.findIdempotencyRecord('default', keyOf('k"\\/3'))).toEqual({
      key: keyOf('k"\\/3'),
      fingerprint: JSON.stringify({ book: ['Ä"]'], reference: 'x"],' }),
      result: JSON.stringify({ bookingId: 'b-"3' }),
    })
  })
})

describe('a database of version 4', () => {
  const AT = new Date('2026-01-02T03:04:05.678Z')
  /** Two ids that would have the same code. */
  const IDS = [
    '01a2250e-9565-7899-8374-5587dc01c7cb',
    '01a2250e-9566-7899-8375-5587dc01c7cb',
  ] as const
  let repository: PostgresSeatRepository
  beforeEach(async () => {
    await migrateTo(4)
    const query = (text: string, values: unknown[]) => server.query(text, values, url)
    await query(
      `insert into events (event_id, name, created_at, seat_count, plan, is_open)
       values ('gala', 'Gala', $1, 2, '{}', true)`,
      [AT],
    )
    for (const [index, id] of IDS.entries()) {
      await query(
        `insert into bookings (event_id, booking_id, seat_ids, booked_at, cancelled_at)
         values ('gala', $1, '{A-1,A-2}', $2, $3)`,
        [id, AT, index === 0 ? null : AT],
      )
    }
    for (const [id, bookingId] of [
      ['h-1', IDS[0]],
      ['00000000-0000-7000-8000-00000000000a', null],
    ]) {
      await query(
        `insert into holds
         values ('gala', $1, 1, '{A-1}', $1, null, $3, $3, $3, case when $2::text is not null then 'confirmed' end, $2)`,
        [id, bookingId, AT],
      )
    }
    await migrate(connect())
    repository = new PostgresSeatRepository(connect())
  })

  test('gives its bookings distinct codes, and a version', async () => {
    const [booked, cancelled] = await Promise.all(IDS.map((id) => repository.findBooking(id)))

    expect(booked).toMatchObject({ code: 'GZE03HYB', version: 1, cancelledSeatIds: [] })
    expect(cancelled).toMatchObject({
      code: expect.stringMatching(CODE),
      version: 2,
      cancelledSeatIds: ['A-1', 'A-2'],
      cancelledAt: AT,
    })
    expect(cancelled?.code).not.toBe(booked?.code)
  })

  test('gives its holds codes, and a confirmed one that of its booking', async () => {
    expect(await repository.findHold('h-1')).toMatchObject({ code: 'GZE03HYB' })
    expect(await repository.findHold('00000000-0000-7000-8000-00000000000a')).toMatchObject({
      code: '0000000A',
    })
  })
})

/** The key of a use case for an idempotency key that was sent without credentials. */
function keyOf(sent: string): string {
  const { idempotencyKey = '' } = requesterOf({
    credentials: { actor: 'public' },
    requestId: 'r-1',
    headers: { 'Idempotency-Key': sent },
  })
  return idempotencyKey
}
