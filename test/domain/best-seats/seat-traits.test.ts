import { expect, test } from '@jest/globals'

import {
  ACCESSIBLE,
  COMPANION,
  RESTRICTED,
  type SeatTraits,
} from '../../../src/domain/best-seats/seat-traits.ts'
import { picturedHall } from '../../builders/pictured-hall.ts'

const hallOf = (...lines: string[]) => picturedHall(lines).hall
const flagsOf = ({ hasPlaces, hasRestricted }: SeatTraits) => ({ hasPlaces, hasRestricted })

test('a hall may have accessible places, and seats with a restricted view', () => {
  expect(flagsOf(hallOf('AA').traits)).toEqual({ hasPlaces: false, hasRestricted: false })
  expect(flagsOf(hallOf('AV').traits)).toEqual({ hasPlaces: false, hasRestricted: true })
  expect(flagsOf(hallOf('AW').traits)).toEqual({ hasPlaces: true, hasRestricted: false })
  expect(flagsOf(hallOf('wA').traits)).toEqual({ hasPlaces: true, hasRestricted: false })
})

test('a place has its companion seats, and a companion seat its place', () => {
  const hall = hallOf('CWCA', 'W', 'X', 'V')
  const { traits } = hall
  const numberOf = (seatId: string) => hall.numberOf(seatId) ?? NaN
  const idsOf = (seats: Iterable<number>) => Array.from(seats, (seat) => hall.seatIds[seat])

  expect(idsOf(traits.companionsOf(numberOf('1-2'))).toSorted()).toEqual(['1-1', '1-3'])
  expect(idsOf(traits.placesOf(numberOf('1-3')))).toEqual(['1-2'])
  expect(idsOf(traits.companionsOf(numberOf('1-4')))).toEqual([])
  expect(idsOf(traits.placesWithCompanions())).toEqual(['1-2'])
  expect(traits.of(numberOf('1-1'))).toBe(COMPANION)
  expect(traits.of(numberOf('1-4'))).toBe(0)
  expect(traits.of(numberOf('4-1'))).toBe(RESTRICTED)
  // A seat that is both is only a place.
  expect(traits.of(numberOf('3-1'))).toBe(ACCESSIBLE)
})
