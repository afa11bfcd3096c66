import { expect, test } from '@jest/globals'

import type { Wanted } from '../../../src/domain/best-seats/group.ts'
import { Hall } from '../../../src/domain/best-seats/hall.ts'
import { PlaceQuota } from '../../../src/domain/best-seats/place-quota.ts'
import { picturedHall } from '../../builders/pictured-hall.ts'

/** Two places with their companion seats, and ordinary seats. */
const LINES = ['W', 'DD', 'W', 'D', 'AAA']
const [FIRST, FIRST_COMPANION, OTHER_COMPANION] = ['1-1', '2-1', '2-2']
const [SECOND, SECOND_COMPANION, ORDINARY, LAST] = ['3-1', '4-1', '5-1', '5-2']

function quotaWith(wanted: Wanted, ...group: string[]) {
  const hall = new Hall(picturedHall(LINES).plan)
  const numberOf = (seatId: string) => hall.numberOf(seatId) ?? NaN
  const quota = new PlaceQuota(hall, wanted)
  for (const seatId of group) quota.add(numberOf(seatId))
  return {
    admits: (...seatIds: string[]) => seatIds.map((seatId) => quota.admits(numberOf(seatId))),
    prefers: (...seatIds: string[]) =>
      seatIds.map((seatId) => quota.isOwnCompanion(numberOf(seatId))),
  }
}

test('as many places are admitted as are wanted', () => {
  const one = { quantity: 3, accessible: 1 }

  expect(quotaWith(one, ORDINARY).admits(FIRST)).toEqual([true])
  expect(quotaWith(one, FIRST).admits(SECOND)).toEqual([false])
  expect(quotaWith({ quantity: 3, accessible: 2 }, FIRST).admits(SECOND)).toEqual([true])
})

test('as many other seats are admitted as are wanted', () => {
  const wanted = { quantity: 3, accessible: 1 }

  expect(quotaWith(wanted, FIRST).admits(ORDINARY, FIRST_COMPANION)).toEqual([true, true])
  expect(quotaWith(wanted, FIRST, ORDINARY).admits(LAST)).toEqual([true])
  const full = quotaWith(wanted, FIRST, ORDINARY, FIRST_COMPANION)
  expect(full.admits(LAST, OTHER_COMPANION, SECOND)).toEqual([false, false, false])
  expect(quotaWith({ quantity: 1, accessible: 1 }, FIRST).admits(ORDINARY)).toEqual([false])
})

test('the companion seats of other places are not admitted', () => {
  expect(quotaWith({ quantity: 3, accessible: 1 }, FIRST).admits(SECOND_COMPANION)).toEqual([false])
})

test('the companion seats of its places come first, while other seats are wanted', () => {
  const wanted = { quantity: 3, accessible: 1 }
  const seatIds = [FIRST_COMPANION, OTHER_COMPANION, SECOND_COMPANION, ORDINARY]

  expect(quotaWith(wanted, FIRST).prefers(...seatIds)).toEqual([true, true, false, false])
  expect(quotaWith(wanted, FIRST, ORDINARY, LAST).prefers(...seatIds)).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('places and companion seats that are released count as other seats beyond those wanted', () => {
  const released = { quantity: 2, accessible: 1, isReleased: true }

  expect(quotaWith(released, FIRST).admits(SECOND, SECOND_COMPANION)).toEqual([true, true])
  expect(quotaWith(released, FIRST, SECOND).admits(ORDINARY, SECOND_COMPANION)).toEqual([
    false,
    false,
  ])
  expect(quotaWith({ ...released, quantity: 1 }, FIRST).admits(SECOND)).toEqual([false])
})
