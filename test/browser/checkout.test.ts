import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'

import { Browser } from '../../tools/servers/browser.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { SELLER } from '../builders/keys.ts'
import { accessibilityFaults } from '../drivers/accessibility.ts'
import { SeatMap } from '../drivers/seat-map.ts'
import { StaticSite } from '../fakes/static-site.ts'

let browser: Browser
let service: ServiceProcess
let site: StaticSite

beforeAll(async () => {
  browser = await Browser.start()
})
beforeEach(async () => {
  site = await StaticSite.start({
    '/checkout': '<!doctype html><title>Checkout</title><link rel="icon" href="data:,">',
  })
})
afterEach(() => browser.endVisits())
afterEach(() => service.stop())
afterEach(() => site.stop())
afterAll(() => browser.stop())

/** Starts the service of a shop, whose buyers check out. */
async function start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  service = await ServiceProcess.start({ SELLER_KEY: SELLER, ...settings })
}

/** Holds seats 13 and 14 on the seat map, and checks out. */
async function checkOut(page: Page): Promise<SeatMap> {
  const map = await new SeatMap(page).live()
  await map.click('13')
  await map.click('14')
  await map.button('Hold 2 seats').click()
  await map.holdIs('held')
  await map.button('Checkout').click()
  return map
}

/** The shop reads the hold and confirms it; returns the code of the booking. */
async function sell(holdId: string): Promise<string> {
  const seller = service.client({ key: SELLER })
  const { version } = await seller.getHold({ holdId })
  const reply = await seller.confirmHold({ holdId }, { version, reference: 'order 7' })
  if (!reply.ok) throw reply.refusal
  return reply.value.code
}

/** The id of the hold, as the page has stored it. */
async function storedHoldId(page: Page): Promise<string> {
  const hold = await page.evaluate<string>('Object.values(sessionStorage)[0]')
  return (JSON.parse(hold) as { holdId: string }).holdId
}

describe('the seat map in the page of a shop', () => {
  interface Checkout {
    readonly holdId: string
  }

  async function visitShop(): Promise<Page> {
    await start({ CORS_ORIGINS: site.url })
    site.pages['/'] = `<!doctype html>
      <html lang="en">
        <title>A shop</title>
        <link rel="icon" href="data:,">
        <script src="${service.url}/widget.js" defer></script>
        <main><h1>A shop</h1><holdfast-seat-map event="default"></holdfast-seat-map></main>
        <script>
          window.told = []
          document.addEventListener('checkout', (event) => {
            event.preventDefault()
            told.push(event.detail)
          })
        </script>
      </html>`
    return browser.visit(`${site.url}/`)
  }

  test('tells the shop about the checkout, and shows its booking', async () => {
    const page = await visitShop()
    const map = await checkOut(page)

    const [checkout] = await until(async () => {
      const told = await page.evaluate<Checkout[]>('told')
      return told.length > 0 && told
    })
    expect(checkout).toEqual({
      eventId: 'default',
      holdId: await storedHoldId(page),
      version: 1,
      seatIds: ['13', '14'],
      expiresAt: expect.any(String),
    })
    await map.holdIs('held')
    expect(await page.getByText('Pay at the box office').isVisible()).toBe(false)

    const code = await sell(checkout?.holdId ?? '')
    await map.holdIs('booked')
    await page.getByText(`Your booking number is ${code}.`).waitFor()
    await map.seatIs('13', 'yours')
    expect(await accessibilityFaults(page)).toEqual([])
  })
})

test('with CHECKOUT_URL, the page goes there, and shows the booking after the return', async () => {
  await start({ CHECKOUT_URL: `${site.url}/checkout?event={eventId}&hold={holdId}` })
  const page = await browser.visit(`${service.url}/?event=default`)

  await checkOut(page)
  await page.waitForURL(`${site.url}/checkout?**`)
  const params = new URL(page.url()).searchParams
  expect([...params.keys()]).toEqual(['event', 'hold'])
  const code = await sell(params.get('hold') ?? '')
  await page.goto(`${service.url}/?event=default`)

  await new SeatMap(page).holdIs('booked')
  await page.getByText(`Your booking number is ${code}.`).waitFor()
})

describe('without CHECKOUT_URL, the page', () => {
  test('shows the code for the box office, also after a reload, until the seats are sold', async () => {
    await start()
    const page = await browser.visit(`${service.url}/?event=default`)

    await checkOut(page)
    const holdId = await storedHoldId(page)
    const { code } = await service.client({ key: SELLER }).getHold({ holdId })
    await page.getByText(code, { exact: true }).waitFor()
    expect(await page.getByRole('timer').isVisible()).toBe(true)
    expect(await accessibilityFaults(page)).toEqual([])

    await page.reload()
    await page.getByText(code, { exact: true }).waitFor()
    const map = await new SeatMap(page).live()
    await map.seatIs('13', 'mine')
    expect(await sell(holdId)).toBe(code)

    await map.holdIs('booked')
    await page.getByText(`Your booking number is ${code}.`).waitFor()
  })

  test('copies the code', async () => {
    await start()
    const page = await browser.visit(`${service.url}/?event=default`)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])

    const map = await checkOut(page)
    await map.button('Copy code').click()
    await map.button('Copied').waitFor()

    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^[\dA-Z]{4}-[\dA-Z]{4}$/)
  })

  test('shows that the box office has released the seats', async () => {
    await start()
    const page = await browser.visit(`${service.url}/?event=default`)
    const map = await checkOut(page)
    const { holdId, token } = await page
      .evaluate<string>('Object.values(sessionStorage)[0]')
      .then((hold) => JSON.parse(hold) as { holdId: string; token: string })
    await map.seatIs('13', 'mine')

    await service.client().releaseHold({ holdId, token })

    await map.holdIs('none')
    await map.seatIs('13', 'free')
  })
})
