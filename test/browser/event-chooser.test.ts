import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'

import { pretixPlan } from '../../tools/pretix-plan.ts'
import { Browser, DESKTOP, PHONE } from '../../tools/servers/browser.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { accessibilityFaults } from '../drivers/accessibility.ts'
import { ADMIN_KEY } from '../drivers/retrying-client.ts'
import { SeatMap } from '../drivers/seat-map.ts'

/** More than one page of the list. */
const EVENTS = 203

let browser: Browser
let service: ServiceProcess

beforeAll(async () => {
  ;[browser, service] = await Promise.all([
    Browser.start(),
    ServiceProcess.start({ ADMIN_KEY, STORE: 'memory' }),
  ])
  const client = service.client({ key: ADMIN_KEY })
  for (let number = 1; number <= EVENTS; number++) {
    const event = { eventId: `old-${number}`, name: `Old ${number}`, plan: pretixPlan() }
    await client.createEvent({ ...event, startsAt: '2020-01-01T19:00:00Z', timeZone: 'UTC' })
  }
  for (const day of [1, 2]) {
    const event = { eventId: `hamlet-${day}`, name: 'Hamlet', plan: pretixPlan() }
    await client.createEvent({ ...event, startsAt: `2099-01-0${day}T19:00:00Z`, timeZone: 'UTC' })
  }
})
afterEach(() => browser.endVisits())
afterAll(async () => {
  await browser.stop()
  await service.stop()
})

test.each([
  ['desktop', { ...DESKTOP, colorScheme: 'light' }],
  ['phone, dark', { ...PHONE, colorScheme: 'dark' }],
] as const)('an event is chosen from the list by keyboard: %s', async (_where, options) => {
  const page = await browser.visit(`${service.url}/`, options)
  const map = await new SeatMap(page).live()
  await map.button('All events').click()
  expect(await page.getByRole('link', { name: /^Hamlet/ }).allTextContents()).toEqual([
    'Hamlet · 1 Jan 2099, 19:00 UTC',
    'Hamlet · 2 Jan 2099, 19:00 UTC',
  ])
  expect(await accessibilityFaults(page)).toEqual([])

  await page.getByLabel('Search by name or date').focus()
  await page.keyboard.type('jan hamlet-2')
  await page.getByText('1 event', { exact: true }).waitFor()
  await map.tabTo(/^Hamlet/)
  await page.keyboard.press('Enter')

  await page.locator('holdfast-seat-map[event="hamlet-2"][data-state="live"]').waitFor()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.goBack()
  await page.locator('holdfast-seat-map[event="demo"][data-state="live"]').waitFor()
})

test('the search finds an event of the last page', async () => {
  const page = await browser.visit(`${service.url}/`)
  await (await new SeatMap(page).live()).button('All events').click()

  await page.getByLabel('Search by name or date').fill(`old-${EVENTS}`)

  await page
    .getByRole('link', { name: `Old ${EVENTS} · 1 Jan 2020, 19:00 UTC · has begun` })
    .waitFor()
})

test('instead of an event that does not exist, another can be chosen', async () => {
  const page = await browser.blankPage()
  browser.expectTrouble(page, /404/)
  await page.goto(`${service.url}/?event=macbeth`)

  await page.getByText('There is no event “macbeth”. Choose another one.').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('link', { name: /^Hamlet · 1 Jan/ }).click()

  await page.locator('holdfast-seat-map[event="hamlet-1"][data-state="live"]').waitFor()
})
