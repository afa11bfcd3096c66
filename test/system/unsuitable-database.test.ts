import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'

import { PgBouncer } from '../../tools/servers/pgbouncer.ts'
import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'

const POOLER =
  'The pooler in front of the database does not support prepared statements. Use PgBouncer 1.21 or newer with max_prepared_statements above 0, or pool_mode = session.'

let postgres: PostgresServer
let pooler: PgBouncer | undefined
let service: ServiceProcess | undefined
beforeAll(async () => {
  postgres = await PostgresServer.start()
})
afterAll(() => postgres.stop())
afterEach(async () => {
  await service?.stop()
  await pooler?.stop()
  service = undefined
  pooler = undefined
})

let databases = 0
let name: string
let databaseUrl: string
beforeEach(async () => {
  name = `unsuitable_${++databases}`
  databaseUrl = await postgres.createDatabase(name)
})

async function start(url = databaseUrl): Promise<ServiceProcess> {
  service = await ServiceProcess.start({
    STORE: '',
    DATABASE_URL: url,
    DATABASE_CONNECT_TIMEOUT_MS: '10000',
    DATABASE_STATEMENT_TIMEOUT_MS: '10000',
  })
  return service
}

async function expectRefusal(reason: string, url = databaseUrl): Promise<void> {
  const refused = await start(url)
  expect((await refused.exit).code).toBe(1)
  expect(refused.stderr).toBe(`Holdfast cannot start. ${reason}\n`)
}

test.each([
  [
    'whose commits do not wait for the disk',
    'alter database NAME set synchronous_commit = off',
    'synchronous_commit is off: a crash of the database server may lose acknowledged bookings. Set it to on for the server, the database and the role.',
  ],
  [
    'that only reads',
    'alter database NAME set default_transaction_read_only = on',
    'The database is read-only. Set default_transaction_read_only to off for the server, the database and the role.',
  ],
  [
    'without a schema',
    `alter database NAME set search_path = ''`,
    'The search_path of the database has no schema that exists and that the role may use.',
  ],
])('a database %s is refused in one line', async (_what, statement, reason) => {
  await postgres.query(statement.replace('NAME', name))

  await expectRefusal(reason)
})

test('a database of another encoding is refused in one line', async () => {
  const latin = `${name}_latin`
  await postgres.query(
    `create database ${latin} encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'`,
  )

  await expectRefusal(
    'The encoding of the database is LATIN1. Create it with UTF8 (createdb --encoding=UTF8 --template=template0).',
    databaseUrl.replace(name, latin),
  )
})

test('a database whose tables are in a later schema is refused in one line', async () => {
  await (await start()).stop()
  await postgres.query('create schema postgres', [], databaseUrl)

  await expectRefusal(
    'The search_path of the database has the schema "postgres" before "public", which already has a table "store". Set it to the schema that Holdfast should use.',
  )
})

test('a pooler that does not keep prepared statements is refused in one line', async () => {
  pooler = await PgBouncer.start(postgres, 'transaction')

  await expectRefusal(POOLER, pooler.urlOf(databaseUrl))
})

test('a pooler that knows no transactions is refused in one line', async () => {
  pooler = await PgBouncer.start(postgres, 'statement')

  await expectRefusal(POOLER, pooler.urlOf(databaseUrl))
})

test('a pooler that gives each connection a session of its own is used', async () => {
  pooler = await PgBouncer.start(postgres, 'session')
  const pooled = await start(pooler.urlOf(databaseUrl))

  expect((await pooled.book(1)).status).toBe(200)
  expect((await pooled.book(1)).status).toBe(400)
  expect((await pooled.readiness()).status).toBe(200)
})

test('a server that does not force its writes to the disk is used, with a warning', async () => {
  await postgres.query('alter system set fsync = off')
  await postgres.query('select pg_reload_conf()')
  const warned = await start()

  await warned.logged('fsync is off on the database server')
  expect((await warned.book(1)).status).toBe(200)
  await postgres.query('alter system reset fsync')
  await postgres.query('select pg_reload_conf()')
})
