import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import type { Page, Route } from 'playwright-core'

import { Browser } from '../../tools/servers/browser.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { SeatMap } from '../drivers/seat-map.ts'
import { WatchPage } from '../drivers/watch-page.ts'

const STREAM = '**/stream'

let browser: Browser
let service: ServiceProcess

beforeAll(async () => {
  ;[browser, service] = await Promise.all([Browser.start(), ServiceProcess.start()])
})
afterEach(() => browser.endVisits())
afterAll(async () => {
  await browser.stop()
  await service.stop()
})

/** Tells the page that its tab is hidden, or visible again. */
async function setVisible(page: Page, isVisible: boolean): Promise<void> {
  const state = isVisible ? 'visible' : 'hidden'
  await page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))`)
}

test('ten visible tabs all show a change, and do not keep another from loading', async () => {
  const first = await browser.visit(`${service.url}/?event=default`)
  const context = first.context()
  const maps = [new SeatMap(first)]
  for (let tab = 2; tab <= 10; tab++) {
    const page = await context.newPage()
    await page.goto(`${service.url}/?event=default`)
    maps.push(new SeatMap(page))
  }
  for (const map of maps) await map.seatIs('1', 'free')

  const watch = new WatchPage(await context.newPage())
  await watch.page.goto(`${service.url}/watch`)
  await watch.source.filter({ hasText: /instance/ }).waitFor()
  await service.book(1)

  for (const map of maps) await map.seatIs('1', 'booked')
  await watch.cell('booked', 'last minute').first().filter({ hasText: /^1$/ }).waitFor()
  await first.locator('holdfast-seat-map[data-state="shared"]').waitFor()
})

test('a hidden tab closes its stream, and catches up when it is visible', async () => {
  const page = await browser.visit(`${service.url}/?event=default`)
  const map = await new SeatMap(page).live()
  const ended = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/stream'))

  await setVisible(page, false)
  await ended
  await service.book(2)
  await setVisible(page, true)

  await map.seatIs('2', 'booked')
})

test('a tab that comes back from the back-forward cache catches up', async () => {
  const caching = await Browser.start({ without: ['--disable-back-forward-cache'] })
  try {
    const page = await caching.visit(`${service.url}/?event=default`)
    const map = await new SeatMap(page).live()
    await page.evaluate('window.kept = true')

    await page.goto(`${service.url}/docs`)
    await service.book(3)
    // A page from the cache has no event `load`.
    await page.goBack({ waitUntil: 'commit' })

    await map.seatIs('3', 'booked')
    expect(await page.evaluate('window.kept')).toBe(true)
    await caching.endVisits()
  } finally {
    await caching.stop()
  }
})

test('after the device has slept, the map is not live until it has the current state', async () => {
  const page = await browser.blankPage()
  await page.clock.install()
  await page.goto(`${service.url}/?event=default`)
  const map = await new SeatMap(page).live()
  const held: Route[] = []
  await page.route(STREAM, (route) => void held.push(route))

  await page.clock.fastForward('08:00:00')
  await page.locator('holdfast-seat-map[data-state="reconnecting"]').waitFor()
  await service.book(4)
  const route = await until(() => held[0])
  await route.continue()
  await page.unroute(STREAM)

  await map.live()
  expect(await map.stateOf('4')).toBe('booked')
})
