import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { pretixPlan } from '../../../../tools/pretix-plan.ts'
import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { type ApiAnswer, ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

const EVENT = '/api/events/gala'
/** Seats 0-0-0 to 0-0-3. */
const FORMER = pretixPlan({ seats: 4 })
/** Seats 0-0-0 to 0-0-2, and 0-1-0 to 0-1-2; the first is at another place. */
const NEXT = pretixPlan({ rows: 2, seats: 3 })
const [first] = NEXT.zones[0]?.rows[0]?.seats ?? []
if (first) first.position = { x: 1, y: 0 }

const DIFFERENCES = {
  eventId: 'gala',
  added: ['0-1-0', '0-1-1', '0-1-2'],
  removed: ['0-0-3'],
  changed: [{ seatId: '0-0-0', fields: ['position'] }],
  refused: [],
}
const NONE = { ...DIFFERENCES, added: [], removed: [], changed: [] }

let app: RunningApp
let anyone: ApiClient
let admin: ApiClient
let seller: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  anyone = new ApiClient(app)
  admin = anyone.with(ADMIN)
  seller = anyone.with(SELLER)
  await admin.post('/api/events', { eventId: 'gala', plan: FORMER })
})
afterEach(() => app.stop())

const get = () => anyone.get(EVENT)
const tagIn = ({ headers }: ApiAnswer): string => headers.get('ETag') ?? ''
const put = (plan: object, ifMatch = '*', client = admin) =>
  client.send('PUT', `${EVENT}/plan`, plan, { 'If-Match': ifMatch })
const dryRun = (plan: object) => admin.send('PUT', `${EVENT}/plan?dryRun=true`, plan)
const block = () => admin.post(`${EVENT}/blocks`, { seatIds: ['0-0-3'] })
const book = (seatId: string) => seller.post(`${EVENT}/bookings`, { seatIds: [seatId] })

describe('replacing a plan', () => {
  test('answers the differences, and shows the new plan at once', async () => {
    const before = await get()
    await book('0-0-0')
    const answer = await put(NEXT, tagIn(before))

    expect(answer).toMatchObject({ status: 200, body: { ...DIFFERENCES, version: 2 } })
    const after = await get()
    expect(after.body).toMatchObject({ version: 2, seatCount: 6 })
    expect(JSON.stringify(after.body.plan)).toContain('0-1-2')
    expect(JSON.stringify(after.body.plan)).not.toContain('0-0-3')
    expect((await anyone.get(EVENT, { 'If-None-Match': tagIn(before) })).status).toBe(200)
    expect((await put(FORMER, tagIn(answer))).status).toBe(200)
  })

  test('puts the added seats on sale, and no longer sells the removed ones', async () => {
    await anyone.post(`${EVENT}/holds`, { bestAvailable: { quantity: 1 } })
    await put(NEXT)

    expect((await book('0-1-0')).status).toBe(201)
    expect(await book('0-0-3')).toMatchObject({ status: 404, body: { code: 'seat-not-found' } })
    const best = { bestAvailable: { quantity: 4, adjacent: false } }
    const held = await anyone.post(`${EVENT}/holds`, best)
    expect(held.status).toBe(201)
    expect(held.body.seatIds).not.toContain('0-0-3')
    const { token, holdId } = held.body
    const hold = await anyone.with(token).get(`/api/holds/${holdId}`)
    expect(JSON.stringify(hold.body.seats)).toContain('"row":"1"')
  })

  test('accepts the plan as the field plan, as for a new event', async () => {
    expect((await put({ plan: NEXT })).body).toEqual({ ...DIFFERENCES, version: 2 })
    const answer = await put({ plan: FORMER, name: 'Gala' })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
    expect(answer.body.detail).toContain('name')
  })

  test('is refused if it would remove a seat in use, and changes nothing', async () => {
    const before = await get()
    await block()
    const answer = await put(NEXT)

    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'seats-in-use', conflicts: [{ seatId: '0-0-3', reason: 'blocked' }] },
    })
    expect(answer.body.detail).toContain('0-0-3')
    expect((await get()).body).toEqual(before.body)
    expect((await book('0-1-0')).status).toBe(404)
  })

  test('lists up to 100 seats in use', async () => {
    await put(pretixPlan({ rows: 11, seats: 10 }))
    const seatIds = Array.from({ length: 10 }, (_, row) =>
      Array.from({ length: 10 }, (_, seat) => `0-${row + 1}-${seat}`),
    ).flat()
    await admin.post(`${EVENT}/blocks`, { seatIds })
    await admin.post(`${EVENT}/blocks`, { seatIds: ['0-0-9'] })

    const { body } = await put(pretixPlan({ seats: 1 }))
    expect(body).toHaveProperty('conflicts.length', 100)
    expect(body.detail).toContain('and 91 more')
    const compared = await dryRun(pretixPlan({ seats: 1 }))
    expect(compared.body).toHaveProperty('refused.length', 101)
  })

  test('with an old ETag answers 412, without one 428, and changes nothing', async () => {
    const before = await get()
    await admin.send('PATCH', EVENT, { name: 'Gala' }, { 'If-Match': '*' })

    const refused = { status: 412, body: { code: 'event-changed' } }
    expect(await put(NEXT, tagIn(before))).toMatchObject(refused)
    const answer = await admin.send('PUT', `${EVENT}/plan`, NEXT)
    expect(answer).toMatchObject({ status: 428, body: { code: 'if-match-missing' } })
    expect((await get()).body.plan).toEqual(before.body.plan)
  })

  test('is not repeated by a retry, which finds no differences', async () => {
    const etag = tagIn(await get())
    const done = await put(NEXT, etag)
    const again = await put(NEXT, etag)

    expect(again).toMatchObject({ status: 200, body: { ...NONE, version: 2 } })
    expect(tagIn(again)).toBe(tagIn(done))
  })

  test('is done once for concurrent replacements of the same state', async () => {
    const etag = tagIn(await get())
    const plans = [2, 3, 4].map((rows) => pretixPlan({ rows, seats: 4 }))
    const answers = await Promise.all(plans.map((plan) => put(plan, etag)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412])
  })

  test.each(['cancelled', 'archived'])('of a %s event is refused', async (status) => {
    await admin.send('PATCH', EVENT, { status }, { 'If-Match': '*' })
    expect(await put(NEXT)).toMatchObject({ status: 409, body: { code: 'not-on-sale' } })
  })

  test('of the default event is refused', async () => {
    const headers = { 'If-Match': '*' }
    const answer = await admin.send('PUT', '/api/events/default/plan', NEXT, headers)
    expect(answer).toMatchObject({ status: 409, body: { code: 'plan-fixed' } })
  })

  test('of an unknown event answers 404', async () => {
    const headers = { 'If-Match': '*' }
    const answer = await admin.send('PUT', '/api/events/no-such/plan', NEXT, headers)
    expect(answer).toMatchObject({ status: 404, body: { code: 'event-not-found' } })
  })

  test('by an invalid plan answers 400', async () => {
    const answer = await put({ ...NEXT, categories: [] })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
  })

  test.each([
    ['no key', undefined, 401],
    ["the seller's key", SELLER, 403],
  ])('is refused with %s', async (_which, bearer, status) => {
    const client = bearer === undefined ? anyone : anyone.with(bearer)
    expect((await put(NEXT, '*', client)).status).toBe(status)
  })
})

describe('a dry run', () => {
  test('answers the differences and the ETag for the replacement, and changes nothing', async () => {
    const before = await get()
    const answer = await dryRun(NEXT)

    expect(answer).toMatchObject({ status: 200, body: { ...DIFFERENCES, version: 1 } })
    expect((await get()).body).toEqual(before.body)
    expect((await put(NEXT, tagIn(answer))).status).toBe(200)
  })

  test('names the seats in use that would be removed', async () => {
    await block()
    const refused = [{ seatId: '0-0-3', reason: 'blocked' }]

    expect(await dryRun(NEXT)).toMatchObject({ status: 200, body: { ...DIFFERENCES, refused } })
  })
})

test('a new category gets its price first, in the documented order', async () => {
  const prices = { currency: 'EUR', byCategory: { Seat: 4_500 } }
  const both = { currency: 'EUR', byCategory: { Seat: 4_500, Box: 9_000 } }
  const patch = (over: object) => admin.patch(EVENT, over, { 'If-Match': '*' })
  const [category] = FORMER.categories
  const byName = (name: string) => ({ ...category, name })
  const former = { ...structuredClone(FORMER), categories: [byName('Seat')] }
  const seats = former.zones[0]?.rows[0]?.seats ?? []
  for (const seat of seats) seat.category = 'Seat'
  const prepared = { ...former, categories: [byName('Seat'), byName('Box')] }
  const next = structuredClone(prepared)
  const [boxSeat] = next.zones[0]?.rows[0]?.seats ?? []
  if (boxSeat) boxSeat.category = 'Box'
  await put(former)
  await patch({ prices })

  expect((await dryRun(next)).body).toMatchObject({ unpricedCategories: ['Box'] })
  expect((await patch({ prices: both })).status).toBe(400)
  const first = (await put(prepared)).body
  expect(first).toMatchObject({ added: [], removed: [], changed: [] })
  expect(first).not.toHaveProperty('unpricedCategories')
  expect((await patch({ prices: both })).status).toBe(200)
  expect((await dryRun(next)).body).not.toHaveProperty('unpricedCategories')

  await patch({ prices })
  expect((await put(next)).body).toMatchObject({ unpricedCategories: ['Box'] })
})
