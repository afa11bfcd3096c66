import { describe, expect, test } from '@jest/globals'

import { LEAVES_ONE, Steps, type Wanted } from '../../../src/domain/best-seats/group.ts'
import {
  PlaceSearch,
  placesInClusters,
  placesWithCompanionsApart,
} from '../../../src/domain/best-seats/place-search.ts'
import type { SearchState } from '../../../src/domain/best-seats/search-state.ts'
import { freeSeatsOf } from '../../builders/drawn-hall.ts'
import { picturedHall } from '../../builders/pictured-hall.ts'

/** The steps that are counted for each seat that is tried. */
const STEPS_OF_TRY = 100

type State = SearchState & { readonly chosen: Set<number> }

function stateOf(picture: readonly string[], wanted: Wanted): State {
  return { free: freeSeatsOf(picturedHall(picture)), wanted, chosen: new Set() }
}

const numberOf = ({ free }: State, seatId: string) => free.hall.numberOf(seatId) ?? NaN
const idsOf = ({ free }: State, seats: Iterable<number> | undefined) =>
  seats && Array.from(seats, (seat) => free.hall.seatIds[seat]).toSorted()

function search(
  state: State,
  places: readonly string[],
  { budget = Infinity, mustFind = true } = {},
) {
  const steps = new Steps(budget)
  const numbers = places.map((seatId) => numberOf(state, seatId))
  const group = new PlaceSearch(numbers, state, steps).best({ mustFind })
  return {
    seats: idsOf(state, group?.seats),
    harm: group?.harm,
    steps: steps.count,
    tries: Math.floor(steps.count / STEPS_OF_TRY),
  }
}

describe('of several places', () => {
  const lines = ['AAAWAAA', 'AAADAAA', 'AAAAAAA', 'AAAWAAA', 'AAADAAA']
  const pair = { quantity: 2, accessible: 1 }

  test('the first from the front with a group without harm is the last that is searched', () => {
    const alone = search(stateOf(lines, pair), ['1-4'])
    expect(alone.seats).toEqual(['1-4', '2-4'])

    for (const places of [
      ['1-4', '4-4'],
      ['4-4', '1-4'],
    ]) {
      expect(search(stateOf(lines, pair), places)).toEqual({ ...alone, steps: alone.steps + 1 })
    }
  })

  test('a later one is chosen if its group is nearer to the front', () => {
    const beside = ['  W       C', '   W', '', '', '', '', '', '', '', '', '   D', 'A           A']
    expect(search(stateOf(beside, pair), ['1-3', '2-4']).seats).toEqual(['1-11', '1-3'])
  })

  test('no other is searched once a group is found and the steps are spent', () => {
    const lines = ['VW   VW', ' a    a', 'A    A ']
    const request = { quantity: 2, accessible: 1 }
    const alone = search(stateOf(lines, request), ['1-2'], { budget: 0 })
    const both = search(stateOf(lines, request), ['1-2', '1-7'], { budget: 0 })

    expect(alone.seats).toEqual(['1-1', '1-2'])
    expect(both).toEqual({ ...alone, steps: alone.steps + 1 })
  })

  test('none is searched after the steps are spent, except for a group that must be found', () => {
    const state = stateOf(lines, pair)

    expect(search(state, ['1-4'], { budget: 0, mustFind: false }).seats).toBeUndefined()
    expect(search(state, ['1-4'], { budget: 0 }).seats).toEqual(['1-4', '2-4'])
    expect(search(state, ['1-4'], { mustFind: false }).seats).toEqual(['1-4', '2-4'])
  })

  test('a group is searched once, until one of its seats is chosen', () => {
    const state = stateOf(lines, pair)
    const steps = new Steps(Infinity)
    const places = ['1-4', '4-4'].map((seatId) => numberOf(state, seatId))
    const all = new PlaceSearch(places, state, steps)
    const first = all.best({ mustFind: true })
    const { count } = steps

    expect(all.best({ mustFind: true })).toEqual(first)
    expect(steps.count).toBe(count)
    state.chosen.add(numberOf(state, '2-4'))
    expect(idsOf(state, all.best({ mustFind: true })?.seats)).not.toContain('2-4')
    state.chosen.add(numberOf(state, '1-4'))
    expect(idsOf(state, all.best({ mustFind: true })?.seats)).toEqual(['4-4', '5-4'])
  })
})

describe('from one place', () => {
  // The first line has the place of which each `D` is a companion seat.
  const from = (seatId: string, lines: readonly string[], wanted: Wanted, budget = Infinity) =>
    search(stateOf(['w', 'tables:', ...lines], wanted), [seatId], { budget })

  test.each<[string, string, string, Wanted]>([
    ['too few other seats can be reached', '3-1', 'WA', { quantity: 3, accessible: 1 }],
    ['too few places can be reached', '3-1', 'WAAAA', { quantity: 4, accessible: 2 }],
    ['the next place is too far away', '3-1', 'WAAW', { quantity: 3, accessible: 2 }],
    ['the other seats are behind a place', '3-4', 'AAWWA', { quantity: 3, accessible: 1 }],
    ['a seat is kept for another place', '3-2', 'DWA', { quantity: 3, accessible: 1 }],
  ])('no seats are tried if %s', (_, seatId, line, wanted) => {
    expect(from(seatId, [line], wanted)).toMatchObject({ seats: undefined, tries: 0 })
  })

  test('places and companion seats that are released are like other seats', () => {
    const wanted = { quantity: 3, accessible: 1, isReleased: true }

    expect(from('3-1', ['WWA'], wanted)).toMatchObject({ seats: ['3-1', '3-2', '3-3'], tries: 2 })
    expect(from('3-2', ['DWA'], wanted)).toMatchObject({ seats: ['3-1', '3-2', '3-3'], tries: 2 })
  })

  test.each([['AWC'], ['CWA']])('in %s, its companion seat is the first that is tried', (line) => {
    const seatIds = ['3-2', line === 'AWC' ? '3-3' : '3-1'].toSorted()

    expect(from('3-2', [line], { quantity: 2, accessible: 1 })).toMatchObject({
      seats: seatIds,
      harm: LEAVES_ONE,
      tries: 2,
    })
  })

  test('the nearest seats are tried first', () => {
    const lines = ['WAAAAA', 'AAAAAA', 'AAAAAA']
    const square = ['3-1', '3-2', '4-1', '4-2']

    expect(from('3-1', lines, { quantity: 4, accessible: 1 })).toMatchObject({
      seats: square,
      harm: 0,
      tries: 3,
    })
  })

  test('no more places are tried than wanted, and no more other seats', () => {
    const around = ['AWAA', ' W  ', ' AA ']

    expect(from('4-2', around, { quantity: 3, accessible: 1 })).toMatchObject({ harm: 0, tries: 2 })
    expect(from('3-2', ['AWAW'], { quantity: 3, accessible: 2 })).toMatchObject({
      seats: ['3-2', '3-3', '3-4'],
      tries: 3,
    })
  })

  test('a limited number of seats is tried, and few when the steps are spent', () => {
    const lines = ['DDDDDDDDD', 'DDDDDDDDD', 'DDDDDDDDD', 'WDDDDDDDW']
    const wanted = { quantity: 9, accessible: 2 }

    const [thorough, hasty] = [Infinity, 0].map((budget) => from('6-1', lines, wanted, budget))
    // Both also count a few steps to find whether enough seats can be reached.
    expect(thorough?.seats).toBeUndefined()
    expect(hasty?.seats).toBeUndefined()
    expect((thorough?.steps ?? 0) - (hasty?.steps ?? 0)).toBe(STEPS_OF_TRY * (500 - 9))
  })

  test('a single seat that is left counts, unless it is kept for another request', () => {
    const pair = { quantity: 2, accessible: 1 }
    const harmOf = (line: string, wanted: Wanted, chosen?: string) => {
      const state = stateOf(['w', 'tables:', line], wanted)
      if (chosen !== undefined) state.chosen.add(numberOf(state, chosen))
      return search(state, ['3-1']).harm
    }

    expect(harmOf('WAA', pair)).toBe(LEAVES_ONE)
    expect(harmOf('WAAA', pair)).toBe(0)
    expect(harmOf('WAAA', pair, '3-4')).toBe(LEAVES_ONE)
    expect(harmOf('WAW', pair)).toBe(0)
    expect(harmOf('WAW', { ...pair, isReleased: true })).toBe(LEAVES_ONE)
  })
})

describe('the places from which groups are searched', () => {
  const wanted = { quantity: 2, accessible: 1 }
  const apart = (lines: readonly string[]) => {
    const state = stateOf(lines, wanted)
    return idsOf(state, placesWithCompanionsApart(state))
  }
  const inClusters = (lines: readonly string[], request: Wanted) => {
    const state = stateOf(lines, request)
    const steps = new Steps(Infinity)
    return { places: idsOf(state, placesInClusters(state, steps)), steps: steps.count }
  }

  test('are those with a free companion seat that is not beside them', () => {
    expect(apart(['W', 'D'])).toEqual(['1-1'])
    expect(apart(['W', 'Dd'])).toEqual(['1-1'])
    expect(apart(['W', 'dD'])).toEqual(['1-1'])
    expect(apart(['W', 'd'])).toEqual([])
    expect(apart(['w', 'D'])).toEqual([])
    expect(apart(['WC'])).toEqual([])
    expect(placesWithCompanionsApart(stateOf(['W', 'D'], { quantity: 2 }))).toEqual([])
  })

  test('are free places in blocks that are no rows, in the zone that is wanted', () => {
    const lines = ['WA', 'tables:', 'WAA', 'wAA', '-- Balcony', 'tables:', 'WAA', 'AAW']

    expect(inClusters(lines, wanted)).toEqual({ places: ['3-1', '7-1', '8-3'], steps: 12 })
    expect(inClusters(lines, { ...wanted, zone: 1 })).toEqual({
      places: ['7-1', '8-3'],
      steps: 6,
    })
  })
})
