import { describe, expect, test } from '@jest/globals'

import { StandingAreas } from '../../src/domain/standing-areas.ts'
import { eventWithAreas } from '../builders/event-with-areas.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'

const { plan } = eventWithAreas('gala', { pit: 20, 'side:bar': 5 }, ['A-1'])
const areas = new StandingAreas(plan)

test('the areas of a plan have the names of their zones', () => {
  expect(areas.list).toEqual([
    { id: 'pit', capacity: 20, category: 'Seat', zone: 'Stalls' },
    { id: 'side:bar', capacity: 5, category: 'Seat', zone: 'Stalls' },
  ])
  expect(areas.placeCount).toBe(25)
  expect(areas.find('pit')).toBe(areas.list[0])
  expect(areas.find('A-1')).toBeUndefined()
})

describe('the place with an id', () => {
  test.each([
    ['pit:1', 'pit', 1],
    ['pit:9999999', 'pit', 9_999_999],
    ['side:bar:3', 'side:bar', 3],
  ])('%s', (seatId, areaId, number) => {
    expect(areas.placeOf(seatId)).toEqual({ area: areas.find(areaId), number })
  })

  test.each([
    'A-1',
    'pit',
    'pit:',
    'pit:0',
    'pit:01',
    'pit:1x',
    'pit:10000000',
    ' pit:1',
    'other:1',
    ':1',
  ])('%s does not exist', (seatId) => {
    expect(areas.placeOf(seatId)).toBeUndefined()
  })

  test('does not exist in a plan without areas', () => {
    expect(
      new StandingAreas(eventWithSeats('gala', ['pit:1']).plan).placeOf('pit:1'),
    ).toBeUndefined()
  })
})
