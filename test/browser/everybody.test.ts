import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { BrowserContextOptions } from 'playwright-core'

import { Browser, DESKTOP, PHONE } from '../../tools/servers/browser.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
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
    const fits = 'document.documentElement.scrollWidth <= innerWidth'
    expect(await map.page.evaluate(fits)).toBe(true)

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
