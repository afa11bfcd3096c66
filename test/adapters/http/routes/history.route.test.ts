import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'
import { MINUTE_MS } from '../../../drivers/use-case-fixture.ts'

const HISTORY = '/api/events/default/history'
const HOLDS = '/api/events/default/holds'

let app: RunningApp
let buyer: ApiClient
let admin: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  buyer = new ApiClient(app)
  admin = buyer.with(ADMIN)
})
afterEach(() => app.stop())

const entries = async (query = '') => (await admin.get(HISTORY + query)).body.entries
const cursorOf = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url')

/** All pages, read by their cursors. */
async function pages(query: string, size: number): Promise<string[][]> {
  const all: string[][] = []
  for (let cursor = ''; ;) {
    const { body } = await admin.get(`${HISTORY}?limit=${size}${query}${cursor}`)
    all.push(body.entries.map(({ seatId, action }) => `${seatId} ${action}`))
    if (body.nextCursor === undefined) return all
    cursor = `&cursor=${body.nextCursor}`
  }
}

describe('the history', () => {
  test('has the action, actor, request and time of each change', async () => {
    const hold = await buyer.post(HOLDS, { seatIds: ['1', '2'] }, { 'X-Request-Id': 'r-1' })
    const { holdId, token } = hold.body
    app.office.clock.advance(MINUTE_MS)
    const { bookingId } = (await buyer.with(token).post(`/api/holds/${holdId}/confirm`)).body
    await buyer.with(SELLER).delete(`/api/bookings/${bookingId}`)
    await admin.post('/api/events/default/blocks', { seatIds: ['3'] })
    const told = await entries()

    expect(told).toHaveLength(7)
    expect(told[0]).toEqual({
      revision: 1,
      seatId: '1',
      version: 1,
      action: 'held',
      holdId,
      actor: 'public',
      requestId: 'r-1',
      at: '2026-06-01T10:00:00.000Z',
    })
    expect(told.slice(1)).toMatchObject([
      { revision: 1, seatId: '2', action: 'held' },
      { revision: 2, seatId: '1', action: 'confirmed', holdId, bookingId, actor: 'public' },
      { revision: 2, seatId: '2', version: 2, at: '2026-06-01T10:01:00.000Z' },
      { revision: 3, seatId: '1', action: 'cancelled', bookingId, actor: 'seller' },
      { revision: 3, seatId: '2' },
      { revision: 4, seatId: '3', version: 1, action: 'blocked', actor: 'admin' },
    ])
  })

  test('has the expiry of a hold after it was recorded', async () => {
    await buyer.post(HOLDS, { seatIds: ['1'] })
    app.office.clock.advance(11 * MINUTE_MS)
    await app.office.useCases.expireHolds.execute({ requestId: 'sweep' })

    expect((await entries())[1]).toMatchObject({ action: 'expired', actor: 'system' })
  })

  test('can be filtered by seat', async () => {
    await buyer.post('/api/book/1')
    await buyer.post('/api/book/2')

    expect(await entries('?seatId=2')).toMatchObject([{ seatId: '2', revision: 2 }])
    expect(await entries('?seatId=no-such')).toEqual([])
  })

  test('has each entry once across pages, also if a page ends within a change', async () => {
    const { holdId, token } = (await buyer.post(HOLDS, { seatIds: ['1', '2', '3'] })).body
    await buyer.with(token).delete(`/api/holds/${holdId}`)

    expect(await pages('', 2)).toEqual([
      ['1 held', '2 held'],
      ['3 held', '1 released'],
      ['2 released', '3 released'],
    ])
    expect(await pages('&seatId=2', 1)).toEqual([['2 held'], ['2 released']])
    expect(await pages('', 1_000)).toHaveLength(1)
  })

  test('can be followed from its last page', async () => {
    for (const seatId of ['1', '2', '3']) await buyer.post(`/api/book/${seatId}`)
    const { nextCursor } = (await admin.get(`${HISTORY}?limit=2`)).body
    const next = () => entries(`?limit=2&cursor=${nextCursor}`)
    expect(await next()).toMatchObject([{ seatId: '3' }])

    await buyer.post('/api/book/4')
    expect(await next()).toMatchObject([{ seatId: '3' }, { seatId: '4' }])
  })

  test('refuses a cursor for an entry that it does not contain: 410', async () => {
    await buyer.post(HOLDS, { seatIds: ['1', '2'] })
    const { nextCursor } = (await admin.get(`${HISTORY}?limit=1`)).body
    await buyer.post('/api/book/3')

    for (const query of [
      `seatId=2&cursor=${nextCursor}`,
      `cursor=${cursorOf([1, 0, 'of an entry that was lost'])}`,
      `cursor=${cursorOf([9, 0, 'of an entry that was lost'])}`,
    ]) {
      expect(await admin.get(`${HISTORY}?${query}`)).toMatchObject({
        status: 410,
        body: { code: 'cursor-gone' },
      })
    }
  })

  test('has 100 entries per page by default', async () => {
    const seatIds = Array.from({ length: 100 }, (_, index) => String(index + 1))
    const seller = buyer.with(SELLER)
    const { bookingId } = (await seller.post('/api/events/default/bookings', { seatIds })).body
    const full = await admin.get(HISTORY)
    expect(full.body.entries).toHaveLength(100)
    expect(full.body.nextCursor).toBeUndefined()

    await seller.delete(`/api/bookings/${bookingId}`)
    expect((await admin.get(HISTORY)).body.nextCursor).toEqual(expect.any(String))
    expect(await entries('?limit=1000')).toHaveLength(200)
  })

  test('is listed without a read of the seats', async () => {
    app.seats.changesError = new Error('not expected')

    expect(await entries()).toEqual([])
  })

  test('of an event that does not exist: 404', async () => {
    expect(await admin.get('/api/events/no-such/history')).toMatchObject({
      status: 404,
      body: { code: 'event-not-found' },
    })
  })

  test.each([
    'limit=0',
    'limit=1001',
    'limit=1.5',
    'limit=',
    'limit=1&limit=2',
    'seatId=1&seatId=2',
    'seatId=',
    `seatId=${'x'.repeat(129)}`,
    'seatId=%00',
    'holdId=1',
    'cursor=',
    'cursor=1',
    'cursor=%7B%7D',
    `cursor=${cursorOf({})}`,
    `cursor=${cursorOf([1, 0])}`,
    `cursor=${cursorOf(['1', '0', 'x'])}`,
    `cursor=${cursorOf([1.5, 0, 'x'])}`,
    `cursor=${cursorOf([-1, 0, 'x'])}`,
    `cursor=${cursorOf([0, 2 ** 40, 'x'])}`,
    `cursor=${cursorOf([2 ** 60, 0, 'x'])}`,
    `cursor=${cursorOf([1, 0, 0])}`,
    `cursor=${cursorOf([1, 0, 'x', 0])}`,
    `cursor=${'A'.repeat(513)}`,
    `cursor=${cursorOf([1, 0, 'x'])}&cursor=${cursorOf([1, 0, 'x'])}`,
  ])('is refused with %s: 400', async (query) => {
    const answer = await admin.get(`${HISTORY}?${query}`)

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
    expect(answer.body.detail).toMatch(/^(limit|seatId|cursor|holdId): /)
  })
})
