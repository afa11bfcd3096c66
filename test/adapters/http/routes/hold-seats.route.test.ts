import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { pretixPlan } from '../../../../tools/pretix-plan.ts'
import { drawnHall } from '../../../builders/drawn-hall.ts'
import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { picturedHall } from '../../../builders/pictured-hall.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'
import { MINUTE_MS } from '../../../drivers/use-case-fixture.ts'

const HOLDS = '/api/events/default/holds'
const SEATS = '/api/events/default/seats'

let app: RunningApp
let buyer: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  buyer = new ApiClient(app)
})
afterEach(() => app.stop())

const key = (value: string) => ({ 'Idempotency-Key': value })
const inMinutes = (minutes: number) =>
  new Date(app.office.clock.now().getTime() + minutes * MINUTE_MS).toISOString()
const seatsHeld = async () => (await buyer.get(SEATS)).body.seats.map(({ seatId }) => seatId)

test('the public leaves no single seat, if the rule is set', async () => {
  await app.stop()
  app = await RunningApp.start({ keys: KEYS, holdLimits: { refusesSingleSeats: true } })
  buyer = new ApiClient(app)

  expect(await buyer.post(HOLDS, { seatIds: ['2'] })).toMatchObject({
    status: 409,
    body: { code: 'leaves-single-seat', seatIds: ['1'] },
  })
  expect((await buyer.with(SELLER).post(HOLDS, { seatIds: ['2'] })).status).toBe(201)
})

describe('holding seats', () => {
  test('answers 201 with the hold, its secret token and its deadline', async () => {
    const { status, headers, body } = await buyer.post(HOLDS, { seatIds: ['2', '1'] })

    expect(status).toBe(201)
    expect(headers.get('Content-Type')).toBe('application/json; charset=utf-8')
    expect(body).toEqual({
      holdId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      code: expect.stringMatching(/^[\dA-Z]{4}-[\dA-Z]{4}$/),
      token: expect.stringMatching(/^[\w-]{43}$/),
      seatIds: ['2', '1'],
      expiresAt: inMinutes(10),
      expiresInMs: 10 * MINUTE_MS,
    })
    expect(await seatsHeld()).toEqual(expect.arrayContaining(['1', '2']))
  })

  test('issues a different token for each hold, and stores none of them', async () => {
    const tokens = [
      (await buyer.post(HOLDS, { seatIds: ['1'] })).body.token,
      (await buyer.post(HOLDS, { seatIds: ['2'] }, key('k-1'))).body.token,
      (await buyer.post(HOLDS, { seatIds: ['3'] }, key('k-2'))).body.token,
    ]

    expect(new Set(tokens).size).toBe(3)
    for (const token of tokens) expect(JSON.stringify(app.seats.changes)).not.toContain(token)
  })

  test('uses the requested duration', async () => {
    const { body } = await buyer.post(HOLDS, { seatIds: ['1'], ttlMs: 90_000 })

    expect(body).toMatchObject({ expiresAt: inMinutes(1.5), expiresInMs: 90_000 })
  })

  test.each([99, 60 * MINUTE_MS + 1, 1.5, '600000', null])(
    'refuses the duration %j',
    async (ttlMs) => {
      const answer = await buyer.post(HOLDS, { seatIds: ['1'], ttlMs })

      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
      expect(answer.body.detail).toMatch(/^body\.ttlMs: /)
      expect(app.seats.saved).toEqual([])
    },
  )

  test('refuses the public a part of a table, and lists its other seats', async () => {
    const plan = pretixPlan({ seats: 3 })
    Object.assign(plan.zones[0]?.rows[0] ?? {}, { bookAs: 'whole' })
    await buyer.with(ADMIN).post('/api/events', { eventId: 'dinner', plan })
    const holds = '/api/events/dinner/holds'

    expect(await buyer.post(holds, { seatIds: ['0-0-1'] })).toMatchObject({
      status: 409,
      body: { code: 'whole-table-only', seatIds: ['0-0-0', '0-0-2'] },
    })
    const { body } = await buyer.post(holds, { seatIds: ['0-0-0', '0-0-1', '0-0-2'] })
    const release = { seatIds: ['0-0-0', '0-0-1'] }
    expect(
      await buyer.with(body.token).post(`/api/holds/${body.holdId}/release`, release),
    ).toMatchObject({ status: 409, body: { code: 'whole-table-only', seatIds: ['0-0-2'] } })
  })

  test('sells sellers a part of a table', async () => {
    const plan = { ...pretixPlan({ seats: 2 }) }
    Object.assign(plan.zones[0] ?? {}, { bookAs: 'whole' })
    await buyer.with(ADMIN).post('/api/events', { eventId: 'dinner', plan })

    const { status } = await buyer
      .with(SELLER)
      .post('/api/events/dinner/holds', { seatIds: ['0-0-1'] })
    expect(status).toBe(201)
  })

  test('holds none of the seats if some are not available, and lists the conflicts', async () => {
    await buyer.post(HOLDS, { seatIds: ['1'] })
    await buyer.with(SELLER).post('/api/events/default/bookings', { seatIds: ['2'] })
    await buyer.with(ADMIN).post('/api/events/default/blocks', { seatIds: ['3'] })
    const answer = await buyer.post(HOLDS, { seatIds: ['4', '3', '2', '1'] })

    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({
      code: 'seats-not-available',
      detail: 'Seats not available: 3, 2, 1.',
      conflicts: [
        { seatId: '3', reason: 'blocked' },
        { seatId: '2', reason: 'booked' },
        { seatId: '1', reason: 'held' },
      ],
    })
    expect(await seatsHeld()).not.toContain('4')
  })

  test('holds none of the seats if one does not exist, and names it', async () => {
    const answer = await buyer.post(HOLDS, { seatIds: ['1', 'A-7'] })

    expect(answer).toMatchObject({ status: 404, body: { code: 'seat-not-found' } })
    expect(answer.body.detail).toBe('Seats not found: A-7.')
    expect(await seatsHeld()).toEqual([])
  })

  test.each([{ seatIds: ['1'] }, { bestAvailable: { quantity: 1 } }])(
    'answers 404 for an event that does not exist: %j',
    async (body) => {
      const answer = await buyer.post('/api/events/no-such/holds', body)

      expect(answer).toMatchObject({ status: 404, body: { code: 'event-not-found' } })
    },
  )

  test('answers 409 with Retry-After while a seat is locked', async () => {
    await app.lock.acquire({ eventId: 'default', seatIds: ['2'], ttlMs: 10_000 })
    const { status, headers, body } = await buyer.post(HOLDS, { seatIds: ['1', '2'] })

    expect(status).toBe(409)
    expect(headers.get('Retry-After')).toBe('1')
    expect(body).toMatchObject({
      code: 'seats-locked',
      conflicts: [
        { seatId: '1', reason: 'locked' },
        { seatId: '2', reason: 'locked' },
      ],
    })
  })

  test('holds a seat whose previous hold has expired', async () => {
    await buyer.post(HOLDS, { seatIds: ['1'] })
    app.office.clock.advance(10 * MINUTE_MS)

    expect((await buyer.post(HOLDS, { seatIds: ['1'] })).status).toBe(201)
  })
})

describe('an invalid list of seats is refused, and nothing is held:', () => {
  afterEach(() => {
    expect(app.seats.saved).toEqual([])
    expect(app.lock.releases).toEqual([])
  })

  test.each([
    ['empty', []],
    ['a seat twice', ['1', '2', '1']],
    ['longer than the maximum of a hold', ['1', '2', '3', '4', '5']],
    ['a number', [1]],
    ['an empty id', ['1', '']],
    ['an id of 129 characters', ['x'.repeat(129)]],
    ['a control character', ['1\u0000']],
    ['half a surrogate pair', ['\ud800']],
    ['a nested list', [['1']]],
    ['a number in place of the list', '1'],
    ['an object', { 0: '1', length: 1 }],
    ['null', null],
  ])('%s', async (_when, seatIds) => {
    const answer = await buyer.post(HOLDS, { seatIds })

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
    expect(answer.body.detail).toMatch(/^body\.seatIds/)
  })

  test.each([
    ['missing seats', {}],
    ['seats and the best available together', { seatIds: ['1'], bestAvailable: { quantity: 1 } }],
    ['an unknown field', { seatIds: ['1'], eventId: 'gala' }],
  ])('%s', async (_what, body) => {
    const answer = await buyer.post(HOLDS, body)

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
  })

  test.each([0, 5, 1.5, '2', null])('the number of best seats %j', async (quantity) => {
    const answer = await buyer.post(HOLDS, { bestAvailable: { quantity } })

    expect(answer.body.detail).toMatch(/^body\.bestAvailable\.quantity: /)
  })
})

describe('the best available seats', () => {
  const BEST = '/api/events/theatre/holds'
  beforeEach(async () => {
    const { plan } = drawnHall(['AAAA', 'BBB B'])
    await app.office.useCases.createEvent.execute({
      eventId: 'theatre',
      name: 'x',
      plan,
      mayBeRetry: false,
    })
  })

  test('are adjacent and held together', async () => {
    const { status, body } = await buyer.post(BEST, { bestAvailable: { quantity: 4 } })

    expect(status).toBe(201)
    expect(body).toMatchObject({
      token: expect.any(String),
      expiresInMs: 10 * MINUTE_MS,
      adjacent: true,
    })
    expect(body.seatIds.toSorted()).toEqual(['1-1', '1-2', '1-3', '1-4'])
  })

  test('are of the requested category', async () => {
    const { body } = await buyer.post(BEST, { bestAvailable: { quantity: 2, category: 'B' } })

    expect(body.seatIds).toHaveLength(2)
    for (const seatId of body.seatIds) expect(seatId).toMatch(/^2-/)
  })

  test('are not adjacent only if the buyer allows it', async () => {
    const four = { quantity: 4, category: 'B' }
    const together = await buyer.post(BEST, { bestAvailable: four })
    expect(together).toMatchObject({ status: 409, body: { code: 'not-enough-seats' } })
    expect(app.seats.saved).toEqual([])

    const apart = await buyer.post(BEST, { bestAvailable: { ...four, adjacent: false } })
    expect(apart).toMatchObject({ status: 201, body: { adjacent: false } })
    expect(apart.body.seatIds.toSorted()).toEqual(['2-1', '2-2', '2-3', '2-5'])
  })

  // Plans may have names that are empty or have control characters.
  test.each(['Z', '', 'A\tB'])(
    'are refused in a category %j that the plan does not have',
    async (category) => {
      const answer = await buyer.post(BEST, { bestAvailable: { quantity: 1, category } })

      expect(answer).toMatchObject({ status: 404, body: { code: 'category-not-found' } })
    },
  )

  test('are in the requested zone', async () => {
    const { status, body } = await buyer.post(BEST, {
      bestAvailable: { quantity: 2, zone: 'Floor' },
    })
    expect(status).toBe(201)
    expect(body.seatIds).toHaveLength(2)

    const answer = await buyer.post(BEST, { bestAvailable: { quantity: 1, zone: 'floor' } })
    expect(answer).toMatchObject({ status: 404, body: { code: 'zone-not-found' } })
  })

  test.each([0, 3, 1.5, '1'])(
    'are not given for %j accessible places of two',
    async (accessible) => {
      const answer = await buyer.post(BEST, { bestAvailable: { quantity: 2, accessible } })

      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
      expect(answer.body.detail).toMatch(/^body\.bestAvailable\.accessible/)
    },
  )

  test('include as many accessible places as requested', async () => {
    const answer = await buyer.post(BEST, { bestAvailable: { quantity: 2, accessible: 1 } })
    expect(answer).toMatchObject({ status: 409, body: { code: 'not-enough-seats' } })

    await app.office.useCases.createEvent.execute({
      eventId: 'arena',
      name: 'x',
      plan: picturedHall(['AAWC']).plan,
      mayBeRetry: false,
    })
    const { body } = await buyer.post('/api/events/arena/holds', {
      bestAvailable: { quantity: 2, accessible: 1 },
    })
    expect(body).toMatchObject({ seatIds: ['1-3', '1-4'], adjacent: true })
  })

  test('are the same for the same key, and others for another key', async () => {
    const two = { bestAvailable: { quantity: 2 } }
    const first = await buyer.post(BEST, two, key('k-1'))
    const again = await buyer.post(BEST, two, key('k-1'))
    const other = await buyer.post(BEST, two, key('k-2'))

    expect(again.body).toEqual(first.body)
    expect(other.body.seatIds).not.toEqual(expect.arrayContaining([...first.body.seatIds]))
    expect(app.seats.saved).toHaveLength(4)
  })

  test('are the same for a retry when the hold is full', async () => {
    const { token } = (await buyer.post(BEST, { seatIds: ['1-1', '1-2'] })).body
    const two = { bestAvailable: { quantity: 2 } }
    const first = await buyer.with(token).post(BEST, two, key('k-1'))
    const again = await buyer.with(token).post(BEST, two, key('k-1'))

    expect(first).toMatchObject({ status: 200, body: { adjacent: true } })
    expect(again).toMatchObject({ status: 200, body: first.body })
  })

  test('are the same for a retry when no more seats are available', async () => {
    const four = { bestAvailable: { quantity: 4, adjacent: false } }
    const first = await buyer.post(BEST, four, key('k-1'))
    await buyer.post(BEST, four)

    expect((await buyer.post(BEST, four, key('k-1'))).body).toEqual(first.body)
  })
})

describe('with the token of a hold', () => {
  test('the hold gets the seats and a new deadline, without returning the token', async () => {
    const { holdId, code, token } = (await buyer.post(HOLDS, { seatIds: ['1'] })).body
    app.office.clock.advance(MINUTE_MS)
    const { status, body } = await buyer.with(token).post(HOLDS, { seatIds: ['2'] })

    expect(status).toBe(200)
    expect(body).toEqual({
      holdId,
      code,
      seatIds: ['1', '2'],
      expiresAt: inMinutes(10),
      expiresInMs: 10 * MINUTE_MS,
    })
    expect((await buyer.with(token).post(`/api/holds/${holdId}/confirm`)).body.seatIds).toEqual([
      '1',
      '2',
    ])
  })

  test('the hold stays unchanged if the seats are not available', async () => {
    await buyer.post(HOLDS, { seatIds: ['2'] })
    const { token } = (await buyer.post(HOLDS, { seatIds: ['1'] })).body
    const answer = await buyer.with(token).post(HOLDS, { seatIds: ['2', '3'] })

    expect(answer).toMatchObject({
      status: 409,
      body: { conflicts: [{ seatId: '2', reason: 'held' }] },
    })
    expect(await seatsHeld()).not.toContain('3')
  })

  test('the hold cannot exceed the maximum number of seats', async () => {
    const { token } = (await buyer.post(HOLDS, { seatIds: ['1', '2', '3'] })).body
    const answer = await buyer.with(token).post(HOLDS, { seatIds: ['4', '5'] })

    expect(answer).toMatchObject({ status: 400, body: { code: 'too-many-seats' } })
    expect(answer.body.detail).toBe('A hold can have up to 4 seats.')
    expect(await seatsHeld()).toHaveLength(3)
  })

  test('a new hold with a new token is created if that hold has expired', async () => {
    const old = (await buyer.post(HOLDS, { seatIds: ['1'] })).body
    app.office.clock.advance(10 * MINUTE_MS)
    const { status, body } = await buyer.with(old.token).post(HOLDS, { seatIds: ['2'] })

    expect(status).toBe(201)
    expect(body.holdId).not.toBe(old.holdId)
    expect(body.token).not.toBe(old.token)
    expect(body.seatIds).toEqual(['2'])
  })

  test.each([
    ['that does not exist', HOLDS, () => 'x'.repeat(43)],
    ['of a hold in another event', '/api/events/gala/holds', (token: string) => token],
  ])('%s: 404 hold-not-found, and nothing is held', async (_what, holds, tokenOf) => {
    const { token } = (await buyer.post(HOLDS, { seatIds: ['1'] })).body
    const answer = await buyer.with(tokenOf(token)).post(holds, { seatIds: ['2', 'A-1'] })

    expect(answer).toMatchObject({ status: 404, body: { code: 'hold-not-found' } })
    expect(app.seats.saved).toHaveLength(1)
  })
})

test('of 20 concurrent holds of one client, only the allowed number succeeds', async () => {
  await app.stop()
  app = await RunningApp.start({ keys: KEYS, holdLimits: { holdsPerClientMax: 3 } })
  buyer = new ApiClient(app)

  /** Retries like a client that honours Retry-After. */
  const hold = async (seatId: string): Promise<string> => {
    const { status, body } = await buyer.post(HOLDS, { seatIds: [seatId] })
    return body.code === 'seats-locked' ? hold(seatId) : status === 201 ? 'held' : body.code
  }
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) => hold(String(index + 1))),
  )

  expect(outcomes.filter((outcome) => outcome === 'held')).toHaveLength(3)
  expect(outcomes.filter((outcome) => outcome === 'too-many-holds')).toHaveLength(17)
  expect(await seatsHeld()).toHaveLength(3)
})

test('a client at its limit can hold again after a release', async () => {
  await app.stop()
  app = await RunningApp.start({ holdLimits: { holdsPerClientMax: 1 } })
  buyer = new ApiClient(app)
  const { holdId, token } = (await buyer.post(HOLDS, { seatIds: ['1'] })).body
  const tooMany = await buyer.post(HOLDS, { seatIds: ['2'] })
  expect(tooMany).toMatchObject({ status: 409, body: { code: 'too-many-holds' } })

  await buyer.with(token).delete(`/api/holds/${holdId}`)
  expect((await buyer.post(HOLDS, { seatIds: ['2'] })).status).toBe(201)
})
