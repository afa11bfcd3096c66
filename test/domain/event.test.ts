import { expect, test } from '@jest/globals'

import {
  changeEvent,
  eventRecordOf,
  eventStateOf,
  eventUpdateOf,
  hasValidSalePeriod,
  isSameEvent,
  summaryOf,
} from '../../src/domain/event.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'

const EVENT = eventWithSeats('gala', ['A-1'], { startsAt: new Date('2026-06-01T19:30:00.000Z') })
const PRICES = { currency: 'EUR', byCategory: { Seat: 4_500 } }

test('the state of an event without newer fields is the text of the releases before them', () => {
  expect(eventStateOf(EVENT)).toBe(
    '["gala",1,1,"2026-05-01T09:00:00.001Z",1,"The gala","2026-06-01T19:30:00.000Z",null,null,null,"on-sale"]',
  )
})

test.each([
  ['prices', { prices: PRICES }],
  ['no price', { prices: { ...PRICES, byCategory: {} } }],
  ['a release of the accessible seats', { accessibleReleaseAt: EVENT.createdAt }],
  ['both', { prices: PRICES, accessibleReleaseAt: EVENT.createdAt }],
])('an event with %s is another', (_which, over) => {
  const other = { ...EVENT, ...over }
  expect(isSameEvent(other, EVENT)).toBe(false)
  expect(isSameEvent(other, { ...EVENT, ...structuredClone(over) })).toBe(true)
})

test('a change to equal prices is no change of the prices', () => {
  const from = { ...EVENT, prices: PRICES }
  const { changed } = eventUpdateOf({
    from,
    to: { ...from, name: 'Other', prices: structuredClone(PRICES) },
  })
  expect(changed).toEqual(['name'])
})

test('a change of an event is a new version, unless nothing is different', () => {
  const { startsAt } = EVENT
  expect(changeEvent(EVENT, { name: EVENT.name, startsAt })).toBe(EVENT)
  expect(changeEvent(EVENT, { name: 'Other' })).toEqual({ ...EVENT, name: 'Other', version: 2 })
  expect(changeEvent(EVENT, { startsAt: undefined }).startsAt).toBeUndefined()
})

const [EARLY, LATE] = [new Date(1), new Date(2)]

test.each([
  ['opens and closes', EARLY, LATE, true],
  ['closes when it opens', EARLY, EARLY, false],
  ['closes before it opens', LATE, EARLY, false],
  ['only opens', LATE, undefined, true],
  ['only closes', undefined, EARLY, true],
  ['does neither', undefined, undefined, true],
])('the period of a sale that %s', (_, saleOpensAt, saleClosesAt, expected) => {
  expect(hasValidSalePeriod({ ...EVENT, saleOpensAt, saleClosesAt })).toBe(expected)
})

test.each([
  ['all fields', EVENT],
  [
    'the optional fields, too',
    {
      ...EVENT,
      timeZone: 'Europe/Berlin',
      saleOpensAt: EARLY,
      saleClosesAt: LATE,
      accessibleReleaseAt: LATE,
      prices: PRICES,
    },
  ],
  ['no start', eventWithSeats('least', [])],
])('the summary of an event and its record have %s but the plan', (_, event) => {
  const { id, plan } = event
  expect({ ...summaryOf(event), plan }).toEqual(event)
  expect(summaryOf(event)).not.toHaveProperty('plan')
  expect({ ...eventRecordOf(event), id, plan }).toEqual(JSON.parse(JSON.stringify(event)))
})
