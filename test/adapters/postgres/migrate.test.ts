import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'

import { migrate, SchemaError } from '../../../src/adapters/postgres/migrate.ts'
import { PostgresSeatRepository } from '../../../src/adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts'
import { PostgresServer as ServerProcess } from '../../support/postgres-server.ts'
import { bookedSeat, seatChange } from '../../support/seat-change.ts'

const INSTANCES = 10
const MIGRATIONS = 'src/adapters/postgres/migrations'
/** The files of the migrations, the first one first. */
const FILES = readdirSync(MIGRATIONS).sort()

let server: ServerProcess
let databases = 0
let url: string
const pools: PostgresServer[] = []

beforeAll(async () => {
  server = await ServerProcess.start()
})
afterAll(() => server.stop())
beforeEach(async () => {
  url = await server.createDatabase(`schema_${++databases}`)
})
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
})

function connect(): PostgresServer {
  const pool = new PostgresServer({
    url,
    connectionsMax: 1,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 5_000,
  })
  pools.push(pool)
  return pool
}

async function expectToKeepSeats(database: PostgresServer): Promise<void> {
  const repository = new PostgresSeatRepository(database)
  await repository.addSeats('gala', ['A-1'])
  expect(await repository.save(seatChange([bookedSeat('A-1', 1)]))).toBe('saved')
}

describe('migrating', () => {
  test(`is done once when ${INSTANCES} instances start together`, async () => {
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

  test('changes nothing the second time', async () => {
    await migrate(connect())
    await expectToKeepSeats(connect())
    await migrate(connect())

    expect(await new PostgresSeatRepository(connect()).find('gala', ['A-1'])).toMatchObject([
      { status: 'booked' },
    ])
  })

  test.each(FILES.map((_, index) => index))(
    'takes over a database of version %d',
    async (version) => {
      const older = mkdtempSync(join(tmpdir(), 'holdfast-migrations-'))
      for (const file of FILES.slice(0, version)) cpSync(join(MIGRATIONS, file), join(older, file))
      if (version > 0) await migrate(connect(), join(older, '*.sql'))
      rmSync(older, { recursive: true })

      await migrate(connect())
      await expectToKeepSeats(connect())
    },
  )

  test('refuses a database that a newer program has changed', async () => {
    await migrate(connect())
    await server.query('insert into schema_version (version) values (999)', [], url)

    await expect(migrate(connect())).rejects.toThrow(
      new SchemaError(
        `The database is at version 999, and this program knows versions up to ${FILES.length}. Start a newer Holdfast.`,
      ),
    )
  })

  test('that fails half way leaves nothing behind', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'holdfast-migrations-'))
    cpSync(MIGRATIONS, broken, { recursive: true })
    const next = String(FILES.length + 1).padStart(3, '0')
    cpSync(join(MIGRATIONS, FILES[0] ?? ''), join(broken, `${next}.do.again.sql`))

    await expect(migrate(connect(), join(broken, '*.sql'))).rejects.toThrow('already exists')
    rmSync(broken, { recursive: true })

    expect(await server.query(`select to_regclass('seats') as seats`, [], url)).toEqual([
      { seats: null },
    ])
  })
})

describe('the schema', () => {
  beforeEach(async () => {
    await migrate(connect())
    await expectToKeepSeats(connect())
  })

  test('has no room for a second booking of a seat, whatever a program does', async () => {
    const insert = `insert into bookings (event_id, seat_id, booking_id, booked_at)
      values ('gala', 'A-1', 'b-2', now())`

    await expect(server.query(insert, [], url)).rejects.toThrow('bookings_pkey')
  })

  test('has no room for a booking of a seat that there is not', async () => {
    const insert = `insert into bookings (event_id, seat_id, booking_id, booked_at)
      values ('gala', 'Z-9', 'b-2', now())`

    await expect(server.query(insert, [], url)).rejects.toThrow('foreign key')
  })
})
