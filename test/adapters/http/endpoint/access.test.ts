import { afterEach, describe, expect, test } from '@jest/globals'
import { z } from 'zod'

import type { Access } from '../../../../src/adapters/http/endpoint/access.ts'
import { storedDigestOf } from '../../../../src/adapters/http/endpoint/access-keys.ts'
import { type Endpoint, endpoint } from '../../../../src/adapters/http/endpoint/endpoint.ts'
import type { KeyRepositoryPort } from '../../../../src/application/ports/key-repository.port.ts'
import { type Role, ROLES } from '../../../../src/domain/access-key.ts'
import { until } from '../../../../tools/until.ts'
import { ADMIN, KEYS as BOTH, SELLER } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp, type RunningAppOptions } from '../../../drivers/running-app.ts'

const credentialsSchema = z.strictObject({
  actor: z.string(),
  role: z.string().optional(),
  bearer: z.string().optional(),
})

/** Returns the credentials of the request. */
function caller(access: Access): Endpoint {
  return endpoint({
    method: 'get',
    path: `/for/${access}`,
    operationId: `for-${access}`,
    tag: 'Test',
    summary: 'Who calls?',
    access,
    answers: { 200: { description: 'You do.', body: credentialsSchema } },
    handle: async ({ credentials }) => ({ status: 200, body: credentials }),
  })
}

interface Reply {
  readonly status: number
  readonly code?: string
}

let app: RunningApp
const start = async (options: RunningAppOptions) => {
  const endpoints = [...ROLES, 'public' as const, 'holder' as const].map(caller)
  app = await RunningApp.start({ endpoints, ...options })
}
afterEach(() => app.stop())

const withBearer = (bearer: string): RequestInit => ({
  headers: { Authorization: `Bearer ${bearer}` },
})

/** Adds a key to the store, by default through this instance. */
async function addKey(role: Role, keys: KeyRepositoryPort = app.office.keys): Promise<string> {
  const key = `the-key-with-the-role-${role}`
  const digest = storedDigestOf(key)
  await keys.addKey({ name: `${role}-key`, role, digest, createdAt: new Date(0) })
  return key
}

async function ask(access: Access, bearer?: string): Promise<Reply> {
  const response = await app.fetch(`/for/${access}`, bearer ? withBearer(bearer) : {})
  return { status: response.status, ...((await response.json()) as object) }
}

describe('a route for sellers', () => {
  test.each([
    ['without any key configured', {}, SELLER, { status: 403, code: 'key-not-configured' }],
    ['without a key', BOTH, undefined, { status: 401, code: 'key-missing' }],
    ['with a wrong key', BOTH, 'not-the-key', { status: 403, code: 'key-wrong' }],
    ["with the seller's key", BOTH, SELLER, { status: 200, actor: 'seller' }],
    ["with the administrator's key", BOTH, ADMIN, { status: 200, actor: 'admin' }],
    [
      "with the administrator's key, when no other is configured",
      { admin: ADMIN },
      ADMIN,
      { status: 200, actor: 'admin' },
    ],
    [
      "without a key, when only the administrator's is configured",
      { admin: ADMIN },
      undefined,
      { status: 401, code: 'key-missing' },
    ],
  ])('%s', async (_when, keys, bearer, answer) => {
    await start({ keys })

    expect(await ask('seller', bearer)).toMatchObject(answer)
  })
})

describe('a route for administrators', () => {
  test.each([
    ['without any key configured', {}, ADMIN, { status: 403, code: 'key-not-configured' }],
    [
      "with the seller's key, when no other is configured",
      { seller: SELLER },
      SELLER,
      { status: 403, code: 'key-not-configured' },
    ],
    ['without a key', BOTH, undefined, { status: 401, code: 'key-missing' }],
    ['with a wrong key', BOTH, 'not-the-key', { status: 403, code: 'key-wrong' }],
    ["with the seller's key", BOTH, SELLER, { status: 403, code: 'key-insufficient' }],
    ["with the administrator's key", BOTH, ADMIN, { status: 200, actor: 'admin' }],
  ])('%s', async (_when, keys, bearer, answer) => {
    await start({ keys })

    expect(await ask('admin', bearer)).toMatchObject(answer)
  })
})

test.each([
  ['seller', 'SELLER_KEY'],
  ['admin', 'ADMIN_KEY'],
] as const)(
  'without configured keys, a %s route names the setting to set: %s',
  async (access, setting) => {
    await start({})

    expect(await ask(access)).toMatchObject({
      detail: `${setting} must be set to enable this operation.`,
    })
  },
)

test('the response to a missing key has WWW-Authenticate: Bearer', async () => {
  await start({ keys: BOTH })
  const response = await app.fetch('/for/admin')

  expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
})

describe.each(['public', 'holder'] as const)('a %s route', (access) => {
  test('requires no credentials', async () => {
    await start({})

    expect(await ask(access)).toEqual({ status: 200, actor: 'public' })
  })

  test('receives the actor of a key, and not the key', async () => {
    await start({ keys: BOTH })

    expect(await ask(access, SELLER)).toEqual({ status: 200, actor: 'seller', role: 'seller' })
    expect(await ask(access, ADMIN)).toEqual({ status: 200, actor: 'admin', role: 'admin' })
  })

  test('receives any other bearer, which may be the token of a hold', async () => {
    await start({ keys: BOTH })

    expect(await ask(access, 'a-token')).toEqual({
      status: 200,
      actor: 'public',
      bearer: 'a-token',
    })
  })
})

describe('the Authorization header', () => {
  test.each(['Bearer', 'Bearer two words', 'Bearer Ä', `Bearer ${'x'.repeat(513)}`])(
    'is refused if the bearer is malformed: %j',
    async (authorization) => {
      await start({ keys: BOTH })
      const init = { headers: { Authorization: authorization } }

      for (const path of ['/for/public', '/for/admin']) {
        const response = await app.fetch(path, init)
        expect(response.status).toBe(400)
        expect(await response.json()).toMatchObject({
          detail: 'Authorization: must be Bearer and 1 to 512 visible ASCII characters',
          code: 'invalid-request',
        })
      }
    },
  )

  test('is ignored if it has another scheme', async () => {
    await start({ keys: BOTH })
    const init = { headers: { Authorization: `Basic ${btoa('user:password')}` } }

    expect((await app.book('1', init)).status).toBe(200)
    expect((await app.fetch('/for/admin', init)).status).toBe(401)
  })

  test('has a case-insensitive scheme', async () => {
    await start({ keys: BOTH })
    const response = await app.fetch('/for/admin', {
      headers: { Authorization: `bearer ${ADMIN}` },
    })

    expect(response.status).toBe(200)
  })
})

describe('POST /api/book/:seatId', () => {
  test('records the actor in the history', async () => {
    await start({ keys: BOTH })
    await app.book('1', withBearer(SELLER))
    await app.book('2', withBearer('not-the-key'))

    expect(app.seats.changes).toMatchObject([
      { cause: { actor: 'seller' } },
      { cause: { actor: 'public' } },
    ])
  })
})

describe('the routes', () => {
  /** The routes that need an access key, by the lowest role that may use them. */
  const ROUTES = [
    ['viewer', 'GET', '/api/bookings/x'],
    ['viewer', 'GET', '/api/bookings?code=abcd2345'],
    ['viewer', 'GET', '/api/events/default/bookings'],
    ['viewer', 'GET', '/api/events/default/history'],
    ['seller', 'GET', '/api/events/default/holds?code=abcd2345'],
    ['seller', 'POST', '/api/events/default/bookings'],
    ['seller', 'PATCH', '/api/bookings/x'],
    ['seller', 'POST', '/api/bookings/x/cancel'],
    ['seller', 'POST', '/api/bookings/x/move'],
    ['seller', 'DELETE', '/api/bookings/x'],
    ['office', 'POST', '/api/events/default/blocks'],
    ['office', 'DELETE', '/api/events/default/blocks'],
    ['admin', 'POST', '/api/events'],
    ['admin', 'POST', '/api/keys'],
    ['admin', 'GET', '/api/keys'],
    ['admin', 'DELETE', '/api/keys/x'],
  ] as const

  test.each(ROUTES)(
    '%s route %s %s is closed to the public, including holders of a hold token',
    async (_role, method, path) => {
      await start({ keys: BOTH })
      const buyer = new ApiClient(app)
      const { token } = (await buyer.post('/api/events/default/holds', { seatIds: ['1'] })).body

      expect(await buyer.send(method, path)).toMatchObject({ status: 401 })
      expect(await buyer.with(token).send(method, path)).toMatchObject({
        status: 403,
        body: { code: 'key-wrong' },
      })
    },
  )

  test.each(ROUTES)('%s route %s %s is open to the roles that include it', async (...route) => {
    const [required, method, path] = route
    await start({ keys: BOTH })
    const statuses: Record<string, number> = {}
    for (const role of ROLES) {
      const key = await addKey(role)
      statuses[role] = (await new ApiClient(app, key).send(method, path)).status
    }

    const refused = ROLES.slice(0, ROLES.indexOf(required))
    for (const role of ROLES) {
      if (refused.includes(role)) expect([role, statuses[role]]).toEqual([role, 403])
      else expect([200, 400, 404]).toContain(statuses[role])
    }
  })

  test('a viewer cannot confirm the hold of a buyer, and a seller can', async () => {
    await start({ keys: BOTH })
    const buyer = new ApiClient(app)
    const { holdId } = (await buyer.post('/api/events/default/holds', { seatIds: ['1'] })).body
    const confirm = `/api/holds/${holdId}/confirm`

    expect(await buyer.with(await addKey('viewer')).post(confirm)).toMatchObject({
      status: 403,
      body: { code: 'key-insufficient' },
    })
    expect(app.seats.changes).toHaveLength(1)
    expect(await buyer.with(await addKey('seller')).post(confirm)).toMatchObject({ status: 200 })
  })
})

describe('a key in the store', () => {
  test('is reported to the route by its name and role', async () => {
    await start({})
    const key = await addKey('office')

    expect(await ask('office', key)).toEqual({ status: 200, actor: 'office-key', role: 'office' })
    expect(await ask('public', key)).toEqual({ status: 200, actor: 'office-key', role: 'office' })
  })

  test('makes a key required where none was configured', async () => {
    await start({})
    expect(await ask('viewer')).toMatchObject({ code: 'key-not-configured' })
    await addKey('seller')

    expect(await ask('viewer')).toMatchObject({ code: 'key-missing' })
    expect(await ask('admin')).toMatchObject({ code: 'key-not-configured' })
  })

  test('is accepted when another instance has just created it', async () => {
    await start({ keys: BOTH })
    const key = await addKey('seller', app.office.storedKeys)

    expect(await ask('seller', key)).toMatchObject({ status: 200, actor: 'seller-key' })
  })

  test('is refused after it was deleted', async () => {
    await start({ keys: BOTH })
    const key = await addKey('seller')
    await app.office.keys.deleteKey('seller-key')

    expect(await ask('seller', key)).toMatchObject({ status: 403, code: 'key-wrong' })
  })

  test('is read from memory, on every route', async () => {
    await start({ keys: BOTH })
    const key = await addKey('admin')
    app.refreshKeys = () => Promise.reject(new Error('must not be called'))

    for (const access of [...ROLES, 'public', 'holder'] as const) {
      expect(await ask(access, key)).toMatchObject({ status: 200 })
    }
  })
})

describe('wrong keys of a client', () => {
  const wrong = (i = 0) => ask('seller', `not-the-key-${i}`)

  test('are answered 429 beyond the limit, with the time to wait', async () => {
    await start({ keys: BOTH, wrongKeysPerMinute: 2 })

    expect([await wrong(1), await wrong(2)]).toMatchObject([
      { status: 403, code: 'key-wrong' },
      { status: 403, code: 'key-wrong' },
    ])
    const response = await app.fetch('/for/admin', withBearer('not-the-key-3'))
    expect(response.status).toBe(429)
    expect(response.headers.get('Retry-After')).toBe('60')
    expect(await response.json()).toMatchObject({ code: 'too-many-wrong-keys' })
  })

  test('do not affect its valid keys', async () => {
    await start({ keys: BOTH, wrongKeysPerMinute: 1 })
    const key = await addKey('seller')
    await wrong()
    await wrong()

    for (const valid of [ADMIN, SELLER, key]) {
      expect(await ask('seller', valid)).toMatchObject({ status: 200 })
    }
    expect(await wrong()).toMatchObject({ status: 429 })
  })

  test('do not affect other clients', async () => {
    await start({ keys: BOTH, wrongKeysPerMinute: 1, trustProxy: '1' })
    const from = async (address: string) => {
      const headers = { Authorization: 'Bearer not-the-key', 'X-Forwarded-For': address }
      return (await app.fetch('/for/seller', { headers })).status
    }

    expect([await from('192.0.2.1'), await from('192.0.2.1')]).toEqual([403, 429])
    expect(await from('192.0.2.2')).toBe(403)
  })

  test('are not compared with the store beyond the limit', async () => {
    await start({ keys: BOTH, wrongKeysPerMinute: 1 })
    let reads = 0
    app.refreshKeys = async () => {
      reads++
    }
    for (let i = 0; i < 5; i++) await wrong()

    expect(reads).toBe(1)
  })

  test('are limited when they are sent at the same time', async () => {
    await start({ keys: BOTH, wrongKeysPerMinute: 2 })
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(wrong))

    expect(answers.filter(({ status }) => status === 403)).toHaveLength(2)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(4)
  })

  test('are counted in the metrics', async () => {
    await start({ keys: BOTH, wrongKeysPerMinute: 1 })
    await wrong()
    await wrong()
    await until(() => app.log.length >= 2)

    const metrics = await app.metrics.render()
    expect(metrics).toContain('holdfast_http_problems_total{code="key-wrong"} 1')
    expect(metrics).toContain('holdfast_http_problems_total{code="too-many-wrong-keys"} 1')
  })

  test('are not tokens of holds: those are neither counted nor compared with the store', async () => {
    await start({ keys: BOTH, wrongKeysPerMinute: 1 })
    app.refreshKeys = () => Promise.reject(new Error('must not be called'))
    for (let i = 0; i < 3; i++) {
      expect(await ask('holder', `token-${i}`)).toMatchObject({ status: 200 })
      const confirmed = await new ApiClient(app, `token-${i}`).post('/api/holds/x/confirm')
      expect(confirmed).toMatchObject({ status: 404, body: { code: 'hold-not-found' } })
    }
    app.refreshKeys = () => Promise.resolve()

    expect(await wrong()).toMatchObject({ status: 403 })
  })
})

test('keys and tokens appear in no log line, metric or response', async () => {
  await start({ keys: BOTH })
  const secrets = [ADMIN, SELLER, 'the-token-of-a-hold']
  const answers: string[] = []
  for (const secret of secrets) {
    app.seats.findError = new Error('broken')
    answers.push(await (await app.book('1', withBearer(secret))).text())
    answers.push(await (await app.fetch('/for/admin', withBearer(secret))).text())
  }
  await until(() => app.log.length >= answers.length)

  const told = JSON.stringify([app.log, await app.metrics.render(), answers])
  for (const secret of secrets) expect(told).not.toContain(secret)
})
