import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { pretixPlan } from '../../../../tools/pretix-plan.ts'
import { until } from '../../../../tools/until.ts'
import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { type ApiAnswer, ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'
import { StreamReader } from '../../../drivers/stream-reader.ts'
import { MINUTE_MS } from '../../../drivers/use-case-fixture.ts'

const EVENT = '/api/events/show'
const HOLDS = `${EVENT}/holds`

let app: RunningApp
let buyer: ApiClient
let seller: ApiClient
let admin: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  buyer = new ApiClient(app)
  seller = buyer.with(SELLER)
  admin = buyer.with(ADMIN)
  await admin.post('/api/events', { eventId: 'show', plan: planWith({ pit: 20 }) })
})
afterEach(() => app.stop())

/** Two seats, 0-0-0 and 0-0-1, and standing areas with these capacities. */
function planWith(capacities: Readonly<Record<string, number>>) {
  const plan = pretixPlan({ seats: 2 })
  const category = plan.categories[0]?.name
  const areas = Object.entries(capacities).map(([area_guid, capacity]) => {
    return { shape: 'rectangle', position: { x: 0, y: 0 }, area_guid, capacity, category }
  })
  return { ...plan, zones: plan.zones.map((zone) => ({ ...zone, areas })) }
}

const pit = (quantity: number) => [{ areaId: 'pit', quantity }]
const count = (available: number, capacity = 20) => ({ areaId: 'pit', capacity, available })
const availability = async () => (await buyer.get(`${EVENT}/seats`)).body
const put = (capacities: Readonly<Record<string, number>>, query = '') =>
  admin.send('PUT', `${EVENT}/plan${query}`, planWith(capacities), { 'If-Match': '*' })
const codeOf = ({ status, body }: ApiAnswer) => [status, body.code]

describe('holding places', () => {
  test('answers with the ids of the places, which a hold shows with their area', async () => {
    const { status, body } = await buyer.post(HOLDS, { seatIds: ['0-0-0'], areas: pit(2) })
    expect(status).toBe(201)
    const place: unknown = expect.stringMatching(/^pit:\d+$/)
    expect(body.seatIds).toEqual(['0-0-0', place, place])

    const hold = await buyer.with(body.token).get(`/api/holds/${body.holdId}`)
    const { zone, category } = hold.body.seats[0] as unknown as Record<string, string>
    expect(hold.body.seats.slice(1)).toEqual(
      body.seatIds.slice(1).map((seatId: string) => {
        return { seatId, areaId: 'pit', zone, row: '', number: '', category }
      }),
    )
  })

  test('is refused with a code for each reason', async () => {
    const wanted = (areas: unknown, more: object = {}) => buyer.post(HOLDS, { areas, ...more })

    const lawn = await wanted([{ areaId: 'lawn', quantity: 1 }])
    expect(codeOf(lawn)).toEqual([404, 'area-not-found'])
    expect(lawn.body.detail).toBe('The event has no standing area lawn.')
    const holder = buyer.with((await wanted(pit(2))).body.token)
    expect(codeOf(await holder.post(HOLDS, { areas: pit(3) }))).toEqual([400, 'too-many-seats'])
    await seller.post(`${EVENT}/bookings`, { areas: pit(16) })
    expect(codeOf(await wanted(pit(3)))).toEqual([409, 'not-enough-seats'])
    for (const areas of [[], pit(0), pit(1.5), pit(5), [...pit(1), ...pit(1)]]) {
      expect(codeOf(await wanted(areas))).toEqual([400, 'invalid-request'])
    }
    const best = await wanted(pit(1), { bestAvailable: { quantity: 1 } })
    expect(codeOf(best)).toEqual([400, 'invalid-request'])
    for (const more of [
      { seatIds: ['0-0-0', '0-0-1', 'pit:1', 'pit:2'] },
      { areas: [...pit(3), { areaId: 'lawn', quantity: 2 }] },
    ]) {
      const many = await wanted(pit(1), more)
      expect(codeOf(many)).toEqual([400, 'invalid-request'])
      expect(many.body.detail).toBe('body: must have at most 4 seats and places together')
    }
  })

  test('names the requested seats that are not available, and never a chosen place', async () => {
    await seller.post(`${EVENT}/bookings`, { seatIds: ['0-0-0'] })
    const { status, body } = await buyer.post(HOLDS, { seatIds: ['0-0-0'], areas: pit(1) })
    expect(status).toBe(409)
    expect(body.conflicts).toEqual([{ seatId: '0-0-0', reason: 'booked' }])
  })

  test('takes the best seats only among the seats', async () => {
    const best = { bestAvailable: { quantity: 2, adjacent: false } }
    expect((await buyer.post(HOLDS, best)).body.seatIds.toSorted()).toEqual(['0-0-0', '0-0-1'])
    expect(codeOf(await buyer.post(HOLDS, best))).toEqual([409, 'not-enough-seats'])
  })
})

describe('what applies to seats applies to places:', () => {
  async function held(quantity: number) {
    const { body } = await buyer.post(HOLDS, { areas: pit(quantity) })
    return { ...body, holder: buyer.with(body.token), path: `/api/holds/${body.holdId}` }
  }

  test('more places are added to a hold, and some are released', async () => {
    const { holder, path, seatIds } = await held(2)
    const more = await holder.post(HOLDS, { areas: pit(1) })
    expect(more.status).toBe(200)
    expect(more.body.seatIds).toHaveLength(3)
    const released = await holder.post(`${path}/release`, { seatIds: [seatIds[0]] })
    expect(released.body.seatIds).toHaveLength(2)
    expect((await availability()).areas).toEqual([count(18)])
  })

  test('a hold is confirmed, and some places of the booking are cancelled', async () => {
    const { path, seatIds } = await held(2)
    const { bookingId } = (await seller.post(`${path}/confirm`)).body
    const cancelled = await seller.post(`/api/bookings/${bookingId}/cancel`, {
      seatIds: [seatIds[0]],
    })
    expect(cancelled.body).toMatchObject({ status: 'partially-cancelled', seatIds: [seatIds[1]] })
    expect((await availability()).areas).toEqual([count(19)])
  })

  test('a seller books places, and moves one to another place and to a seat', async () => {
    const booked = await seller.post(`${EVENT}/bookings`, { areas: pit(1), seatIds: ['pit:3'] })
    expect(booked.status).toBe(201)
    const [first, chosen] = booked.body.seatIds
    expect([first, chosen]).toEqual(['pit:3', expect.stringMatching(/^pit:\d+$/)])
    const to = ['pit:1', 'pit:2'].find((seatId) => seatId !== chosen)
    const moves = [
      { from: 'pit:3', to },
      { from: chosen, to: '0-0-0' },
    ]
    const moved = await seller.post(`/api/bookings/${booked.body.bookingId}/move`, { moves })
    expect(moved.body.seatIds).toEqual([to, '0-0-0'])
    expect(await availability()).toMatchObject({
      areas: [count(19)],
      seats: [{ seatId: '0-0-0', status: 'booked' }],
    })
  })

  test('places are blocked and unblocked', async () => {
    const seatIds = ['pit:1', 'pit:2']
    expect((await admin.post(`${EVENT}/blocks`, { seatIds })).status).toBe(200)
    expect((await availability()).areas).toEqual([count(18)])
    expect((await admin.send('DELETE', `${EVENT}/blocks`, { seatIds })).status).toBe(204)
    expect((await availability()).areas).toEqual([count(20)])
  })

  test('any places are blocked and unblocked, also in an area with gaps in its numbers', async () => {
    await seller.post(`${EVENT}/bookings`, { seatIds: ['pit:2', 'pit:20'] })
    await put({ pit: 5 })
    const blocked = await admin.post(`${EVENT}/blocks`, { seatIds: ['0-0-0'], areas: pit(3) })
    expect([blocked.status, blocked.body.seatIds[0]]).toEqual([200, '0-0-0'])
    expect(blocked.body.seatIds.slice(1).toSorted()).toEqual(['pit:1', 'pit:3', 'pit:4'])
    expect((await availability()).areas).toEqual([count(0, 5)])

    const unblocked = await admin.delete(`${EVENT}/blocks`, { areas: pit(2) })
    expect(unblocked.status).toBe(200)
    expect(blocked.body.seatIds).toEqual(expect.arrayContaining([...unblocked.body.seatIds]))
    expect(await availability()).toMatchObject({
      areas: [count(2, 5)],
      seats: [{ seatId: '0-0-0', status: 'blocked' }],
    })
  })

  test('blocking and unblocking any places is refused with a code for each reason', async () => {
    for (const [method, detail] of [
      ['POST', 'Not enough matching seats are available.'],
      ['DELETE', 'Not enough places of the standing areas are blocked.'],
    ] as const) {
      const send = (body: object) => admin.send(method, `${EVENT}/blocks`, body)
      const many = await send({ areas: pit(21) })
      expect([...codeOf(many), many.body.detail]).toEqual([409, 'not-enough-seats', detail])
      const lawn = await send({ areas: [{ areaId: 'lawn', quantity: 1 }] })
      expect(codeOf(lawn)).toEqual([404, 'area-not-found'])
      for (const body of [{}, { areas: pit(0) }, { seatIds: ['0-0-0'], areas: pit(1_000) }]) {
        expect(codeOf(await send(body))).toEqual([400, 'invalid-request'])
      }
    }
    expect((await availability()).areas).toEqual([count(20)])
  })

  test('seats of a booking are moved to any places', async () => {
    const booked = await seller.post(`${EVENT}/bookings`, { seatIds: ['pit:3', '0-0-0'] })
    const move = (...moves: readonly object[]) =>
      seller.post(`/api/bookings/${booked.body.bookingId}/move`, { moves })
    const moved = await move({ from: 'pit:3', to: '0-0-1' }, { from: '0-0-0', toArea: 'pit' })
    const place: unknown = expect.stringMatching(/^pit:\d+$/)
    expect([moved.status, moved.body.seatIds]).toEqual([200, ['0-0-1', place]])
    expect((await availability()).areas).toEqual([count(19)])

    const from = '0-0-1'
    expect(codeOf(await move({ from, toArea: 'lawn' }))).toEqual([404, 'area-not-found'])
    await seller.post(`${EVENT}/bookings`, { areas: pit(19) })
    expect(codeOf(await move({ from, toArea: 'pit' }))).toEqual([409, 'not-enough-seats'])
    for (const wrong of [{ from }, { from, to: '0-0-0', toArea: 'pit' }, { toArea: 'pit' }]) {
      expect(codeOf(await move(wrong))).toEqual([400, 'invalid-request'])
    }
  })

  test('a booking has at most 100 seats and places together', async () => {
    const answer = await seller.post(`${EVENT}/bookings`, { seatIds: ['0-0-0'], areas: pit(100) })
    expect(codeOf(answer)).toEqual([400, 'invalid-request'])
    expect(codeOf(await seller.post(`${EVENT}/bookings`, {}))).toEqual([400, 'invalid-request'])
  })
})

describe('the availability', () => {
  test('has the number of available places, and no places among the seats', async () => {
    expect(await availability()).toMatchObject({ seats: [], areas: [count(20)] })
    await buyer.post(HOLDS, { seatIds: ['0-0-0'], areas: pit(3) })
    expect(await availability()).toMatchObject({
      seats: [{ seatId: '0-0-0', status: 'held' }],
      areas: [count(17)],
    })
  })

  test('answers 304 until a place is taken or becomes available, also by the expiry of a hold', async () => {
    const ask = (etag: string) => buyer.get(`${EVENT}/seats`, { 'If-None-Match': etag })
    const etagNow = async () => (await buyer.get(`${EVENT}/seats`)).headers.get('ETag') ?? ''
    const first = await etagNow()
    expect((await ask(first)).status).toBe(304)
    await buyer.post(HOLDS, { areas: pit(1) })
    expect((await ask(first)).status).toBe(200)

    const second = await etagNow()
    expect((await ask(second)).status).toBe(304)
    app.office.clock.advance(10 * MINUTE_MS)
    expect((await ask(second)).body).toMatchObject({ areas: [count(20)] })
  })

  test('of another event has no areas', async () => {
    expect((await buyer.get('/api/events/default/seats')).body).not.toHaveProperty('areas')
  })
})

describe('a stream', () => {
  test('has the counts of all areas in the snapshot, and of changed areas in changes', async () => {
    await put({ pit: 20, lawn: 5 })
    await buyer.post(HOLDS, { areas: pit(1) })
    const reader = await StreamReader.follow(app.url, 'show')
    const lawn = { areaId: 'lawn', capacity: 5, available: 5 }
    expect(reader.events[0]?.data).toMatchObject({ seats: [], areas: [count(19), lawn] })

    await seller.post(`${EVENT}/bookings`, { areas: pit(10) })
    await until(() => reader.events.length === 2)
    expect(reader.events[1]?.data).toMatchObject({ seats: [], areas: [count(9)] })
    await seller.post(`${EVENT}/bookings`, { seatIds: ['0-0-0'] })
    await until(() => reader.events.length === 3)
    expect(reader.events[2]?.data).not.toHaveProperty('areas')
    reader.drop()
  })
})

describe('another capacity in a new plan', () => {
  test('is reported by its counts, not by the ids of its places', async () => {
    const none = { added: [], removed: [], changed: [], refused: [] }
    const dry = await put({ pit: 25, lawn: 3 }, '?dryRun=true')
    const areas = [
      { areaId: 'pit', from: 20, to: 25 },
      { areaId: 'lawn', from: 0, to: 3 },
    ]
    expect(dry.body).toMatchObject({ ...none, areas })
    expect((await put({ pit: 25, lawn: 3 })).body).toMatchObject({ ...none, areas })
    expect((await availability()).areas).toEqual([
      count(25, 25),
      { ...count(3, 3), areaId: 'lawn' },
    ])
    expect((await put({ pit: 25 })).body).toMatchObject({
      ...none,
      areas: [{ areaId: 'lawn', from: 3, to: 0 }],
    })
    expect((await put({ pit: 25 })).body).not.toHaveProperty('areas')
  })

  test('may be as small as the number of places in use, and is given back without their numbers', async () => {
    await seller.post(`${EVENT}/bookings`, { seatIds: ['pit:19', 'pit:7'] })
    const refused = await put({ pit: 1 })
    expect(codeOf(refused)).toEqual([409, 'seats-in-use'])
    expect(refused.body.conflicts).toEqual([{ seatId: 'pit:19', reason: 'booked' }])

    expect((await put({ pit: 3 })).status).toBe(200)
    expect((await availability()).areas).toEqual([count(1, 3)])
    const { body } = await buyer.get(EVENT)
    expect(body).toMatchObject({ seatCount: 5 })
    expect(JSON.stringify(body)).toContain('"capacity":3')
    expect(JSON.stringify(body)).not.toContain('numbers')
    const again = await admin.send('PUT', `${EVENT}/plan`, body.plan, { 'If-Match': '*' })
    expect(again.body).toMatchObject({ version: body.version, added: [], removed: [] })
  })
})
