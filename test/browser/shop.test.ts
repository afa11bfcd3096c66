import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'

import { granted, HoldfastClient } from '../../client/src/index.ts'
import { Browser } from '../../tools/servers/browser.ts'
import { freePort } from '../../tools/servers/free-port.ts'
import { until } from '../../tools/until.ts'
import { accessibilityFaults } from '../drivers/accessibility.ts'
import { SeatMap } from '../drivers/seat-map.ts'

const ADMIN_KEY = 'the-key-of-the-administrator'
const SELLER_KEY = 'the-key-of-the-shop'

let browser: Browser
let shop: ChildProcess
let holdfastUrl: string
let shopUrl: string

beforeAll(async () => {
  browser = await Browser.start()
})
beforeEach(async () => {
  const port = await freePort()
  const shopPort = await freePort()
  holdfastUrl = `http://localhost:${port}`
  shop = spawn('npm', ['run', '--silent', 'shop'], {
    env: { ...process.env, PORT: `${port}`, SHOP_PORT: `${shopPort}`, ADMIN_KEY, SELLER_KEY },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  shopUrl = await urlIn(shop)
})
afterEach(() => browser.endVisits())
afterEach(async () => {
  shop.kill('SIGTERM')
  if (shop.exitCode === null && shop.signalCode === null) await once(shop, 'exit')
})
afterAll(() => browser.stop())

/** The URL that the shop prints once it can be used. */
async function urlIn({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('The shop has no output.')
  for await (const line of createInterface(stdout)) {
    const url = /^The shop is at (\S+)$/.exec(line)?.[1]
    if (url !== undefined) return url
  }
  throw new Error('The shop has ended.')
}

/** Holds the best two seats, and goes to the checkout of the shop. */
async function checkOut(): Promise<Page> {
  const page = await browser.visit(shopUrl)
  const map = await new SeatMap(page).live()
  await map.button('Hold best seats').click()
  await map.holdIs('held')
  await map.button('Checkout').click()
  await page.getByRole('button', { name: 'Pay' }).waitFor()
  expect(await page.getByRole('listitem').count()).toBe(2)
  return page
}

/** The code of the booking, as the page shows it. */
async function codeOn(page: Page): Promise<string | null> {
  await page.getByText('Your booking code is').waitFor()
  return page.locator('strong').textContent()
}

test('a buyer of the demo shop chooses seats, pays, and has them booked', async () => {
  const page = await checkOut()
  expect(await accessibilityFaults(page)).toEqual([])

  await page.getByRole('button', { name: /^Pay €\d+\.00$/ }).click()
  const code = await codeOn(page)
  await page.getByText('Your seats are booked.').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])

  await page.getByRole('link', { name: 'Back to the seats' }).click()

  await new SeatMap(page).holdIs('booked')
  await page.getByText(`Your booking number is ${code}.`).waitFor()
})

test('a buyer who adds a seat during the payment is asked to check', async () => {
  const page = await checkOut()
  const stored = await page.evaluate<string>('Object.values(sessionStorage)[0]')
  const hold = JSON.parse(stored) as { holdId: string; token: string }
  const buyer = new HoldfastClient({ baseUrl: holdfastUrl })
  await buyer.holdSeats('demo', { bestAvailable: { quantity: 1 } }, { hold })

  await page.getByRole('button', { name: 'Pay' }).click()
  await page.getByText('Your seats have changed, please check.').waitFor()
  expect(await page.getByRole('listitem').count()).toBe(3)
  expect(await buyer.getHold(hold)).toMatchObject({ status: 'active' })

  await page.getByRole('button', { name: 'Pay' }).click()
  expect(await codeOn(page)).toMatch(/^[\dA-Z]{4}-[\dA-Z]{4}$/)
  expect(await buyer.getHold(hold)).toMatchObject({ status: 'confirmed' })
})

test('a buyer is told that the event was cancelled, and cannot pay again', async () => {
  const page = await checkOut()
  const admin = new HoldfastClient({ baseUrl: holdfastUrl, key: ADMIN_KEY })
  granted(await admin.changeEvent('demo', { etag: '*' }, { status: 'cancelled' }))

  await page.getByRole('button', { name: 'Pay' }).click()
  await page.getByText('The event is no longer on sale.').waitFor()
  expect(await page.getByRole('button').count()).toBe(0)
})

test('a hold that does not exist is not found', async () => {
  const answer = await fetch(`${shopUrl}/checkout?hold=unknown`)

  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('These seats are not held.')
})

test('an order is confirmed, and later cancelled, by signed messages of the webhook only', async () => {
  const page = await checkOut()
  await page.getByRole('button', { name: 'Pay' }).click()
  await page.getByText('Your seats are booked.').waitFor()
  const orderUrl = page.url()
  const stored = await page.evaluate<string>('Object.values(sessionStorage)[0]')
  const seller = new HoldfastClient({ baseUrl: holdfastUrl, key: SELLER_KEY })
  const { bookingId = '' } = await seller.getHold(JSON.parse(stored) as { holdId: string })

  const forged = await fetch(`${shopUrl}/webhooks`, {
    method: 'POST',
    headers: {
      'webhook-id': 'msg_1',
      'webhook-timestamp': `${Math.floor(Date.now() / 1_000)}`,
      'webhook-signature': 'v1,Zm9yZ2Vk',
    },
    body: JSON.stringify({ type: 'booking.created', data: { bookingId } }),
  })
  expect(forged.status).toBe(500)

  await seller.cancelBooking(bookingId)
  await until(async () => {
    const order = await (await fetch(orderUrl)).text()
    return order.includes('Your seats are cancelled.') || undefined
  })
})
