import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg, { type ClientBase } from 'pg'

import { migrate } from '../../../src/adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../../../src/adapters/postgres/postgres-event-repository.ts'
import { PostgresSeatRepository } from '../../../src/adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts'
import { prepareSession, UnsuitableDatabaseError } from '../../../src/adapters/postgres/session.ts'
import { PgBouncer } from '../../../tools/servers/pgbouncer.ts'
import { PostgresServer as ServerProcess } from '../../../tools/servers/postgres-server.ts'
import { TcpProxy } from '../../../tools/servers/tcp-proxy.ts'
import { until } from '../../../tools/until.ts'
import { eventWithSeats } from '../../builders/event-with-seats.ts'
import { heldSeat, newHold, seatChange } from '../../builders/seat-change.ts'

let server: ServerProcess
beforeAll(async () => {
  server = await ServerProcess.start()
})
afterAll(() => server.stop())

const connect = (url: string, over: { connectionLifetimeMs?: number } = {}) =>
  new PostgresServer({
    ...{ url, connectionsMax: 1, connectTimeoutMs: 10_000, statementTimeoutMs: 10_000 },
    ...over,
  })

/** A database with settings that a driver reads wrongly, or that get in the way. */
async function hostileDatabase(name: string): Promise<string> {
  const url = await server.createDatabase(name)
  for (const setting of [
    `datestyle = 'SQL, DMY'`,
    `timezone = 'Asia/Kolkata'`,
    `intervalstyle = 'sql_standard'`,
    `bytea_output = 'escape'`,
    'extra_float_digits = -15',
    'lock_timeout = 1',
    'default_transaction_isolation = serializable',
    'default_transaction_deferrable = on',
  ]) {
    await server.query(`alter database ${name} set ${setting}`)
  }
  return url
}

test('a session does not use the settings of the database', async () => {
  const database = connect(await hostileDatabase('pinned'))
  const settings = {
    DateStyle: 'ISO, MDY',
    TimeZone: 'UTC',
    IntervalStyle: 'postgres',
    bytea_output: 'hex',
    extra_float_digits: '1',
    client_encoding: 'UTF8',
    standard_conforming_strings: 'on',
    row_security: 'off',
    default_transaction_isolation: 'read committed',
    default_transaction_deferrable: 'off',
    statement_timeout: '10s',
    lock_timeout: '0',
    idle_in_transaction_session_timeout: '1min',
    search_path: 'public',
  }

  const text = 'select name, current_setting(name) as value from unnest($1::text[]) as name'
  const rows = await database.run({ name: 'settings', text }, [Object.keys(settings)])
  expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toEqual(settings)
  await database.close()
})

test.each(['in a direct session', 'behind a pooler, where no settings are changed'])(
  'times are read as they were saved with any DateStyle, %s',
  async (where) => {
    const isPooled = where.startsWith('behind')
    const url = await hostileDatabase(isPooled ? 'pooled' : 'direct')
    const pooler = isPooled ? await PgBouncer.start(server, 'session') : undefined
    const database = connect(pooler?.urlOf(url) ?? url)
    await database.open()
    await migrate(database)
    const event = eventWithSeats('gala', ['A-1'])
    const events = new PostgresEventRepository(database)
    await events.addEvent(event)
    const repository = new PostgresSeatRepository(database)
    const until = new Date('2026-11-09T23:59:59.999Z')
    const [seat, hold] = [heldSeat('A-1', 1, 'h-1', until), newHold({ expiresAt: until })]
    expect(await repository.save(seatChange([seat], { hold: { to: hold } }))).toBe('saved')

    expect(await repository.find('gala', ['A-1'])).toEqual([seat])
    expect(await repository.findHold('h-1')).toEqual(hold)
    expect(await events.findEvent('gala')).toEqual(event)
    expect((await repository.seatsSince('gala'))?.seats).toMatchObject([{ heldUntil: until }])
    const [style] = await database.run({ name: 'style', text: 'show datestyle' }, [])
    expect(style).toEqual({ DateStyle: isPooled ? 'SQL, DMY' : 'ISO, MDY' })
    await database.close()
    await pooler?.stop()
  },
)

describe('a connection', () => {
  const PID = { name: 'pid', text: 'select pg_backend_pid() as pid' }
  const pidOf = async (database: PostgresServer) => (await database.run(PID, []))[0]?.['pid']

  test('is replaced after its lifetime, and the new one is checked', async () => {
    const url = await server.createDatabase('aging')
    const database = connect(url, { connectionLifetimeMs: 200 })
    const first = await pidOf(database)
    await until(async () => (await pidOf(database)) !== first)

    await server.query('alter database aging set synchronous_commit = off')
    await until(() => pidOf(database).then(() => false, isUnsuitable))
    await server.query('alter database aging reset synchronous_commit')
    expect(await pidOf(database)).not.toBe(first)
    await database.close()
  })

  test('that is checked for longer than a request waits is used afterwards', async () => {
    const proxy = await TcpProxy.start(server.port)
    const url = await server.createDatabase('slow')
    const database = new PostgresServer({
      url: url.replace(`:${server.port}/`, `:${proxy.port}/`),
      ...{ connectionsMax: 2, connectTimeoutMs: 200, statementTimeoutMs: 60_000 },
    })
    await until(() => pidOf(database).catch(() => undefined))
    // The check of the second connection is not answered for now.
    proxy.requests.rewrite = (text) => {
      if (text.includes('pg_is_in_recovery')) proxy.replies.flow = 'hold'
      return text
    }
    await database.open()
    expect(proxy.replies.stopped).toBeGreaterThan(0)
    proxy.requests.rewrite = (text) => text
    proxy.replies.flow = 'pass'

    const lock = new pg.Client({ connectionString: url })
    await lock.connect()
    await lock.query('select pg_advisory_lock(1)')
    const waiting = database.run({ name: 'wait', text: 'select pg_advisory_lock_shared(1)' }, [])
    await until(() => pidOf(database).catch(() => undefined))
    await lock.end()
    await waiting
    await database.close()
    await proxy.close()
  })

  test('to a standby is refused', async () => {
    const standby = await ServerProcess.start()
    await standby.becomeStandby()
    const database = connect(standby.url)

    await expect(database.open()).rejects.toThrow(
      'The database server is a read-only standby. DATABASE_URL must point to the primary.',
    )
    await database.close()
    await standby.stop()
  })

  test('to an unsupported version of Postgres is refused', async () => {
    const facts = { version: 130_014, version_name: '13.14' }
    const client = { query: async () => ({ rows: [facts] }) } as unknown as ClientBase

    const options = { statementTimeoutMs: 1_000, onWarning: () => undefined }
    await expect(prepareSession(client, options)).rejects.toThrow(
      'The database server is PostgreSQL 13.14. Holdfast needs PostgreSQL 14 or newer.',
    )
  })
})

function isUnsuitable(error: unknown): boolean {
  return error instanceof UnsuitableDatabaseError
}
