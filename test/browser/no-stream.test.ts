import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Route } from 'playwright-core'

import { Browser } from '../../tools/servers/browser.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { ADMIN_KEY } from '../drivers/retrying-client.ts'
import { SeatMap } from '../drivers/seat-map.ts'

const REFUSED_STREAM = /\/stream|503 \(Service Unavailable\)/
const STREAM = '**/stream'
const SEATS = '**/seats'

let browser: Browser
/** Has no stream for anybody. */
let service: ServiceProcess
/** The page of a visitor, who has not yet opened the map. */
let map: SeatMap

beforeAll(async () => {
  ;[browser, service] = await Promise.all([
    Browser.start(),
    ServiceProcess.start({ STREAMS_MAX: '0', ADMIN_KEY, PUBLIC_BOOKING: 'true' }),
  ])
})
beforeEach(async () => {
  map = new SeatMap(await browser.blankPage())
  browser.expectTrouble(map.page, REFUSED_STREAM)
})
afterEach(() => browser.endVisits())
afterAll(async () => {
  await browser.stop()
  await service.stop()
})

/** An event of two seats, of which these are booked. */
async function eventWith(booked: readonly string[]): Promise<string> {
  const admin = service.client({ key: ADMIN_KEY })
  const position = { x: 0, y: 0 }
  const seat = (id: string, x: number) => ({
    ...{ seat_guid: id, seat_number: id, position: { x, y: 0 }, category: 'Seat' },
  })
  const rows = [{ row_number: 'A', position, seats: [seat('1', 0), seat('2', 30)] }]
  const plan = {
    name: 'Two seats',
    categories: [{ name: 'Seat' }],
    zones: [{ position, rows }],
  }
  const created = await admin.createEvent({ plan })
  if (!created.ok) throw created.refusal
  const { eventId } = created.value
  if (booked.length > 0) await admin.bookSeats(eventId, { seatIds: booked })
  return eventId
}

test('without a free stream, the map polls: a sold-out hall is sold out', async () => {
  const eventId = await eventWith(['1', '2'])
  await map.page.goto(`${service.url}/?event=${eventId}`)

  await map.page.locator('holdfast-seat-map[data-state="delayed"]').waitFor()
  expect(await map.stateOf('1')).toBe('booked')
  await map.page.locator('holdfast-seat-map[data-sale="sold-out"]').waitFor()
  await map.page.getByText('0 of 2 seats available').waitFor()
  await map.page.getByText('The map may be slightly out of date').waitFor()
})

test('without a free stream, the map shows later changes, and seats can be booked', async () => {
  const eventId = await eventWith([])
  await map.page.goto(`${service.url}/?event=${eventId}`)
  await map.seatIs('1', 'free')

  await service.client({ key: ADMIN_KEY }).bookSeats(eventId, { seatIds: ['1'] })
  await map.seatIs('1', 'booked')
  await map.click('2')
  await map.button('Hold 1 seat').click()
  await map.holdIs('held')
  await map.button('Book 1 seat').click()
  await map.holdIs('booked')
})

test('behind a proxy that keeps streams back, the map polls', async () => {
  const { page } = map
  const streams: Route[] = []
  await page.clock.install()
  await page.route(STREAM, (route) => void streams.push(route))
  await page.goto(`${service.url}/?event=${await eventWith(['1'])}`)
  await until(() => streams.length > 0)

  await page.clock.fastForward('00:09')
  await map.seatIs('1', 'booked')
  await page.locator('holdfast-seat-map[data-state="delayed"]').waitFor()
})

test('before the service has told the state of the seats, the page shows no seat and no number', async () => {
  const { page } = map
  const polls: Route[] = []
  await page.route(SEATS, (route) => void polls.push(route))
  await page.goto(`${service.url}/?event=${await eventWith(['1'])}`)
  const poll = await until(() => polls[0])

  await page.getByText('Loading the seat map').waitFor()
  expect(await map.canvas.isVisible()).toBe(false)
  expect(await page.getByText('seats available').isVisible()).toBe(false)
  expect(await map.stateOf('2')).toBeUndefined()

  await poll.continue()
  await page.getByText('1 of 2 seats available').waitFor()
  expect(await map.canvas.isVisible()).toBe(true)
  expect(await map.stateOf('2')).toBe('free')
})
