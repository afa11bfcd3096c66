import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { ADMIN, KEYS } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'
import { MINUTE_MS } from '../../../drivers/use-case-fixture.ts'

const SEATS = '/api/events/default/seats'
const HOLDS = '/api/events/default/holds'

let app: RunningApp
let buyer: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  buyer = new ApiClient(app)
})
afterEach(() => app.stop())

const ask = (etag: string) => buyer.get(SEATS, { 'If-None-Match': etag })
const etagNow = async () => (await buyer.get(SEATS)).headers.get('ETag') ?? ''

test('lists exactly the unavailable seats with their status', async () => {
  await buyer.post(HOLDS, { seatIds: ['1'] })
  await buyer.post('/api/book/2')
  await buyer.with(ADMIN).post('/api/events/default/blocks', { seatIds: ['3'] })
  const { status, headers, body } = await buyer.get(SEATS)

  expect(status).toBe(200)
  expect(headers.get('Content-Type')).toBe('application/json; charset=utf-8')
  expect(headers.get('Cache-Control')).toBe('no-cache')
  expect(body).toEqual({ eventId: 'default', revision: 3, seats: expect.any(Array) })
  expect(body.seats.toSorted((a, b) => Number(a.seatId) - Number(b.seatId))).toEqual([
    { seatId: '1', status: 'held' },
    { seatId: '2', status: 'booked' },
    { seatId: '3', status: 'blocked' },
  ])
})

test('lists no seats of an event without sales', async () => {
  expect((await buyer.get(SEATS)).body).toEqual({ eventId: 'default', revision: 0, seats: [] })
})

test('answers 404 for an unknown event', async () => {
  expect(await buyer.get('/api/events/no-such/seats')).toMatchObject({
    status: 404,
    body: { code: 'event-not-found' },
  })
})

describe('a client with the ETag of the last response', () => {
  test('gets 304 while nothing has changed', async () => {
    await buyer.post('/api/book/1')
    const etag = await etagNow()
    const { status, headers } = await ask(etag)

    expect(etag).toMatch(/^W\/"[\w.-]+"$/)
    expect(status).toBe(304)
    expect(headers.get('ETag')).toBe(etag)
    expect(headers.get('Cache-Control')).toBe('no-cache')
  })

  test('may send several ETags, weak or strong', async () => {
    const etag = await etagNow()

    expect((await ask(`"x", ${etag}`)).status).toBe(304)
    expect((await ask(etag.replace('W/', ''))).status).toBe(304)
    expect((await ask('"x"')).status).toBe(200)
  })

  test('gets 200 after every change', async () => {
    const holdOf = async () => (await buyer.post(HOLDS, { seatIds: ['1'] })).body
    const etags = [await etagNow()]
    const { holdId, token } = await holdOf()
    etags.push(await etagNow())
    await buyer.with(token).delete(`/api/holds/${holdId}`)
    etags.push(await etagNow())
    await holdOf()
    etags.push(await etagNow())

    expect(new Set(etags).size).toBe(4)
    for (const etag of etags.slice(0, -1)) expect((await ask(etag)).status).toBe(200)
  })

  test('gets 200 after a hold has expired, without a write', async () => {
    await buyer.post(HOLDS, { seatIds: ['1'] })
    await buyer.post(HOLDS, { seatIds: ['2'], ttlMs: 11 * MINUTE_MS })
    const etag = await etagNow()
    app.office.clock.advance(10 * MINUTE_MS - 1)
    expect((await ask(etag)).status).toBe(304)

    app.office.clock.advance(1)
    const { status, body, headers } = await ask(etag)
    expect(status).toBe(200)
    expect(body).toMatchObject({ revision: 2, seats: [{ seatId: '2', status: 'held' }] })
    expect((await ask(headers.get('ETag') ?? '')).status).toBe(304)
  })

  test('gets 200 after a restart with another store', async () => {
    const etag = await etagNow()
    const other = await RunningApp.start()
    const answer = await new ApiClient(other).get(SEATS, { 'If-None-Match': etag })
    await other.stop()

    expect(answer.status).toBe(200)
  })
})

test('does not reveal who has the seats', async () => {
  const hold = (await buyer.post(HOLDS, { seatIds: ['1'] })).body
  const { bookingId } = (await buyer.post('/api/book/2')).body
  const told = JSON.stringify((await buyer.get(SEATS)).body)

  for (const secret of [hold.holdId, hold.token, bookingId]) expect(told).not.toContain(secret)
})
