import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'

import { granted } from '../../client/src/index.ts'
import { Browser } from '../../tools/servers/browser.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { accessibilityFaults } from '../drivers/accessibility.ts'
import { ADMIN_KEY } from '../drivers/retrying-client.ts'
import { SeatMap } from '../drivers/seat-map.ts'
import { StaticSite } from '../fakes/static-site.ts'

let browser: Browser
let service: ServiceProcess
let site: StaticSite

beforeAll(async () => {
  browser = await Browser.start()
})
beforeEach(async () => {
  site = await StaticSite.start()
})
afterEach(() => browser.endVisits())
afterEach(() => service.stop())
afterEach(() => site.stop())
afterAll(() => browser.stop())

/** A page of a shop that embeds the seat map, and records its events. */
async function visitShop(settings: Readonly<Record<string, string>>): Promise<Page> {
  service = await ServiceProcess.start(settings)
  site.pages['/'] = `<!doctype html>
    <html lang="en">
      <title>A shop</title>
      <link rel="icon" href="data:,">
      <script src="${service.url}/widget.js" defer></script>
      <main>
        <h1>A shop</h1>
        <holdfast-seat-map event="default"></holdfast-seat-map>
      </main>
      <script>
        window.told = []
        for (const type of ['hold', 'release', 'expire', 'confirm']) {
          document.addEventListener(type, ({ detail }) => told.push({ type, ...detail }))
        }
      </script>
    </html>`
  return browser.visit(`${site.url}/`)
}

function told(page: Page): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return page.evaluate('told')
}

test.each([
  ['that is listed', () => site.url],
  ['if all are allowed', () => '*'],
])('a page of another site %s shows the seat map, and gets its events', async (_who, origins) => {
  const page = await visitShop({ CORS_ORIGINS: origins(), ADMIN_KEY, PUBLIC_BOOKING: 'true' })
  const map = await new SeatMap(page).live()

  await map.click('13')
  await map.click('14')
  await map.button('Hold 2 seats').click()
  await map.holdIs('held')
  await map.button('Book 2 seats').click()
  await map.holdIs('booked')
  await service.book(15)
  await map.seatIs('15', 'booked')

  const [held, booked] = await told(page)
  expect(held).toEqual({ type: 'hold', holdId: expect.any(String), seatIds: ['13', '14'] })
  expect(booked).toEqual({
    ...held,
    type: 'confirm',
    bookingId: expect.any(String),
    code: expect.any(String),
  })
  const saleOpensAt = '9000-01-01T00:00:00.000Z'
  const admin = service.client({ key: ADMIN_KEY })
  granted(await admin.changeEvent('default', { etag: '*' }, { saleOpensAt }))
  await page.getByRole('status').filter({ hasText: 'Not yet on sale.' }).waitFor()
  await page.getByRole('timer').filter({ hasText: 'Opens in' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
})

test('a page of another site is told that a hold has run out, and that one was let go', async () => {
  const page = await visitShop({ CORS_ORIGINS: site.url })
  const map = await new SeatMap(page).live()

  await map.holdBriefly(true)
  await map.click('13')
  await map.button('Hold 1 seat').click()
  await map.holdIs('expired')
  await map.holdBriefly(false)
  await map.click('14')
  await map.button('Hold 1 seat').click()
  await map.holdIs('held')
  await map.button('Release').click()
  await map.holdIs('none')

  const types = (await told(page)).map(({ type }) => type)
  expect(types).toEqual(['hold', 'expire', 'hold', 'release'])
})

test.each([
  ['no site is listed', {}],
  ['only others are listed', { CORS_ORIGINS: 'https://shop.example' }],
])('if %s, the seat map on another site says what is wrong', async (_who, settings) => {
  const page = await visitShop(settings)
  // The console errors about requests whose answers the browser withholds.
  browser.expectTrouble(page, /CORS policy|ERR_FAILED/)
  const map = new SeatMap(page)

  await page.locator('holdfast-seat-map[data-state="failed"]').waitFor()

  expect(await map.refusal.textContent()).toContain(`CORS_ORIGINS=${site.url}`)
  await map.button('Try again').waitFor()
})
