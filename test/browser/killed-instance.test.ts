import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'

import { Browser } from '../../tools/servers/browser.ts'
import { LoadBalancer } from '../../tools/servers/load-balancer.ts'
import type { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { SeatMap } from '../drivers/seat-map.ts'
import { ThreeInstances } from '../drivers/three-instances.ts'

/** The console errors about a broken stream, and about failed connects while it is down. */
const BROKEN_STREAM = /\/api\/events\/default\/stream/

let browser: Browser
let instances: ThreeInstances
let balancer: LoadBalancer

beforeAll(async () => {
  browser = await Browser.start()
})
beforeEach(async () => {
  instances = await ThreeInstances.start()
  balancer = await LoadBalancer.start(instances.urls.map((url) => Number(new URL(url).port)))
  await until(() => isServed(balancer.url))
})
afterEach(() => browser.endVisits())
afterEach(() => balancer.stop())
afterEach(() => instances.stop())
afterAll(() => browser.stop())

test('a page whose instance is killed reconnects, with the current seats and its hold', async () => {
  const map = new SeatMap(await browser.visit(`${balancer.url}/?event=default`))
  browser.expectTrouble(map.page, BROKEN_STREAM)
  await map.live()
  await map.click('13')
  await map.button('Hold 1 seat').click()
  await map.holdIs('held')
  const serving = await until(() => streaming(instances.services))
  const others = instances.services.filter((service) => service !== serving)

  // Watched for beforehand, since it may be over soon.
  const reconnecting = map.page.locator('holdfast-seat-map[data-state="reconnecting"]').waitFor()
  serving.kill('SIGKILL')
  await reconnecting
  await others[0]?.book(14)
  await map.live()

  await map.seatIs('14', 'booked')
  await map.button('Book 1 seat').click()
  await map.holdIs('booked')
  const { seats } = await until(() => others[1]?.client().getAvailability('default'))
  expect(Object.fromEntries(seats.map(({ seatId, status }) => [seatId, status]))).toEqual({
    13: 'booked',
    14: 'booked',
  })
})

test('a booking at one instance is shown on the pages of the others', async () => {
  const maps = await Promise.all(
    instances.urls.map(async (url) => new SeatMap(await browser.visit(`${url}/?event=default`))),
  )
  await Promise.all(maps.map((map) => map.live()))

  for (const [index, service] of instances.services.entries()) {
    const seatId = String(40 + index)
    await service.book(seatId)
    await Promise.all(maps.map((map) => map.seatIs(seatId, 'booked')))
  }
})

/** The instance that serves the stream. */
async function streaming(services: readonly ServiceProcess[]): Promise<ServiceProcess | undefined> {
  for (const service of services) {
    const metrics = await (await fetch(`${service.url}/metrics`)).text()
    if (/^holdfast_streams_open [1-9]/m.test(metrics)) return service
  }
  return undefined
}

function isServed(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
}
