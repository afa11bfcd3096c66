import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { BrowserContextOptions } from 'playwright-core'

import type { Schemas } from '../../client/src/index.ts'
import { stadiumPlan as largeStadium } from '../../tools/plan/stadium.ts'
import type { PretixPlan } from '../../tools/pretix-plan.ts'
import { Browser, PHONE } from '../../tools/servers/browser.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { stadiumPlan } from '../builders/stadium-plan.ts'
import { accessibilityFaults } from '../drivers/accessibility.ts'
import { ADMIN_KEY } from '../drivers/retrying-client.ts'
import { SeatMap } from '../drivers/seat-map.ts'

/** The console error about a refusal. */
const REFUSED = /409 \(Conflict\)/

let browser: Browser
let service: ServiceProcess
/** Each test has its own event in the same hall, because starting a service takes longer. */
let eventId: string

beforeAll(async () => {
  ;[browser, service] = await Promise.all([
    Browser.start(),
    ServiceProcess.start({ ADMIN_KEY, PUBLIC_BOOKING: 'true', SEATS_PER_CLIENT: '0' }),
  ])
})
beforeEach(async () => {
  const { plan } = await elsewhere().getEvent('default')
  const event = await elsewhere().createEvent({ plan })
  if (!event.ok) throw event.refusal
  ;({ eventId } = event.value)
})
afterEach(() => browser.endVisits())
afterAll(() => browser.stop())
afterAll(() => service.stop())

async function visit(options?: BrowserContextOptions): Promise<SeatMap> {
  const page = await browser.visit(`${service.url}/?event=${eventId}`, options)
  return new SeatMap(page).live()
}

/** Changes seats without a page. */
function elsewhere() {
  return service.client({ key: ADMIN_KEY })
}

async function bookElsewhere(seatId: string): Promise<void> {
  await elsewhere().bookSeats(eventId, { seatIds: [seatId] })
}

/** Changes the event while the page is open. */
async function changeEvent(changes: Schemas['EventChanges']): Promise<void> {
  const changed = await elsewhere().changeEvent(eventId, { etag: '*' }, changes)
  if (!changed.ok) throw changed.refusal
}

/** Blocks 101 to 130, each with five rows of six seats. */
function blocks(): Schemas['SeatingPlan'] {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
  return {
    name: 'Stadium',
    categories: [{ name: 'Seat' }],
    zones: numbers(30).map((block) => ({
      name: `Block ${100 + block}`,
      position: { x: (block % 6) * 200, y: Math.floor(block / 6) * 160 },
      rows: numbers(5).map((row) => ({
        row_number: `${row}`,
        position: { x: 0, y: row * 20 },
        seats: numbers(6).map((seat) => ({
          seat_guid: `${100 + block}-${row}-${seat}`,
          seat_number: `${seat}`,
          position: { x: seat * 20, y: 0 },
          category: 'Seat',
        })),
      })),
    })),
  }
}

/** A row of six seats, and a standing area. */
function standingHall(): Schemas['SeatingPlan'] {
  const seats = [1, 2, 3, 4, 5, 6].map((seat) => ({
    seat_guid: `${seat}`,
    seat_number: `${seat}`,
    position: { x: seat * 30, y: 0 },
    category: 'Seat',
  }))
  const pit = {
    ...{ area_guid: 'pit', capacity: 50, category: 'Seat', position: { x: 0, y: 80 } },
    ...{ shape: 'rectangle', rectangle: { width: 150, height: 60 }, text: { text: 'Pit' } },
  }
  const row = { row_number: '1', position: { x: 0, y: 0 }, seats }
  return {
    name: 'Hall with a pit',
    categories: [{ name: 'Seat' }],
    zones: [{ name: 'Hall', position: { x: 0, y: 0 }, rows: [row], areas: [pit] }],
  }
}

/** The seats that are not available, according to the service. */
async function takenSeats(): Promise<Record<string, string>> {
  const { seats } = await elsewhere().getAvailability(eventId)
  return Object.fromEntries(seats.map(({ seatId, status }) => [seatId, status]))
}

describe('with a mouse, a customer', () => {
  test('selects two seats, holds them, and books them', async () => {
    const map = await visit()

    await map.click('13')
    await map.click('14')
    await map.seatIs('14', 'selected')
    await map.button('Hold 2 seats').click()
    await map.holdIs('held')
    expect(await takenSeats()).toEqual({ 13: 'held', 14: 'held' })
    await map.button('Book 2 seats').click()

    await map.holdIs('booked')
    expect(await takenSeats()).toEqual({ 13: 'booked', 14: 'booked' })
    await map.seatIs('13', 'yours')
  })

  test('releases held seats', async () => {
    const map = await visit()
    await map.click('13')
    await map.button('Hold 1 seat').click()
    await map.holdIs('held')

    await map.button('Release').click()

    await map.seatIs('13', 'free')
    expect(await takenSeats()).toEqual({})
  })

  test('gets the best seats together', async () => {
    const map = await visit()
    await map.page.getByLabel('Quantity').selectOption('3')

    await map.button('Hold best seats').click()

    await map.holdIs('held')
    expect(Object.values(await takenSeats())).toEqual(['held', 'held', 'held'])
  })

  test('still has the held seats after a reload, and extends and books them', async () => {
    const map = await visit()
    await map.click('13')
    await map.button('Hold 1 seat').click()
    await map.holdIs('held')

    await map.page.reload()

    await (await map.live()).holdIs('held')
    await map.button('10 more minutes').click()
    await map.page.getByText('You now have 10 minutes to book.').waitFor()
    await map.button('Book 1 seat').click()
    await map.holdIs('booked')
  })
})

describe('a customer who holds seats', () => {
  test('removes one of them, and exchanges the other', async () => {
    const map = await visit()
    await map.click('13')
    await map.click('14')
    await map.button('Hold 2 seats').click()
    await map.holdIs('held')

    await map.button(/^Remove .*seat 13$/).click()
    await map.seatIs('13', 'free')
    expect(await takenSeats()).toEqual({ 14: 'held' })

    await map.button('Other seats').click()
    await map.click('17')
    await map.page
      .getByRole('group', { name: 'Next step' })
      .filter({ hasText: /^1 seat(?!s)/ })
      .waitFor()
    await map.button('Hold 1 seat instead').click()
    await map.seatIs('17', 'mine')
    await map.seatIs('14', 'free')
    expect(await takenSeats()).toEqual({ 17: 'held' })
    expect(await accessibilityFaults(map.page)).toEqual([])
  })

  test('still has the code of the booking after a reload, and prints it with the seats only', async () => {
    const map = await visit()
    await map.page
      .context()
      .addInitScript('window.print = () => (top.printed = document.body.innerText)')
    await map.page.reload()
    await (await map.live()).click('13')
    await map.button('Hold 1 seat').click()
    await map.button('Book 1 seat').click()
    await map.holdIs('booked')
    const code = await map.page.getByText(/^[\dA-Z]{4}-[\dA-Z]{4}$/).textContent()

    await map.page.reload()
    await (await map.live()).holdIs('booked')
    await map.page.getByText(code ?? '', { exact: true }).waitFor()
    await map.seatIs('13', 'yours')
    await map.button('Print').click()
    const printed = await map.page.evaluate<string>('printed')
    expect(printed.split(/\n+/).filter(Boolean)).toEqual([
      expect.any(String),
      'Hall, row B, seat 13',
      code,
    ])

    await map.button('Book more seats').click()
    await map.holdIs('none')
  })

  test('sees them released in another tab, and why', async () => {
    const first = await visit()
    await first.click('13')
    await first.button('Hold 1 seat').click()
    await first.seatIs('13', 'mine')
    const stored = await first.page.evaluate<string>('JSON.stringify({ ...sessionStorage })')
    const page = await first.page.context().newPage()
    await page.addInitScript(`Object.assign(sessionStorage, ${stored})`)
    await page.goto(first.page.url())
    const second = await new SeatMap(page).live()
    await second.holdIs('held')

    await second.button('Release').click()
    await first.holdIs('none')
    await first.refusal.filter({ hasText: 'in another tab' }).waitFor()
  })
})

describe('in a hall with standing places', () => {
  beforeEach(async () => {
    const event = await elsewhere().createEvent({
      plan: standingHall(),
      prices: { currency: 'EUR', byCategory: { Seat: 4_500 } },
    })
    if (!event.ok) throw event.refusal
    ;({ eventId } = event.value)
  })

  test('the keyboard focus stays in the cart when it changes', async () => {
    const map = await visit()
    await map.click('1')
    await map.button('Hold 1 seat').click()
    await map.holdIs('held')
    await map.click('2')
    await map.button('List').click()
    await map.button('Select: Pit').click()
    await map.focusIs('Quantity, Pit')
    await map.press('Tab', 'Enter')
    await map.page.locator('holdfast-seat-map[data-selected="3"]').waitFor()
    await map.focusIs('One more: Quantity, Pit')

    await map.button(/^Remove .*seat 1$/).focus()
    await bookElsewhere('2')
    await map.page.locator('holdfast-seat-map[data-selected="2"]').waitFor()
    await map.focusIs('Remove Hall, row 1, seat 1')
  })

  test('a booking does not contain the places that are still selected, also with other prices', async () => {
    const map = await visit()
    const yours = map.page.getByRole('region', { name: 'Your seats' })
    await map.click('1')
    await map.button('Hold 1 seat').click()
    await map.holdIs('held')
    await map.button('List').click()
    await map.button('Select: Pit').click()
    await yours.getByRole('group', { name: 'Quantity, Pit' }).waitFor()
    await yours.filter({ hasText: 'Total €90.00' }).waitFor()
    await map.button('Book 1 seat').click()
    await map.holdIs('booked')
    expect(await yours.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('seat 1'),
    ])

    await changeEvent({ prices: { currency: 'EUR', byCategory: { Seat: 9_900 } } })
    await map.page.reload()
    await (await map.live()).holdIs('booked')
    await yours.filter({ hasText: 'Total €45.00' }).waitFor()
    expect(await yours.getByText('99').isVisible()).toBe(false)
  })
})

describe('in a hall of many blocks, two seats of a named block are chosen in four actions', () => {
  beforeEach(async () => {
    const event = await elsewhere().createEvent({ plan: blocks() })
    if (!event.ok) throw event.refusal
    ;({ eventId } = event.value)
  })

  test('with a keyboard', async () => {
    const map = await visit()
    await map.tabTo('Find a seat')
    await map.page.keyboard.type('Block 117')

    await map.press('Enter', 'Enter', 'ArrowRight', 'Enter')
    await map.page.locator('holdfast-seat-map[data-selected="2"]').waitFor()
    await map.button('Hold 2 seats').focus()
    await map.press('Enter')
    await map.holdIs('held')
    expect(Object.keys(await takenSeats()).every((seatId) => seatId.startsWith('117-'))).toBe(true)
  })

  test('with a finger', async () => {
    const map = await visit(PHONE)
    await map.page.getByRole('combobox', { name: 'Find a seat' }).fill('117')
    expect(await accessibilityFaults(map.page)).toEqual([])
    await map.page.getByRole('listbox').getByRole('option').first().tap()

    await map.tap('117-3-3')
    await map.seatIs('117-3-3', 'selected')
    await map.tap('117-3-4')
    await map.page.locator('holdfast-seat-map[data-selected="2"]').waitFor()
    expect(await accessibilityFaults(map.page)).toEqual([])
    await map.button('Hold 2 seats').tap()
    await map.holdIs('held')
  })

  test('a tap on a taken seat says what it is', async () => {
    await bookElsewhere('117-3-3')
    const map = await visit(PHONE)
    await map.seatIs('117-3-3', 'booked')
    await map.showSeat('117-3-3')
    await map.tap('117-3-3')

    const sheet = map.page.getByRole('group', { name: 'Seat', exact: true })
    await sheet.filter({ hasText: /Block 117, row 3, seat 3.*booked/ }).waitFor()
    expect(await sheet.getByRole('button', { name: 'Select' }).isVisible()).toBe(false)
  })
})

test('in a stadium of 50,000 seats, two seats of a block are selected in four actions on a phone', async () => {
  const options = { seats: 50_000, tiers: 3, blocks: 40, standing: 0, wheelchairs: 0 }
  const plan = largeStadium({ ...options, name: 'Stadium' })
  const event = await elsewhere().createEvent({ plan })
  if (!event.ok) throw event.refusal
  ;({ eventId } = event.value)
  const map = await visit({ ...PHONE, reducedMotion: 'reduce' })
  await map.page.getByRole('combobox', { name: 'Find a seat' }).fill('117')

  await map.page.getByRole('listbox').getByRole('option').first().tap()
  const [one, two] = middleSeats(plan, '117')
  await until(async () => {
    const [at, next] = [await map.placeOf(one), await map.placeOf(two)]
    return Math.abs(at.x - next.x) > FINGER_PX
  })
  for (const seatId of [one, two]) {
    await map.tap(seatId)
    await map.seatIs(seatId, 'selected')
  }

  await map.button('Hold 2 seats').tap()
  await map.holdIs('held')
  expect(Object.keys(await takenSeats())).toEqual([one, two])
})

/** The smallest distance between seats that a finger can tell apart. */
const FINGER_PX = 23

/** Two neighbours in the middle of a block. */
function middleSeats(plan: PretixPlan, zone: string): [string, string] {
  const { rows = [] } = plan.zones.find(({ name }) => name === zone) ?? {}
  const { seats = [] } = rows[Math.floor(rows.length / 2)] ?? {}
  const middle = Math.floor(seats.length / 2)
  const [one, two] = seats.slice(middle).map((seat) => seat.seat_guid)
  if (one === undefined || two === undefined) throw new Error(`There is no block ${zone}.`)
  return [one, two]
}

describe('with only a keyboard, a customer', () => {
  test('selects two seats on the map, holds them, and books them', async () => {
    const map = await visit()

    await map.tabTo('Seat map of')
    await map.press('Home', 'Enter', 'ArrowRight', ' ')
    await map.page.locator('holdfast-seat-map[data-selected="2"]').waitFor()
    await map.tabTo('Hold 2 seats')
    await map.press('Enter')
    await map.holdIs('held')
    await map.tabTo('Book 2 seats')
    await map.canPress('Book 2 seats')
    await map.press('Enter')

    await map.holdIs('booked')
    await map.focusIs('Your seats')
    expect(Object.values(await takenSeats())).toEqual(['booked', 'booked'])
  })

  describe('books nothing by the Enter that holds the seats', () => {
    let map: SeatMap

    beforeEach(async () => {
      map = await visit()
      await map.click('13')
      await map.button('Hold 1 seat').focus()
      await map.page.clock.install()
      await map.page.clock.pauseAt(Date.now() + 60_000)
    })

    test('if it is pressed twice', async () => {
      await map.press('Enter')
      await map.holdIs('held')
      await map.focusIs('Book 1 seat')
      await map.press('Enter')

      await map.page.clock.runFor(1_000)
      await map.canPress('Book 1 seat')
      await map.press('Enter')
      await map.holdIs('booked')
    })

    test('if it is held down', async () => {
      await map.page.keyboard.down('Enter')
      await map.holdIs('held')
      await map.focusIs('Book 1 seat')
      await map.page.clock.runFor(1_000)
      await map.canPress('Book 1 seat')
      await map.page.keyboard.down('Enter')

      await map.canPress('Book 1 seat')
      await map.page.keyboard.up('Enter')
      await map.press('Enter')
      await map.holdIs('booked')
    })
  })

  test('does the same in the list', async () => {
    const map = await visit()

    await map.tabTo(/^List$/)
    await map.press('Enter')
    await map.tabTo(/^Row/)
    await map.press('Enter')
    await map.tabTo(/Seat 2/)
    await map.press(' ')
    await map.tabTo(/Seat 3/)
    await map.press(' ')
    await map.tabTo('Hold 2 seats')
    await map.press('Enter')
    await map.holdIs('held')
    await map.tabTo('Book 2 seats')
    await map.canPress('Book 2 seats')
    await map.press('Enter')

    await map.holdIs('booked')
    expect(await takenSeats()).toEqual({ 2: 'booked', 3: 'booked' })
  })
})

test('on a phone, a customer zooms in, selects a seat, and books it', async () => {
  const map = await visit(PHONE)

  const far = await map.placeOf('13')
  await map.tap('13')
  await until(async () => (await map.placeOf('13')).x !== far.x)
  expect(await map.stateOf('13')).toBe('free')
  await map.tap('13')
  await map.seatIs('13', 'selected')
  await map.button('Hold 1 seat').tap()
  await map.holdIs('held')
  await map.button('Book 1 seat').tap()

  await map.holdIs('booked')
  expect(await takenSeats()).toEqual({ 13: 'booked' })
})

describe('two customers', () => {
  test('see what the other one holds, books and releases', async () => {
    const [one, two] = await Promise.all([visit(), visit()])

    await one.click('13')
    await one.button('Hold 1 seat').click()
    await two.seatIs('13', 'held')
    await two.click('14')
    await two.button('Hold 1 seat').click()
    await one.seatIs('14', 'held')

    await one.button('Book 1 seat').click()
    await two.seatIs('13', 'booked')
    await two.button('Release').click()
    await one.seatIs('14', 'free')
  })

  test('race for a seat, one gets it, and both are told the outcome', async () => {
    const rivals = await Promise.all([visit(), visit()])
    for (const { page } of rivals) browser.expectTrouble(page, REFUSED)

    for (const seatId of ['21', '22', '23']) {
      for (const map of rivals) {
        await map.click(seatId)
        await map.canPress('Hold 1 seat')
      }
      await Promise.all(rivals.map((map) => map.pressIfThere('Hold 1 seat')))

      const states = () => Promise.all(rivals.map((map) => map.stateOf(seatId)))
      await until(async () => (await states()).toSorted().join() === 'held,mine')
      const [winner, loser] = (await states())[0] === 'mine' ? rivals : rivals.toReversed()
      await loser?.refusal.filter({ hasText: 'just taken' }).waitFor()
      await winner?.button('Book 1 seat').click()
      await loser?.seatIs(seatId, 'booked')
      await winner?.button('Book more seats').click()
    }

    expect(await takenSeats()).toEqual({ 21: 'booked', 22: 'booked', 23: 'booked' })
  })

  test('want the same seat, and the slower one is told which seat is lost', async () => {
    const map = await visit()
    browser.expectTrouble(map.page, REFUSED)
    // Books the seat just before the request, so that the answer is faster than the stream.
    await map.page.route('**/holds', async (route) => {
      await bookElsewhere('13')
      await route.continue()
    })
    await map.click('13')
    await map.button('Hold 1 seat').click()

    await map.refusal.filter({ hasText: /just taken: .*13/ }).waitFor()
    await map.seatIs('13', 'booked')
    await map.button('Hold the best seat instead').waitFor()
  })
})

test('a customer who goes offline before the answer to a hold has the seats when online again', async () => {
  const map = await visit()
  const { page } = map
  browser.expectTrouble(page, /ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  await page.route('**/holds', async (route) => {
    await route.fetch()
    await page.context().setOffline(true)
    await route.abort('internetdisconnected')
  })
  await map.click('13')
  await map.click('14')
  await map.button('Hold 2 seats').click()
  await map.refusal.filter({ hasText: 'You are offline' }).waitFor()
  expect(await takenSeats()).toEqual({ 13: 'held', 14: 'held' })

  await page.unroute('**/holds')
  await page.context().setOffline(false)
  await map.holdIs('held')
  await map.seatIs('13', 'mine')
})

test('a customer has the seats if the page gets another language before the answer to a hold', async () => {
  const map = await visit()
  const { page } = map
  await page.evaluate(`
    window.told = []
    for (const type of ['hold', 'release', 'expire']) document.addEventListener(type, () => told.push(type))
  `)
  const isLate = Promise.withResolvers<undefined>()
  let sent = 0
  await page.route('**/holds', async (route) => {
    if (++sent === 1) await isLate.promise
    await route.continue()
  })
  const first = page.waitForRequest('**/holds')
  await map.click('13')
  await map.button('Hold 1 seat').click()
  await until(() => sent === 1)

  await page.evaluate(`document.querySelector('holdfast-seat-map').lang = 'de'`)
  await map.holdIs('held')
  await map.seatIs('13', 'mine')
  isLate.resolve(undefined)
  // The client may have given up the request by now, if the machine is slow.
  await (await first).response()
  await map.button('Platz buchen').waitFor()
  expect([sent, await page.evaluate('told')]).toEqual([2, ['hold']])
})

test('two tabs of one customer are live at the same time', async () => {
  const first = await visit()
  const page = await first.page.context().newPage()
  await page.goto(first.page.url())
  const second = await new SeatMap(page).live()

  await bookElsewhere('13')

  await Promise.all([first, second].map((map) => map.seatIs('13', 'booked')))
})

describe.each(['light', 'dark'] as const)('in a stadium, in %s colours', (colorScheme) => {
  beforeEach(async () => {
    const event = await elsewhere().createEvent({ plan: stadiumPlan(4) })
    if (!event.ok) throw event.refusal
    ;({ eventId } = event.value)
  })

  test('a click on a zone shows its seats', async () => {
    const map = await visit({ colorScheme })
    const gap = async () => (await map.placeOf('105-2-2')).y - (await map.placeOf('105-2-1')).y
    expect(Math.abs(await gap())).toBeLessThan(8)
    expect(await accessibilityFaults(map.page)).toEqual([])

    await map.click('105-2-2')
    await map.restingPlaceOf('105-2-2')
    expect(Math.abs(await gap())).toBeGreaterThan(8)
    expect(await map.stateOf('105-2-2')).toBe('free')
    expect(await accessibilityFaults(map.page)).toEqual([])
    await map.click('105-2-2')

    await map.seatIs('105-2-2', 'selected')
  })

  test('the keyboard goes from zone to zone, and into one', async () => {
    const map = await visit({ colorScheme, reducedMotion: 'reduce' })
    const said = (text: RegExp) => map.page.getByText(text).first().waitFor({ state: 'attached' })

    await map.tabTo('Seat map of')
    await said(/^1\d\d, \d+ free$/)
    await map.press('ArrowUp')
    await said(/^(1|2|3)\d\d, \d+ free$/)
    await map.press('Enter')
    await said(/^\d\d\d, row \d, seat \d+, \w+, available$/)
    await map.press('Enter')
    await map.page.locator('holdfast-seat-map[data-selected="1"]').waitFor()
    await map.press('Escape')
    await said(/^\d\d\d, \d+ free$/)
  })
})

test('after the best seats are held, they are visible and large enough', async () => {
  const event = await elsewhere().createEvent({ plan: stadiumPlan(4) })
  if (!event.ok) throw event.refusal
  ;({ eventId } = event.value)
  const map = await visit({ reducedMotion: 'reduce' })

  await map.button('Hold best seats').click()
  await map.holdIs('held')

  const [one = '', two = ''] = Object.keys(await takenSeats())
  const [a, b] = [await map.restingPlaceOf(one), await map.restingPlaceOf(two)]
  expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(12)
  const { x = 0, y = 0, width = 0, height = 0 } = (await map.canvas.boundingBox()) ?? {}
  for (const seat of [a, b]) {
    expect(seat.x).toBeGreaterThan(x)
    expect(seat.x).toBeLessThan(x + width)
    expect(seat.y).toBeGreaterThan(y)
    expect(seat.y).toBeLessThan(y + height)
  }
})

describe('a seat', () => {
  test('that is booked elsewhere turns without being asked for', async () => {
    const map = await visit()
    const asked: string[] = []
    map.page.on('request', (request) => asked.push(request.url()))
    const seatIds = ['31', '32', '33', '34', '35']
    for (const seatId of seatIds) {
      await bookElsewhere(seatId)
      await map.seatIs(seatId, 'booked')
    }

    // A page that asks now and then does so at least once for each. One whose stream breaks asks once, for another.
    expect(asked.length).toBeLessThan(seatIds.length)
  })

  test('that is taken while it is selected is deselected', async () => {
    const map = await visit()
    await map.click('13')
    await map.click('14')

    await bookElsewhere('13')

    await map.refusal.filter({ hasText: /just taken: .*13/ }).waitFor()
    await map.button('Hold 1 seat').waitFor()
    expect(await map.stateOf('14')).toBe('selected')
  })

  test('that is blocked is not for sale until it is unblocked', async () => {
    const map = await visit()

    await elsewhere().blockSeats(eventId, { seatIds: ['13'] })
    await map.seatIs('13', 'blocked')
    await elsewhere().unblockSeats(eventId, { seatIds: ['13'] })
    await map.seatIs('13', 'free')
  })
})

test('a replaced plan is shown, and a held seat stays held', async () => {
  const map = await visit()
  await map.click('14')
  await map.button('Hold 1 seat').click()
  await map.seatIs('14', 'mine')
  await map.click('13')

  const event = await elsewhere().getEvent(eventId)
  const renamed = (plan: string) => plan.replace('"seat_guid":"13"', '"seat_guid":"new"')
  const plan = JSON.parse(renamed(JSON.stringify(event.plan))) as typeof event.plan
  expect(await elsewhere().replacePlan(eventId, event, plan)).toMatchObject({
    ok: true,
    value: { added: ['new'], removed: ['13'] },
  })

  await map.seatIs('new', 'free')
  await map.seatIs('14', 'mine')
  await map.refusal.filter({ hasText: 'The seating plan has changed.' }).waitFor()
})

test('an unknown event leads to the others, and a device without a network says so at once', async () => {
  const page = await browser.visit(`${service.url}/?event=unknown`)
  browser.expectTrouble(page, /404 \(Not Found\)/)
  await page.getByRole('alert').filter({ hasText: 'could not find this event' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  // The list of events is open in front of the link.
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Other events' }).click()
  const map = await new SeatMap(page).live()

  browser.expectTrouble(page, /ERR_INTERNET_DISCONNECTED/)
  await page.context().setOffline(true)
  await page.getByRole('status').filter({ hasText: 'You are offline' }).waitFor()
  await page.context().setOffline(false)
  await page
    .getByRole('status')
    .filter({ hasText: /^Live$/ })
    .waitFor()
  await map.live()
})

describe('outside the sale, the page', () => {
  const notice = (map: SeatMap, text: string) =>
    map.page.getByRole('status').filter({ hasText: text }).waitFor()
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()

  test('counts down to the opening by the clock of the service, and follows it', async () => {
    await changeEvent({ saleOpensAt: hours(20), timeZone: 'Asia/Tokyo' })
    const page = await browser.blankPage({ ...PHONE, viewport: { width: 320, height: 640 } })
    await page.clock.install({ time: '1999-01-01T00:00:00Z' })
    await page.goto(`${service.url}/?event=${eventId}`)
    const map = await new SeatMap(page).live()

    await notice(map, 'Not yet on sale. The sale opens on ')
    await notice(map, 'Japan Standard Time')
    await page
      .getByRole('timer')
      .filter({ hasText: /^Opens in (20:00:00|19:59:\d\d)$/ })
      .waitFor()
    expect(await map.button('Hold best seats').isVisible()).toBe(false)
    await map.showSeat('13')
    await map.tap('13')
    await map.refusal.filter({ hasText: 'cannot be chosen now' }).waitFor()
    expect(await map.stateOf('13')).toBe('free')
    await map.button('List').click()
    await page.locator('summary').filter({ hasText: /^Row/ }).first().click()
    expect(await page.getByRole('checkbox').first().isDisabled()).toBe(true)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(await accessibilityFaults(page)).toEqual([])

    await changeEvent({ saleOpensAt: hours(1 / 3_600) })
    await notice(map, 'The sale is open.')
    await map.button('Hold best seats').click()
    await map.holdIs('held')
    expect(await accessibilityFaults(page)).toEqual([])
  })

  test('keeps a hold that can be booked but not extended after the sale has ended', async () => {
    const map = await visit()
    await map.click('13')
    await map.button('Hold 1 seat').click()
    await map.button('10 more minutes').waitFor()

    await changeEvent({ status: 'closed' })
    await notice(map, 'The sale has ended.')
    expect(await map.button('10 more minutes').isVisible()).toBe(false)
    expect(await map.button('Hold best seats').isVisible()).toBe(false)
    await map.button('Book 1 seat').click()
    await map.holdIs('booked')
  })

  test('shows the new name of an event that is cancelled, and lets a hold only be released', async () => {
    const map = await visit()
    await map.click('13')
    await map.button('Hold 1 seat').click()
    await map.holdIs('held')

    await changeEvent({ status: 'cancelled', name: 'Gala (cancelled)' })
    await notice(map, 'Cancelled. This event will not take place.')
    await map.page.getByRole('heading', { name: 'Gala (cancelled)' }).waitFor()
    expect(await map.button('Book 1 seat').isVisible()).toBe(false)
    expect(await accessibilityFaults(map.page)).toEqual([])
    await map.button('Release').click()
    await map.holdIs('none')
  })

  test('says that the event has started, and still sells its seats', async () => {
    await changeEvent({ startsAt: hours(-1) })
    const map = await visit()

    await notice(map, 'This event has started.')
    await map.click('13')
    await map.button('Hold 1 seat').click()
    await map.holdIs('held')
  })

  test('says that all seats are sold, and offers one that is returned', async () => {
    const seatIds = Array.from({ length: 100 }, (_, i) => `${i + 1}`)
    const booked = await elsewhere().bookSeats(eventId, { seatIds })
    if (!booked.ok) throw booked.refusal
    const map = await visit()
    await notice(map, 'Sold out.')
    expect(await map.button('Hold best seats').isVisible()).toBe(false)

    await elsewhere().cancelSeats(booked.value.bookingId, { seatIds: ['13'] })
    await map.button('Hold best seats').waitFor()
    expect(await map.page.getByText('Sold out.').isVisible()).toBe(false)
  })
})
