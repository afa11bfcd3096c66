import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { KEYS, SELLER } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'
import { MINUTE_MS } from '../../../drivers/use-case-fixture.ts'

const BOOKINGS = '/api/events/default/bookings'

let app: RunningApp
let buyer: ApiClient
let seller: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  buyer = new ApiClient(app)
  seller = buyer.with(SELLER)
})
afterEach(() => app.stop())

const taken = async () => (await buyer.get('/api/events/default/seats')).body.seats

describe('booking seats without a hold', () => {
  test('answers 201 with the booking and its Location', async () => {
    const { status, headers, body } = await seller.post(BOOKINGS, { seatIds: ['2', '1'] })

    expect(status).toBe(201)
    expect(body).toEqual({
      bookingId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
      seatIds: ['2', '1'],
    })
    expect(headers.get('Location')).toBe(`/api/bookings/${body.bookingId}`)
    expect(await taken()).toEqual(
      expect.arrayContaining([
        { seatId: '1', status: 'booked' },
        { seatId: '2', status: 'booked' },
      ]),
    )
  })

  test('books none of the seats if some are not available, and lists the conflicts', async () => {
    await buyer.post('/api/events/default/holds', { seatIds: ['1'] })
    await seller.post(BOOKINGS, { seatIds: ['2'] })
    const answer = await seller.post(BOOKINGS, { seatIds: ['1', '2', '3'] })

    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'seats-not-available',
        conflicts: [
          { seatId: '1', reason: 'held' },
          { seatId: '2', reason: 'booked' },
        ],
      },
    })
    expect(await taken()).toHaveLength(2)
  })

  test('accepts more seats than a hold, up to 100', async () => {
    const seatIds = Array.from({ length: 100 }, (_, index) => String(index + 1))

    expect((await seller.post(BOOKINGS, { seatIds })).status).toBe(201)
  })

  test.each([
    ['an unknown seat', BOOKINGS, ['1', '101'], 'seat-not-found'],
    ['an unknown event', '/api/events/no-such/bookings', ['1'], 'event-not-found'],
  ])('answers 404 for %s', async (_what, path, seatIds, code) => {
    expect(await seller.post(path, { seatIds })).toMatchObject({ status: 404, body: { code } })
    expect(app.seats.saved).toEqual([])
  })

  test.each([
    ['no seats', { seatIds: [] }],
    ['a seat twice', { seatIds: ['1', '1'] }],
    ['101 seats', { seatIds: Array.from({ length: 101 }, (_, index) => String(index)) }],
    ['a number for a seat', { seatIds: [1] }],
    ['no list', {}],
    ['a list for the reference', { seatIds: ['1'], reference: ['x'] }],
    ['an unknown field', { seatIds: ['1'], price: 0 }],
  ])('is refused with %s: 400, and nothing is booked', async (_what, body) => {
    const answer = await seller.post(BOOKINGS, body)

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
    expect(app.seats.saved).toEqual([])
  })

  test('answers 409 with Retry-After while a seat is locked', async () => {
    await app.lock.acquire({ eventId: 'default', seatIds: ['1'], ttlMs: 10_000 })
    const { status, headers, body } = await seller.post(BOOKINGS, { seatIds: ['1'] })

    expect([status, body.code, headers.get('Retry-After')]).toEqual([409, 'seats-locked', '1'])
  })
})

describe('a booking', () => {
  test('can be read', async () => {
    const reference = 'Ränge, order 7'
    const { bookingId, code } = (await seller.post(BOOKINGS, { seatIds: ['1', '2'], reference }))
      .body
    const { status, body } = await seller.get(`/api/bookings/${bookingId}`)

    expect(status).toBe(200)
    expect(body).toEqual({
      bookingId,
      code,
      eventId: 'default',
      seatIds: ['1', '2'],
      seats: ['1', '2'].map((seatId) => ({
        seatId,
        ...{ zone: 'Hall', row: 'A', number: seatId, category: 'Seat' },
      })),
      status: 'booked',
      bookedAt: '2026-06-01T10:00:00.000Z',
      reference,
    })
  })

  test('can be cancelled, also twice, and its seats are available again', async () => {
    const { bookingId } = (await seller.post(BOOKINGS, { seatIds: ['1'] })).body
    app.office.clock.advance(MINUTE_MS)
    expect((await seller.delete(`/api/bookings/${bookingId}`)).status).toBe(204)
    expect((await seller.delete(`/api/bookings/${bookingId}`)).status).toBe(204)

    expect(await taken()).toEqual([])
    expect((await seller.get(`/api/bookings/${bookingId}`)).body).toMatchObject({
      status: 'cancelled',
      bookedAt: '2026-06-01T10:00:00.000Z',
      cancelledAt: '2026-06-01T10:01:00.000Z',
    })
  })

  test('is not cancelled by a request that names some of its seats', async () => {
    const { bookingId } = (await seller.post(BOOKINGS, { seatIds: ['1', '2'] })).body
    const path = `/api/bookings/${bookingId}`

    expect(await seller.delete(path, { seatIds: ['1'] })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', detail: 'body: Unrecognized key: "seatIds"' },
    })
    expect((await seller.get(path)).body.status).toBe('booked')
  })

  test('that is cancelled a second time does not affect a later booking of its seats', async () => {
    const { bookingId } = (await seller.post(BOOKINGS, { seatIds: ['1'] })).body
    await seller.delete(`/api/bookings/${bookingId}`)
    await seller.post(BOOKINGS, { seatIds: ['1'] })
    await seller.delete(`/api/bookings/${bookingId}`)

    expect(await taken()).toEqual([{ seatId: '1', status: 'booked' }])
  })

  test('of a single seat can be read and cancelled like any other', async () => {
    const { bookingId } = (await buyer.post('/api/book/7')).body

    expect((await seller.get(`/api/bookings/${bookingId}`)).body.seatIds).toEqual(['7'])
    expect((await seller.delete(`/api/bookings/${bookingId}`)).status).toBe(204)
    expect((await buyer.post('/api/book/7')).status).toBe(200)
  })

  test.each(['GET', 'DELETE'])('that does not exist: %s answers 404', async (method) => {
    const answer = await seller.send(method, '/api/bookings/no-such')

    expect(answer).toMatchObject({ status: 404, body: { code: 'booking-not-found' } })
  })
})
