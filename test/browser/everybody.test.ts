import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { BrowserContextOptions } from 'playwright-core'

import { Browser, DESKTOP, PHONE } from '../../tools/servers/browser.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { accessibilityFaults } from '../drivers/accessibility.ts'
import { SeatMap } from '../drivers/seat-map.ts'
import { stopClock } from '../fakes/page-clock.ts'

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

/** `innerWidth` grows with a page that is too wide for a phone. */
const FITS = 'document.documentElement.scrollWidth <= screen.width'

async function visit(options: BrowserContextOptions): Promise<SeatMap> {
  const page = await browser.visit(`${service.url}/?event=demo`, options)
  return new SeatMap(page).live()
}

describe.each([
  ['light, desktop', { ...DESKTOP, colorScheme: 'light' }],
  ['dark, desktop', { ...DESKTOP, colorScheme: 'dark' }],
  ['light, phone', { ...PHONE, colorScheme: 'light' }],
  ['dark, phone', { ...PHONE, colorScheme: 'dark' }],
] as const)('the seat map is accessible: %s', (_where, options) => {
  test('without a selection, with held seats, and as a list', async () => {
    const map = await visit(options)
    expect(await accessibilityFaults(map.page)).toEqual([])
    expect(await map.page.evaluate(FITS)).toBe(true)

    await map.button('Hold best seats').click()
    await map.holdIs('held')
    expect(await accessibilityFaults(map.page)).toEqual([])

    await map.button('List').click()
    const summary = map.page.locator('summary')
    await summary.filter({ hasText: /^Stalls/ }).click()
    await summary
      .filter({ hasText: /^Row A/ })
      .first()
      .click()
    await map.page.getByRole('checkbox').last().click()
    await map.page.locator('holdfast-seat-map[data-selected="1"]').waitFor()
    expect(await accessibilityFaults(map.page)).toEqual([])
    await map.button('Release').click()
    await map.holdIs('none')
  })
})

const IS_DARK = `getComputedStyle(document.querySelector('h1')).color.match(/\\d+/)[0] > 128`

describe.each([
  ['light, desktop', { ...DESKTOP, colorScheme: 'light' }],
  ['dark, phone', { ...PHONE, colorScheme: 'dark' }],
] as const)('the documentation is accessible: %s', (_where, options) => {
  const { colorScheme } = options

  test('the API page, with an operation that is tried out and the keys', async () => {
    const page = await browser.visit(`${service.url}/docs`, options)
    const summary = page.locator('#operations-Booking-bookSeat .opblock-summary-control')
    await summary.waitFor()
    expect(await page.evaluate(IS_DARK)).toBe(colorScheme === 'dark')
    expect(await page.evaluate(FITS)).toBe(true)
    expect(await accessibilityFaults(page)).toEqual([])

    await summary.click()
    await page.getByRole('button', { name: 'Try it out' }).click()
    await page.getByRole('button', { name: 'Authorize', exact: true }).click()
    await page.getByRole('heading', { name: 'Available authorizations' }).waitFor()
    expect(page.url()).toMatch(/#\/Booking\/bookSeat$/)
    expect(await accessibilityFaults(page)).toEqual([])

    const isDark = colorScheme === 'dark'
    await page.emulateMedia({ colorScheme: isDark ? 'light' : 'dark' })
    await until(async () => (await page.evaluate(IS_DARK)) !== isDark)
  })

  test('the list of errors', async () => {
    const page = await browser.visit(`${service.url}/docs/errors`, options)
    expect(await page.evaluate(IS_DARK)).toBe(colorScheme === 'dark')
    expect(await page.evaluate(FITS)).toBe(true)
    expect(await accessibilityFaults(page)).toEqual([])
  })
})

/** The names of what is wider than its place, or covers the next part. */
const CROWDED = `(() => {
  const root = document.querySelector('holdfast-seat-map').shadowRoot
  const parts = ['.top', '.hall', '.panel'].map((name) => root.querySelector(name))
  const [top, hall, panel] = parts.map((part) => part.getBoundingClientRect())
  const wide = [document.documentElement, ...root.querySelectorAll('button, p:not(.unseen), h2, h3, .top, .panel, .card')]
    .filter(({ clientWidth, scrollWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
    .map((element) => element.className + ' ' + element.textContent)
  const search = root.querySelector('.search').getBoundingClientRect()
  const zoom = root.querySelector('.zoom').getBoundingClientRect()
  const covered = [[top, hall], [hall, panel], [search, zoom]]
    .filter(([above, below]) => above.bottom > below.top + 1)
    .map(([above, below]) => above.bottom + ' ' + below.top)
  return [...wide, ...covered]
})()`

test.each(['en', 'de'])('in %s, 200 %% text fits a window of 320 pixels', async (lang) => {
  const page = await browser.blankPage({ viewport: { width: 320, height: 640 } })
  await page.addInitScript(`addEventListener('DOMContentLoaded', () => {
    document.documentElement.style.fontSize = '200%'
  })`)
  await page.goto(`${service.url}/?event=demo&lang=${lang}&theme=dark`)
  const map = await new SeatMap(page).live()

  expect(await page.evaluate(CROWDED)).toEqual([])
  expect(await page.evaluate('document.documentElement.lang')).toBe(lang)
  await map.button(lang === 'de' ? 'Beste Plätze reservieren' : 'Hold best seats').click()
  await map.holdIs('held')
  expect(await page.evaluate(CROWDED)).toEqual([])
  expect(await accessibilityFaults(page)).toEqual([])
  await map.button(lang === 'de' ? 'Freigeben' : 'Release').click()
  await map.holdIs('none')
})

test.each([
  ['is animated', 'no-preference', true],
  ['is immediate with reduced motion', 'reduce', false],
] as const)('zooming %s', async (_how, reducedMotion, takesTime) => {
  const page = await browser.blankPage({ reducedMotion })
  await page.clock.install()
  await page.goto(`${service.url}/?event=demo`)
  const map = await new SeatMap(page).live()
  await stopClock(page)
  const before = await map.placeOf('Stalls-A-1')
  await map.button('Zoom in').click()
  await page.clock.runFor(50)
  const soon = await map.placeOf('Stalls-A-1')
  await page.clock.runFor(1_000)
  const late = await map.placeOf('Stalls-A-1')

  expect(late).not.toEqual(before)
  expect(late.x !== soon.x).toBe(takesTime)
})

test('the pages run no inline scripts', async () => {
  for (const path of ['/', '/watch']) {
    const page = await browser.visit(service.url + path)
    browser.expectTrouble(page, /Content Security Policy/)
    await page.evaluate(`(() => {
      const script = document.createElement('script')
      script.textContent = 'window.ranInline = true'
      document.body.append(script)
      document.body.insertAdjacentHTML('beforeend', '<b onclick="window.ranInline = true"></b>')
      document.body.lastElementChild.click()
    })()`)
    expect(await page.evaluate('window.ranInline')).toBeUndefined()
  }
})
