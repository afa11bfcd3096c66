import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { BrowserContextOptions, Page } from 'playwright-core'

import type { HoldfastClient } from '../../client/src/index.ts'
import { stadiumPlan } from '../../tools/plan/stadium.ts'
import { Browser, PHONE } from '../../tools/servers/browser.ts'
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
const SMALLEST = { viewport: { width: 1000, height: 640 } }

/** Of a picture that is kept. The size of others depends on the fonts of the machine. */
const BYTES_MAX = 200_000

const STADIUM = { seats: 50_000, tiers: 3, blocks: 40, standing: 5_000, wheelchairs: 200 }
const SEATS_PER_BOOKING = 100

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
afterAll(async () => {
  await browser.stop()
  await redis.stop()
  if (!KEPT_IN) rmSync(folder, { recursive: true })
})

async function keep(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled' })
  if (KEPT_IN) expect(statSync(path).size).toBeLessThan(BYTES_MAX)
}

/** Waits until new buttons can be pressed. */
async function ready(map: SeatMap): Promise<void> {
  await map.page.locator('button.primary:visible:not([aria-disabled="true"])').first().waitFor()
}

describe('the seat map', () => {
  let stadium: string

  beforeAll(async () => {
    service = await ServiceProcess.start({
      ...{ ADMIN_KEY, PUBLIC_BOOKING: 'true', SEATS_PER_CLIENT: '0' },
    })
    const client = service.client({ key: ADMIN_KEY })
    await sellTheatre(client)
    stadium = await sellStadium(client)
  })
  afterAll(() => service.stop())

  async function visit(eventId: string, options: BrowserContextOptions): Promise<SeatMap> {
    const page = await browser.visit(`${service.url}/?event=${eventId}`, {
      ...{ ...SMALLER, reducedMotion: 'reduce' },
      ...options,
    })
    return new SeatMap(page).live()
  }

  async function findBlock(map: SeatMap, block: string): Promise<void> {
    const label = /^(Find a seat|Platz suchen)$/
    await map.page.getByRole('combobox', { name: label }).fill(block)
    await map.page.getByRole('listbox').getByRole('option').first().click()
  }

  test.each(['light', 'dark'] as const)('of a theatre, in %s colours', async (colorScheme) => {
    const map = await visit('demo', { colorScheme })
    for (const seatId of ['Stalls-F-13', 'Stalls-F-14']) await map.click(seatId)
    await map.button('Hold 2 seats').click()
    await map.holdIs('held')
    await map.click('Stalls-H-20')
    await map.button('Show the whole hall').click()
    await map.page.mouse.move(0, 0)
    await ready(map)

    await keep(map.page, `seat-map-${colorScheme}`)

    await map.button('Release').click()
    await map.holdIs('none')
  })

  test('of a stadium, with its blocks', async () => {
    const { page } = await visit(stadium, SMALLEST)

    await keep(page, 'stadium')
  })

  test('of a block, with two held seats', async () => {
    const map = await visit(stadium, {})
    await findBlock(map, '117')
    for (const seatId of ['117-6-3', '117-6-4']) await map.click(seatId)
    await map.button('Hold 2 seats').click()
    await map.holdIs('held')
    await map.page.mouse.move(0, 0)
    await ready(map)

    await keep(map.page, 'stadium-block')
  })

  test('of a standing area', async () => {
    const map = await visit(stadium, SMALLEST)
    await findBlock(map, 'Standing')
    await map.page.getByRole('button', { name: /^One more/ }).click()
    await map.button('Hold 2 seats').waitFor()

    await keep(map.page, 'stadium-standing')
  })

  test('on a phone, with the sheet of a seat', async () => {
    const map = await visit(stadium, PHONE)
    await findBlock(map, '105')
    await map.showSeat('105-6-8')
    await map.tap('105-6-8')
    await map.seatIs('105-6-8', 'selected')

    await keep(map.page, 'stadium-phone')
  })

  test('in German and dark colours', async () => {
    const map = await visit(stadium, { ...SMALLEST, locale: 'de-DE', colorScheme: 'dark' })
    await map.page.getByText('Filter', { exact: true }).click()

    await keep(map.page, 'stadium-german')
  })
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

  await keep(page, `watch-${colorScheme}`)
  // An open page would report that its stream has ended.
  await browser.endVisits()
  await service.stop()
})

/** Sells a typical hall: the seats in the middle are booked, some are held, a few are not for sale. */
async function sellTheatre(client: HoldfastClient): Promise<void> {
  const { plan } = await client.getEvent('demo')
  const parties = plan.zones.flatMap(({ rows }) => rows.flatMap(({ seats }) => partiesIn(seats)))
  const booked = parties.filter((_, index) => index % 5 !== 0)
  const held = parties.filter((_, index) => index % 25 === 0)
  for (const seatIds of booked) await client.bookSeats('demo', { seatIds })
  for (const seatIds of held) await client.holdSeats('demo', { seatIds })
  await client.blockSeats('demo', { seatIds: ['Stalls-Q-1', 'Stalls-Q-2', 'Stalls-Q-8'] })
}

/** Sells a part of each block of a stadium, and some blocks. */
async function sellStadium(client: HoldfastClient): Promise<string> {
  const plan = stadiumPlan({ ...STADIUM, name: 'Stadium' })
  const euros = [95, 85, 45, 65, 55, 45, 35, 25]
  const byCategory = Object.fromEntries(
    plan.categories.map(({ name }, index) => [name, (euros[index] ?? 25) * 100]),
  )
  const event = await client.createEvent({
    ...{ name: 'Summer Night', startsAt: '2027-06-19T18:00:00Z', timeZone: 'Europe/London' },
    ...{ plan, prices: { currency: 'EUR', byCategory } },
  })
  if (!event.ok) throw event.refusal
  const { eventId } = event.value
  for (const [index, { rows }] of plan.zones.entries()) {
    const seatIds = rows.flatMap(({ seats }, row) => {
      if (index % 12 === 7) return seats.map((seat) => seat.seat_guid)
      return (row + index) % 3 === 0 ? partiesIn(seats).flat() : []
    })
    for (let at = 0; at < seatIds.length; at += SEATS_PER_BOOKING) {
      const some = seatIds.slice(at, at + SEATS_PER_BOOKING)
      const booked = await client.bookSeats(eventId, { seatIds: some })
      if (!booked.ok) throw booked.refusal
    }
  }
  return eventId
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
