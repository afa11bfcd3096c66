import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { pretixPlan } from '../../../../tools/pretix-plan.ts'
import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

const GALA = '/api/events/gala'

let app: RunningApp
let anyone: ApiClient
let seller: ApiClient
let admin: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  anyone = new ApiClient(app)
  seller = anyone.with(SELLER)
  admin = anyone.with(ADMIN)
  await admin.post('/api/events', { eventId: 'gala', plan: pretixPlan({ seats: 3 }) })
})
afterEach(() => app.stop())

const cancelEvent = () => admin.send('PATCH', GALA, { status: 'cancelled' }, { 'If-Match': '*' })
const notFound = { status: 404, body: { code: 'event-not-found' } }

describe('deleting an event', () => {
  test('answers 204, and 404 when it is repeated', async () => {
    expect((await admin.delete(GALA)).status).toBe(204)
    expect(await admin.delete(GALA)).toMatchObject(notFound)
  })

  test('removes the event from all routes at once', async () => {
    const { holdId, token } = (await anyone.post(`${GALA}/holds`, { seatIds: ['0-0-0'] })).body
    const { bookingId } = (await seller.post(`${GALA}/bookings`, { seatIds: ['0-0-1'] })).body
    const { code } = (await seller.get(`/api/bookings/${bookingId}`)).body
    await cancelEvent()
    expect((await admin.delete(`${GALA}?force=true`)).status).toBe(204)

    for (const path of ['', '/seats', '/stream']) {
      expect(await anyone.get(GALA + path)).toMatchObject(notFound)
    }
    for (const path of ['/history', '/bookings']) {
      expect(await admin.get(GALA + path)).toMatchObject(notFound)
    }
    const seats = { seatIds: ['0-0-2'] }
    expect(await anyone.post(`${GALA}/holds`, seats)).toMatchObject(notFound)
    expect(await seller.post(`${GALA}/bookings`, seats)).toMatchObject(notFound)
    expect(await admin.post(`${GALA}/blocks`, seats)).toMatchObject(notFound)
    expect((await anyone.with(token).get(`/api/holds/${holdId}`)).status).toBe(404)
    expect((await seller.get(`/api/bookings/${bookingId}`)).status).toBe(404)
    expect((await seller.get(`/api/bookings?code=${code}`)).body).toEqual({ bookings: [] })
    const { events } = (await anyone.get('/api/events')).body
    expect(events.map(({ eventId }) => eventId)).toEqual(['default'])
  })

  test('with an old If-Match answers 412, and with the current one 204', async () => {
    const read = (await anyone.get(GALA)).headers.get('ETag') ?? ''
    await cancelEvent()
    const current = (await anyone.get(GALA)).headers.get('ETag') ?? ''

    for (const force of ['', '?force=true']) {
      expect(await admin.delete(GALA + force, undefined, { 'If-Match': read })).toMatchObject({
        status: 412,
        body: { code: 'event-changed' },
      })
    }
    expect((await admin.delete(GALA, undefined, { 'If-Match': current })).status).toBe(204)
    const again = await admin.delete(GALA, undefined, { 'If-Match': current })
    expect(again).toMatchObject(notFound)
  })

  test('with If-Match: * deletes any version', async () => {
    expect((await admin.delete(GALA, undefined, { 'If-Match': '*' })).status).toBe(204)
  })

  test('in use answers 409 with the numbers of its seats, and changes nothing', async () => {
    await anyone.post(`${GALA}/holds`, { seatIds: ['0-0-0'] })
    await seller.post(`${GALA}/bookings`, { seatIds: ['0-0-1', '0-0-2'] })

    expect(await admin.delete(GALA)).toMatchObject({
      status: 409,
      body: { code: 'event-in-use', detail: 'The event has 2 booked and 1 held seats.' },
    })
    expect((await anyone.get(GALA)).status).toBe(200)
  })

  test('by force answers 409 unless the event is cancelled', async () => {
    expect(await admin.delete(`${GALA}?force=true`)).toMatchObject({
      status: 409,
      body: { code: 'event-not-cancelled' },
    })
  })

  test('that is the default event answers 409', async () => {
    expect(await admin.delete('/api/events/default')).toMatchObject({
      status: 409,
      body: { code: 'default-event' },
    })
  })

  test.each(['force=', 'force=1', 'force=yes', 'force=true&force=true', 'hard=true'])(
    'with %s answers 400',
    async (query) => {
      expect(await admin.delete(`${GALA}?${query}`)).toMatchObject({
        status: 400,
        body: { code: 'invalid-request' },
      })
      expect((await anyone.get(GALA)).status).toBe(200)
    },
  )

  test('requires the key of an administrator', async () => {
    expect((await anyone.delete(GALA)).status).toBe(401)
    expect((await seller.delete(GALA)).status).toBe(403)
  })
})
