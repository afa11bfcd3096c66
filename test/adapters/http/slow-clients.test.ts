import type { RequestListener } from 'node:http'

import { afterEach, describe, expect, test } from '@jest/globals'

import { HttpServer } from '../../../src/adapters/http/http-server.ts'
import { GENEROUS_LIMITS } from '../../support/generous-limits.ts'
import { RawConnection } from '../../support/raw-connection.ts'
import { rawRequest } from '../../support/raw-request.ts'
import { RunningApp } from '../../support/running-app.ts'
import { until } from '../../support/until.ts'

const IMPATIENT = { headersTimeoutMs: 100, requestTimeoutMs: 200 }
const BOOKING =
  'POST /api/book/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n'

let app: RunningApp
afterEach(() => app.stop())

const isHealthy = (): Promise<boolean> =>
  app.fetch('/healthz').then(
    ({ ok }) => ok,
    () => false,
  )

describe('a request that takes too long to arrive is answered 408, and books nothing', () => {
  test.each([
    ['one that never comes', ''],
    ['its first line', 'POST /api/bo'],
    ['its headers', 'POST /api/book/1 HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    ['its body', `${BOOKING}{"reference":`],
  ])('%s', async (_what, bytes) => {
    app = await RunningApp.start({ limits: IMPATIENT })

    const answer = await rawRequest(app.server.port, bytes)

    expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n[^]*"code":"request-timeout"}$/)
    expect(app.unreadable).toEqual([408])
    expect(app.seats.saved).toEqual([])
  })

  test.each([
    ['headers', 'GET /healthz HTTP/1.1\r\n', 'X: y\r\n'],
    ['a body', BOOKING, ' '],
  ])('%s of which a little comes again and again', async (_what, beginning, more) => {
    app = await RunningApp.start({ limits: IMPATIENT })
    const client = await RawConnection.open(app.server.port)
    client.send(beginning)
    await until(() => {
      if (!client.closed) client.send(more)
      return client.closed
    })

    expect(client.received).toContain('HTTP/1.1 408 ')
  })
})

describe('a client that takes all the connections there may be', () => {
  async function flood(limits: object = {}): Promise<RawConnection[]> {
    app = await RunningApp.start({ limits: { connectionsMax: 3, ...limits } })
    const clients = await Promise.all(
      Array.from({ length: 20 }, () =>
        RawConnection.open(app.server.port, { allowHalfOpen: true }),
      ),
    )
    await until(() => app.refusedConnections > 0)
    return clients
  }

  test('gets no more, and health answers when it has gone', async () => {
    const clients = await flood()
    await until(() => app.refusedConnections === 17)
    for (const client of clients) client.drop()

    expect(await until(isHealthy)).toBe(true)
  })

  test('is shown the door when it neither asks nor goes', async () => {
    await flood(IMPATIENT)

    expect(await until(isHealthy)).toBe(true)
  })
})

test('a connection on which nothing more is asked is closed', async () => {
  app = await RunningApp.start({ limits: { keepAliveTimeoutMs: 50 } })
  const client = await RawConnection.open(app.server.port)
  client.send('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
  await until(() => client.received.includes('{"status":"ok"}'))

  await until(() => client.closed)
})

test('a client that takes its answer too slowly is cut off', async () => {
  app = await RunningApp.start()
  // More than the system keeps for a connection.
  const answer = Buffer.alloc(64 * 1_024 * 1_024)
  let closed = false
  const server = await serve((_req, res) => {
    res.once('close', () => {
      closed = true
    })
    res.end(answer)
  })
  const client = await RawConnection.open(server.port)
  client.pause()
  client.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n')

  await until(() => closed)
  await server.stop()
})

async function serve(listener: RequestListener): Promise<HttpServer> {
  const server = new HttpServer(listener, {
    host: '127.0.0.1',
    port: 0,
    limits: { ...GENEROUS_LIMITS, answerTimeoutMs: 100 },
    onUnreadableRequest: () => undefined,
    onConnectionRefused: () => undefined,
    shutdownGraceMs: 0,
  })
  await server.start()
  return server
}
