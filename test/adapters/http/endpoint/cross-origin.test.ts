import { afterEach, describe, expect, test } from '@jest/globals'
import { pino } from 'pino'

import { parseOrigins } from '../../../../src/adapters/http/endpoint/origins.ts'
import { InProcessRequestCounter } from '../../../../src/adapters/http/limits/in-process-request-counter.ts'
import { RunningApp, type RunningAppOptions } from '../../../drivers/running-app.ts'

const SHOP = 'https://shop.example'
const SEATS = '/api/events/default/seats'

let app: RunningApp
afterEach(() => app.stop())

async function start(origins: string, options: RunningAppOptions = {}): Promise<void> {
  app = await RunningApp.start({ ...options, origins: parseOrigins(origins) })
}

const from = (origin: string, headers: Record<string, string> = {}, method = 'GET') => ({
  method,
  headers: { Origin: origin, ...headers },
})
const preflight = (origin: string) =>
  fetch(app.url + SEATS, from(origin, { 'Access-Control-Request-Method': 'POST' }, 'OPTIONS'))

describe('an allowed site', () => {
  test('may read responses and their headers', async () => {
    await start(`${SHOP}, http://localhost:8080`)
    const { status, headers } = await app.fetch(SEATS, from(SHOP))

    expect(status).toBe(200)
    expect(headers.get('Access-Control-Allow-Origin')).toBe(SHOP)
    expect(headers.get('Access-Control-Allow-Credentials')).toBeNull()
    expect(headers.get('Vary')).toContain('Origin')
    for (const name of ['ETag', 'Retry-After', 'X-Request-Id', 'RateLimit']) {
      expect(headers.get('Access-Control-Expose-Headers')?.split(', ')).toContain(name)
    }
  })

  test('may send the requests of a purchase', async () => {
    await start(SHOP)
    const { status, headers } = await preflight(SHOP)

    expect(status).toBe(204)
    expect(headers.get('Access-Control-Allow-Origin')).toBe(SHOP)
    expect(headers.get('Access-Control-Allow-Methods')?.split(', ')).toEqual(
      expect.arrayContaining(['GET', 'POST', 'PATCH', 'DELETE']),
    )
    for (const name of ['Authorization', 'Idempotency-Key', 'Content-Type', 'If-None-Match']) {
      expect(headers.get('Access-Control-Allow-Headers')?.split(', ')).toContain(name)
    }
  })

  test('has its preflight requests counted and logged', async () => {
    await start(SHOP)
    const { headers } = await preflight(SHOP)

    expect(headers.get('X-Request-Id')).toMatch(/^[\w-]{36}$/)
    expect(app.log.filter(({ method }) => method === 'OPTIONS')).toHaveLength(1)
  })

  test('may read refusals', async () => {
    const rate = {
      requestsPerMinute: 1,
      counter: new InProcessRequestCounter({ windowMs: 60_000, clientsMax: 10 }),
      logger: pino({ level: 'silent' }),
    }
    await start(SHOP, { limits: { rate } })
    await app.fetch(SEATS, from(SHOP))
    const unknown = await app.fetch('/api/nothing', from(SHOP))
    const preflighted = await preflight(SHOP)

    expect(unknown.status).toBe(429)
    expect(unknown.headers.get('Access-Control-Allow-Origin')).toBe(SHOP)
    expect(preflighted.status).toBe(204)
  })

  test('may run the widget', async () => {
    await start(SHOP)
    const { headers } = await fetch(`${app.url}/widget.js`, from(SHOP))

    expect(headers.get('Access-Control-Allow-Origin')).toBe(SHOP)
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    expect(headers.get('Vary')).toBe('Origin, Accept-Encoding')
  })
})

test.each(['https://evil.example', 'http://shop.example', 'https://shop.example:8443', 'null'])(
  'other sites get no CORS headers: %s',
  async (origin) => {
    await start(SHOP)
    const { status, headers } = await app.fetch(SEATS, from(origin))
    const asked = await preflight(origin)

    expect(status).toBe(200)
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
    expect(headers.get('Vary')).toContain('Origin')
    expect(asked.status).toBe(405)
    expect(asked.headers.get('Access-Control-Allow-Origin')).toBeNull()
  },
)

test('all sites are allowed with *', async () => {
  await start('*')
  const { headers } = await app.fetch(SEATS, from('https://any.example'))

  expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect((await preflight('https://any.example')).status).toBe(204)
})

test('no other site is allowed by default', async () => {
  app = await RunningApp.start()
  const { headers } = await app.fetch(SEATS, from(SHOP))

  expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
  expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
  expect((await preflight(SHOP)).status).toBe(405)
})

test('any site can load the widget, which displays the reason', async () => {
  app = await RunningApp.start()
  const { headers } = await fetch(`${app.url}/widget.js`, from(SHOP))

  expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
  expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
})

test('an OPTIONS request that is not a preflight gets 405', async () => {
  await start(SHOP)
  const { status } = await fetch(app.url + SEATS, from(SHOP, {}, 'OPTIONS'))

  expect(status).toBe(405)
})

describe('a request that changes data', () => {
  const send = (path: string, headers: Record<string, string>, method = 'POST') =>
    app.fetch(path, { method, headers: { 'Content-Type': 'application/json', ...headers } })
  const crossSite = { 'Sec-Fetch-Site': 'cross-site', Origin: SHOP }

  test.each([
    ['from a form on another site', crossSite],
    ['from a page of another subdomain', { 'Sec-Fetch-Site': 'same-site', Origin: SHOP }],
    ['without an Origin', { 'Sec-Fetch-Site': 'cross-site' }],
    ['from an older browser, on another site', { Origin: SHOP }],
    ['from a page without an origin of its own', { Origin: 'null' }],
  ])('is refused and changes nothing: %s', async (_from, headers) => {
    await start('https://other.example')
    const { status } = await send('/api/book/1', headers)

    expect(status).toBe(403)
    expect(await (await app.fetch(SEATS)).json()).toMatchObject({ seats: [] })
  })

  test.each([
    ['/api/holds/h-1', 'DELETE'],
    ['/api/holds/h-1/confirm', 'POST'],
    ['/api/bookings/b-1', 'PATCH'],
    ['/api/bookings/b-1/move', 'POST'],
    ['/api/events/default/bookings', 'POST'],
    ['/api/events/default/holds', 'POST'],
    ['/api/events/default/blocks', 'POST'],
    ['/api/events', 'POST'],
  ])('is refused at %s', async (path, method) => {
    await start('')
    const response = await send(path, crossSite, method)

    expect(await response.json()).toMatchObject({ status: 403, code: 'cross-site-request' })
  })

  test.each([
    ['from its own pages', '', { 'Sec-Fetch-Site': 'same-origin' }],
    ['from the address bar', '', { 'Sec-Fetch-Site': 'none' }],
    ['from a program', '', {}],
    ['from an allowed site', SHOP, crossSite],
    ['from any site, if all are allowed', '*', crossSite],
  ])('is accepted %s', async (_from, origins, headers) => {
    await start(origins)

    expect((await send('/api/book/1', headers)).status).toBe(200)
  })

  test('is accepted from its own pages in an older browser', async () => {
    await start('')

    expect((await send('/api/book/1', { Origin: app.url })).status).toBe(200)
  })

  test('by GET is accepted from another site', async () => {
    await start('')

    expect((await app.fetch(SEATS, { headers: crossSite })).status).toBe(200)
  })
})

describe('responses have the Cache-Control of their kind', () => {
  test.each([
    ['a hold', '/api/events/default/holds', { seatIds: ['1'] }],
    ['a booking', '/api/events/default/bookings', { seatIds: ['1'] }],
    ['an error', '/api/events/default/holds', { seatIds: [] }],
  ])('%s', async (_what, path, body) => {
    await start('', { keys: { seller: 'seller-key' } })
    const { headers } = await app.fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer seller-key' },
      body: JSON.stringify(body),
    })

    expect(headers.get('Cache-Control')).toBe('no-store')
  })

  test.each([
    ['the history', '/api/events/default/history', 'no-store'],
    ['the events', '/api/events', 'no-store'],
    ['an event', '/api/events/default', 'no-cache'],
    ['the API document', '/openapi.json', 'no-cache'],
  ])('%s', async (_what, path, expected) => {
    await start('', { keys: { admin: 'admin-key' } })
    const { headers } = await app.fetch(path, { headers: { Authorization: 'Bearer admin-key' } })

    expect(headers.get('Cache-Control')).toBe(expected)
  })
})
