import { beforeEach, expect, test } from '@jest/globals'

import { HoldfastClient, HoldfastError } from '../../client/src/index.ts'
import { EventSale } from '../../web/seat-map/live/event-sale.ts'
import { PolledSeats } from '../../web/seat-map/live/polled-seats.ts'
import { GALA } from './messages.ts'

const OPENS_AT = '2026-06-02T10:00:00.000Z'
const EVENT = {
  ...GALA,
  saleOpensAt: OPENS_AT,
  publicBooking: true,
  plan: { name: 'Hall', categories: [], zones: [] },
}

/** What the service knows, and what it was asked. */
let service: {
  seats: readonly { seatId: string; status: string }[]
  etag: string
  event: Pick<typeof EVENT, 'eventId'> & { readonly version: number; readonly planVersion: number }
  date: string
}
let requests: string[]
let sale: EventSale
let polled: PolledSeats
const { signal } = new AbortController()

beforeEach(() => {
  service = {
    seats: [],
    etag: 'W/"1"',
    event: EVENT,
    date: 'Tue, 02 Jun 2026 09:00:00 GMT',
  }
  requests = []
  const client = new HoldfastClient({
    baseUrl: 'http://tickets.example',
    fetch: async (url, init) => {
      const { pathname } = new URL(url)
      const known = new Headers(init?.headers).get('If-None-Match')
      const isSeats = pathname.endsWith('/seats')
      const etag = isSeats ? service.etag : `"${service.event.version}"`
      const headers = { ETag: etag, Date: service.date, 'Content-Type': 'application/json' }
      const status = known === etag ? 304 : 200
      requests.push(`${isSeats ? 'seats' : 'event'} ${status}`)
      if (status === 304) return new Response(null, { status, headers })
      const body = isSeats
        ? { eventId: 'gala', revision: 1, seats: service.seats, areas: [PIT] }
        : service.event
      return Response.json(body, { headers })
    },
  })
  sale = new EventSale(EVENT)
  polled = new PolledSeats({ client, event: { ...EVENT, etag: '"1"' }, sale })
})

const PIT = { areaId: 'pit', capacity: 50, available: 7 }

/** As many seats, all booked. */
const booked = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ seatId: `A-${index}`, status: 'booked' }))

test('a poll has all seats that are taken, and the places of the areas', async () => {
  service.seats = booked(2)

  const { message } = await polled.poll(signal)
  expect(message).toMatchObject({ kind: 'snapshot', event: GALA })
  expect([...message.taken.keys()]).toEqual(['A-0', 'A-1'])
  expect(message.areas.get('pit')).toEqual(PIT)
})

test('a poll without changes is conditional, and has the same seats', async () => {
  service.seats = booked(2)
  await polled.poll(signal)

  const { message } = await polled.poll(signal)
  expect(requests).toEqual(['seats 200', 'seats 304'])
  expect(message.taken.size).toBe(2)
})

test('the pause is longer after a long answer, so that many pages can poll', async () => {
  service.seats = booked(50_000)
  expect((await polled.poll(signal)).pauseMs).toBe(105_000)
  expect((await polled.poll(signal)).pauseMs).toBe(5_000)
})

test('the sale opens by the clock of the service', async () => {
  expect((await polled.poll(signal)).message.sale).toBe('not-yet-open')

  service.date = 'Tue, 02 Jun 2026 10:00:00 GMT'
  expect((await polled.poll(signal)).message.sale).toBe('open')
})

test('the event is read with every twelfth poll, if it has changed', async () => {
  for (let poll = 0; poll < 13; poll++) await polled.poll(signal)
  expect(requests.filter((request) => request.startsWith('event'))).toEqual(['event 304'])

  service.event = { ...EVENT, version: 2, planVersion: 2 }
  let message
  for (let poll = 13; poll < 24; poll++) ({ message } = await polled.poll(signal))
  expect(message?.event.planVersion).toBe(2)
})

test('a failed request is not retried by itself', async () => {
  let attempts = 0
  const client = new HoldfastClient({
    baseUrl: 'http://tickets.example',
    fetch: async () => {
      attempts++
      return Response.json({ code: 'overloaded' }, { status: 503 })
    },
  })
  const failing = new PolledSeats({ client, event: { ...EVENT, etag: '"1"' }, sale })

  await expect(failing.poll(signal)).rejects.toThrow(HoldfastError)
  expect(attempts).toBe(1)
})
