import { describe, expect, test } from '@jest/globals'

import { bestAvailable } from '../../../src/domain/best-seats/best-available.ts'
import { drawnHall, freeSeatsOf } from '../../builders/drawn-hall.ts'
import { picturedHall } from '../../builders/pictured-hall.ts'

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

test('the free seats of each block are counted, without those set aside', () => {
  const free = freeSeatsOf(drawnHall(['SSSS', 'SSS']))
  const counts = () => [free.freeIn(0), free.freeIn(1)]
  free.take('1-1')
  free.take('1-1')
  expect(counts()).toEqual([3, 3])

  expect(free.without(['1-1', '1-2', '1-2', '2-1', '9-9'], counts)).toEqual([2, 2])
  expect(counts()).toEqual([3, 3])
  free.free('1-1')
  free.free('1-1')
  expect(counts()).toEqual([4, 3])
})

describe('a search that finds nothing', () => {
  const TABLES = ['whole tables:', 'AA   AA', 'AA   Aa']

  test('is known for at least as many seats, until a seat is freed', () => {
    const free = freeSeatsOf(drawnHall(['SSs']))
    free.noteNotFound('together', { quantity: 3 })
    const known = () =>
      [2, 3, 4].filter((quantity) => free.isKnownNotFound('together', { quantity }))
    expect(known()).toEqual([3, 4])

    free.take('1-1')
    free.free('1-2')
    expect(known()).toEqual([3, 4])
    free.free('1-3')
    expect(known()).toEqual([])
  })

  test('is known only for a search of the same kind', () => {
    const free = freeSeatsOf(drawnHall(['SSs']))
    const wanted = { quantity: 2, category: 0, zone: 0 }
    free.noteNotFound('together', wanted)
    const isKnown = (over: object) => free.isKnownNotFound('together', { ...wanted, ...over })

    expect(isKnown({ accessible: 0, isReleased: false, splitsTables: false })).toBe(true)
    expect(free.isKnownNotFound('apart', wanted)).toBe(false)
    for (const over of [
      { category: 1 },
      { category: undefined },
      { zone: 1 },
      { isReleased: true },
      { splitsTables: true },
      { accessible: 1 },
    ]) {
      expect(isKnown(over)).toBe(false)
    }
  })

  test.each([
    ['accessible places', ['SSs'], { accessible: 1 }, false],
    ['tables that are booked as a whole', TABLES, {}, false],
    ['such tables, which it may split', TABLES, { splitsTables: true }, true],
    ['seats in rows', ['SSs'], { splitsTables: true }, true],
  ])('in a hall with %s is known for larger quantities: %j', (_, picture, over, isKnown) => {
    const free = freeSeatsOf(picturedHall(picture))
    free.noteNotFound('apart', { quantity: 2, ...over })

    expect(free.isKnownNotFound('apart', { quantity: 2, ...over })).toBe(true)
    expect(free.isKnownNotFound('apart', { quantity: 3, ...over })).toBe(isKnown)
  })

  test('is not known if seats were set aside for it', () => {
    const free = freeSeatsOf(drawnHall(['SSs']))
    const wanted = { quantity: 3 }
    const note = () => {
      free.noteNotFound('together', wanted)
      return free.isKnownNotFound('together', wanted)
    }

    expect(free.without(['1-1'], note)).toBe(false)
    expect(free.without([], note)).toBe(true)
  })

  test('is known again for searches after one with seats set aside', () => {
    const free = freeSeatsOf(drawnHall(['SSs']))
    free.without(['1-1'], () => undefined)
    free.noteNotFound('together', { quantity: 3 })

    expect(free.isKnownNotFound('together', { quantity: 3 })).toBe(true)
  })

  test('is forgotten when too many kinds of searches have found nothing', () => {
    const free = freeSeatsOf(drawnHall(['SSs']))
    const ofCategory = (category: number) => ({ quantity: 3, category })
    const isKnown = (category: number) => free.isKnownNotFound('together', ofCategory(category))
    for (let category = 0; category < 1_000; category++) {
      free.noteNotFound('together', ofCategory(category))
    }
    expect(isKnown(0)).toBe(true)

    free.noteNotFound('together', ofCategory(1_000))
    expect([isKnown(0), isKnown(1_000)]).toEqual([false, true])
  })
})
