import { expect, test } from '@jest/globals'

import { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts'
import { PostgresServer as ServerProcess } from '../../../tools/servers/postgres-server.ts'
import { TcpProxy } from '../../../tools/servers/tcp-proxy.ts'
import { until } from '../../../tools/until.ts'

test('a transaction that timed out before its connection is prepared does not run afterwards', async () => {
  await expectNotToRunLate((database) =>
    database.transaction((script) => script('insert into late values (1)')),
  )
})

test('a statement that timed out before its connection is prepared does not run afterwards', async () => {
  const insert = { name: 'insert-late', text: 'insert into late values ($1)' }
  await expectNotToRunLate((database) => database.run(insert, [1]))
})

/** Also expects that the connection is used by later statements. */
async function expectNotToRunLate(
  insert: (database: PostgresServer) => Promise<unknown>,
): Promise<void> {
  const server = await ServerProcess.start()
  await server.query('create table late (n int)')
  const proxy = await TcpProxy.start(server.port)
  const database = new PostgresServer({
    url: server.urlAt(proxy.port),
    ...{ connectionsMax: 1, connectTimeoutMs: 2_000, statementTimeoutMs: 60_000 },
  })
  await database.open()
  // The failure of the first transaction closes the only connection, while the insert waits for it.
  let fail: () => void = () => undefined
  const first = database.transaction(
    () =>
      new Promise((_, reject) => {
        fail = () => {
          reject(new Error('failed'))
        }
      }),
  )
  proxy.requests.rewrite = (text) => {
    if (text.includes('pg_backend_pid')) proxy.replies.flow = 'hold'
    return text
  }
  await until(async () => (await server.query(IDLE_IN_TRANSACTION)).length === 1)
  const late = insert(database)
  fail()

  await expect(first).rejects.toThrow('failed')
  await expect(late).rejects.toThrow('timeout exceeded')
  expect(proxy.replies.stopped).toBeGreaterThan(0)
  proxy.replies.flow = 'pass'
  proxy.requests.rewrite = (text) => text

  const count = { name: 'count', text: 'select count(*)::int as count from late' }
  expect(await until(() => database.run(count, []).catch(() => undefined))).toEqual([{ count: 0 }])
  await database.close()
  await proxy.close()
  await server.stop()
}

const IDLE_IN_TRANSACTION = `
  select from pg_stat_activity where application_name = 'holdfast' and state = 'idle in transaction'`
