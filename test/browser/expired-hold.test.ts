import { afterAll, afterEach, beforeAll, test } from '@jest/globals'

import { Browser } from '../../tools/servers/browser.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { SeatMap } from '../drivers/seat-map.ts'

let browser: Browser
let service: ServiceProcess

beforeAll(async () => {
  ;[browser, service] = await Promise.all([Browser.start(), ServiceProcess.start()])
})
afterEach(() => browser.endVisits())
afterAll(() => browser.stop())
afterAll(() => service.stop())

async function visit(): Promise<SeatMap> {
  return new SeatMap(await browser.visit(`${service.url}/?event=default`)).live()
}

test('an expired hold ends on all pages, and its seat is available again', async () => {
  const [buyer, other] = await Promise.all([visit(), visit()])
  await buyer.click('13')
  await buyer.button('Hold 1 seat').click()
  await buyer.holdIs('held')
  await buyer.page
    .getByRole('timer')
    .filter({ hasText: /\d:\d\d left/ })
    .waitFor()
  await other.seatIs('13', 'held')
  await buyer.button('Release').click()
  await Promise.all([buyer, other].map((map) => map.seatIs('13', 'free')))

  await buyer.holdBriefly(true)
  await buyer.click('13')
  await buyer.button('Hold 1 seat').click()
  await buyer.holdIs('expired')

  await buyer.refusal.filter({ hasText: 'Your time is up' }).waitFor()
  await Promise.all([buyer, other].map((map) => map.seatIs('13', 'free')))
  await other.click('13')
  await other.button('Hold 1 seat').click()
  await buyer.seatIs('13', 'held')
  await other.seatIs('13', 'mine')
})
