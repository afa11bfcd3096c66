import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { eventWithSeats } from '../../../builders/event-with-seats.ts'
import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'
import { MINUTE_MS } from '../../../drivers/use-case-fixture.ts'

const BOOKINGS = '/api/events/default/bookings'

let app: RunningApp
let seller: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  seller = new ApiClient(app, SELLER)
})
afterEach(() => app.stop())

async function book(seatIds: readonly string[], reference?: string, path = BOOKINGS) {
  app.office.clock.advance(MINUTE_MS)
  return (await seller.post(path, { seatIds, reference })).body
}
const list = async (query: string, path = BOOKINGS) => {
  const { status, headers, body } = await seller.get(`${path}?${query}`)
  expect([status, headers.get('Cache-Control')]).toEqual([200, 'no-store'])
  return body.bookings.map(({ bookingId }) => bookingId)
}

describe('the bookings of an event', () => {
  test('are listed in the order in which they were made, page by page', async () => {
    const [first, second, third] = [await book(['3']), await book(['2']), await book(['1'])]
    const page = (await seller.get(`${BOOKINGS}?limit=2`)).body

    expect(page.bookings).toMatchObject([
      { bookingId: first.bookingId, seatIds: ['3'] },
      { bookingId: second.bookingId },
    ])
    const next = await seller.get(`${BOOKINGS}?limit=2&cursor=${page.nextCursor}`)
    expect(next.body.bookings).toMatchObject([{ bookingId: third.bookingId }])
    expect(next.body).not.toHaveProperty('nextCursor')
  })

  test('are found by code as people write it', async () => {
    await book(['1'])
    const { bookingId, code } = await book(['2'])
    const [half = '', rest = ''] = code.split('-')

    for (const written of [code, half + rest, `${half} ${rest}`.toLowerCase()]) {
      expect(await list(`code=${encodeURIComponent(written)}`)).toEqual([bookingId])
    }
  })

  test('are found by reference, seat and status', async () => {
    const { bookingId } = await book(['1', '2'], 'order 7')
    const other = await book(['3'], 'order 8')
    await seller.post(`/api/bookings/${bookingId}/cancel`, { seatIds: ['2'] })
    const moves = [{ from: '3', to: '2' }]
    await seller.post(`/api/bookings/${other.bookingId}/move`, { moves })

    expect(await list('reference=order%207')).toEqual([bookingId])
    expect(await list('seatId=2')).toEqual([bookingId, other.bookingId])
    expect(await list('seatId=3')).toEqual([other.bookingId])
    expect(await list('status=partially-cancelled')).toEqual([bookingId])
    expect(await list('status=booked&seatId=2')).toEqual([other.bookingId])
    expect(await list('status=cancelled')).toEqual([])
  })

  test.each(['code=ABCD-234U', 'code=', 'status=free', 'limit=0', 'limit=1001', 'cursor=x', 'a=b'])(
    'are refused with %s: 400',
    async (query) => {
      expect(await seller.get(`${BOOKINGS}?${query}`)).toMatchObject({
        status: 400,
        body: { code: 'invalid-request' },
      })
    },
  )

  test('are refused with the cursor of a time after the year 9999: 400', async () => {
    const cursor = Buffer.from('[8640000000000000,"b-1"]').toString('base64url')

    expect((await seller.get(`${BOOKINGS}?cursor=${cursor}`)).body.code).toBe('invalid-request')
  })

  test('are listed without a read of the seats', async () => {
    app.seats.changesError = new Error('not expected')

    expect(await list('')).toEqual([])
  })

  test('of an unknown event: 404', async () => {
    expect(await seller.get('/api/events/no-such/bookings')).toMatchObject({
      status: 404,
      body: { code: 'event-not-found' },
    })
  })
})

describe('the bookings of all events', () => {
  test('are found by code or reference', async () => {
    await app.office.events.addEvent(eventWithSeats('premiere', ['A-1']))
    const { bookingId, code } = await book(['1'], 'order 7')
    const other = await book(['A-1'], 'order 7', '/api/events/premiere/bookings')

    expect(await list('reference=order%207', '/api/bookings')).toEqual([bookingId, other.bookingId])
    expect(await list(`code=${code}`, '/api/bookings')).toEqual([bookingId])
    expect(await list(`code=${code}&reference=another`, '/api/bookings')).toEqual([])
  })

  test('are not listed without a condition: 400', async () => {
    expect(await new ApiClient(app, ADMIN).get('/api/bookings')).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', detail: 'query: code or reference is required' },
    })
  })
})
