import { afterEach, describe, expect, test } from '@jest/globals'
import { pino } from 'pino'

import { InProcessRequestCounter } from '../../../../src/adapters/http/limits/in-process-request-counter.ts'
import type { RequestCounter } from '../../../../src/adapters/http/limits/rate-limit.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

const WINDOW_MS = 60_000

let app: RunningApp
afterEach(() => app.stop())

/** An app that lets each client make this many requests, behind as many proxies. */
async function start({
  requestsPerMinute = 2,
  trustProxy = '1',
  counter = new InProcessRequestCounter({ windowMs: WINDOW_MS, clientsMax: 100 }),
}: {
  requestsPerMinute?: number
  trustProxy?: string
  counter?: RequestCounter
} = {}): Promise<void> {
  const rate = { requestsPerMinute, counter, logger: pino({ level: 'silent' }) }
  app = await RunningApp.start({ limits: { rate }, trustProxy })
}

const getAs = (client: string, path: string): Promise<Response> =>
  app.fetch(path, { headers: { 'X-Forwarded-For': client } })

const bookAs = (client: string): Promise<Response> =>
  app.book('1', { headers: { 'X-Forwarded-For': client } })

describe('a client that exceeds its rate limit', () => {
  test('is refused until its window ends, in the format of the booking route', async () => {
    await start()
    const statuses = [(await bookAs('192.0.2.1')).status, (await bookAs('192.0.2.1')).status]
    const refused = await bookAs('192.0.2.1')

    expect([...statuses, refused.status]).toEqual([200, 400, 429])
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(Number(refused.headers.get('Retry-After'))).toBeLessThanOrEqual(60)
    expect(await refused.json()).toEqual({
      status: 429,
      message: 'The rate limit of this client is exceeded. Try again later.',
      code: 'rate-limited',
    })
  })

  test.each([
    '/api/x',
    '/',
    '/?watch',
    '/watch',
    '/widget.js',
    '/assets/x.js',
    '/docs',
    '/docs/swagger-ui.css',
    '/openapi.json',
    '/no/such/thing',
    '/API/EVENTS/',
  ])('is refused with a problem document at %s', async (path) => {
    await start({ requestsPerMinute: 1 })
    await bookAs('192.0.2.1')

    const refused = await getAs('192.0.2.1', path)
    expect(refused.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8')
    expect(await refused.json()).toMatchObject({ status: 429, code: 'rate-limited' })
  })

  test('does not affect other clients', async () => {
    await start({ requestsPerMinute: 1 })
    await bookAs('192.0.2.1')

    expect((await bookAs('192.0.2.1')).status).toBe(429)
    expect((await bookAs('192.0.2.2')).status).toBe(400)
    expect((await bookAs('2001:db8::1')).status).toBe(400)
  })

  test('is the same client at all addresses of an IPv6 network', async () => {
    await start({ requestsPerMinute: 1 })
    await bookAs('2001:db8:0:1::1')

    expect((await bookAs('2001:db8:0:2::2')).status).toBe(429)
    expect((await bookAs('2001:db8:1::1')).status).toBe(400)
  })
})

test('every response has the remaining number of requests', async () => {
  await start({ requestsPerMinute: 7 })
  const { headers } = await bookAs('192.0.2.1')

  expect(headers.get('RateLimit')).toMatch(/^"7-in-1min"; r=6; t=\d+$/)
  expect(headers.get('RateLimit-Policy')).toMatch(/^"7-in-1min"; q=7; w=60; pk=:[\w+/]+=*:$/)
  expect(headers.has('X-RateLimit-Limit')).toBe(false)
})

test.each(['/healthz', '/readyz', '/metrics', '/api/activity'])(
  '%s is for operators: it is not limited and needs no X-Forwarded-For',
  async (path) => {
    await start({ requestsPerMinute: 1 })
    const statuses = []
    for (let i = 0; i < 3; i++) {
      statuses.push((await fetch(app.url + path, { method: 'HEAD' })).status)
    }

    expect(statuses).toEqual([200, 200, 200])
    expect((await fetch(app.url + path, { method: 'HEAD' })).headers.has('RateLimit')).toBe(false)
  },
)

test('without a limit, no client is limited and no header is sent', async () => {
  app = await RunningApp.start()
  for (let i = 0; i < 3; i++) await bookAs('192.0.2.1')

  const response = await bookAs('192.0.2.1')
  expect(response.status).toBe(400)
  expect(response.headers.has('RateLimit')).toBe(false)
})

describe('X-Forwarded-For', () => {
  test('is ignored without a trusted proxy', async () => {
    await start({ requestsPerMinute: 1, trustProxy: '0' })
    await bookAs('192.0.2.1')

    expect((await bookAs('192.0.2.2')).status).toBe(429)
  })

  test('is ignored beyond the trusted proxies', async () => {
    await start({ requestsPerMinute: 1, trustProxy: '1' })
    await bookAs('203.0.113.9, 192.0.2.1')

    expect((await bookAs('203.0.113.8, 192.0.2.1')).status).toBe(429)
  })

  test('is ignored from an untrusted address', async () => {
    await start({ requestsPerMinute: 1, trustProxy: '10.0.0.0/8' })
    await bookAs('192.0.2.1')

    expect((await bookAs('192.0.2.2')).status).toBe(429)
  })

  test('is used from a trusted address', async () => {
    await start({ requestsPerMinute: 1, trustProxy: 'loopback' })
    await bookAs('192.0.2.1')

    expect((await bookAs('192.0.2.2')).status).toBe(400)
  })
})

test('requests are served if they cannot be counted, without revealing the cause', async () => {
  await start({
    counter: {
      increment: async () => {
        throw new Error('ECONNREFUSED redis')
      },
    },
  })
  const response = await bookAs('192.0.2.1')

  expect(response.status).toBe(200)
  expect(await response.text()).not.toContain('redis')
})
