import { beforeEach, describe, expect, test } from '@jest/globals'

import { saleStateAt as serviceSaleStateAt } from '../../src/domain/sale.ts'
import { dateText } from '../../web/dates.ts'
import { EventSale, saleLookOf, saleStateAt } from '../../web/seat-map/live/event-sale.ts'
import { GALA } from './messages.ts'

const OPENS_MS = Date.parse('2026-06-01T10:00:00.000Z')
const HOUR_MS = 3_600_000
const opens = new Date(OPENS_MS).toISOString()
const event = { ...GALA, saleOpensAt: opens }

let monotonicMs: number
let dateMs: number
beforeEach(() => {
  monotonicMs = 5_000
  dateMs = OPENS_MS - HOUR_MS
})
const open = (of: ConstructorParameters<typeof EventSale>[0] = event) =>
  new EventSale(of, { monotonicMs: () => monotonicMs, dateMs: () => dateMs })

describe('the countdown to the opening', () => {
  test('runs by the clock of the service, however wrong that of the device is', () => {
    dateMs = Date.parse('1999-01-01T00:00:00.000Z')
    const sale = open()
    sale.hearTime('Mon, 01 Jun 2026 09:30:00 GMT')
    expect(sale.opensInMs).toBe(HOUR_MS / 2)

    monotonicMs += 60_000
    dateMs += 99 * HOUR_MS
    expect(sale.opensInMs).toBe(HOUR_MS / 2 - 60_000)
  })

  test('runs by the clock of the device until the service has told its time', () => {
    const sale = open()
    sale.hearTime(null)
    sale.hearTime('no time')
    expect(sale.opensInMs).toBe(HOUR_MS)
  })

  test('stays at zero until the service says that the sale is open', () => {
    const sale = open()
    monotonicMs += 2 * HOUR_MS
    expect([sale.state, sale.opensInMs]).toEqual(['not-yet-open', 0])

    expect(sale.update({ event, sale: 'open' })).toBe(true)
    expect([sale.state, sale.opensInMs]).toEqual(['open', undefined])
  })
})

test('the event and its sale are those of the last message', () => {
  const sale = open(GALA)
  const renamed = { ...GALA, name: 'Opera' }

  expect(sale.update({ event: GALA, sale: 'open' })).toBe(false)
  expect(sale.update({ event: renamed, sale: 'open' })).toBe(true)
  expect(sale.event.name).toBe('Opera')
  expect(sale.update({ event: renamed, sale: 'closed' })).toBe(true)
  expect(sale.state).toBe('closed')
})

const closes = new Date(OPENS_MS + HOUR_MS).toISOString()
test.each<Partial<Parameters<typeof saleStateAt>[0]>>([
  {},
  { saleOpensAt: opens },
  { saleClosesAt: closes },
  { saleOpensAt: opens, saleClosesAt: closes },
  { status: 'closed', saleOpensAt: opens },
  { status: 'cancelled', saleOpensAt: opens },
  { status: 'archived' },
])('the sale of an event with %j is judged as by the service', (over) => {
  const dateOf = (time: string | undefined) => (time === undefined ? undefined : new Date(time))
  const sale = {
    status: over.status ?? 'on-sale',
    saleOpensAt: dateOf(over.saleOpensAt),
    saleClosesAt: dateOf(over.saleClosesAt),
  }
  for (const ms of [-1, 0, 1, HOUR_MS - 1, HOUR_MS, 2 * HOUR_MS]) {
    const expected = serviceSaleStateAt(sale, new Date(OPENS_MS + ms))
    expect(saleStateAt({ ...GALA, ...over }, OPENS_MS + ms)).toBe(expected)
  }
})

test.each([
  ['open', 1, 5, 'open'],
  ['open', 0, 1, 'all-taken'],
  ['open', 0, 0, 'sold-out'],
  ['closed', 0, 0, 'closed'],
  ['not-yet-open', 0, 0, 'not-yet-open'],
] as const)(
  'a sale that is %s with %d available and %d held seats is shown as %s',
  (state, freeCount, heldCount, look) => {
    expect(saleLookOf(state, { freeCount, heldCount })).toBe(look)
  },
)

describe('a time', () => {
  const at = '2026-12-24T19:00:00.000Z'
  const inEnglish = { locale: 'en-GB' }

  test('is shown in the zone of the venue, which is named', () => {
    expect(dateText(at, 'Asia/Tokyo', inEnglish)).toMatch(
      /^Friday,? 25 December 2026 at 04:00 Japan Standard Time$/,
    )
    expect(dateText(at, 'Europe/Berlin', inEnglish)).toContain('20:00 Central European Time')
    expect(dateText(at, 'Europe/Berlin', { ...inEnglish, isShort: true })).toBe(
      '24 Dec 2026, 20:00 CET',
    )
  })

  test('is shown in the zone of the device, which is named, if that of the venue is not known', () => {
    const own = dateText(at, undefined, inEnglish)
    expect(own).toMatch(/^Thursday,? 24 December 2026 at \d\d:00 \S/)
    expect(dateText(at, 'Europe/Atlantis', inEnglish)).toBe(own)
  })
})
