import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { StoreUnavailableError } from '../../../../src/application/ports/store-unavailable-error.ts'
import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { type AnsweredBody, type ApiAnswer, ApiClient } from '../../../drivers/api-client.ts'
import { rawRequest } from '../../../drivers/raw-request.ts'
import { RunningApp } from '../../../drivers/running-app.ts'
import { MINUTE_MS } from '../../../drivers/use-case-fixture.ts'

const HOLDS = '/api/events/default/holds'
const BOOKINGS = '/api/events/default/bookings'
const BLOCKS = '/api/events/default/blocks'

let app: RunningApp
let buyer: ApiClient
let own: AnsweredBody
let before: number
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  buyer = new ApiClient(app)
  own = (await buyer.post(HOLDS, { seatIds: ['1'] })).body
  await buyer.with(ADMIN).post(BLOCKS, { seatIds: ['9'] })
  before = app.seats.changes.length
})
afterEach(() => app.stop())

const changes = () => app.seats.changes.length - before
const key = (value: string) => ({ 'Idempotency-Key': value })

interface Request {
  readonly client: () => ApiClient
  readonly method?: string
  readonly path: () => string
  readonly body: object
  /** Another valid request. */
  readonly other: object
  /** One of its seats. */
  readonly seatId: string
}

const requests: Readonly<Record<string, Request>> = {
  'holding seats': {
    client: () => buyer,
    path: () => HOLDS,
    body: { seatIds: ['2'] },
    other: { seatIds: ['3'] },
    seatId: '2',
  },
  'holding more seats': {
    client: () => buyer.with(own.token),
    path: () => HOLDS,
    body: { seatIds: ['2'] },
    other: { seatIds: ['2'], ttlMs: 60_000 },
    seatId: '2',
  },
  'extending a hold': {
    client: () => buyer.with(own.token),
    path: () => `/api/holds/${own.holdId}/extend`,
    body: { ttlMs: 900_000 },
    other: { ttlMs: 60_000 },
    seatId: '1',
  },
  'confirming a hold': {
    client: () => buyer.with(own.token),
    path: () => `/api/holds/${own.holdId}/confirm`,
    body: { reference: 'a' },
    other: { reference: 'b' },
    seatId: '1',
  },
  'booking seats': {
    client: () => buyer.with(SELLER),
    path: () => BOOKINGS,
    body: { seatIds: ['2', '3'] },
    other: { seatIds: ['3', '2'] },
    seatId: '3',
  },
  'taking seats out of sale': {
    client: () => buyer.with(ADMIN),
    path: () => BLOCKS,
    body: { seatIds: ['2', '3'] },
    other: { seatIds: ['2'] },
    seatId: '2',
  },
  'putting seats back on sale': {
    client: () => buyer.with(ADMIN),
    method: 'DELETE',
    path: () => BLOCKS,
    body: { seatIds: ['9'] },
    other: { seatIds: ['9', '8'] },
    seatId: '9',
  },
}

describe.each(Object.entries(requests))('%s with an Idempotency-Key', (_name, request) => {
  const { client, method = 'POST', path, body, other, seatId } = request
  const send = (idempotencyKey = 'k-1', sent = body): Promise<ApiAnswer> =>
    client().send(method, path(), sent, key(idempotencyKey))

  test('is executed once, and a retry gets the same response', async () => {
    const first = await send()
    const again = await send()

    expect(first.status).toBeLessThan(300)
    expect(again).toMatchObject({ status: first.status, body: first.body })
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'))
    expect(changes()).toBe(1)
  })

  test('answers a retry after the first response was lost', async () => {
    app.seats.afterSave = async () => {
      app.seats.afterSave = undefined
      throw new StoreUnavailableError('the connection broke')
    }
    expect(await send()).toMatchObject({ status: 503, body: { code: 'store-unavailable' } })

    expect((await send()).status).toBeLessThan(300)
    expect(changes()).toBe(1)
  })

  test('refuses the key for a different request: 422', async () => {
    await send()

    expect(await send('k-1', other)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    })
    expect(changes()).toBe(1)
  })

  test('answers 409 with Retry-After while the first request is in progress', async () => {
    let again: ApiAnswer | undefined
    app.seats.beforeSave = async () => {
      app.seats.beforeSave = undefined
      again = await send()
    }
    expect((await send()).status).toBeLessThan(300)

    expect(again).toMatchObject({ status: 409, body: { code: 'idempotency-key-in-flight' } })
    expect(again?.headers.get('Retry-After')).toBe('1')
    expect(changes()).toBe(1)
  })

  test('is executed again after a refusal', async () => {
    await app.lock.acquire({ eventId: 'default', seatIds: [seatId], ttlMs: 10_000 })
    expect(await send()).toMatchObject({ status: 409, body: { code: 'seats-locked' } })

    app.lock.expireAll()
    expect((await send()).status).toBeLessThan(300)
    expect(changes()).toBe(1)
  })

  test.each(['', 'two words', 'a\tb', 'Ä', 'k'.repeat(256)])(
    'refuses the key %j: 400',
    async (idempotencyKey) => {
      const answer = await send(idempotencyKey)

      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
      expect(answer.body.detail).toBe('Idempotency-Key: must be 1 to 255 visible ASCII characters')
      expect(changes()).toBe(0)
    },
  )

  test('accepts a key of 255 characters', async () => {
    expect((await send('~'.repeat(255))).status).toBeLessThan(300)
  })
})

describe('a retry after its result was undone', () => {
  const GONE = { status: 409, body: { code: 'idempotency-result-gone' } }
  const HOLD_GONE = { status: 410, body: { code: 'hold-gone' } }

  test.each([
    ['available', false],
    ['sold to another client', true],
  ])('gets 409 for a cancelled booking while the seat is %s', async (_state, isSold) => {
    const seller = buyer.with(SELLER)
    const book = (idempotencyKey: string) =>
      seller.post(BOOKINGS, { seatIds: ['2'] }, key(idempotencyKey))
    const { bookingId } = (await book('k-1')).body
    await seller.delete(`/api/bookings/${bookingId}`)
    if (isSold) await book('k-2')

    expect(await book('k-1')).toMatchObject(GONE)
    expect(await book('k-1')).toMatchObject(GONE)
    expect(changes()).toBe(isSold ? 3 : 2)
  })

  test('gets 409 for a cancelled booking of a single seat', async () => {
    const book = () => buyer.post('/api/book/2', undefined, key('k-1'))
    const { bookingId } = (await book()).body
    await buyer.with(SELLER).delete(`/api/bookings/${bookingId}`)

    expect(await book()).toMatchObject({
      status: 409,
      body: { status: 409, code: 'idempotency-result-gone' },
    })
  })

  test.each(['released', 'confirmed', 'expired'])(
    'gets 409 for a hold that is %s, and does not extend it',
    async (end) => {
      const hold = () => buyer.post(HOLDS, { seatIds: ['2'] }, key('k-1'))
      const { holdId, token } = (await hold()).body
      const holder = buyer.with(token)
      const extend = () => holder.post(`/api/holds/${holdId}/extend`, {}, key('k-2'))
      expect((await extend()).status).toBe(200)
      if (end === 'released') await holder.delete(`/api/holds/${holdId}`)
      if (end === 'confirmed') await holder.post(`/api/holds/${holdId}/confirm`)
      if (end === 'expired') app.office.clock.advance(60 * MINUTE_MS)

      expect(await hold()).toMatchObject(GONE)
      expect(await extend()).toMatchObject(HOLD_GONE)
    },
  )

  test('gets the current deadline of the hold', async () => {
    const hold = () => buyer.post(HOLDS, { seatIds: ['2'] }, key('k-1'))
    const first = (await hold()).body
    app.office.clock.advance(MINUTE_MS)
    const holder = buyer.with(first.token)
    const extended = await holder.post(`/api/holds/${first.holdId}/extend`, {})

    expect((await hold()).body).toMatchObject({ ...extended.body, token: first.token })
  })

  test('gets 410 for a confirmed hold whose booking was cancelled', async () => {
    const holder = buyer.with(own.token)
    const confirm = () => holder.post(`/api/holds/${own.holdId}/confirm`, {}, key('k-1'))
    const { bookingId } = (await confirm()).body
    expect((await confirm()).body.bookingId).toBe(bookingId)
    await buyer.with(SELLER).delete(`/api/bookings/${bookingId}`)

    expect(await confirm()).toMatchObject(HOLD_GONE)
  })

  test('gets 409 after blocked seats were unblocked, and the reverse', async () => {
    const admin = buyer.with(ADMIN)
    const send = (method: string, idempotencyKey: string) =>
      admin.send(method, BLOCKS, { seatIds: ['2'] }, key(idempotencyKey))
    expect((await send('POST', 'block')).status).toBe(200)
    expect((await send('DELETE', 'unblock')).status).toBe(204)
    expect(await send('POST', 'block')).toMatchObject(GONE)
    expect((await send('POST', 'again')).status).toBe(200)
    expect(await send('DELETE', 'unblock')).toMatchObject(GONE)
  })
})

test.each(['\0', '\x01', '\x7f'])(
  'a key with the character %j is refused: 400',
  async (character) => {
    const answer = await rawRequest(
      app.server.port,
      `POST ${HOLDS} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n` +
        `Content-Length: 17\r\nIdempotency-Key: a${character}b\r\nConnection: close\r\n\r\n{"seatIds":["2"]}`,
    )

    expect(answer).toMatch(/^HTTP\/1.1 400 /)
    expect(changes()).toBe(0)
  },
)

describe('a key applies to one sender', () => {
  const everyone = async () => {
    const other = (await buyer.post(HOLDS, { seatIds: ['7'] })).body
    return [
      buyer,
      buyer.with(own.token),
      buyer.with(other.token),
      buyer.with(SELLER),
      buyer.with(ADMIN),
    ]
  }

  test('another client with the same key and body learns nothing of the result', async () => {
    const [first, ...others] = await everyone()
    const { body } = (await first?.post(HOLDS, { seatIds: ['2'] }, key('k-1'))) ?? {}
    expect(body?.token).toEqual(expect.any(String))

    for (const other of others) {
      const answer = await other.post(HOLDS, { seatIds: ['2'] }, key('k-1'))
      expect(answer).toMatchObject({ status: 409, body: { code: 'seats-not-available' } })
      expect(JSON.stringify(answer.body)).not.toContain(body?.holdId)
    }
  })

  test('another client can use the same key for another request', async () => {
    const clients = await everyone()
    for (const [index, client] of clients.entries()) {
      const { status } = await client.post(HOLDS, { seatIds: [`${index + 2}`] }, key('k-1'))
      expect(status).toBeLessThan(300)
    }
  })

  test('the seller and the administrator can use the same key independently', async () => {
    const asSeller = await buyer.with(SELLER).post(BOOKINGS, { seatIds: ['2'] }, key('k-1'))
    const asAdmin = await buyer.with(ADMIN).post(BOOKINGS, { seatIds: ['2'] }, key('k-1'))

    expect(asSeller.status).toBe(201)
    expect(asAdmin).toMatchObject({ status: 409, body: { code: 'seats-not-available' } })
  })
})

test('the token of a retry is valid, and the token of another key is not', async () => {
  const { holdId, token } = (await buyer.post(HOLDS, { seatIds: ['2'] }, key('k-1'))).body
  const again = (await buyer.post(HOLDS, { seatIds: ['2'] }, key('k-1'))).body
  const guessed = (await buyer.post(HOLDS, { seatIds: ['3'] }, key('k-2'))).body

  expect(again.token).toBe(token)
  expect((await buyer.with(guessed.token).delete(`/api/holds/${holdId}`)).status).toBe(404)
  expect((await buyer.with(again.token).delete(`/api/holds/${holdId}`)).status).toBe(204)
})

test('a key can be used for the seats of another event', async () => {
  await buyer.post(HOLDS, { seatIds: ['2'] }, key('k-1'))

  expect(
    (await buyer.post('/api/events/gala/holds', { seatIds: ['A-1'] }, key('k-1'))).status,
  ).toBe(201)
})

test('buyers at different addresses with the same key get separate holds', async () => {
  await app.stop()
  app = await RunningApp.start({ trustProxy: '1' })
  buyer = new ApiClient(app)
  const from = (address: string) => ({ ...key('1'), 'X-Forwarded-For': address })
  const [first, second] = [
    await buyer.post(HOLDS, { seatIds: ['2'] }, from('203.0.113.1')),
    await buyer.post(HOLDS, { seatIds: ['2'] }, from('203.0.113.2')),
  ]

  expect(first.status).toBe(201)
  expect(second).toMatchObject({ status: 409, body: { code: 'seats-not-available' } })
})
