import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'

import { Browser } from '../../tools/servers/browser.ts'
import { RedisServer } from '../../tools/servers/redis-server.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { Crowd } from '../drivers/crowd.ts'
import { GroupBuyer } from '../drivers/group-buyer.ts'
import { ADMIN_KEY, RetryingClient } from '../drivers/retrying-client.ts'
import { SeatMap } from '../drivers/seat-map.ts'
import { WatchPage } from '../drivers/watch-page.ts'

/** `npm run screenshots` sets the folder of the README's screenshots. Otherwise they are discarded. */
const KEPT_IN = process.env['SCREENSHOTS']

/** A whole minute of a crowd is what the picture is to show; that it can be taken is seen as soon as there is one. */
const CROWD_MS_MIN = KEPT_IN ? 55_000 : 0

/** More seats than are sold within a minute. */
const SEATS = 30_000

/** The hall has many edges, so a larger screenshot would exceed the limit. */
const SMALLER = { viewport: { width: 1120, height: 700 } }

const BYTES_MAX = 200_000

let browser: Browser
let folder: string
let redis: RedisServer
let service: ServiceProcess

beforeAll(async () => {
  folder = KEPT_IN ?? mkdtempSync(join(tmpdir(), 'holdfast-screenshots-'))
  mkdirSync(folder, { recursive: true })
  ;[browser, redis] = await Promise.all([Browser.start(), RedisServer.start()])
})
afterEach(() => browser.endVisits())
afterEach(() => service.stop())
afterAll(async () => {
  await browser.stop()
  await redis.stop()
  if (!KEPT_IN) rmSync(folder, { recursive: true })
})

test.each(['light', 'dark'] as const)('the seat map, in %s colours', async (colorScheme) => {
  service = await ServiceProcess.start({ ADMIN_KEY, PUBLIC_BOOKING: 'true', SEATS_PER_CLIENT: '0' })
  await sellSome(service)
  const page = await browser.visit(`${service.url}/?event=demo`, { ...SMALLER, colorScheme })
  const map = await new SeatMap(page).live()
  for (const seatId of ['Stalls-F-13', 'Stalls-F-14']) await map.click(seatId)
  await map.button('Hold 2 seats').click()
  await map.holdIs('held')
  await map.click('Stalls-H-20')
  await page.mouse.move(0, 0)

  const path = join(folder, `seat-map-${colorScheme}.png`)
  await page.screenshot({ path, animations: 'disabled' })

  expect(statSync(path).size).toBeLessThan(BYTES_MAX)
})

test.each(['light', 'dark'] as const)('the contention, in %s colours', async (colorScheme) => {
  service = await ServiceProcess.start({
    ADMIN_KEY,
    PUBLIC_BOOKING: 'true',
    SEATS_PER_CLIENT: '0',
    DEFAULT_EVENT_SEATS: String(SEATS),
    REDIS_URL: redis.url,
  })
  const page = await browser.visit(`${service.url}/watch`, { colorScheme })
  const watched = new WatchPage(page)
  await watched.instance()
  const endMs = performance.now() + CROWD_MS_MIN
  await rush(service, async () => {
    return performance.now() > endMs && (await watched.pixels('gone')) > 0
  })

  const path = join(folder, `watch-${colorScheme}.png`)
  await page.screenshot({ path, animations: 'disabled' })

  expect(statSync(path).size).toBeLessThan(BYTES_MAX)
})

/** Sells a typical hall: the seats in the middle are booked, some are held, a few are not for sale. */
async function sellSome(to: ServiceProcess): Promise<void> {
  const client = to.client({ key: ADMIN_KEY })
  const { plan } = await client.getEvent('demo')
  const parties = plan.zones.flatMap(({ rows }) => rows.flatMap(({ seats }) => partiesIn(seats)))
  const booked = parties.filter((_, index) => index % 5 !== 0)
  const held = parties.filter((_, index) => index % 25 === 0)
  for (const seatIds of booked) await client.bookSeats('demo', { seatIds })
  for (const seatIds of held) await client.holdSeats('demo', { seatIds })
  await client.blockSeats('demo', { seatIds: ['Stalls-Q-1', 'Stalls-Q-2', 'Stalls-Q-8'] })
}

/** Groups of two to four seats around the middle of a row, the same every time. */
function partiesIn(seats: readonly { readonly seat_guid: string }[]): string[][] {
  const parties: string[][] = []
  const margin = Math.floor(seats.length * 0.15)
  for (let at = margin; at < seats.length - margin;) {
    const size = 2 + ((at * 7 + seats.length) % 3)
    parties.push(seats.slice(at, at + size).map((seat) => seat.seat_guid))
    at += size + (at % 3)
  }
  return parties
}

/** Everybody at once until that is enough: buyers of single seats, many of whom want the same, and parties who hold and buy some together. */
async function rush({ url }: ServiceProcess, isEnough: () => Promise<boolean>): Promise<void> {
  let seat = 1
  const nextSeat = () => {
    if (Math.random() < 0.6) seat = 1 + Math.floor(Math.random() * SEATS)
    return String(seat)
  }
  const crowd = new Crowd(url, { buyers: 12, nextSeat })
  let isOver = false
  const seatIds = Array.from({ length: 400 }, (_, index) => String(index + 1))
  const parties = Array.from({ length: 3 }, async () => {
    const party = new GroupBuyer(new RetryingClient([url]), { eventId: 'default', seatIds })
    while (!isOver) await party.tryOnce({ keep: false })
  })
  await until(isEnough)
  isOver = true
  await Promise.all(parties)
  await crowd.goHome()
}
