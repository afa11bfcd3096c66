import { expect, test } from '@jest/globals'

import { eventStateOf, eventUpdateOf, isSameEvent } from '../../src/domain/event.ts'
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
