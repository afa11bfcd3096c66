import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'

import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { type AnsweredBody, ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

let app: RunningApp
let buyer: ApiClient
let admin: ApiClient
let hold: AnsweredBody
beforeAll(async () => {
  app = await RunningApp.start({ keys: KEYS, bodyBytesMax: 65_536 })
  buyer = new ApiClient(app)
  admin = buyer.with(ADMIN)
  hold = (await buyer.post('/api/events/default/holds', { seatIds: ['1'] })).body
})
afterAll(() => app.stop())

// These requests are refused before they reach the store or the locks.
let locked: number
beforeEach(() => {
  locked = app.lock.releases.length
})
afterEach(() => {
  expect(app.seats.changes).toHaveLength(1)
  expect(app.lock.heldCount).toBe(0)
})

type Route = readonly [
  name: string,
  method: string,
  path: string,
  bearer: () => string,
  good: object,
]

const seats = { seatIds: ['2'] }
const ROUTES: readonly Route[] = [
  ['hold', 'POST', '/api/events/default/holds', () => hold.token, seats],
  ['extend', 'POST', '/api/holds/:holdId/extend', () => hold.token, {}],
  ['confirm', 'POST', '/api/holds/:holdId/confirm', () => hold.token, {}],
  ['book', 'POST', '/api/events/default/bookings', () => SELLER, seats],
  ['block', 'POST', '/api/events/default/blocks', () => ADMIN, seats],
  ['cancel', 'POST', '/api/bookings/b-1/cancel', () => SELLER, seats],
  ['move', 'POST', '/api/bookings/b-1/move', () => SELLER, { moves: [{ from: '1', to: '2' }] }],
  ['unblock', 'DELETE', '/api/events/default/blocks', () => ADMIN, seats],
]

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe.each(ROUTES)('the body of: %s', (_name, method, path, bearer, good) => {
  const refuse = async (body: unknown, code = 'invalid-request') => {
    const { status, body: problem } = await buyer
      .with(bearer())
      .send(method, path.replace(':holdId', hold.holdId), body)
    expect([status, problem.code]).toEqual([400, code])
    expect(problem.detail).toMatch(/^(body|The body)/)
    expect(app.lock.releases).toHaveLength(locked)
  }
  const text = JSON.stringify(good).slice(1, -1)
  const withField = (field: string) => `{${[text, field].filter(Boolean).join(',')}}`

  test.each([
    ['an unknown field', '"more":1'],
    ['a polluting field', '"__proto__":{"ttlMs":1}'],
    ['a constructor', '"constructor":{"prototype":{}}'],
    ['a field of every object', '"toString":"x"'],
    ['a list for a number', '"ttlMs":[60000]'],
    ['an object for a text', '"reference":{"$ne":""}'],
    ['nesting', `"reference":${nested(8_000)}`],
    ['nesting in an unknown field', `"more":${nested(8_000)}`],
    ['nested objects', `"more":${'{"a":'.repeat(2_500)}1${'}'.repeat(2_500)}`],
  ])('is refused with %s', async (_what, field) => {
    await refuse(withField(field))
    expect('ttlMs' in {}).toBe(false)
  })

  test.each([
    ['a list', '[]'],
    ['a nested list', nested(8_000)],
    ['a list of the body', `[${JSON.stringify(good)}]`],
  ])('is refused if it is %s', async (_what, body) => {
    await refuse(body, 'malformed-json')
  })
})

test.each([
  ['a nested list', `{"seatIds":${nested(8_000)}}`],
  ['nested seats', `{"seatIds":["2",${nested(8_000)}]}`],
  ['an object', '{"seatIds":{"__proto__":["2"]}}'],
  [
    'best seats with a polluting field',
    '{"bestAvailable":{"quantity":1,"__proto__":{"category":"x"}}}',
  ],
  ['nested best seats', `{"bestAvailable":${nested(8_000)}}`],
])('a hold request is refused with %s', async (_what, body) => {
  const answer = await buyer.post('/api/events/default/holds', body)

  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
})

const UNREADABLE = ['%E0%A4%A', '%FF', '%']
const HOSTILE = [
  '%00',
  '1%0d%0aX-Y:%20z',
  '%7B%7D',
  '%7Bdefault%7D',
  '*',
  "'",
  '%22',
  '%5C',
  'a%2Fb',
  'a%20b',
  '$%7B7%7D',
  "1'%3Bdrop%20table%20seats--",
  "redis.call('flushall')",
  '%E2%80%AE1',
  'x'.repeat(65),
]
const PATHS: readonly (readonly [string, string, string])[] = [
  ['GET', '/api/events/ID', 'eventId'],
  ['GET', '/api/events/ID/seats', 'eventId'],
  ['GET', '/api/events/ID/history', 'eventId'],
  ['POST', '/api/events/ID/holds', 'eventId'],
  ['POST', '/api/events/ID/bookings', 'eventId'],
  ['POST', '/api/events/ID/blocks', 'eventId'],
  ['DELETE', '/api/events/ID/blocks', 'eventId'],
  ['POST', '/api/holds/ID/extend', 'holdId'],
  ['POST', '/api/holds/ID/confirm', 'holdId'],
  ['DELETE', '/api/holds/ID', 'holdId'],
  ['GET', '/api/bookings/ID', 'bookingId'],
  ['DELETE', '/api/bookings/ID', 'bookingId'],
  ['GET', '/api/events/ID/bookings', 'eventId'],
]

describe.each(PATHS)('%s %s', (method, path, name) => {
  const hasBody = method !== 'GET' && /holds$|bookings$|blocks$/.test(path)
  const ask = (id: string) =>
    admin.send(method, path.replace('ID', id), hasBody ? seats : undefined)

  test('refuses ids with special characters', async () => {
    for (const id of HOSTILE) {
      const { status, body } = await ask(id)
      expect([id, status, body.code]).toEqual([id, 400, 'invalid-request'])
      expect(body.detail).toBe(
        `${name}: must be 1 to 64 of A-Z a-z 0-9 . _ ~ : -, and neither . nor ..`,
      )
    }
    for (const id of UNREADABLE) {
      const { status, body } = await ask(id)
      expect([id, status, body.code]).toEqual([id, 400, 'malformed-url'])
    }
    expect(app.lock.releases).toHaveLength(locked)
  })

  test('finds nothing for the names of object properties', async () => {
    for (const id of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const { status, body } = await ask(id)
      expect([status, body.code]).toEqual([404, `${name.slice(0, -2)}-not-found`])
    }
  })
})

test.each([
  '{*}',
  '*',
  '}:seat:{',
  '\\',
  '"',
  "'; drop table seats; --",
  "redis.call('flushall')",
  '${7*7}',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '座 Ä',
  '\u202e1',
])('an unknown seat id is not interpreted: %j', async (seatId) => {
  for (const [, method, path, bearer] of ROUTES.filter(([, , path]) => path.includes('events'))) {
    const client = buyer.with(bearer())
    const answer = await client.send(method, path, { seatIds: [seatId] })
    expect(answer).toMatchObject({ status: 404, body: { code: 'seat-not-found' } })
    expect(answer.body.detail).toBe(`Seats not found: ${seatId}.`)
  }
})

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

describe('every documented path', () => {
  let paths: [path: string, methods: string[]][]
  beforeAll(async () => {
    const document = (await buyer.get('/openapi.json')).body as unknown as OpenApi
    paths = Object.entries(document.paths).map(([path, methods]) => [
      path.replaceAll(/\{\w+\}/g, 'x'),
      Object.keys(methods).map((method) => method.toUpperCase()),
    ])
    expect(paths.length).toBeGreaterThan(12)
  })

  test('refuses other methods: 405', async () => {
    for (const [path, methods] of paths) {
      const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']
      for (const method of others.filter((other) => !methods.includes(other))) {
        expect([method, path, (await app.fetch(path, { method })).status]).toEqual([
          method,
          path,
          405,
        ])
      }
    }
  })

  test('refuses undocumented query parameters', async () => {
    for (const [path, methods] of paths.filter(([path]) => path !== '/api/book/x')) {
      for (const method of methods) {
        const headers = { Authorization: `Bearer ${ADMIN}` }
        const response = await app.fetch(`${path}?token=1&token=2`, { method, headers })
        expect([method, path, response.status]).toEqual([method, path, 400])
      }
    }
  })
})
