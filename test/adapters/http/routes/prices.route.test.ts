import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { PRICE_MAX } from '../../../../src/domain/prices.ts'
import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

const EVENT = '/api/events/gala'
const PRICES = { currency: 'EUR', byCategory: { Premium: 4_500, Standard: 2_999 } }
const TOTAL = { amount: 7_499, currency: 'EUR' }

/** Seats of the categories Premium, Standard and Other. */
const PLAN = {
  name: 'Hall',
  categories: [{ name: 'Premium' }, { name: 'Standard' }, { name: 'Other' }],
  zones: [
    {
      name: 'Stalls',
      position: { x: 0, y: 0 },
      rows: [
        {
          row_number: 'A',
          position: { x: 0, y: 0 },
          seats: ['Premium', 'Standard', 'Standard', 'Other'].map((category, i) => ({
            seat_guid: `A-${i + 1}`,
            seat_number: `${i + 1}`,
            position: { x: i, y: 0 },
            category,
          })),
        },
      ],
      areas: [],
    },
  ],
  size: { width: 10, height: 10 },
}

let app: RunningApp
let buyer: ApiClient
let seller: ApiClient
let admin: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS, bodyBytesMax: 65_536 })
  buyer = new ApiClient(app)
  admin = buyer.with(ADMIN)
  seller = buyer.with(SELLER)
  await create({ eventId: 'gala', prices: PRICES })
})
afterEach(() => app.stop())

const create = (over: object) => admin.post('/api/events', { plan: PLAN, ...over })
const patch = (body: object) => admin.send('PATCH', EVENT, body, { 'If-Match': '*' })
const hold = async (seatIds: string[], key = 'k') =>
  (await buyer.post(`${EVENT}/holds`, { seatIds }, { 'Idempotency-Key': key })).body
const seat = (n: number, category: string, price?: number) => ({
  seatId: `A-${n}`,
  ...{ zone: 'Stalls', row: 'A', number: `${n}`, category },
  ...(price !== undefined && { price }),
})

describe('the prices of an event', () => {
  test('are in the event and in the list', async () => {
    expect((await buyer.get(EVENT)).body).toMatchObject({ prices: PRICES })
    const { events } = (await buyer.get('/api/events')).body
    expect(events).toContainEqual(expect.objectContaining({ eventId: 'gala', prices: PRICES }))
  })

  test('are in the history, and null removes them', async () => {
    const accessibleReleaseAt = '2026-06-30T10:00:00.000Z'
    await patch({ accessibleReleaseAt })
    expect((await patch({ prices: null })).body).not.toHaveProperty('prices')

    const { entries } = (await seller.get(`${EVENT}/history`)).body
    expect(entries).toMatchObject([
      { changed: ['accessibleReleaseAt'], event: { prices: PRICES, accessibleReleaseAt } },
      { changed: ['prices'], event: { accessibleReleaseAt } },
    ])
  })

  test('are the same in another order', async () => {
    const byCategory = { Standard: 2_999, Premium: 4_500 }
    expect((await patch({ prices: { byCategory, currency: 'EUR' } })).body.version).toBe(1)
  })

  test.each<[object, string]>([
    [{ currency: 'DEM', byCategory: {} }, 'prices.currency: must be the ISO 4217 code'],
    [{ currency: 'eur', byCategory: {} }, 'prices.currency'],
    [{ byCategory: {} }, 'prices.currency'],
    [{ currency: 'EUR' }, 'prices.byCategory'],
    [{ currency: 'EUR', byCategory: { Premium: 0.5 } }, 'prices.byCategory.Premium'],
    [{ currency: 'EUR', byCategory: { Premium: -1 } }, 'prices.byCategory.Premium'],
    [{ currency: 'EUR', byCategory: { Premium: '1' } }, 'prices.byCategory.Premium'],
    [{ currency: 'EUR', byCategory: { Premium: PRICE_MAX + 1 } }, 'prices.byCategory.Premium'],
    [
      { currency: 'EUR', byCategory: { Premium: 1, Gold: 1, Silver: 2 } },
      'body.prices.byCategory.Gold: not one of the categories of the plan; body.prices.byCategory.Silver',
    ],
    [{ currency: 'EUR', byCategory: { constructor: 1 } }, 'prices.byCategory.constructor'],
    [
      { currency: 'EUR', byCategory: { ['__proto__']: 1, Premium: 2 } },
      'body.prices.byCategory: must not have the key __proto__',
    ],
    [{ currency: 'EUR', byCategory: {}, vat: 19 }, 'vat'],
    [{ currency: 'EUR', byCategory: { ['P'.repeat(4_096)]: 1 } }, 'body.prices: must have at most'],
  ])('%j are refused in a new event and in a change', async (prices, detail) => {
    const version = (await buyer.get(EVENT)).body.version
    for (const answer of [await patch({ prices }), await create({ eventId: 'other', prices })]) {
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
      expect(answer.body.detail).toContain(detail)
    }
    expect((await buyer.get(EVENT)).body).toMatchObject({ prices: PRICES, version })
    expect((await buyer.get('/api/events/other')).status).toBe(404)
  })

  test('that are equal create an event again, and others do not', async () => {
    const again = (prices?: object) =>
      admin.post('/api/events', { plan: PLAN, prices }, { 'Idempotency-Key': 'new' })
    expect((await again(PRICES)).status).toBe(201)
    expect((await again(PRICES)).status).toBe(201)
    expect((await again({ ...PRICES, currency: 'USD' })).status).toBe(422)
    expect((await again()).status).toBe(422)
  })

  test('stay when a plan loses a category, and are not refused as long as they stay', async () => {
    const plan = JSON.parse(JSON.stringify(PLAN).replaceAll('Premium', 'Gold')) as object
    await admin.send('PUT', `${EVENT}/plan`, { plan }, { 'If-Match': '*' })

    expect((await buyer.get(EVENT)).body).toMatchObject({ prices: PRICES })
    expect(await hold(['A-1'])).not.toHaveProperty('total')
    const kept = await patch({ name: 'Other', prices: PRICES })
    expect(kept).toMatchObject({ status: 200, body: { name: 'Other', prices: PRICES } })
    const prices = { currency: 'EUR', byCategory: { ...PRICES.byCategory, Gold: 1 } }
    expect((await patch({ prices })).status).toBe(400)
    expect((await patch({ prices: { currency: 'EUR', byCategory: { Gold: 1 } } })).status).toBe(200)
  })
})

describe('a hold', () => {
  test('has its total when it is placed, enlarged, reduced and replayed', async () => {
    const placed = await hold(['A-1'])
    expect(placed.total).toEqual({ amount: 4_500, currency: 'EUR' })
    expect(await hold(['A-1'])).toEqual(placed)

    const holder = buyer.with(placed.token)
    const added = await holder.post(`${EVENT}/holds`, { seatIds: ['A-2', 'A-3'] })
    expect(added.body.total).toEqual({ amount: 10_498, currency: 'EUR' })
    const path = `/api/holds/${placed.holdId}/release`
    const headers = { 'Idempotency-Key': 'r' }
    const reduced = await holder.post(path, { seatIds: ['A-3'] }, headers)
    expect(reduced.body.total).toEqual(TOTAL)
    expect((await holder.post(path, { seatIds: ['A-3'] }, headers)).body).toEqual(reduced.body)
    const ended = await holder.post(path, { seatIds: ['A-1', 'A-2'] })
    expect(ended.body).toMatchObject({ seatIds: [], total: { amount: 0, currency: 'EUR' } })
  })

  test('of the best available seats has its total', async () => {
    const best = { bestAvailable: { quantity: 2, category: 'Standard' } }
    expect((await buyer.post(`${EVENT}/holds`, best)).body.total).toEqual({
      amount: 5_998,
      currency: 'EUR',
    })
  })

  test('that is read has the price of each seat and the total, by the current prices', async () => {
    const { holdId, version } = (await read(await hold(['A-1', 'A-2']))).body
    const first = await seller.get(`/api/holds/${holdId}`)
    expect(first.body).toMatchObject({ version, total: TOTAL })
    expect(first.body.seats).toEqual([seat(1, 'Premium', 4_500), seat(2, 'Standard', 2_999)])

    await patch({ prices: { currency: 'USD', byCategory: { Premium: 1, Standard: 2 } } })
    const second = await seller.get(`/api/holds/${holdId}`)
    expect(second.body).toMatchObject({ version, total: { amount: 3, currency: 'USD' } })
    const confirmed = await seller.post(`/api/holds/${holdId}/confirm`, { version })
    expect(confirmed.body).toMatchObject({ total: { amount: 3, currency: 'USD' } })
  })

  test('with a seat without a price has no total', async () => {
    const held = await hold(['A-1', 'A-4'])
    expect(held).not.toHaveProperty('total')
    const { body } = await read(held)
    expect(body).not.toHaveProperty('total')
    expect(body.seats).toEqual([seat(1, 'Premium', 4_500), seat(4, 'Other')])
  })

  test('of an event without prices has neither', async () => {
    await patch({ prices: null })
    const held = await hold(['A-1'])
    expect(held).not.toHaveProperty('total')
    const { body } = await read(held)
    expect(body).not.toHaveProperty('total')
    expect(body.seats).toEqual([seat(1, 'Premium')])
  })

  const read = ({ holdId }: { holdId: string }) => seller.get(`/api/holds/${holdId}`)
})

describe('a booking', () => {
  const book = (seatIds: string[]) => seller.post(`${EVENT}/bookings`, { seatIds })
  const SEATS = [seat(1, 'Premium', 4_500), seat(2, 'Standard', 2_999)]

  test('has its total when it is made, and the price of each seat when it is read', async () => {
    const { bookingId, total } = (await book(['A-1', 'A-2'])).body
    expect(total).toEqual(TOTAL)

    const expected = { bookingId, seats: SEATS, total: TOTAL }
    expect((await seller.get(`/api/bookings/${bookingId}`)).body).toMatchObject(expected)
    const { bookings } = (await seller.get(`${EVENT}/bookings`)).body
    expect(bookings).toMatchObject([expected])
  })

  test('in a list of all events has the prices of its event', async () => {
    await create({ eventId: 'free' })
    await create({ eventId: 'other', prices: { currency: 'JPY', byCategory: { Premium: 9 } } })
    const reference = 'r-1'
    for (const [event, seatId] of [
      ['gala', 'A-1'],
      ['free', 'A-1'],
      ['other', 'A-1'],
      ['gala', 'A-2'],
    ] as const) {
      const body = { seatIds: [seatId], reference }
      await seller.post(`/api/events/${event}/bookings`, body)
      app.office.clock.advance(1)
    }

    const { bookings } = (await seller.get(`/api/bookings?reference=${reference}`)).body
    expect(bookings.map(({ eventId, total }) => [eventId, total])).toEqual([
      ['gala', { amount: 4_500, currency: 'EUR' }],
      ['free', undefined],
      ['other', { amount: 9, currency: 'JPY' }],
      ['gala', { amount: 2_999, currency: 'EUR' }],
    ])
  })

  test('has the total of its remaining seats after a change, also when these are cancelled', async () => {
    const { bookingId } = (await book(['A-1', 'A-2'])).body
    const path = `/api/bookings/${bookingId}`
    const moved = await seller.post(`${path}/move`, { moves: [{ from: 'A-2', to: 'A-3' }] })
    expect(moved.body).toMatchObject({
      total: TOTAL,
      seats: [SEATS[0], seat(3, 'Standard', 2_999)],
    })
    const reduced = await seller.post(`${path}/cancel`, { seatIds: ['A-1'] })
    const remaining = {
      seatIds: ['A-3'],
      seats: [seat(3, 'Standard', 2_999)],
      total: { amount: 2_999, currency: 'EUR' },
    }
    expect(reduced.body).toMatchObject(remaining)
    await book(['A-1'])
    await seller.delete(path)
    expect((await seller.get(path)).body).toMatchObject({ status: 'cancelled', ...remaining })
  })
})
