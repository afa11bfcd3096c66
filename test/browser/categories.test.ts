import { afterAll, beforeAll, expect, test } from '@jest/globals'

import { granted, type Schemas } from '../../client/src/index.ts'
import { Browser } from '../../tools/servers/browser.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { clubPlan } from '../builders/club-plan.ts'
import { accessibilityFaults } from '../drivers/accessibility.ts'
import { ADMIN_KEY } from '../drivers/retrying-client.ts'
import { SeatMap } from '../drivers/seat-map.ts'

let browser: Browser
let service: ServiceProcess

beforeAll(async () => {
  ;[browser, service] = await Promise.all([Browser.start(), ServiceProcess.start({ ADMIN_KEY })])
})
afterAll(() => browser.stop())
afterAll(() => service.stop())

/** A club whose tables have no category, as editors of plans write it. */
function unnamedTables(): Schemas['NewSeatingPlan'] {
  const text = JSON.stringify(clubPlan()).replaceAll('"category":"Table"', '"category":""')
  return JSON.parse(text) as Schemas['NewSeatingPlan']
}

test('a customer filters seats and standing places by category', async () => {
  const admin = service.client({ key: ADMIN_KEY })
  granted(await admin.createEvent({ eventId: 'club', plan: unnamedTables() }))
  const page = await browser.visit(`${service.url}/?event=club`)
  await new SeatMap(page).live()
  const matches = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor()

  const best = page.getByRole('combobox', { name: 'Category' })
  // With one category there is nothing to choose.
  expect(await best.count()).toBe(0)
  await page.locator('summary').filter({ hasText: 'Filter' }).click()
  await page.getByRole('checkbox', { name: 'Standing' }).check()
  await matches('400 available seats match.')
  await page.getByRole('checkbox', { name: 'No category' }).check()
  await matches('432 available seats match.')
  await page.getByRole('checkbox', { name: 'Standing' }).uncheck()
  await matches('32 available seats match.')
  expect(await accessibilityFaults(page)).toEqual([])

  await page.getByRole('button', { name: 'List' }).click()
  await page.getByRole('heading', { name: 'Pit' }).waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Show all seats' }).click()
  await page.getByRole('heading', { name: 'Pit' }).waitFor()
})
