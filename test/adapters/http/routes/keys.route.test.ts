import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { StoreUnavailableError } from '../../../../src/application/ports/store-unavailable-error.ts'
import { ADMIN, KEYS } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

let app: RunningApp
let admin: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  admin = new ApiClient(app, ADMIN)
})
afterEach(() => app.stop())

const create = (name: string, role: string) => admin.post('/api/keys', { name, role })

describe('POST /api/keys', () => {
  test('answers a key that is valid at once', async () => {
    const { status, headers, body } = await create('till-1', 'seller')

    expect(status).toBe(201)
    expect(headers.get('Cache-Control')).toBe('no-store')
    const createdAt = app.office.clock.now().toISOString()
    expect(body).toEqual({ name: 'till-1', role: 'seller', createdAt, key: expect.any(String) })
    expect(await admin.with(body.key).get('/api/bookings/x')).toMatchObject({ status: 404 })
  })

  test('answers a different key of 256 bits each time', async () => {
    const keys = [await create('a', 'seller'), await create('b', 'seller')].map(
      ({ body }) => body.key,
    )

    expect(new Set(keys).size).toBe(2)
    for (const key of keys) expect(key).toMatch(/^hk_[A-Za-z0-9_-]{43}$/)
  })

  test('stores the digest of the key only', async () => {
    const { key } = (await create('till-1', 'seller')).body
    const stored = JSON.stringify(await app.office.storedKeys.listKeys())

    expect(stored).toContain('till-1')
    expect(stored).not.toContain(key)
    expect(stored).not.toContain(key.slice('hk_'.length))
  })

  test.each(['till-1', 'admin', 'seller', 'public', 'system'])(
    'refuses a name that exists or is reserved: %s',
    async (name) => {
      const { key } = (await create('till-1', 'seller')).body
      const answer = await create(name, 'admin')

      expect(answer).toMatchObject({ status: 409, body: { code: 'key-already-exists' } })
      expect(answer.body.key).toBeUndefined()
      expect(await admin.with(key).get('/api/keys')).toMatchObject({ status: 403 })
    },
  )

  test.each([
    [{}],
    [{ name: 'till-1' }],
    [{ name: 'till-1', role: 'owner' }],
    [{ name: 'two words', role: 'seller' }],
    [{ name: '..', role: 'seller' }],
    [{ name: 'till-1', role: 'seller', key: 'chosen-by-the-client' }],
  ])('refuses %j', async (body) => {
    expect(await admin.post('/api/keys', body)).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
    })
    expect(await app.office.storedKeys.listKeys()).toEqual([])
  })

  test('refuses while the store is unavailable', async () => {
    app.office.storedKeys.addKey = () => Promise.reject(new StoreUnavailableError('down'))

    expect(await create('till-1', 'seller')).toMatchObject({
      status: 503,
      body: { code: 'store-unavailable' },
    })
  })
})

test('GET /api/keys lists the stored keys by name, without the keys and their digests', async () => {
  const createdAt = app.office.clock.now().toISOString()
  await create('till-2', 'seller')
  await create('auditor', 'viewer')

  expect((await admin.get('/api/keys')).body).toEqual({
    keys: [
      { name: 'auditor', role: 'viewer', createdAt },
      { name: 'till-2', role: 'seller', createdAt },
    ],
  })
})

describe('DELETE /api/keys/:name', () => {
  test('retires a key at once, and no other', async () => {
    const [first, second] = [await create('till-1', 'seller'), await create('till-2', 'seller')]

    expect(await admin.delete('/api/keys/till-1')).toMatchObject({ status: 204 })
    expect(await admin.with(first.body.key).get('/api/bookings/x')).toMatchObject({
      status: 403,
      body: { code: 'key-wrong' },
    })
    expect(await admin.with(second.body.key).get('/api/bookings/x')).toMatchObject({ status: 404 })
  })

  test('makes its name available, for another key', async () => {
    const former = (await create('till-1', 'seller')).body.key
    await admin.delete('/api/keys/till-1')
    const { key } = (await create('till-1', 'viewer')).body

    expect(await admin.with(key).get('/api/bookings/x')).toMatchObject({ status: 404 })
    expect(await admin.with(former).get('/api/bookings/x')).toMatchObject({ status: 403 })
  })

  test.each(['till-1', 'admin', 'seller'])(
    'refuses a name that is not in the store: %s',
    async (name) => {
      expect(await admin.delete(`/api/keys/${name}`)).toMatchObject({
        status: 404,
        body: { code: 'key-not-found' },
      })
    },
  )

  test('lets an administrator delete the key of the request', async () => {
    const { key } = (await create('second-admin', 'admin')).body

    expect(await admin.with(key).delete('/api/keys/second-admin')).toMatchObject({ status: 204 })
    expect(await admin.with(key).get('/api/keys')).toMatchObject({ status: 403 })
  })
})

describe('a stored key', () => {
  test('opens the routes of administrators without ADMIN_KEY', async () => {
    const { key } = (await create('chief', 'admin')).body
    const stored = await app.office.storedKeys.listKeys()
    await app.stop()
    app = await RunningApp.start({})
    for (const each of stored) await app.office.keys.addKey(each)

    const chief = new ApiClient(app, key)
    expect(await chief.post('/api/keys', { name: 'till-1', role: 'seller' })).toMatchObject({
      status: 201,
    })
  })

  test('is the actor in the history', async () => {
    const { key } = (await create('till-1', 'seller')).body
    const seller = admin.with(key)
    await seller.post('/api/events/default/bookings', { seatIds: ['1'] })

    expect((await seller.get('/api/events/default/history')).body.entries).toMatchObject([
      { seatId: '1', action: 'booked', actor: 'till-1' },
    ])
  })

  test('is a sender of its own: another key with the same role can use the same Idempotency-Key', async () => {
    const keys = [await create('till-1', 'seller'), await create('till-2', 'seller')]
    const [first, second] = keys.map(({ body }) => admin.with(body.key))
    const book = (client: ApiClient | undefined, seatId: string) =>
      client?.post(
        '/api/events/default/bookings',
        { seatIds: [seatId] },
        { 'Idempotency-Key': 'k' },
      )

    const booked = await book(first, '1')
    expect(booked).toMatchObject({ status: 201 })
    expect(await book(second, '2')).toMatchObject({ status: 201 })
    expect((await book(first, '1'))?.body).toEqual(booked?.body)
    expect(await book(second, '1')).toMatchObject({ status: 422 })
  })
})
