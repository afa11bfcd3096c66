import { expect, test } from '@jest/globals'

import { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts'
import { PostgresServer as ServerProcess } from '../../../tools/servers/postgres-server.ts'
import { TcpProxy } from '../../../tools/servers/tcp-proxy.ts'
import { until } from '../../../tools/until.ts'

test('a connection that is prepared only after its request timed out is not lost', async () => {
  const server = await ServerProcess.start()
  const proxy = await TcpProxy.start(server.port)
  const database = new PostgresServer({
    url: server.urlAt(proxy.port),
    ...{ connectionsMax: 1, connectTimeoutMs: 2_000, statementTimeoutMs: 60_000 },
  })
  await database.open()
  // The failure of the first transaction closes the only connection, while the second one waits for it.
  let fail: () => void = () => undefined
  const first = database.transaction(
    () =>
      new Promise((_, reject) => {
        fail = () => {
          reject(new Error('failed'))
        }
      }),
  )
  const second = database.transaction(async (script) => script('select 1'))
  proxy.requests.rewrite = (text) => {
    if (text.includes('pg_backend_pid')) proxy.replies.flow = 'hold'
    return text
  }
  await until(async () => (await server.query(IDLE_IN_TRANSACTION)).length === 1)
  fail()

  await expect(first).rejects.toThrow('failed')
  await expect(second).rejects.toThrow('timeout exceeded')
  expect(proxy.replies.stopped).toBeGreaterThan(0)
  proxy.replies.flow = 'pass'
  proxy.requests.rewrite = (text) => text

  const select = { name: 'one', text: 'select 1 as one' }
  expect(await until(() => database.run(select, []).catch(() => undefined))).toEqual([{ one: 1 }])
  await database.close()
  await proxy.close()
  await server.stop()
})

const IDLE_IN_TRANSACTION = `
  select from pg_stat_activity where application_name = 'holdfast' and state = 'idle in transaction'`
