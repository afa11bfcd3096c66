import { afterEach, describe, expect, test } from '@jest/globals'

import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { type ApiAnswer, ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp, type RunningAppOptions } from '../../../drivers/running-app.ts'

let app: RunningApp
afterEach(() => app.stop())

async function start(options: RunningAppOptions): Promise<ApiClient> {
  app = await RunningApp.start({ keys: KEYS, publicBooking: false, ...options })
  return new ApiClient(app)
}

/** Each request that books, by a sender with this bearer; undefined for the token of the hold. */
const requests: [what: string, book: (api: ApiClient, bearer?: string) => Promise<ApiAnswer>][] = [
  [
    'POST /api/book/:seatId',
    (api, bearer) => (bearer === undefined ? api : api.with(bearer)).post('/api/book/1'),
  ],
  [
    'POST /api/holds/:holdId/confirm',
    async (api, bearer) => {
      const { holdId, token } = (await api.post('/api/events/default/holds', { seatIds: ['1'] }))
        .body
      return api.with(bearer ?? token).post(`/api/holds/${holdId}/confirm`)
    },
  ],
]

describe.each(requests)('%s, where the public may not book,', (_what, book) => {
  test.each([
    ['without a key', KEYS, undefined],
    ['with a wrong key', KEYS, 'not-the-key'],
    ['with any key, when none is configured', {}, SELLER],
  ])('is refused %s, and books nothing', async (_how, keys, bearer) => {
    const api = await start({ keys })

    const answer = await book(api, bearer)

    expect(answer).toMatchObject({ status: 403, body: { code: 'checkout-required' } })
    expect(app.seats.saved.filter(({ status }) => status === 'booked')).toEqual([])
  })

  test.each([SELLER, ADMIN])('books with the key %s', async (key) => {
    const api = await start({})

    expect(await book(api, key)).toMatchObject({ status: 200 })
  })
})

test.each(requests)('%s books without a key where the public may book', async (_what, book) => {
  const api = await start({ publicBooking: true })

  expect(await book(api)).toMatchObject({ status: 200 })
})

describe('an event', () => {
  test('says where its buyers check out', async () => {
    const checkoutUrl = 'https://shop.example/checkout?hold={holdId}'
    const api = await start({ checkoutUrl })

    const { body } = await api.get('/api/events/default')

    expect(body).toMatchObject({ publicBooking: false, checkoutUrl })
  })

  test('says that the public may book', async () => {
    const api = await start({ publicBooking: true })

    const { body } = await api.get('/api/events/default')

    expect(body).toMatchObject({ publicBooking: true })
    expect(body).not.toHaveProperty('checkoutUrl')
  })
})
