import { expect, test } from '@jest/globals'

import { bestAvailable } from '../../../src/domain/best-seats/best-available.ts'
import { drawnHall, freeSeatsOf } from '../../builders/drawn-hall.ts'

test('seats that are taken twice are free after they are freed once', () => {
  const free = freeSeatsOf(drawnHall(['SS']))
  free.take('1-1')
  free.take('1-1')
  expect(bestAvailable(free, { quantity: 2 })).toBeUndefined()

  free.free('1-1')
  free.free('1-1')
  expect(bestAvailable(free, { quantity: 2 })).toEqual(['1-1', '1-2'])
})

test('unknown seats change nothing', () => {
  const free = freeSeatsOf(drawnHall(['SS']))
  free.take('9-9')
  free.free('9-9')
  expect(free.without(['9-9'], () => bestAvailable(free, { quantity: 2 }))).toHaveLength(2)
})

test('seats are set aside for one search', () => {
  const free = freeSeatsOf(drawnHall(['SSs', 'SSS']))

  expect(free.without(['1-1', '1-3'], () => bestAvailable(free, { quantity: 2 }))?.[0]).toMatch(
    /^2-/,
  )
  expect(bestAvailable(free, { quantity: 2 })).toEqual(['1-1', '1-2'])
  free.free('1-3')
  expect(bestAvailable(free, { quantity: 3 })).toEqual(['1-1', '1-2', '1-3'])
})

test('a search that finds nothing while seats are set aside is repeated', () => {
  const free = freeSeatsOf(drawnHall(['SS']))

  expect(free.without(['1-1'], () => bestAvailable(free, { quantity: 2 }))).toBeUndefined()
  expect(bestAvailable(free, { quantity: 2 })).toEqual(['1-1', '1-2'])
})
