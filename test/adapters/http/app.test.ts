import { PassThrough } from 'node:stream'

import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'

import { storedDigestOf } from '../../../src/adapters/http/endpoint/access-keys.ts'
import { answerUnreadableRequest } from '../../../src/adapters/http/server/unreadable-requests.ts'
import { StoreUnavailableError } from '../../../src/application/ports/store-unavailable-error.ts'
import { until } from '../../../tools/until.ts'
import { ADMIN, KEYS, SELLER } from '../../builders/keys.ts'
import { ApiClient } from '../../drivers/api-client.ts'
import { rawRequest } from '../../drivers/raw-request.ts'
import { RunningApp } from '../../drivers/running-app.ts'
import { stopTime } from '../../fakes/stopped-time.ts'

let app: RunningApp
beforeEach(async () => {
  app = await RunningApp.start()
})
afterEach(() => app.stop())

describe('errors outside /api/book are RFC 9457 problem documents', () => {
  test('an unknown URL: 404', async () => {
    const response = await app.fetch('/no/such/thing')

    expect(response.status).toBe(404)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8')
    expect(await response.json()).toEqual({
      type: '/docs/errors#not-found',
      title: 'Not found',
      status: 404,
      detail: 'No resource exists at this URL.',
      code: 'not-found',
      requestId: response.headers.get('X-Request-Id'),
    })
  })

  test.each(['/healthz', '/readyz', '/metrics'])('POST %s: 405', async (path) => {
    const response = await app.fetch(path, { method: 'POST' })

    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('GET, HEAD')
    expect(await response.json()).toMatchObject({ status: 405, code: 'method-not-allowed' })
  })

  test.each([
    ['what is no HTTP', 'hello\r\n\r\n', '400 Bad Request', 'malformed-http'],
    [
      'two lengths',
      'POST /api/book/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 4\r\n\r\n',
      '400 Bad Request',
      'malformed-http',
    ],
    [
      'a length and chunks',
      'POST /api/book/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      '400 Bad Request',
      'malformed-http',
    ],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nHost: x\r\nX-Bomb: ${'x'.repeat(20_000)}\r\n\r\n`,
      '431 Request Header Fields Too Large',
      'headers-too-large',
    ],
  ])('%s: refused before it is a request', async (_what, bytes, status, code) => {
    const answer = await rawRequest(app.server.port, bytes)

    expect(answer).toContain(`HTTP/1.1 ${status}\r\n`)
    expect(answer).toContain('Content-Type: application/problem+json')
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ code })
    expect(app.unreadable).toEqual([Number(status.slice(0, 3))])
    expect(app.seats.saved).toEqual([])
  })
})

test('junk after a good request does not answer in its place', async () => {
  const answer = await rawRequest(
    app.server.port,
    'POST /api/book/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
      'Content-Length: 2\r\n\r\n{}junk',
  )

  expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n(?:[^]*\r\n)?Connection: close\r\n/)
  expect(app.seats.saved).toHaveLength(1)
})

test('a request that takes too long to arrive: 408', () => {
  const socket = new PassThrough()
  const tooSlow = Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })

  expect(answerUnreadableRequest(tooSlow, socket)).toEqual({ code: 'request-timeout', status: 408 })
  expect(String(socket.read())).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n[^]*"request-timeout"/)
})

describe('every answer', () => {
  test('carries the security headers, and does not say what it was made with', async () => {
    const { headers } = await app.book('1')

    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'none';frame-ancestors 'none'")
    expect(headers.has('X-Powered-By')).toBe(false)
  })

  test('carries the request id that the client chose, when it is a plain one', async () => {
    const chosen = await app.book('1', { headers: { 'X-Request-Id': 'trace-1:a' } })
    const refused = await app.book('1', { headers: { 'X-Request-Id': 'a b"c' } })

    expect(chosen.headers.get('X-Request-Id')).toBe('trace-1:a')
    expect(refused.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('the log', () => {
  const lines = async (count: number) => {
    await until(() => app.log.length >= count)
    return app.log
  }

  test('has one line for each request, at a level that goes with the status', async () => {
    await app.book('1', { headers: { 'X-Request-Id': 'first' } })
    await app.book('1')
    app.seats.findError = new Error('broken')
    await app.book('1')
    app.ready = false
    await app.fetch('/readyz')

    const [booked, refused, failed, probed, ...rest] = await lines(4)
    expect(booked).toMatchObject({
      level: 30,
      msg: 'request',
      requestId: 'first',
      method: 'POST',
      url: '/api/book/1',
      status: 200,
      durationMs: expect.any(Number),
    })
    expect(booked).not.toHaveProperty('code')
    expect(refused).toMatchObject({ level: 40, status: 400, code: 'seat-already-booked' })
    expect(refused).not.toHaveProperty('err')
    expect(failed).toMatchObject({ level: 50, status: 500, err: { message: 'broken' } })
    expect(probed).toMatchObject({ level: 20, status: 503 })
    expect(rest).toEqual([])
  })

  test('has no more lines a second than it may, except for internal errors', async () => {
    const busy = await RunningApp.start({ logLinesPerSecondMax: 2 })
    stopTime()
    try {
      for (const seatId of ['1', '2', '3', '4', '5']) await busy.book(seatId)
      busy.seats.findError = new StoreUnavailableError('gone')
      await busy.book('6')
      busy.seats.findError = new Error('broken')
      await busy.book('7')
      await until(() => busy.log.length >= 3)
      jest.advanceTimersByTime(1_000)
    } finally {
      jest.useRealTimers()
      await busy.stop()
    }

    expect(busy.log).toEqual([
      expect.objectContaining({ status: 200, url: '/api/book/1' }),
      expect.objectContaining({ status: 200, url: '/api/book/2' }),
      expect.objectContaining({ status: 500, url: '/api/book/7' }),
      expect.objectContaining({ level: 40, requestCount: 4 }),
    ])
  })

  test('names the access key of a request, even if its role is insufficient', async () => {
    const keyed = await RunningApp.start({ keys: KEYS })
    const seller = new ApiClient(keyed, SELLER)
    await seller.post('/api/events/default/bookings', { seatIds: ['1'] })
    await seller.get('/api/events/default/seats')
    await seller.get('/api/keys')
    await seller.with('not-the-key').get('/api/keys')
    await new ApiClient(keyed).get('/api/keys')
    await keyed.office.storedKeys.addKey({
      name: 'new-key',
      role: 'seller',
      digest: storedDigestOf('the-new-key'),
      createdAt: new Date(0),
    })
    await seller.with('the-new-key').get('/api/keys')
    await until(() => keyed.log.length >= 6)
    await keyed.stop()

    expect(keyed.log.map(({ status, actor }) => [status, actor])).toEqual([
      [201, 'seller'],
      [200, 'seller'],
      [403, 'seller'],
      [403, undefined],
      [401, undefined],
      [403, 'new-key'],
    ])
  })

  test('has each request that only administrators may send, whatever else is logged', async () => {
    const busy = await RunningApp.start({ keys: KEYS, logLinesPerSecondMax: 1 })
    const admin = new ApiClient(busy, ADMIN)
    stopTime()
    try {
      await busy.book('1')
      await busy.book('2')
      await new ApiClient(busy, SELLER).post('/api/keys', { name: 'x', role: 'seller' })
      await admin.post('/api/keys', { name: 'till-1', role: 'seller' })
      await admin.get('/api/events/default/history')
      await admin.delete('/api/keys/till-1')
      await until(() => busy.log.length >= 3)
    } finally {
      jest.useRealTimers()
      await busy.stop()
    }

    expect(busy.log).toEqual([
      expect.objectContaining({ url: '/api/book/1' }),
      expect.objectContaining({ method: 'POST', url: '/api/keys', status: 201, actor: 'admin' }),
      expect.objectContaining({ method: 'DELETE', url: '/api/keys/till-1', actor: 'admin' }),
    ])
  })

  test('does not spend its lines on what is not logged', async () => {
    const quiet = await RunningApp.start({ logLinesPerSecondMax: 1, logLevel: 'warn' })
    await quiet.book('1')
    await quiet.book('1')
    await until(() => quiet.log.length > 0)
    await quiet.stop()

    expect(quiet.log).toEqual([expect.objectContaining({ status: 400 })])
  })

  test('names a client that went away before its answer 499', async () => {
    const left = new AbortController()
    app.seats.beforeSave = async () => {
      left.abort()
      await until(() => app.log.length > 0)
    }
    await expect(app.book('1', { signal: left.signal })).rejects.toThrow()

    expect((await lines(1))[0]).toMatchObject({ level: 40, status: 499 })
  })
})

describe('for those who operate it', () => {
  test('/healthz says that the process lives', async () => {
    const response = await app.fetch('/healthz')

    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ status: 'ok' })
  })

  test('/readyz says how each dependency does, and 503 when not to send requests here', async () => {
    const ready = await app.fetch('/readyz')
    expect(ready.status).toBe(200)
    expect(await ready.json()).toEqual({ status: 'ready', dependencies: { lock: { state: 'ok' } } })

    app.ready = false
    const unavailable = await app.fetch('/readyz')
    expect(unavailable.status).toBe(503)
    expect(await unavailable.json()).toMatchObject({ status: 'unavailable' })
  })

  test('/metrics counts requests by route and status, and bookings by outcome', async () => {
    await app.book('1')
    await app.book('1')
    await app.book('9999')
    await app.fetch('/no/such/thing')
    await until(() => app.log.length >= 4)

    const response = await app.fetch('/metrics')
    expect(response.headers.get('Content-Type')).toContain('text/plain')
    const text = (await response.text()).split('\n').filter((line) => line.startsWith('holdfast_'))
    const requests = 'holdfast_http_request_duration_seconds_count'
    expect(text).toContain(`${requests}{method="POST",route="/api/book/:seatId",status="200"} 1`)
    expect(text).toContain(`${requests}{method="POST",route="/api/book/:seatId",status="400"} 1`)
    expect(text).toContain(`${requests}{method="POST",route="/api/book/:seatId",status="404"} 1`)
    expect(text).toContain(`${requests}{method="GET",route="unmatched",status="404"} 1`)
    expect(text).toContain('holdfast_http_problems_total{code="seat-already-booked"} 1')
    expect(text).toContain('holdfast_http_problems_total{code="seat-not-found"} 1')
  })
})
