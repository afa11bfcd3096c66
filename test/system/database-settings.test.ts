import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'

import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { type Held, RetryingClient } from '../drivers/retrying-client.ts'

let postgres: PostgresServer
let databaseUrl: string
let service: ServiceProcess
let databases = 0
beforeAll(async () => {
  postgres = await PostgresServer.start()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  databaseUrl = await postgres.createDatabase(`sale_${++databases}`)
})
afterEach(() => service.stop())

async function start(): Promise<RetryingClient> {
  service = await ServiceProcess.start({
    ...{ STORE: '', DATABASE_URL: databaseUrl, DEMO_EVENT: 'false' },
  })
  return new RetryingClient([service.url])
}

test.each([
  `datestyle = 'SQL, DMY'`,
  `timezone = 'Pacific/Apia'`,
  `client_encoding = 'LATIN1'`,
  'search_path = sales, public',
  'default_transaction_isolation = serializable',
])('a held seat stays held in a database with %s', async (setting) => {
  await postgres.query('create schema sales', [], databaseUrl)
  await postgres.query(`alter database sale_${databases} set ${setting}`)
  const first = await start()
  const { body } = await first.hold('default', { seatIds: ['1', '2'] })
  const { holdId, token: bearer, expiresAt } = body as Held
  await service.stop()

  const client = await start()
  expect(await client.hold('default', { seatIds: ['2', '3'] })).toMatchObject({
    code: 'seats-not-available',
    body: { conflicts: [{ seatId: '2', reason: 'held' }] },
  })
  expect((await service.book(2)).status).not.toBe(200)
  // A deadline is never brought forward, so the answer to a short extension is the stored deadline.
  const path = `/api/holds/${holdId}`
  const extended = await client.ask('POST', `${path}/extend`, { bearer, body: { ttlMs: 100 } })
  expect(extended).toMatchObject({ status: 200, body: { expiresAt } })
  expect(await client.ask('POST', `${path}/confirm`, { bearer })).toMatchObject({ status: 200 })
})

test('a row that cannot be read fails the requests for its seat, and is logged', async () => {
  const client = await start()
  await client.hold('default', { seatIds: ['1'] })
  const wrong = `update seats set held_until = 'infinity' where seat_id = '1'`
  await postgres.query(wrong, [], databaseUrl)

  expect(await client.hold('default', { seatIds: ['1'] })).toMatchObject({
    code: 'internal-error',
  })
  expect((await service.book(2)).status).toBe(200)
  expect((await service.readiness()).status).toBe(200)
  const line = await until(() => service.log.find(({ status }) => status === 500))
  expect(line).toMatchObject({
    err: {
      type: 'UnreadableRowError',
      message: 'A row of the database cannot be read: held_until',
    },
  })
})
