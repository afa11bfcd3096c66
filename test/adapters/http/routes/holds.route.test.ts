import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { type AnsweredBody, ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'
import { MINUTE_MS } from '../../../drivers/use-case-fixture.ts'

const HOLDS = '/api/events/default/holds'

let app: RunningApp
let buyer: ApiClient
let hold: AnsweredBody
let holder: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  buyer = new ApiClient(app)
  hold = (await buyer.post(HOLDS, { seatIds: ['1', '2'] })).body
  holder = buyer.with(hold.token)
})
afterEach(() => app.stop())

const key = (value: string) => ({ 'Idempotency-Key': value })
const path = (action = '', { holdId } = hold) => `/api/holds/${holdId}${action}`
const taken = async () => (await buyer.get('/api/events/default/seats')).body.seats

describe('extending a hold', () => {
  test('moves its deadline', async () => {
    app.office.clock.advance(4 * MINUTE_MS)
    const { status, body } = await holder.post(path('/extend'))

    expect(status).toBe(200)
    expect(body).toEqual({
      holdId: hold.holdId,
      expiresAt: '2026-06-01T10:14:00.000Z',
      expiresInMs: 10 * MINUTE_MS,
    })
    app.office.clock.advance(10 * MINUTE_MS - 1)
    expect(await taken()).toHaveLength(2)
  })

  test('uses the requested duration', async () => {
    const { body } = await holder.post(path('/extend'), { ttlMs: 12 * MINUTE_MS })

    expect(body).toMatchObject({ expiresInMs: 12 * MINUTE_MS })
  })

  test('never moves it back', async () => {
    const { body } = await holder.post(path('/extend'), { ttlMs: MINUTE_MS })

    expect(body).toMatchObject({ expiresInMs: 10 * MINUTE_MS })
  })

  test('never exceeds the maximum lifetime of the hold', async () => {
    for (let minutes = 0; minutes < 27; minutes += 9) {
      app.office.clock.advance(9 * MINUTE_MS)
      await holder.post(path('/extend'))
    }
    const { status, body } = await holder.post(path('/extend'), { ttlMs: 60 * MINUTE_MS })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      expiresAt: '2026-06-01T10:30:00.000Z',
      expiresInMs: 3 * MINUTE_MS,
    })
  })

  test('is refused after it has expired: 410', async () => {
    app.office.clock.advance(10 * MINUTE_MS)

    expect(await holder.post(path('/extend'))).toMatchObject({
      status: 410,
      body: { code: 'hold-gone' },
    })
  })

  test.each([{ ttlMs: 99 }, { ttlMs: 60 * MINUTE_MS + 1 }, { ttlMs: [60_000] }, { seatIds: [] }])(
    'is refused with %j',
    async (body) => {
      const answer = await holder.post(path('/extend'), body)

      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
      expect(app.seats.changes).toHaveLength(1)
    },
  )
})

describe('releasing a hold', () => {
  test('makes its seats available: 204', async () => {
    const { status, headers } = await holder.delete(path())

    expect(status).toBe(204)
    expect(headers.has('Content-Type')).toBe(false)
    expect(await taken()).toEqual([])
  })

  test('is not an error if it was released or has expired', async () => {
    expect((await holder.delete(path())).status).toBe(204)
    expect((await holder.delete(path())).status).toBe(204)

    const late = (await buyer.post(HOLDS, { seatIds: ['1'] })).body
    app.office.clock.advance(10 * MINUTE_MS)
    expect((await buyer.with(late.token).delete(path('', late))).status).toBe(204)
  })

  test('is refused after it was confirmed: 410', async () => {
    await holder.post(path('/confirm'))

    expect(await holder.delete(path())).toMatchObject({ status: 410, body: { code: 'hold-gone' } })
    expect(await taken()).toHaveLength(2)
  })

  test('is final: it can be neither extended nor confirmed', async () => {
    await holder.delete(path())

    for (const action of ['/extend', '/confirm']) {
      const answer = await holder.post(path(action))
      expect(answer).toMatchObject({ status: 410, body: { code: 'hold-gone' } })
    }
  })
})

describe('confirming a hold', () => {
  test('turns it into a booking', async () => {
    const { status, body } = await holder.post(path('/confirm'), { reference: 'order 7, Zoë' })

    expect(status).toBe(200)
    expect(body).toEqual({
      bookingId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      holdId: hold.holdId,
      seatIds: ['1', '2'],
    })
    const booking = await buyer.with(SELLER).get(`/api/bookings/${body.bookingId}`)
    expect(booking.body).toMatchObject({ status: 'booked', reference: 'order 7, Zoë' })
  })

  test('a second time returns the same booking', async () => {
    const first = await holder.post(path('/confirm'))
    const again = await holder.post(path('/confirm'))

    expect(again).toMatchObject({ status: 200, body: first.body })
    expect(app.seats.changes).toHaveLength(2)
  })

  test.each([
    ['seller', SELLER],
    ['administrator', ADMIN],
  ])('is possible for a %s without the token', async (_who, bearer) => {
    const { status, body } = await buyer.with(bearer).post(path('/confirm'))

    expect(status).toBe(200)
    expect((await holder.post(path('/confirm'))).body.bookingId).toBe(body.bookingId)
  })

  test('is possible after it has expired, while all of its seats are available', async () => {
    app.office.clock.advance(60 * MINUTE_MS)

    expect((await holder.post(path('/confirm'))).status).toBe(200)
  })

  test('books nothing if it has expired and a seat was lost, and lists the conflicts', async () => {
    app.office.clock.advance(10 * MINUTE_MS)
    await buyer.post(HOLDS, { seatIds: ['2'] })
    const { status, body } = await holder.post(path('/confirm'))

    expect(status).toBe(409)
    expect(body).toMatchObject({
      code: 'seats-not-available',
      conflicts: [{ seatId: '2', reason: 'held' }],
    })
    expect(await taken()).toEqual([{ seatId: '2', status: 'held' }])
  })

  test.each([{ reference: '' }, { reference: ['x'] }, { seatIds: ['1'] }])(
    'is refused with %j',
    async (body) => {
      const answer = await holder.post(path('/confirm'), body)

      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
      expect(app.seats.changes).toHaveLength(1)
    },
  )
})

describe('while its seats are locked, a hold', () => {
  test.each([
    ['POST', '/extend'],
    ['POST', '/confirm'],
    ['DELETE', ''],
  ])('is not changed: %s %s', async (method, action) => {
    await app.lock.acquire({ eventId: 'default', seatIds: ['2'], ttlMs: 10_000 })
    const { status, headers, body } = await holder.send(method, path(action))

    expect(status).toBe(409)
    expect(headers.get('Retry-After')).toBe('1')
    expect(body).toMatchObject({ code: 'seats-locked' })
    expect(body).not.toHaveProperty('conflicts')
  })
})

const ACTIONS = [
  ['POST', '/extend'],
  ['POST', '/confirm'],
  ['DELETE', ''],
] as const

describe.each(ACTIONS)('without the token, a hold is not revealed: %s %s', (method, action) => {
  /** The response without its date and request id. */
  const toldBy = async (bearer: string | undefined, holdId = hold.holdId) => {
    const client = bearer === undefined ? buyer : buyer.with(bearer)
    const answer = await client.send(method, `/api/holds/${holdId}${action}`)
    const headers = Object.fromEntries(answer.headers)
    expect(headers['x-request-id']).toBe((answer.body as { requestId?: string }).requestId)
    return {
      status: answer.status,
      headers: { ...headers, date: '', 'x-request-id': '' },
      body: { ...answer.body, requestId: '' },
    }
  }

  test('the response equals that for an unknown hold', async () => {
    const other = (await buyer.post(HOLDS, { seatIds: ['3'] })).body
    const unknown = await toldBy(hold.token, 'no-such-hold')
    expect(unknown).toMatchObject({ status: 404, body: { code: 'hold-not-found' } })

    const flipped = hold.token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))
    const wrong = ['x', flipped, `${hold.token}A`, hold.token.slice(1), other.token, undefined]
    for (const bearer of wrong) expect(await toldBy(bearer)).toEqual(unknown)
    expect(app.seats.changes).toHaveLength(2)
    expect((await holder.post(path('/confirm'))).status).toBe(200)
  })

  test('the response is the same after the hold has ended', async () => {
    const unknown = await toldBy('x', 'no-such-hold')

    await holder.delete(path())
    expect(await toldBy('x')).toEqual(unknown)
    expect(await toldBy(undefined)).toEqual(unknown)
  })

  test('the response is the same while its seats are locked', async () => {
    const unknown = await toldBy('x', 'no-such-hold')

    await app.lock.acquire({ eventId: 'default', seatIds: ['2'], ttlMs: 10_000 })
    expect(await toldBy('x')).toEqual(unknown)
  })
})

test.each(['/extend', '/confirm'])(
  'without the token, the Idempotency-Key of the holder does not reveal a hold: %s',
  async (action) => {
    await holder.post(path(action), undefined, key('k-1'))
    const answer = await buyer.with('x').post(path(action), undefined, key('k-1'))

    expect(answer).toMatchObject({ status: 404, body: { code: 'hold-not-found' } })
  },
)

test.each([SELLER, ADMIN])(
  'a key does not replace the token to extend or release a hold',
  async (bearer) => {
    const client = buyer.with(bearer)

    expect((await client.post(path('/extend'))).status).toBe(404)
    expect((await client.delete(path())).status).toBe(404)
  },
)
