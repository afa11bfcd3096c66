import type { RequestListener } from 'node:http'
import { Readable } from 'node:stream'

import { afterEach, describe, expect, test } from '@jest/globals'
import express from 'express'

import { PacedWriter } from '../../../../src/adapters/http/answers/paced-writer.ts'
import { Clients } from '../../../../src/adapters/http/limits/clients.ts'
import { HttpServer } from '../../../../src/adapters/http/server/http-server.ts'
import { Metrics } from '../../../../src/adapters/metrics/metrics.ts'
import { until } from '../../../../tools/until.ts'
import { GENEROUS_LIMITS } from '../../../builders/generous-limits.ts'
import { RawConnection } from '../../../drivers/raw-connection.ts'
import { rawRequest } from '../../../drivers/raw-request.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

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

describe('a request that arrives too slowly is answered 408 and books nothing', () => {
  test.each([
    ['no bytes', ''],
    ['part of the request line', 'POST /api/bo'],
    ['part of the headers', 'POST /api/book/1 HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    ['part of the body', `${BOOKING}{"reference":`],
  ])('%s', async (_what, bytes) => {
    app = await RunningApp.start({ limits: IMPATIENT })

    const answer = await rawRequest(app.server.port, bytes)

    expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n[^]*"code":"request-timeout"}$/)
    await until(() => app.unreadable.length + app.log.length === 1)
    expect(app.seats.saved).toEqual([])
  })

  test.each([
    ['headers', 'GET /healthz HTTP/1.1\r\n', 'X: y\r\n'],
    ['a body', BOOKING, ' '],
  ])('%s arriving a few bytes at a time', async (_what, beginning, more) => {
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

describe('a request whose body fails', () => {
  const CHUNKED = BOOKING.replace('Content-Length: 100', 'Transfer-Encoding: chunked')

  test.each([
    ['arrives too slowly', `${BOOKING}{`, 408, 'request-timeout'],
    ['is not valid HTTP', `${CHUNKED}z\r\n`, 400, 'malformed-http'],
  ])('because it %s is logged and counted once', async (_what, bytes, status, code) => {
    app = await RunningApp.start({ limits: IMPATIENT })

    expect(await rawRequest(app.server.port, bytes)).toContain(`HTTP/1.1 ${status} `)
    await until(() => app.log.length > 0)
    expect(app.log).toEqual([
      expect.objectContaining({ url: '/api/book/1', status, requestId: expect.any(String) }),
    ])
    expect(app.unreadable).toEqual([])
    const metrics = await app.metrics.render()
    expect(metrics).toMatch(
      new RegExp(
        `^holdfast_http_request_duration_seconds_count\\{.*status="${status}".*\\} 1$`,
        'm',
      ),
    )
    expect(metrics).toContain(`{code="${code}"} 1`)
  })

  test('is not processed if the rest of the body arrives after the 408', async () => {
    app = await RunningApp.start({ limits: IMPATIENT })
    const client = await RawConnection.open(app.server.port, { allowHalfOpen: true })
    client.send(`${BOOKING}{`)
    await until(() => client.received.includes('HTTP/1.1 408 '))
    client.send(`}${' '.repeat(98)}`)
    await until(() => app.log.length > 0)

    expect(app.log).toEqual([expect.objectContaining({ status: 408 })])
    expect(app.seats.saved).toEqual([])
  })
})

test('a request that was refused before its body arrived gets no second response', async () => {
  app = await RunningApp.start({ limits: IMPATIENT })
  const client = await RawConnection.open(app.server.port)
  client.send(BOOKING.replace('Content-Length: 100', 'Content-Length: 100000000'))
  await until(() => {
    if (!client.closed) client.send(' ')
    return client.closed
  })

  expect(client.received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413'])
  expect(app.unreadable).toEqual([])
})

describe('a client that opens the maximum number of connections', () => {
  async function refusedConnections(): Promise<number> {
    const text = await app.metrics.render()
    return Number(
      /^holdfast_http_connections_refused_total\{limit="all-clients"\} (\d+)$/m.exec(text)?.[1],
    )
  }

  async function flood(limits: object = {}): Promise<RawConnection[]> {
    app = await RunningApp.start({ limits: { connectionsMax: 3, ...limits } })
    const clients = await Promise.all(
      Array.from({ length: 20 }, () =>
        RawConnection.open(app.server.port, { allowHalfOpen: true }),
      ),
    )
    await until(async () => (await refusedConnections()) > 0)
    return clients
  }

  test('gets no more, and other clients can connect when it disconnects', async () => {
    const clients = await flood()
    await until(async () => (await refusedConnections()) === 17)
    for (const client of clients) client.drop()

    expect(await until(isHealthy)).toBe(true)
  })

  test('is disconnected if it sends no request', async () => {
    await flood(IMPATIENT)

    expect(await until(isHealthy)).toBe(true)
  })
})

test('an idle connection is closed', async () => {
  app = await RunningApp.start({ limits: { keepAliveTimeoutMs: 50 } })
  const client = await RawConnection.open(app.server.port)
  client.send('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
  await until(() => client.received.includes('{"status":"ok"}'))

  await until(() => client.closed)
})

describe('a client that does not read its response is disconnected', () => {
  /** More than the system keeps for a connection. */
  const LONG = Buffer.alloc(32 * 1_024 * 1_024)

  test.each<[string, RequestListener]>([
    ['a complete response', (_req, res) => res.end(LONG)],
    ['an unfinished response', (_req, res) => res.write(LONG)],
    [
      'a paced response',
      (_req, res) => {
        new PacedWriter(res).end(LONG)
      },
    ],
    [
      'a piped response',
      (_req, res) => {
        Readable.from(Array(32).fill(Buffer.alloc(1_024 * 1_024))).pipe(res)
      },
    ],
    [
      'a growing response',
      (_req, res) => {
        const more = setInterval(() => res.write(LONG.subarray(0, 1_024 * 1_024)), 5)
        res.once('close', () => {
          clearInterval(more)
        })
      },
    ],
  ])('%s', async (_what, listener) => {
    app = await RunningApp.start()
    const metrics = new Metrics()
    let closed = false
    const server = await serve(metrics, (req, res) => {
      res.once('close', () => {
        closed = true
      })
      listener(req, res)
    })
    const client = await RawConnection.open(server.port)
    client.pause()
    client.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n')

    await until(() => closed)
    expect(await metrics.render()).toContain(
      'holdfast_http_connections_cut_total{reason="slow-reader"} 1',
    )
    await server.stop()
  })
})

async function serve(metrics: Metrics, listener: RequestListener): Promise<HttpServer> {
  const server = new HttpServer(express().use(listener), {
    host: '127.0.0.1',
    port: 0,
    limits: { ...GENEROUS_LIMITS, answerTimeoutMs: 100 },
    onUnreadableRequest: () => undefined,
    clients: new Clients(),
    metrics,
    shutdownGraceMs: 0,
  })
  await server.start()
  return server
}
