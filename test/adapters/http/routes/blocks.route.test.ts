import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { ADMIN, KEYS } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

const BLOCKS = '/api/events/default/blocks'

let app: RunningApp
let buyer: ApiClient
let admin: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  buyer = new ApiClient(app)
  admin = buyer.with(ADMIN)
})
afterEach(() => app.stop())

const taken = async () => (await buyer.get('/api/events/default/seats')).body.seats

describe('blocking seats', () => {
  test('answers 200 with the seats, which are no longer available', async () => {
    const { status, body } = await admin.post(BLOCKS, { seatIds: ['1', '2'] })

    expect([status, body]).toEqual([200, { seatIds: ['1', '2'] }])
    expect((await buyer.post('/api/book/1')).body.code).toBe('seat-blocked')
    expect(await taken()).toContainEqual({ seatId: '2', status: 'blocked' })
  })

  test('leaves blocked seats unchanged', async () => {
    await admin.post(BLOCKS, { seatIds: ['1'] })

    expect((await admin.post(BLOCKS, { seatIds: ['1', '2'] })).status).toBe(200)
    expect((await admin.post(BLOCKS, { seatIds: ['1', '2'] })).status).toBe(200)
    expect(app.seats.saved.map(({ id }) => id)).toEqual(['1', '2'])
  })

  test('blocks none if some are held or booked, and lists the conflicts', async () => {
    await buyer.post('/api/events/default/holds', { seatIds: ['1'] })
    await buyer.post('/api/book/2')
    const answer = await admin.post(BLOCKS, { seatIds: ['1', '2', '3'] })

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
})

describe('unblocking seats', () => {
  test('answers 204, and the seats are available again', async () => {
    await admin.post(BLOCKS, { seatIds: ['1', '2'] })
    const { status } = await admin.delete(BLOCKS, { seatIds: ['1'] })

    expect(status).toBe(204)
    expect(await taken()).toEqual([{ seatId: '2', status: 'blocked' }])
    expect((await buyer.post('/api/book/1')).status).toBe(200)
  })

  test('leaves held and booked seats unchanged', async () => {
    await buyer.post('/api/events/default/holds', { seatIds: ['1'] })
    await buyer.post('/api/book/2')

    expect((await admin.delete(BLOCKS, { seatIds: ['1', '2', '3'] })).status).toBe(204)
    expect(await taken()).toHaveLength(2)
  })
})

describe.each(['POST', 'DELETE'])('%s', (method) => {
  test.each([
    ['an unknown seat', BLOCKS, 'seat-not-found'],
    ['an unknown event', '/api/events/no-such/blocks', 'event-not-found'],
  ])('answers 404 for %s, and changes nothing', async (_what, path, code) => {
    const answer = await admin.send(method, path, { seatIds: ['1', '101'] })

    expect(answer).toMatchObject({ status: 404, body: { code } })
    expect(app.seats.saved).toEqual([])
  })

  test.each([
    ['no body', undefined],
    ['no seats', { seatIds: [] }],
    ['a seat twice', { seatIds: ['1', '1'] }],
    ['a number for a seat', { seatIds: [1] }],
    ['a text for the list', { seatIds: '1' }],
    ['an unknown field', { seatIds: ['1'], why: 'rain' }],
  ])('is refused with %s: 400', async (_what, body) => {
    const answer = await admin.send(method, BLOCKS, body)

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
    expect(app.seats.saved).toEqual([])
  })

  test('accepts up to 1,000 seats', async () => {
    await app.stop()
    app = await RunningApp.start({ keys: KEYS, bodyBytesMax: 65_536 })
    admin = new ApiClient(app, ADMIN)
    const seatIds = (count: number) => Array.from({ length: count }, (_, index) => `x${index}`)

    expect((await admin.send(method, BLOCKS, { seatIds: seatIds(1_000) })).status).toBe(404)
    expect((await admin.send(method, BLOCKS, { seatIds: seatIds(1_001) })).status).toBe(400)
  })

  test('answers 409 with Retry-After while a seat is locked', async () => {
    await app.lock.acquire({ eventId: 'default', seatIds: ['1'], ttlMs: 10_000 })
    const { status, headers, body } = await admin.send(method, BLOCKS, { seatIds: ['1'] })

    expect([status, body.code, headers.get('Retry-After')]).toEqual([409, 'seats-locked', '1'])
  })
})
