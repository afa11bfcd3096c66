import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { BrowserContextOptions } from 'playwright-core'

import { accessibilityFaults } from '../support/accessibility.ts'
import { Browser, DESKTOP, PHONE } from '../support/browser.ts'
import { stopClock } from '../support/page-clock.ts'
import { SeatMap } from '../support/seat-map.ts'
import { ServiceProcess } from '../support/service-process.ts'

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
  ['in light colours, at a desk', { ...DESKTOP, colorScheme: 'light' }],
  ['in dark colours, at a desk', { ...DESKTOP, colorScheme: 'dark' }],
  ['in light colours, on a telephone', { ...PHONE, colorScheme: 'light' }],
  ['in dark colours, on a telephone', { ...PHONE, colorScheme: 'dark' }],
] as const)('everybody can use the seat map: %s', (_where, options) => {
  test('with nothing chosen, with seats held, and as a list', async () => {
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
  ['goes on its way', 'no-preference', true],
  ['is there at once where motion is not wanted', 'reduce', false],
] as const)('what is zoomed %s', async (_how, reducedMotion, takesTime) => {
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

test('the pages run nothing that they did not bring', async () => {
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
