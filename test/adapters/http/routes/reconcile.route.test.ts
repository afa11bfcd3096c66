import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { SEATS_MAX } from '../../../../src/adapters/http/plans/seating-plan.schema.ts'
import { KEYS, SELLER } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

const RECONCILE = '/api/events/default/reconcile'
const LONG = 'x'.repeat(129)

let app: RunningApp
let seller: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  seller = new ApiClient(app, SELLER)
})
afterEach(() => app.stop())

const book = async (seatId: string, reference?: string) => {
  const path = '/api/events/default/bookings'
  return (await seller.post(path, { seatIds: [seatId], reference })).body.bookingId
}

describe('comparing bookings', () => {
  test('returns the differences and the revision', async () => {
    const [same, other, none] = [await book('1', 'r-1'), await book('2', 'r-2'), await book('3')]
    const bookings = [
      { seatId: '1', reference: 'r-1' },
      { seatId: '2', reference: 'r-9' },
      { seatId: '4', reference: 'r-4 Ä' },
    ]

    const { status, body } = await seller.post(RECONCILE, { bookings })
    expect([status, body]).toEqual([
      200,
      {
        revision: 3,
        missing: [{ seatId: '4', reference: 'r-4 Ä' }],
        unexpected: [{ seatId: '3', bookingId: none }],
        otherReference: [{ seatId: '2', bookingId: other, reference: 'r-2' }],
      },
    ])
    expect(same).not.toBe(other)
  })

  test('takes an empty list, and counts unknown seats as missing', async () => {
    const empty = { revision: 0, missing: [], unexpected: [], otherReference: [] }
    expect((await seller.post(RECONCILE, { bookings: [] })).body).toEqual(empty)

    const missing = [{ seatId: 'no such seat', reference: 'r' }]
    const answer = await seller.post(RECONCILE, { bookings: missing })
    expect(answer.body).toEqual({ ...empty, missing })
  })

  test('takes as many bookings as a plan may have seats, and no more', async () => {
    const bookings = Array.from({ length: SEATS_MAX }, (_, i) => {
      return {
        seatId: `Balcony, row ${i}, seat ${i}`,
        reference: `order ${i}, ${LONG}`.slice(0, 90),
      }
    })
    expect((await seller.post(RECONCILE, { bookings })).status).toBe(200)

    const more = [...bookings, { seatId: 'one more', reference: 'r' }]
    expect((await seller.post(RECONCILE, { bookings: more })).body.code).toBe('invalid-request')
  })

  test.each([
    ['a seat twice', [0, 1].map(() => ({ seatId: '1', reference: 'r' })), 'name each seat once'],
    ['no reference', [{ seatId: '1' }], 'body.bookings[0].reference: '],
    ['a control character', [{ seatId: '1', reference: 'r\n' }], 'body.bookings[0].reference: '],
    ['a longer id', [{ seatId: LONG, reference: 'r' }], 'body.bookings[0].seatId: '],
    ['a longer reference', [{ seatId: '1', reference: LONG }], 'body.bookings[0].reference: '],
    ['half a character', [{ seatId: '\ud83c', reference: 'r' }], 'body.bookings[0].seatId: '],
    ['an empty id', [{ seatId: '', reference: 'r' }], 'body.bookings[0].seatId: '],
    ['a number', [{ seatId: 1, reference: 'r' }], 'body.bookings[0].seatId: '],
    ['an unknown field', [{ seatId: '1', reference: 'r', price: 1 }], 'body.bookings[0]: '],
    ['a list in place of a booking', [[]], 'body.bookings[0]: '],
    ['no list', undefined, 'body.bookings: '],
  ])('refuses %s', async (_, bookings, fault) => {
    const { status, body } = await seller.post(RECONCILE, { bookings })
    expect([status, body.code]).toEqual([400, 'invalid-request'])
    expect(body.detail).toContain(fault)
  })

  test('refuses a body with too many objects without parsing it', async () => {
    const headers = { 'Content-Type': 'application/json' }
    const { body } = await seller.post(RECONCILE, '['.repeat(1_000_001), headers)
    expect([body.code, body.detail]).toEqual([
      'invalid-request',
      'body: too many objects and lists',
    ])
  })

  test.each(['no JSON', '7', 'null', '[]'])('refuses the body "%s"', async (body) => {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await seller.post(RECONCILE, body, headers)
    expect(answer.body.code).toBe('malformed-json')
  })

  test('refuses an unknown event, and a client without a key', async () => {
    const body = { bookings: [] }
    const unknown = await seller.post('/api/events/no-such/reconcile', body)
    expect(unknown.body.code).toBe('event-not-found')
    expect((await new ApiClient(app).post(RECONCILE, body)).body.code).toBe('key-missing')
  })
})
