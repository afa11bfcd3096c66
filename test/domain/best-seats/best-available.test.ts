import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import {
  bestAvailable,
  type BestAvailableRequest,
} from '../../../src/domain/best-seats/best-available.ts'
import { blocksOf } from '../../../src/domain/best-seats/seat-blocks.ts'
import type { SeatId } from '../../../src/domain/seat.ts'
import { seatsIn } from '../../../src/domain/seating-plan.ts'
import { type DrawnHall, drawnHall, freeSeatsOf } from '../../builders/drawn-hall.ts'
import { picturedHall } from '../../builders/pictured-hall.ts'

const best = (hall: DrawnHall, request: BestAvailableRequest) =>
  bestAvailable(freeSeatsOf(hall), request)

describe('the best available seats', () => {
  test('are in the middle of the front row', () => {
    expect(best(drawnHall(['SSSSS', 'SSSSS']), { quantity: 1 })).toEqual(['1-3'])
    expect(best(drawnHall(['SSSSSSSSSS', 'SSSSSSSSSS']), { quantity: 2 })).toEqual(['1-5', '1-6'])
  })

  test('are central in the second row before they are at the end of the first', () => {
    expect(best(drawnHall(['SSSsssssSSS', 'SSSSSSSSSSS']), { quantity: 3 })?.[0]).toMatch(/^2-/)
  })

  test('are near the stage, at any position of the stage', () => {
    const stage = {
      position: { x: 20, y: 90 },
      rotationDeg: 0,
      text: { text: 'Stage', position: { x: 0, y: 0 } },
    }
    expect(best(drawnHall(['SSS', 'SSS', 'SSS'], [stage]), { quantity: 3 })?.[0]).toBe('3-1')
  })

  test('are never on both sides of an aisle', () => {
    expect(best(drawnHall(['SS SS', 'SSSS ']), { quantity: 3 })?.[0]).toMatch(/^2-/)
    expect(best(drawnHall(['SS SS']), { quantity: 3 })).toBeUndefined()
  })

  test('are of the requested category', () => {
    const hall = drawnHall(['AAAA', 'ABBB', 'BBAA'])

    expect(best(hall, { quantity: 3, category: 'B' })).toEqual(['2-2', '2-3', '2-4'])
    expect(best(hall, { quantity: 2, category: 'C' })).toBeUndefined()
  })

  test('are of one category, even if seats of several are nearer or leave no single seat', () => {
    expect(best(drawnHall(['ABAB', 'AABB']), { quantity: 2 })?.[0]).toMatch(/^2-/)
    expect(best(drawnHall(['AAB', 'AAAA']), { quantity: 3 })?.[0]).toMatch(/^2-/)
  })

  test('are of several categories if there is no other choice', () => {
    expect(best(drawnHall(['AABB', 'AABB']), { quantity: 3 })).toHaveLength(3)
    expect(best(drawnHall(['AABB', 'ABAB']), { quantity: 4 })?.[0]).toBe('1-1')
  })

  test('leave no single seat, even if other seats are nearer', () => {
    expect(best(drawnHall([' SSS ', 'SSSSS', 'SSSSS', 'sSSSS']), { quantity: 4 })?.[0]).toBe('4-2')
  })

  test('leave a single seat if there is no other choice', () => {
    expect(best(drawnHall(['SSS']), { quantity: 2 })).toHaveLength(2)
  })

  test('may leave a single seat beside a free seat of another category', () => {
    expect(best(drawnHall(['ABBB', 'CCBB']), { quantity: 2, category: 'B' })).toEqual([
      '1-3',
      '1-4',
    ])
  })

  test('leave room for as many further groups of that size as possible', () => {
    expect(best(drawnHall(['SSSSSSS']), { quantity: 3 })).not.toContain('1-4')
    expect(best(drawnHall(['SSSSSS']), { quantity: 2 })).toEqual(['1-3', '1-4'])
    expect(best(drawnHall(['SSSSSSSS']), { quantity: 2 })).not.toEqual(['1-4', '1-5'])
  })

  test('leave no single seat between two ranks', () => {
    const hall = drawnHall(['SSSSS'])

    const ids = [0, 1].flatMap((rank) => best(hall, { quantity: 1, rank }) ?? [])

    expect(loneSeats(hall, ids)).toEqual([])
  })

  test('are found for every rank in a row with fewer groups than ranks', () => {
    const hall = drawnHall(['S'.repeat(100_000)])
    const ranks = (count: number) => Array.from({ length: count }, (_, rank) => rank)
    const first = ranks(10).map((rank) => best(hall, { quantity: 2, rank }))

    expect(new Set(first.flat()).size).toBeGreaterThan(2)
    expect(first).toContainEqual(best(hall, { quantity: 2, rank: 1023 }))
  })

  test('are none if too few adjacent seats are free', () => {
    expect(best(drawnHall(['SsSsS']), { quantity: 2 })).toBeUndefined()
  })
})

test.each([8, 10, 40])('in a block of %d rows, they are in the middle of the front', (size) => {
  const block = Array.from({ length: size }, () => 'A'.repeat(size))
  const free = freeSeatsOf(picturedHall(['tables:', ...block]))
  const [left, right] = [size / 2, size / 2 + 1]
  const best = (quantity: number) => bestAvailable(free, { quantity })?.toSorted()

  expect(best(2)).toEqual([`2-${left}`, `2-${right}`])
  expect(best(4)).toEqual([`2-${left}`, `2-${right}`, `3-${left}`, `3-${right}`])
})

test('a search that found nothing is not repeated for as many seats', () => {
  const wanted = { quantity: 3, category: 0 }
  for (const [how, adjacent] of [
    ['together', true],
    ['apart', false],
  ] as const) {
    const free = freeSeatsOf(drawnHall(['AAs', 'BBB']))
    const search = (quantity: number) => bestAvailable(free, { quantity, category: 'A', adjacent })

    expect(search(2)).toEqual(['1-1', '1-2'])
    expect(free.isKnownNotFound(how, wanted)).toBe(false)
    expect(search(3)).toBeUndefined()
    expect(free.isKnownNotFound(how, wanted)).toBe(true)
    free.noteNotFound('together', { ...wanted, quantity: 1 })
    free.noteNotFound('apart', { ...wanted, quantity: 1 })
    expect(search(2)).toBeUndefined()
  }
})

describe('seats that may be apart', () => {
  const apart = (drawing: string[], quantity: number, rank = 0) =>
    best(drawnHall(drawing), { quantity, rank, adjacent: false })

  test('are adjacent if possible', () => {
    expect(apart(['SSsSS', 'SSSSs'], 4)).toEqual(['2-1', '2-2', '2-3', '2-4'])
  })

  test('are in as few groups as possible', () => {
    expect(apart(['SsSsS', 'SsSSS', 'SSsss'], 5)?.sort()).toEqual([
      '2-3',
      '2-4',
      '2-5',
      '3-1',
      '3-2',
    ])
  })

  test('are near each other', () => {
    expect(apart(['SSssssssSS', 'SSssssssss'], 4)?.sort()).toEqual(['1-1', '1-2', '2-1', '2-2'])
  })

  test('are near each other before they are near the front', () => {
    const drawing = ['ssssSSssss', ...Array.from({ length: 8 }, () => 'ssssssssss'), 'SSsSSsssss']

    expect(apart(drawing, 4)?.every((id) => id.startsWith('10-'))).toBe(true)
  })

  test('leave no single seat if possible', () => {
    expect(apart(['SSsSS', 'sssss', 'Sssss'], 3)).toContain('3-1')
    expect(apart(['SSsSSSsSS'], 4)?.sort()).toEqual(['1-1', '1-2', '1-8', '1-9'])
    expect(apart(['SSSsSSssssSS'], 4)?.sort()).toEqual(['1-11', '1-12', '1-5', '1-6'])
  })

  test('are found in the farthest corner of a large hall', () => {
    const singles = Array.from({ length: 45 }, () => 'Ss'.repeat(10))

    expect(apart([...singles, 'SSSs'], 4)).toHaveLength(4)
  })

  test('are of the requested category', () => {
    const hall = drawnHall(['ABAB', 'ABAB'])
    const ids = best(hall, { quantity: 3, category: 'B', adjacent: false })

    expect(ids).toHaveLength(3)
    expect(ids?.every((id) => id.endsWith('-2') || id.endsWith('-4'))).toBe(true)
  })

  test('are none only if too few seats are free in total', () => {
    expect(apart(['SsSsS'], 3)?.sort()).toEqual(['1-1', '1-3', '1-5'])
    expect(apart(['SsSsS'], 4)).toBeUndefined()
  })

  test('are found for every rank', () => {
    expect(apart(['SsSsS'], 2, 1)).not.toEqual(apart(['SsSsS'], 2, 0))
    expect(apart(['SsSsS'], 2, 999)).toHaveLength(2)
  })
})

/** Every group of adjacent seats that fits, found by exhaustive search. */
function allGroups({ plan, isFree }: DrawnHall, { quantity, category }: BestAvailableRequest) {
  return blocksOf(plan)
    .flatMap(({ seats }) => seats.map((_, start) => seats.slice(start, start + quantity)))
    .filter((group) => group.length === quantity)
    .filter((group) => group.every((seat) => isFree(seat.id)))
    .filter((group) => group.every((seat) => !category || seat.category === category))
    .map((group) => group.map((seat) => seat.id))
}

/** The free seats that have no free neighbour. */
function loneSeats({ plan, taken }: DrawnHall, group: readonly SeatId[] = []): SeatId[] {
  const isFree = (id: SeatId | undefined) => !!id && !taken.has(id) && !group.includes(id)
  return blocksOf(plan)
    .map(({ seats }) => seats.map((seat) => seat.id))
    .flatMap((ids) =>
      ids.filter((id, i) => isFree(id) && !isFree(ids[i - 1]) && !isFree(ids[i + 1])),
    )
}

const leavesOneAlone = (hall: DrawnHall, group: readonly SeatId[]) => {
  const alone = loneSeats(hall)
  return loneSeats(hall, group).some((id) => !alone.includes(id))
}

const isMixed = ({ plan }: DrawnHall, group: readonly SeatId[]) => {
  const seats = seatsIn(plan)
  return new Set(seats.filter(({ id }) => group.includes(id)).map((seat) => seat.category)).size > 1
}

const anyHall = fc
  .array(
    fc.array(fc.constantFrom('A', 'A', 'A', 'B', 'a', 'b', ' '), { minLength: 1, maxLength: 12 }),
    { minLength: 1, maxLength: 6 },
  )
  .map((rows) => rows.map((row) => row.join('')))
  .filter((rows) => /[AaBb]/.test(rows.join('')))
const anyRequest = fc.record({
  quantity: fc.integer({ min: 1, max: 6 }),
  category: fc.constantFrom(undefined, 'A', 'B'),
  rank: fc.nat({ max: 30 }),
})

describe('in any hall with any taken seats', () => {
  const always = (check: (hall: DrawnHall, request: BestAvailableRequest) => void) => {
    fc.assert(
      fc.property(anyHall, anyRequest, (drawing, request) => {
        check(drawnHall(drawing), request)
      }),
      { numRuns: 1000 },
    )
  }

  test('the result is a free group of adjacent seats as requested, if there is one', () => {
    always((hall, request) => {
      const groups = allGroups(hall, request)
      const answer = best(hall, request)
      if (groups.length > 0) expect(groups).toContainEqual(answer)
      else expect(answer).toBeUndefined()
    })
  })

  test('categories are mixed only if every possible group mixes them', () => {
    always((hall, request) => {
      const answer = best(hall, request)
      if (!answer || !isMixed(hall, answer)) return
      expect(allGroups(hall, request).every((group) => isMixed(hall, group))).toBe(true)
    })
  })

  test('no seat is left alone if another group that mixes no more categories leaves none', () => {
    always((hall, request) => {
      const answer = best(hall, request)
      if (!answer || !leavesOneAlone(hall, answer)) return
      const groups = allGroups(hall, request).filter(
        (group) => isMixed(hall, answer) || !isMixed(hall, group),
      )
      expect(groups.every((group) => leavesOneAlone(hall, group))).toBe(true)
    })
  })

  test('of the groups that leave no single seat, the one for rank 0 is the nearest to the front', () => {
    always((hall, { quantity }) => {
      const answer = best(hall, { quantity })
      if (!answer || leavesOneAlone(hall, answer) || isMixed(hall, answer)) return
      const total = (ids: readonly SeatId[]) => {
        const xs = hall.seatIds.map((id) => Number(id.split('-')[1]))
        const middle = (Math.min(...xs) + Math.max(...xs)) / 2
        const top = Math.min(...hall.seatIds.map((id) => Number(id.split('-')[0])))
        return ids
          .map((id) => id.split('-').map(Number))
          .map(([row = 0, column = 0]) => Math.hypot(column - middle, row - top))
          .reduce((a, b) => a + b, 0)
      }
      const harmless = allGroups(hall, { quantity })
        .filter((group) => !isMixed(hall, group))
        .filter((group) => !leavesOneAlone(hall, group))
        .filter((group) => !wastesRoom(hall, group))
      expect(total(answer)).toBeLessThanOrEqual(Math.min(...harmless.map(total)) + 1e-6)
    })
  })

  test('seats that may be apart are of one category if that takes no more groups', () => {
    always((hall, { quantity, rank }) => {
      const answer = best(hall, { quantity, rank, adjacent: false })
      if (!answer || !isMixed(hall, answer)) return
      for (const category of ['A', 'B']) {
        expect(fewestGroups(hall, quantity, category)).toBeGreaterThan(fewestGroups(hall, quantity))
      }
    })
  })

  test('seats that may be apart are found if and only if enough are free', () => {
    always((hall, request) => {
      const free = seatsIn(hall.plan)
        .filter((seat) => hall.isFree(seat.id))
        .filter((seat) => !request.category || seat.category === request.category)
        .map((seat) => seat.id)
      const answer = best(hall, { ...request, adjacent: false })
      if (free.length < request.quantity) {
        expect(answer).toBeUndefined()
      } else {
        expect(new Set(answer).size).toBe(request.quantity)
        expect(free).toEqual(expect.arrayContaining(answer ?? []))
      }
    })
  })
})

/** The least number of groups of neighbours that have so many free seats together. */
function fewestGroups({ plan, isFree }: DrawnHall, quantity: number, category?: string): number {
  const lengths = blocksOf(plan)
    .flatMap(({ seats }) =>
      seats
        .map((seat) =>
          isFree(seat.id) && [undefined, seat.category].includes(category) ? '.' : 'x',
        )
        .join('')
        .split(/x+/),
    )
    .map((run) => run.length)
    .toSorted((a, b) => b - a)
  let missing = quantity
  const last = lengths.findIndex((length) => (missing -= length) <= 0)
  return last < 0 ? Infinity : last + 1
}

/** Whether taking the group costs the room for more than one group of this size. */
function wastesRoom(hall: DrawnHall, group: readonly SeatId[]): boolean {
  const room = (taken: ReadonlySet<SeatId>) =>
    blocksOf(hall.plan)
      .flatMap(({ seats }) =>
        seats
          .map(({ id }) => (taken.has(id) ? 'x' : '.'))
          .join('')
          .split('x'),
      )
      .reduce((sum, run) => sum + Math.floor(run.length / group.length), 0)
  return room(new Set([...hall.taken, ...group])) < room(hall.taken) - 1
}

describe('many requests for pairs', () => {
  const evenHall = () =>
    drawnHall(Array.from({ length: 20 }, () => 'S'.repeat(10) + ' ' + 'S'.repeat(10)))
  const evenRows = fc
    .array(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 5,
    })
    .map((rows) => rows.map((pairs) => pairs.map((count) => 'SS'.repeat(count)).join(' ')))

  test('in sequence, at any rank, take every seat of even rows', () => {
    fc.assert(
      fc.property(evenRows, fc.array(fc.nat({ max: 40 }), { minLength: 50 }), (drawing, ranks) => {
        const hall = drawnHall(drawing)
        for (let pair = best(hall, { quantity: 2 }); pair;) {
          pair.forEach((id) => hall.taken.add(id))
          pair = best(hall, { quantity: 2, rank: ranks[hall.taken.size % ranks.length] })
        }
        expect(hall.taken.size).toBe(hall.seatIds.length)
      }),
    )
  })

  test('get one rank each, with seats of no other rank', () => {
    const hall = evenHall()

    const ids = Array.from({ length: 200 }, (_, rank) => best(hall, { quantity: 2, rank })).flat()

    expect(new Set(ids).size).toBe(400)
  })
})
