import { afterEach, describe, expect, test } from '@jest/globals'
import { z } from 'zod'

import type { Access } from '../../../../src/adapters/http/endpoint/access.ts'
import { type Endpoint, endpoint } from '../../../../src/adapters/http/endpoint/endpoint.ts'
import { until } from '../../../../tools/until.ts'
import { ADMIN, KEYS as BOTH, SELLER } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp, type RunningAppOptions } from '../../../drivers/running-app.ts'

const credentialsSchema = z.strictObject({ actor: z.string(), bearer: z.string().optional() })

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

let app: RunningApp
const start = async (options: RunningAppOptions) => {
  const endpoints = (['public', 'seller', 'admin', 'holder'] as const).map(caller)
  app = await RunningApp.start({ endpoints, ...options })
}
afterEach(() => app.stop())

const withBearer = (bearer: string): RequestInit => ({
  headers: { Authorization: `Bearer ${bearer}` },
})

async function ask(access: Access, bearer?: string): Promise<object> {
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

    expect(await ask(access, SELLER)).toEqual({ status: 200, actor: 'seller' })
    expect(await ask(access, ADMIN)).toEqual({ status: 200, actor: 'admin' })
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

  test.each([
    ['no key', BOTH, undefined, 401, 'key-missing'],
    ['a wrong key', BOTH, 'not-the-key', 403, 'key-wrong'],
    ['any key, when none is configured', {}, SELLER, 403, 'key-not-configured'],
  ])(
    'refuses %s in its own error format when public booking is off',
    async (_what, keys, bearer, status, code) => {
      await start({ keys, publicBooking: false })
      const response = await app.book('1', bearer ? withBearer(bearer) : {})

      expect(response.status).toBe(status)
      expect(await response.json()).toEqual({ status, message: expect.any(String), code })
      expect(app.seats.saved).toEqual([])
    },
  )

  test.each([SELLER, ADMIN])('books with a key when public booking is off', async (key) => {
    await start({ keys: BOTH, publicBooking: false })

    expect((await app.book('1', withBearer(key))).status).toBe(200)
  })
})

describe('the routes', () => {
  const SELLERS = [
    ['POST', '/api/events/default/bookings'],
    ['GET', '/api/bookings/x'],
    ['DELETE', '/api/bookings/x'],
  ] as const
  const ADMINISTRATORS = [
    ['POST', '/api/events'],
    ['POST', '/api/events/default/blocks'],
    ['DELETE', '/api/events/default/blocks'],
    ['GET', '/api/events/default/history'],
  ] as const

  test.each([...SELLERS, ...ADMINISTRATORS])(
    '%s %s is closed to the public, including holders of a hold token',
    async (method, path) => {
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

  test.each(ADMINISTRATORS)('%s %s is closed to sellers', async (method, path) => {
    await start({ keys: BOTH })

    expect(await new ApiClient(app, SELLER).send(method, path)).toMatchObject({
      status: 403,
      body: { code: 'key-insufficient' },
    })
  })

  test.each(SELLERS)('%s %s is open to administrators', async (method, path) => {
    await start({ keys: BOTH })
    const { status } = await new ApiClient(app, ADMIN).send(method, path)

    expect([400, 404]).toContain(status)
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
