import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { eventWithSeats } from '../../../builders/event-with-seats.ts'
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

describe('reading a hold', () => {
  const read = async (client = holder) => (await client.get(path())).body

  test('returns its seats with their labels, its status, version and deadline', async () => {
    app.office.clock.advance(MINUTE_MS)
    const { status, headers, body } = await holder.get(path())

    expect(status).toBe(200)
    expect(headers.get('Cache-Control')).toBe('no-store')
    const label = { zone: 'Hall', row: 'A', category: 'Seat' }
    expect(body).toEqual({
      holdId: hold.holdId,
      code: hold.code,
      eventId: 'default',
      version: 1,
      status: 'active',
      seats: [
        { seatId: '1', number: '1', ...label },
        { seatId: '2', number: '2', ...label },
      ],
      expiresAt: '2026-06-01T10:10:00.000Z',
      expiresInMs: 9 * MINUTE_MS,
    })
  })

  test('is possible with a key of the role seller, without the token', async () => {
    expect(await read(buyer.with(SELLER))).toEqual(await read())
    expect(await read(buyer.with(ADMIN))).toEqual(await read())
  })

  test('shows the version after each change', async () => {
    await holder.post(HOLDS, { seatIds: ['3'] })

    expect(await read()).toMatchObject({
      version: 2,
      seats: [{ seatId: '1' }, { seatId: '2' }, { seatId: '3' }],
    })
  })

  test('shows that it has expired, from the deadline on', async () => {
    app.office.clock.advance(10 * MINUTE_MS - 1)
    expect(await read()).toMatchObject({ status: 'active', expiresInMs: 1 })

    app.office.clock.advance(1)
    expect(await read()).toMatchObject({ status: 'expired', expiresInMs: 0 })
  })

  test('shows that it was released', async () => {
    await holder.delete(path())

    expect(await read()).toMatchObject({ status: 'released' })
  })

  test('shows the booking that it became', async () => {
    const { bookingId } = (await holder.post(path('/confirm'))).body

    expect(await read()).toMatchObject({ status: 'confirmed', bookingId })
  })
})

describe('finding a hold by its code', () => {
  const seller = () => buyer.with(SELLER)
  const find = async (code = hold.code) => {
    const found = await seller().get(`${HOLDS}?code=${encodeURIComponent(code)}`)
    expect([found.status, found.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
    return found.body.holds
  }

  test('returns the same as reading it, for the code as people write it', async () => {
    const [half = '', rest = ''] = hold.code.split('-')
    const { body } = await holder.get(path())
    await buyer.post(HOLDS, { seatIds: ['3'] })

    for (const written of [hold.code, half + rest, `${half} ${rest}`.toLowerCase()]) {
      expect(await find(written)).toEqual([body])
    }
  })

  test('leads a seller to the booking', async () => {
    const [found] = await find()
    const { holdId, version } = found ?? {}
    const confirmed = await seller().post(`/api/holds/${holdId}/confirm`, { version })

    expect(confirmed).toMatchObject({ status: 200, body: { code: hold.code } })
    expect(await find()).toMatchObject([
      { status: 'confirmed', bookingId: confirmed.body.bookingId },
    ])
  })

  test('finds it after it has expired, and after it was released', async () => {
    app.office.clock.advance(10 * MINUTE_MS)
    expect(await find()).toMatchObject([{ status: 'expired' }])

    await holder.delete(path())
    expect(await find()).toMatchObject([{ status: 'released' }])
  })

  test('finds nothing with another code, or in another event', async () => {
    await app.office.events.addEvent(eventWithSeats('premiere', ['A-1']))
    const elsewhere = await seller().get(`/api/events/premiere/holds?code=${hold.code}`)

    expect(await find('ABCD-2345')).toEqual([])
    expect(elsewhere).toMatchObject({ status: 200, body: { holds: [] } })
  })

  test.each(['', '?code=', '?code=ABCD-234U', '?code=ABCD-2345&a=b', '?code=ABCD2345&code=1'])(
    'is refused with the query "%s": 400',
    async (query) => {
      expect(await seller().get(`${HOLDS}${query}`)).toMatchObject({
        status: 400,
        body: { code: 'invalid-request' },
      })
    },
  )

  test('is refused for an unknown event: 404', async () => {
    expect(await seller().get('/api/events/no-such/holds?code=ABCD-2345')).toMatchObject({
      status: 404,
      body: { code: 'event-not-found' },
    })
  })

  test('is not possible for the holder', async () => {
    expect(await holder.get(`${HOLDS}?code=${hold.code}`)).toMatchObject({ status: 403 })
  })
})

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

  test('is refused if it names some of its seats', async () => {
    expect(await holder.delete(path(), { seatIds: ['1'] })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
    })
    expect(await taken()).toHaveLength(2)
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

describe('releasing some seats of a hold', () => {
  const release = (...seatIds: string[]) => holder.post(path('/release'), { seatIds })

  test('keeps the others, and returns the new version', async () => {
    expect(await release('1')).toMatchObject({
      status: 200,
      body: { holdId: hold.holdId, version: 2, seatIds: ['2'], expiresInMs: 10 * MINUTE_MS },
    })
    expect(await taken()).toEqual([{ seatId: '2', status: 'held' }])
    expect((await holder.post(path('/confirm'))).body.seatIds).toEqual(['2'])
  })

  test('releases the hold with its last seat', async () => {
    expect((await release('1', '2')).body.seatIds).toEqual([])
    expect(await taken()).toEqual([])
    expect((await holder.get(path())).body.status).toBe('released')
    expect((await release('1', '2')).body.seatIds).toEqual([])
  })

  test('changes nothing if the seats are not in the hold, so that it can be repeated', async () => {
    await release('1')
    expect(await release('1')).toMatchObject({ status: 200, body: { version: 2 } })

    const other = (await buyer.post(HOLDS, { seatIds: ['3'] })).body
    expect(await release('3')).toMatchObject({ status: 200, body: { seatIds: ['2'] } })
    expect((await buyer.with(other.token).get(path('', other))).body.status).toBe('active')
  })

  test('names seats that do not exist: 404', async () => {
    expect(await release('1', '101')).toMatchObject({
      status: 404,
      body: { code: 'seat-not-found', detail: 'Seats not found: 101.' },
    })
    expect(await taken()).toHaveLength(2)
  })

  test('is refused after the confirmation: 410', async () => {
    await holder.post(path('/confirm'))

    expect(await release('1')).toMatchObject({ status: 410, body: { code: 'hold-gone' } })
  })

  test('lets an expired hold be confirmed without a seat that was lost', async () => {
    app.office.clock.advance(10 * MINUTE_MS)
    await buyer.post(HOLDS, { seatIds: ['1'] })
    await release('1')

    expect(await holder.post(path('/confirm'))).toMatchObject({
      status: 200,
      body: { seatIds: ['2'] },
    })
  })

  test.each([{}, { seatIds: [] }, { seatIds: ['1', '1'] }, { seatIds: '1' }])(
    'is refused with %j',
    async (body) => {
      const answer = await holder.post(path('/release'), body)

      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
    },
  )
})

describe('releasing all holds of an event', () => {
  const RELEASE = '/api/events/default/holds/release'

  test('releases the active ones, and counts them and their seats', async () => {
    const confirmed = (await buyer.post(HOLDS, { seatIds: ['5'] })).body
    await buyer.with(confirmed.token).post(path('/confirm', confirmed))
    await buyer.post(HOLDS, { seatIds: ['3'] })

    expect(await buyer.with(ADMIN).post(RELEASE)).toMatchObject({
      status: 200,
      body: { holds: 2, seats: 3, complete: true },
    })
    expect(await taken()).toEqual([{ seatId: '5', status: 'booked' }])
    expect((await buyer.with(ADMIN).post(RELEASE)).body).toMatchObject({ holds: 0, seats: 0 })
  })

  test('is incomplete while another request changes one of them', async () => {
    await buyer.post(HOLDS, { seatIds: ['3'] })
    await app.lock.acquire({ eventId: 'default', seatIds: ['2'], ttlMs: 10_000 })

    expect((await buyer.with(ADMIN).post(RELEASE)).body).toMatchObject({
      holds: 1,
      complete: false,
    })
    expect(await taken()).toHaveLength(2)
  })

  test('does not read the seats of an event without holds', async () => {
    await buyer.with(ADMIN).post(RELEASE)
    app.seats.changesError = new Error('not expected')

    expect((await buyer.with(ADMIN).post(RELEASE)).body).toMatchObject({ holds: 0 })
  })

  test.each([{}, { clientId: null }, { clientId: '' }])('is refused with %j', async (body) => {
    expect(await buyer.with(ADMIN).post(RELEASE, body)).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
    })
    expect(await taken()).toHaveLength(2)
  })

  test('is for administrators only, and for events that exist', async () => {
    expect((await buyer.post(RELEASE)).status).toBe(401)
    expect((await buyer.with(SELLER).post(RELEASE)).status).toBe(403)
    const unknown = '/api/events/no-such/holds/release'
    expect(await buyer.with(ADMIN).post(unknown)).toMatchObject({
      status: 404,
      body: { code: 'event-not-found' },
    })
  })
})

describe('confirming a hold', () => {
  test('turns it into a booking', async () => {
    const { status, body } = await holder.post(path('/confirm'), { reference: 'order 7, Zoë' })

    expect(status).toBe(200)
    expect(body).toEqual({
      bookingId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      holdId: hold.holdId,
      code: hold.code,
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

  describe('with a version', () => {
    const shop = () => buyer.with(SELLER)
    const changed = (version: number) => ({ status: 409, body: { code: 'hold-changed', version } })

    test('books the version that was read', async () => {
      const { version } = (await shop().get(path())).body

      expect(await shop().post(path('/confirm'), { version })).toMatchObject({ status: 200 })
    })

    test('books nothing if a seat was added in between, and names the current version', async () => {
      const { version } = (await shop().get(path())).body
      await holder.post(HOLDS, { seatIds: ['3'] })

      expect(await shop().post(path('/confirm'), { version })).toMatchObject(changed(2))
      expect(await taken()).toEqual(['1', '2', '3'].map((seatId) => ({ seatId, status: 'held' })))
      expect((await shop().post(path('/confirm'), { version: 2 })).status).toBe(200)
    })

    test('again returns the same booking, for the version that was confirmed only', async () => {
      const first = await shop().post(path('/confirm'), { version: 1 })

      expect((await shop().post(path('/confirm'), { version: 1 })).body).toEqual(first.body)
      const { version } = (await shop().get(path())).body
      expect((await shop().post(path('/confirm'), { version })).body).toEqual(first.body)
      expect(await shop().post(path('/confirm'), { version: 3 })).toMatchObject(changed(2))
    })
  })

  test.each([{ reference: '' }, { reference: ['x'] }, { version: 0 }, { seatIds: ['1'] }])(
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
  ['GET', ''],
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

test.each([SELLER, ADMIN])('a key does not replace the token to extend a hold', async (bearer) => {
  expect((await buyer.with(bearer).post(path('/extend'))).status).toBe(404)
})

test('a key of the role seller replaces the token to release some of the seats', async () => {
  const released = await buyer.with(SELLER).post(path('/release'), { seatIds: ['1'] })
  expect(released).toMatchObject({ status: 200, body: { seatIds: ['2'] } })

  const refusal = await buyer.with('x').post(path('/release'), { seatIds: ['2'] })
  expect(refusal).toMatchObject({ status: 404, body: { code: 'hold-not-found' } })
})

test('only a key of the role admin replaces the token to release a hold', async () => {
  const refusal = await buyer.with(SELLER).delete(path())
  expect(refusal).toMatchObject({ status: 403, body: { code: 'key-insufficient' } })
  expect(await taken()).toHaveLength(2)

  expect((await buyer.with(ADMIN).delete(path())).status).toBe(204)
  expect(await taken()).toEqual([])
  expect((await holder.post(path('/extend'))).status).toBe(410)
})
