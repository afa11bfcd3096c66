import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'

import { granted } from '../../client/src/index.ts'
import { Browser, DESKTOP } from '../../tools/servers/browser.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
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

/** A page in a language with its own direction, in which an old library breaks JSON, with two elements for one event. */
async function visitForeignShop(): Promise<Page> {
  service = await ServiceProcess.start({ CORS_ORIGINS: site.url })
  site.pages['/'] = `<!doctype html>
    <html lang="ar" dir="rtl">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>A shop</title>
      <link rel="icon" href="data:,">
      <script>
        Object.defineProperty(Array.prototype, 'toJSON', { value: () => 'broken', configurable: true })
      </script>
      <script src="${service.url}/widget.js" defer></script>
      <style>
        holdfast-seat-map { --holdfast-accent: #b3006b; height: 400px }
      </style>
      <main>
        <h1>متجر</h1>
        <holdfast-seat-map event="demo" id="first"></holdfast-seat-map>
        <div lang="de-AT"><holdfast-seat-map event="demo" id="second"></holdfast-seat-map></div>
      </main>
      <script>
        document.getElementById('first').texts = { best: { hold: 'Pick for me' } }
      </script>
    </html>`
  // The page supports light colours only.
  return browser.visit(`${site.url}/`, { ...DESKTOP, colorScheme: 'dark', locale: 'en-GB' })
}

test('two elements of a page have their own language, texts, colours and hold', async () => {
  const page = await visitForeignShop()
  const [first, second] = [page.locator('#first'), page.locator('#second')]
  await page.locator('#first[data-state="live"]').waitFor()
  await page.locator('#second[data-state="live"]').waitFor()
  const background = (id: string) =>
    page.evaluate<string>(
      `getComputedStyle(${id}.shadowRoot.querySelector('.frame')).backgroundColor`,
    )

  await first.getByRole('button', { name: 'Pick for me' }).click()
  await page.locator('#first[data-hold="held"]').waitFor()
  const primary = `getComputedStyle(first.shadowRoot.querySelector('button.primary'))`
  expect(await page.evaluate(`${primary}.backgroundColor`)).toBe('rgb(179, 0, 107)')
  expect(await page.evaluate(`${primary}.color`)).toBe('rgb(255, 255, 255)')
  await until(async () => (await coloured(page, 'first', [179, 0, 107])) > 20)
  expect([await background('first'), await background('second')]).toEqual([
    'rgb(255, 255, 255)',
    'rgb(255, 255, 255)',
  ])
  // The driver needs right JSON too.
  await page.evaluate('delete Array.prototype.toJSON')
  expect(await accessibilityFaults(page)).toEqual([])

  await page.reload()
  await page.locator('#first[data-hold="held"]').waitFor()
  await second.getByRole('button', { name: 'Beste Plätze reservieren' }).waitFor()
  await page.locator('#second[data-state="live"][data-hold="none"]').waitFor()

  await page.evaluate(`second.setAttribute('theme', 'dark')`)
  await until(async () => (await background('second')) !== 'rgb(255, 255, 255)')
  await page.evaluate(`first.style.setProperty('--holdfast-accent', 'oklch(0.5 0.2 150)')`)
  await until(async () => (await coloured(page, 'first', [179, 0, 107])) === 0)
  await page.evaluate(`second.lang = 'en-GB'`)
  await second.getByRole('button', { name: 'Hold best seats' }).waitFor()
})

/** The number of pixels of this colour on the map of an element. */
function coloured(page: Page, id: string, colour: readonly number[]): Promise<number> {
  return page.evaluate(`(() => {
    const canvas = ${id}.shadowRoot.querySelector('canvas[role=application]')
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    let count = 0
    for (let at = 0; at < data.length; at += 4) {
      if (${JSON.stringify(colour)}.every((part, index) => data[at + index] === part)) count++
    }
    return count
  })()`)
}

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
