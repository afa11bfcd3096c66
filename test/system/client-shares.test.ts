import { afterEach, describe, expect, test } from '@jest/globals'

import { ServiceProcess, type ServiceSettings } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { RawConnection } from '../drivers/raw-connection.ts'
import { StreamReader } from '../drivers/stream-reader.ts'

/** The greedy client, and another one. */
const [GREEDY, OTHER] = ['127.0.0.1', '127.0.0.2'] as const

let service: ServiceProcess
const opened: { drop(): void }[] = []
afterEach(async () => {
  for (const each of opened.splice(0)) each.drop()
  await service.stop()
})

const start = async (env: ServiceSettings): Promise<void> => {
  service = await ServiceProcess.start(env)
}

async function connect(localAddress: string): Promise<RawConnection> {
  const connection = await RawConnection.open(Number(new URL(service.url).port), { localAddress })
  opened.push(connection)
  return connection
}

/** The answer to a request on a connection; undefined when the connection is closed instead. */
async function ask(connection: RawConnection, path: string): Promise<string | undefined> {
  connection.send(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)
  await until(() => connection.received.includes('\r\n\r\n') || connection.closed)
  return connection.closed ? undefined : connection.received
}

async function follow(localAddress: string, path: string): Promise<StreamReader> {
  const reader = await StreamReader.open(service.url + path, { localAddress })
  opened.push(reader)
  return reader
}

const statusesOf = (readers: readonly StreamReader[]) => readers.map(({ status }) => status)

/** Calls this as many times, one call after the other. */
async function times<T>(count: number, call: () => Promise<T>): Promise<T[]> {
  const results = []
  for (let i = 0; i < count; i++) results.push(await call())
  return results
}

describe('a client that opens all the connections it can', () => {
  const LIMITS = { CONNECTIONS_MAX: '6', CONNECTIONS_PER_CLIENT_MAX: '3' }

  test('has its share of them, and another client is still served', async () => {
    await start(LIMITS)
    const greedy = await times(10, () => connect(GREEDY))
    await until(() => greedy.filter(({ closed }) => closed).length === 7)

    const other = await connect(OTHER)
    expect(await ask(other, '/metrics')).toMatch(/^HTTP\/1.1 200 /)
    const refused = 'holdfast_http_connections_refused_total{limit="one-client"} 7'
    await until(() => other.received.includes(refused))
    const [kept] = greedy.filter(({ closed }) => !closed)
    expect(kept && (await ask(kept, '/healthz'))).toMatch(/^HTTP\/1.1 200 /)
  })

  test('may open another one when it has closed one', async () => {
    await start(LIMITS)
    const [first] = await times(3, () => connect(GREEDY))
    first?.drop()

    await until(async () => (await ask(await connect(GREEDY), '/healthz')) !== undefined)
  })

  test('is not bounded when it is a trusted proxy', async () => {
    await start({ ...LIMITS, TRUST_PROXY: OTHER })
    const proxy = await times(5, () => connect(OTHER))
    const answers = await Promise.all(proxy.map((each) => ask(each, '/healthz')))

    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 200 /)
  })
})

describe('a client that opens all the streams it can', () => {
  const STREAM = '/api/events/default/stream'

  test('has its share of them, and another client is still served', async () => {
    await start({ STREAMS_MAX: '6', STREAMS_PER_CLIENT_MAX: '3' })

    const greedy = await times(5, () => follow(GREEDY, STREAM))
    expect(statusesOf(greedy)).toEqual([200, 200, 200, 429, 429])
    expect(statusesOf(await times(3, () => follow(OTHER, STREAM)))).toEqual([200, 200, 200])
  })

  test('keeps no operator from what the service does, from its own address either', async () => {
    await start({ STREAMS_MAX: '6', STREAMS_PER_CLIENT_MAX: '3' })
    await times(3, () => follow(GREEDY, STREAM))

    for (const path of ['/healthz', '/readyz', '/metrics', '/api/activity']) {
      expect((await follow(GREEDY, path)).status).toBe(200)
    }
  })
})
