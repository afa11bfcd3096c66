import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { StoreUnavailableError } from '../../../../src/application/ports/store-unavailable-error.ts'
import { KEYS, SELLER } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'
import { MINUTE_MS } from '../../../drivers/use-case-fixture.ts'

let app: RunningApp
let buyer: ApiClient
let seller: ApiClient
let path: string
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  buyer = new ApiClient(app)
  seller = buyer.with(SELLER)
  const booked = await seller.post('/api/events/default/bookings', {
    ...{ seatIds: ['1', '2'], reference: 'order 7' },
  })
  path = `/api/bookings/${booked.body.bookingId}`
})
afterEach(() => app.stop())

const taken = async () => {
  const { seats } = (await buyer.get('/api/events/default/seats')).body
  return seats.map(({ seatId }) => seatId).sort()
}
const move = (from: string, to: string, headers = {}) =>
  seller.post(`${path}/move`, { moves: [{ from, to }] }, headers)

describe('cancelling some seats', () => {
  test('answers 200 with the booking, and frees only these seats', async () => {
    const { status, headers, body } = await seller.post(`${path}/cancel`, { seatIds: ['2'] })

    expect(status).toBe(200)
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(body).toMatchObject({
      status: 'partially-cancelled',
      seatIds: ['1'],
      cancelledSeatIds: ['2'],
      reference: 'order 7',
    })
    expect(body).not.toHaveProperty('cancelledAt')
    expect(await taken()).toEqual(['1'])
  })

  test('cancels the booking with its last seat, also with a repetition', async () => {
    await seller.post(`${path}/cancel`, { seatIds: ['2'] })
    app.office.clock.advance(MINUTE_MS)
    const { body } = await seller.post(`${path}/cancel`, { seatIds: ['1', '2'] })

    expect(body).toMatchObject({
      status: 'cancelled',
      seatIds: ['1'],
      cancelledSeatIds: ['1', '2'],
      cancelledAt: '2026-06-01T10:01:00.000Z',
    })
    for (const seatIds of [['1'], ['2'], ['1', '2']]) {
      expect((await seller.post(`${path}/cancel`, { seatIds })).body).toEqual(body)
    }
  })

  test('is refused for other seats, which the detail names', async () => {
    const answer = await seller.post(`${path}/cancel`, { seatIds: ['1', '3', 'no-such'] })

    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'seats-not-in-booking',
        detail: 'Seats that do not belong to the booking: 3, no-such.',
      },
    })
    expect(await taken()).toEqual(['1', '2'])
  })
})

describe('moving a booking', () => {
  test('replaces its seats in one change, and records both in the history', async () => {
    const { status, headers, body } = await move('1', '5')

    expect([status, headers.get('Cache-Control')]).toEqual([200, 'no-store'])
    expect(body).toMatchObject({ status: 'booked', seatIds: ['5', '2'] })
    expect(await taken()).toEqual(['2', '5'])
    const { entries } = (await seller.get('/api/events/default/history')).body
    expect(entries.slice(2)).toMatchObject([
      { revision: 2, seatId: '1', action: 'moved', bookingId: path.slice('/api/bookings/'.length) },
      { revision: 2, seatId: '5', action: 'moved' },
    ])
  })

  test('changes nothing if a new seat is not available', async () => {
    await buyer.post('/api/book/5')

    expect(await move('1', '5')).toMatchObject({
      status: 409,
      body: { code: 'seats-not-available', conflicts: [{ seatId: '5', reason: 'booked' }] },
    })
    expect(await move('1', '101')).toMatchObject({ status: 404, body: { code: 'seat-not-found' } })
    expect(await move('3', '4')).toMatchObject({
      status: 409,
      body: { code: 'seats-not-in-booking' },
    })
    expect(await taken()).toEqual(['1', '2', '5'])
  })

  test('is carried out once for the same Idempotency-Key', async () => {
    const key = { 'Idempotency-Key': 'k-1' }
    const first = await move('1', '5', key)

    expect((await move('1', '5', key)).body).toEqual(first.body)
    expect(await move('2', '6', key)).toMatchObject({ status: 422 })
  })

  test.each([
    ['no move', { moves: [] }],
    [
      'a seat twice',
      {
        moves: [
          { from: '1', to: '5' },
          { from: '2', to: '5' },
        ],
      },
    ],
    [
      'two seats of the booking exchanged',
      {
        moves: [
          { from: '1', to: '2' },
          { from: '2', to: '1' },
        ],
      },
    ],
    ['a seat moved to itself', { moves: [{ from: '1', to: '1' }] }],
    ['a text for the permission', { moves: [{ from: '1', to: '5' }], allowOtherCategory: 'yes' }],
  ])('is refused with %s: 400', async (_what, body) => {
    expect(await seller.post(`${path}/move`, body)).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
    })
  })
})

describe('changing a booking', () => {
  test('changes or removes its reference, and no seat', async () => {
    const { status, body } = await seller.patch(path, { reference: 'order 8' })
    expect([status, body]).toMatchObject([200, { reference: 'order 8', seatIds: ['1', '2'] }])

    const removed = await seller.patch(path, { reference: null })
    expect(removed.body).not.toHaveProperty('reference')
    expect(removed.headers.get('Cache-Control')).toBe('no-store')
    expect((await seller.get('/api/events/default/history')).body.entries).toHaveLength(2)
  })

  test.each([
    ['no field', {}],
    ['an empty reference', { reference: '' }],
    ['another field', { reference: 'x', seatIds: ['1'] }],
  ])('is refused with %s: 400', async (_what, body) => {
    expect(await seller.patch(path, body)).toMatchObject({ status: 400 })
  })
})

describe('while nothing can be read after the change', () => {
  const unlabelled = { zone: '', row: '', number: '', category: '' }

  test.each([
    ['POST', '/cancel', { seatIds: ['2'] }, { seatIds: ['1'], cancelledSeatIds: ['2'] }],
    ['POST', '/move', { moves: [{ from: '1', to: '5' }] }, { seatIds: ['5', '2'] }],
    ['PATCH', '', { reference: 'order 8' }, { seatIds: ['1', '2'], reference: 'order 8' }],
  ])('%s %s answers 200 with the booking', async (method, suffix, body, booking) => {
    const { seats, catalogue } = app.office
    seats.afterSave = async () => {
      const unavailable = () => Promise.reject(new StoreUnavailableError('unavailable'))
      seats.findBooking = unavailable
      catalogue.findHall = unavailable
    }
    const answer = await seller.send(method, path + suffix, body)

    expect(answer).toMatchObject({ status: 200, body: booking })
    expect(answer.body.seats).toEqual(booking.seatIds.map((seatId) => ({ seatId, ...unlabelled })))
  })
})

test.each([
  ['POST', '/cancel', { seatIds: ['1'] }],
  ['POST', '/move', { moves: [{ from: '1', to: '5' }] }],
  ['PATCH', '', { reference: null }],
])('%s %s of an unknown booking answers 404', async (method, suffix, body) => {
  expect(await seller.send(method, `/api/bookings/no-such${suffix}`, body)).toMatchObject({
    status: 404,
    body: { code: 'booking-not-found' },
  })
})
