import { afterEach, describe, expect, test } from '@jest/globals'
import { pino } from 'pino'

import { parseOrigins } from '../../../src/adapters/http/cross-origin.ts'
import { InProcessRequestCounter } from '../../../src/adapters/memory/in-process-request-counter.ts'
import { RunningApp, type RunningAppOptions } from '../../support/running-app.ts'

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

describe('a site that is named', () => {
  test('may read answers, and the headers that tell what to do next', async () => {
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

  test('may send what a purchase needs', async () => {
    await start(SHOP)
    const { status, headers } = await preflight(SHOP)

    expect(status).toBe(204)
    expect(headers.get('Access-Control-Allow-Origin')).toBe(SHOP)
    expect(headers.get('Access-Control-Allow-Methods')?.split(', ')).toEqual(
      expect.arrayContaining(['GET', 'POST', 'DELETE']),
    )
    for (const name of ['Authorization', 'Idempotency-Key', 'Content-Type', 'If-None-Match']) {
      expect(headers.get('Access-Control-Allow-Headers')?.split(', ')).toContain(name)
    }
  })

  test('is counted and logged when it asks for leave, like any other', async () => {
    await start(SHOP)
    const { headers } = await preflight(SHOP)

    expect(headers.get('X-Request-Id')).toMatch(/^[\w-]{36}$/)
    expect(app.log.filter(({ method }) => method === 'OPTIONS')).toHaveLength(1)
  })

  test('may read how it is refused', async () => {
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

  test('may run the script for other sites', async () => {
    await start(SHOP)
    const { headers } = await fetch(`${app.url}/widget.js`, from(SHOP))

    expect(headers.get('Access-Control-Allow-Origin')).toBe(SHOP)
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    expect(headers.get('Vary')).toBe('Origin, Accept-Encoding')
  })
})

test.each(['https://evil.example', 'http://shop.example', 'https://shop.example:8443', 'null'])(
  'a site that is not named may nothing: %s',
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

test('all sites may, when they are allowed to', async () => {
  await start('*')
  const { headers } = await app.fetch(SEATS, from('https://any.example'))

  expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect((await preflight('https://any.example')).status).toBe(204)
})

test('no other site may anything, as long as nothing is said', async () => {
  app = await RunningApp.start()
  const { headers } = await app.fetch(SEATS, from(SHOP))

  expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
  expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
  expect((await preflight(SHOP)).status).toBe(405)
})

test('the script for other sites runs there all the same, to say that they may do no more', async () => {
  app = await RunningApp.start()
  const { headers } = await fetch(`${app.url}/widget.js`, from(SHOP))

  expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
  expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
})

test('what is no request for leave is answered as ever', async () => {
  await start(SHOP)
  const { status } = await fetch(app.url + SEATS, from(SHOP, {}, 'OPTIONS'))

  expect(status).toBe(405)
})
