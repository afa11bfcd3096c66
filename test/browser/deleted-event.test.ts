import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'

import type { Schemas } from '../../client/src/index.ts'
import { Browser } from '../../tools/servers/browser.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { ADMIN_KEY } from '../drivers/retrying-client.ts'
import { SeatMap } from '../drivers/seat-map.ts'

const MISSING_EVENT = /404 \(Not Found\)/

let browser: Browser
let service: ServiceProcess

beforeAll(async () => {
  ;[browser, service] = await Promise.all([Browser.start(), ServiceProcess.start({ ADMIN_KEY })])
})
afterEach(() => browser.endVisits())
afterAll(async () => {
  await browser.stop()
  await service.stop()
})

function admin() {
  return service.client({ key: ADMIN_KEY })
}

async function create(eventId: string, plan: Schemas['SeatingPlan']): Promise<void> {
  // The data of a deleted event of this id are deleted in the background.
  await until(async () => {
    const created = await admin().createEvent({ eventId, plan })
    return created.ok
  })
}

async function visit(eventId: string): Promise<SeatMap> {
  const map = new SeatMap(await browser.visit(`${service.url}/?event=${eventId}`))
  browser.expectTrouble(map.page, MISSING_EVENT)
  return map.live()
}

test('a page says that its event was deleted', async () => {
  await create('gone', (await admin().getEvent('default')).plan)
  const map = await visit('gone')

  await admin().deleteEvent('gone')

  await map.page.locator('holdfast-seat-map[data-state="failed"]').waitFor()
  await map.page.getByText('We could not find this event.').waitFor()
  await map.page.getByText(/^There is no event/).waitFor()
})

test('a page shows the plan of an event that was deleted and created again', async () => {
  const plan = (await admin().getEvent('default')).plan
  await create('again', plan)
  const map = await visit('again')
  // Otherwise the page might notice that the event does not exist for a moment.
  browser.expectTrouble(map.page, /ERR_FAILED|\/api\/events\/again/)
  await map.page.route('**/api/events/again/**', (route) => route.abort())

  await admin().deleteEvent('again')
  const zones = plan.zones.map((zone) => ({ ...zone, rows: zone.rows.slice(0, 1) }))
  const count = zones.flatMap(({ rows }) => rows.flatMap(({ seats }) => seats)).length
  await create('again', { ...plan, zones })
  await map.page.unroute('**/api/events/again/**')

  await map.page.getByText(`${count} of ${count} seats available`).waitFor()
  expect(await map.stateOf('1')).toBe('free')
})
