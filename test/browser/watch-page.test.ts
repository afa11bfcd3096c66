import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { BrowserContextOptions } from 'playwright-core'

import { Browser, DESKTOP, PHONE } from '../../tools/servers/browser.ts'
import { freePort } from '../../tools/servers/free-port.ts'
import { LoadBalancer } from '../../tools/servers/load-balancer.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { accessibilityFaults } from '../drivers/accessibility.ts'
import { Crowd } from '../drivers/crowd.ts'
import { WatchPage } from '../drivers/watch-page.ts'
import { stopClock } from '../fakes/page-clock.ts'

const SEATS = 80

let browser: Browser
let service: ServiceProcess

beforeAll(async () => {
  browser = await Browser.start()
})
afterEach(() => browser.endVisits())
afterEach(() => service.stop())
afterAll(() => browser.stop())

async function watch(options?: BrowserContextOptions): Promise<WatchPage> {
  service = await ServiceProcess.start()
  return new WatchPage(await browser.visit(`${service.url}/watch`, options))
}

describe('the live activity', () => {
  test('shows requests and their outcomes', async () => {
    const watched = await watch()
    await watched.instance()

    await service.book(7)
    for (let rival = 0; rival < 5; rival++) await service.book(7)

    await watched.cell('already booked', 'last minute').filter({ hasText: /^5$/ }).waitFor()
    expect(await watched.cell('booked', 'last minute').first().textContent()).toBe('1')
    expect(await watched.minute.textContent()).toMatch(/1 granted, 5 refused\./)
    expect(await watched.figure('Streams').textContent()).toBe('1')
  })

  test('shows load while it happens', async () => {
    const watched = await watch()
    await watched.instance()
    // First, so that they are visible beside any number of refusals.
    for (let seat = 1; seat <= SEATS; seat++) await service.book(seat)
    await until(async () => (await watched.pixels('booked')) > 50)
    let seat = 0
    const nextSeat = () => String((seat++ % SEATS) + 1)
    const crowd = new Crowd(service.url, { buyers: 8, nextSeat })
    try {
      await until(async () => (await watched.pixels('gone')) > 500)
      await until(async () => Number(await watched.figure('Refused').textContent()) > 0)
      await watched.figure('Response time').filter({ hasText: / ms$/ }).waitFor()
    } finally {
      await crowd.goHome()
    }
  })

  test('says so if nothing happens', async () => {
    const watched = await watch()
    await watched.instance()
    const quiet = watched.page.getByText('Nothing is happening.')
    await quiet.waitFor()

    await service.book(1)

    await quiet.waitFor({ state: 'hidden' })
  })
})

describe('a moment of the past', () => {
  test('is selected by pointing at it, or with the keyboard', async () => {
    const watched = await watch()
    const { page } = watched
    await watched.instance()
    const moment = page.locator('#moment-shown')
    // Focuses the slider without moving it.
    await page.evaluate(`document.querySelector('#moment').focus()`)

    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await moment.filter({ hasText: '1.5 seconds ago' }).waitFor()
    await page.keyboard.press('End')
    await moment.filter({ hasText: 'Now' }).waitFor()

    const { width = 0, height = 0 } = (await page.locator('canvas').boundingBox()) ?? {}
    await page.locator('canvas').hover({ position: { x: width - 30, y: height / 2 } })
    await moment.filter({ hasText: /seconds? ago$/ }).waitFor()
    await page.mouse.move(0, 0)
    await moment.filter({ hasText: 'Now' }).waitFor()
  })

  test('stays while the page is paused, and ends when it continues', async () => {
    const watched = await watch()
    const { page } = watched
    await watched.instance()
    const pause = page.getByRole('button', { name: 'Pause' })
    await pause.click()
    const paused = await watched.picture()

    await service.book(1)
    await until(async () => (await fetch(`${service.url}/metrics`)).ok)

    expect(await watched.picture()).toBe(paused)
    expect(await watched.cell('booked', 'last minute').first().textContent()).toBe('0')
    await pause.click()
    await watched.cell('booked', 'last minute').filter({ hasText: /^1$/ }).waitFor()
  })
})

test.each([
  ['moves', 'no-preference', true],
  ['moves in steps with reduced motion', 'reduce', false],
] as const)('the chart %s', async (_does, reducedMotion, moves) => {
  service = await ServiceProcess.start()
  const page = await browser.blankPage({ reducedMotion })
  await page.clock.install()
  await page.goto(`${service.url}/watch`)
  const watched = new WatchPage(page)
  await watched.instance()
  await service.book(1)
  await until(async () => (await watched.pixels('booked')) > 0)
  await stopClock(page)
  const first = await watched.picture()
  await until(async () => {
    await page.clock.runFor(50)
    return (await watched.picture()) !== first
  })
  const second = await watched.picture()

  await page.clock.runFor(200)

  expect((await watched.picture()) !== second).toBe(moves)
})

test('when its instance is killed, the page says so and continues with another one', async () => {
  const PORT = String(await freePort())
  service = await ServiceProcess.start()
  const balancer = await LoadBalancer.start([Number(new URL(service.url).port), Number(PORT)])
  let another: ServiceProcess | undefined
  try {
    await until(() => answers(balancer.url))
    const page = await browser.visit(`${balancer.url}/watch`)
    browser.expectTrouble(page, /\/api\/activity/)
    const watched = new WatchPage(page)
    const before = await watched.instance()

    service.kill('SIGKILL')

    await watched.source.filter({ hasText: /^Connection lost/ }).waitFor()
    another = await ServiceProcess.start({ PORT })
    expect(await watched.instance()).not.toBe(before)
  } finally {
    await balancer.stop()
    await another?.stop()
  }
})

function answers(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
}

test.each([
  ['light', 'desktop', DESKTOP],
  ['dark', 'phone', PHONE],
] as const)('the page is accessible: %s, %s', async (colorScheme, _where, device) => {
  const watched = await watch({ ...device, colorScheme, reducedMotion: 'reduce' })
  await watched.instance()
  await service.book(1)
  await watched.cell('booked', 'last minute').filter({ hasText: /^1$/ }).waitFor()

  expect(await accessibilityFaults(watched.page)).toEqual([])
  const fits = 'document.documentElement.scrollWidth <= innerWidth'
  expect(await watched.page.evaluate(fits)).toBe(true)
})
