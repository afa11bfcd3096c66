import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import {
  bestAvailable,
  type BestAvailableRequest,
} from '../../../src/domain/best-seats/best-available.ts'
import type { SeatId } from '../../../src/domain/seat.ts'
import { freeSeatsOf } from '../../builders/drawn-hall.ts'
import { picturedHall } from '../../builders/pictured-hall.ts'

// An exhaustive search in random small halls, which shares no code with the one that it is compared with.

/** A seat as it is drawn, with the letters of `picturedHall`. */
interface DrawnSeat {
  readonly id: SeatId
  readonly letter: string
  readonly zone: string
  readonly isFree: boolean
  /** Whether it is at a table that is booked as a whole. One of the chairs of each such table is taken. */
  readonly isAtTable: boolean
  readonly isPlace: boolean
  /** Undefined for a place, too. */
  readonly companionOf: SeatId | undefined
  readonly beside: DrawnSeat[]
}

function seatsIn(picture: readonly string[]): DrawnSeat[] {
  let [zone, isAtTable] = ['Stalls', false]
  let placeAbove: SeatId | undefined
  const seats = picture.flatMap((line, y) => {
    if (line.startsWith('-- ')) zone = line.slice(3)
    isAtTable = line === 'whole tables:' || (isAtTable && line !== 'rows:')
    if (line.startsWith('-- ') || line.endsWith(':')) return []
    const seats = Array.from(line.matchAll(/\S+/g), ({ 0: letters, index }) =>
      segmentOf(letters, { y, x: index, zone, isAtTable, placeAbove }),
    ).flat()
    placeAbove = seats.find(({ isPlace }) => isPlace)?.id ?? placeAbove
    return seats
  })
  if (picture[0] === 'tables:') linkLines(seats)
  return seats
}

/** Seats behind each other at a table are neighbours. */
function linkLines(seats: readonly DrawnSeat[]): void {
  const byId = new Map(seats.map((seat) => [seat.id, seat]))
  for (const seat of seats) {
    const [y = 0, x = 0] = seat.id.split('-').map(Number)
    const behind = byId.get(`${y + 1}-${x}`)
    if (!behind) continue
    seat.beside.push(behind)
    behind.beside.push(seat)
  }
}

interface Segment extends Pick<DrawnSeat, 'zone' | 'isAtTable'> {
  readonly y: number
  readonly x: number
  readonly placeAbove: SeatId | undefined
}

/** The seats of a line between two aisles. */
function segmentOf(letters: string, { y, x, placeAbove, ...common }: Segment): DrawnSeat[] {
  const idOf = (index: number) => `${y + 1}-${x + index + 1}`
  const seats = Array.from(letters, (drawn, index): DrawnSeat => {
    const letter = drawn.toUpperCase()
    const place = [index - 1, index + 1, index - 2, index + 2].find((other) =>
      /w/i.test(letters.charAt(other)),
    )
    return {
      ...common,
      id: idOf(index),
      letter,
      isFree: drawn === letter,
      isPlace: letter === 'W' || letter === 'X',
      companionOf:
        letter === 'C' && place !== undefined
          ? idOf(place)
          : letter === 'D'
            ? placeAbove
            : undefined,
      beside: [],
    }
  })
  seats.forEach((seat, index) => {
    seat.beside.push(...[seats[index - 1], seats[index + 1]].filter((other) => other !== undefined))
  })
  return seats
}

/** Whether the seat may be in a group for the request. */
function isOffered(seat: DrawnSeat, request: BestAvailableRequest): boolean {
  const { category, zone, accessible = 0, isReleased = false } = request
  return (
    seat.isFree &&
    !seat.isAtTable &&
    (category === undefined || categoryOf(seat) === category) &&
    (zone === undefined || seat.zone === zone) &&
    (isOrdinary(seat) || isReleased || accessible > 0)
  )
}

const isOrdinary = ({ isPlace, companionOf }: DrawnSeat) => !isPlace && companionOf === undefined
const categoryOf = ({ letter }: DrawnSeat) => (letter === 'B' ? 'B' : 'A')

type Group = readonly DrawnSeat[]

const idsOf = (group: Group) => group.map(({ id }) => id).toSorted()

/** Every group of adjacent seats that is as requested. */
function groupsFor(picture: readonly string[], request: BestAvailableRequest): Group[] {
  const { quantity, accessible = 0, isReleased = false } = request
  const offered = seatsIn(picture).filter((seat) => isOffered(seat, request))
  return connectedGroups(offered, quantity, accessible > 0).filter((group) => {
    if (accessible === 0) return true
    const places = group.filter(({ isPlace }) => isPlace)
    if (isReleased) return places.length >= accessible
    return places.length === accessible && strangersIn(group).length === 0
  })
}

/** Every set of so many seats that are connected. Places and their companions may count as connected in one zone. */
function connectedGroups(seats: Group, quantity: number, linksCompanions: boolean): Group[] {
  const isPair = (place: DrawnSeat, other: DrawnSeat) =>
    other.companionOf === place.id && other.zone === place.zone
  const next = new Map(
    seats.map((seat) => [
      seat,
      seats.filter(
        (other) =>
          seat.beside.includes(other) ||
          (linksCompanions && (isPair(seat, other) || isPair(other, seat))),
      ),
    ]),
  )
  let groups: Group[] = seats.map((seat) => [seat])
  for (let size = 1; size < quantity; size++) {
    const larger = groups.flatMap((group) =>
      group
        .flatMap((seat) => next.get(seat) ?? [])
        .filter((seat) => !group.includes(seat))
        .map((seat): Group => [...group, seat]),
    )
    groups = [...new Map(larger.map((group) => [idsOf(group).join(), group])).values()]
  }
  return groups
}

/** The companion seats of places that are not in the group. */
const strangersIn = (group: Group) =>
  group.filter(
    ({ companionOf }) => companionOf !== undefined && !group.some(({ id }) => id === companionOf),
  )

/** The criteria that come before the distance, the most important first. */
function harmOf(group: Group, all: Group, request: BestAvailableRequest): number[] {
  const companions = all.filter(({ companionOf }) => group.some(({ id }) => id === companionOf))
  const ids = new Set(idsOf(group))
  const leavesOwn = companions.some((seat) => !ids.has(seat.id) && isOffered(seat, request))
  const hasOthers = group.some((seat) => isOrdinary(seat)) || strangersIn(group).length > 0
  const isPlain = !request.accessible
  const compared = isPlain ? group : group.filter((seat) => isOrdinary(seat))
  const isRest = ({ id, isFree }: DrawnSeat) => isFree && !ids.has(id)
  const mayBeAlone = (seat: DrawnSeat) => !isOrdinary(seat) && !request.isReleased
  const isAlone = (seat: DrawnSeat) =>
    isRest(seat) && !mayBeAlone(seat) && !seat.beside.some((other) => isRest(other))
  return [
    Number(!isPlain && leavesOwn && hasOthers),
    Number(new Set(compared.map(categoryOf)).size > 1),
    group.filter(({ letter }) => letter === 'V').length,
    Number(group.some(({ beside }) => beside.some((seat) => isAlone(seat)))),
  ]
}

/** Wide enough in any row, because of the distance between the seats of the last one. */
const AISLE = '   '
const LAST_ROW = `${'a'.repeat(60)}A`
const unit = fc.constantFrom(
  ...[
    'A',
    'A',
    'B',
    'V',
    'WC',
    'CW',
    'WCC',
    'CCW',
    'WcC',
    'W',
    'D',
    'D',
    'X',
    'a',
    'b',
    'w',
    'Wc',
    AISLE,
  ],
)
const line = fc.array(unit, { minLength: 1, maxLength: 8 }).map((units) => units.join(''))
const anyPicture = fc
  .tuple(
    fc.array(line, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('aA', 'aDA', 'aDD'),
    fc.array(line, { minLength: 0, maxLength: 2 }),
  )
  .map(([stalls, table, balcony]) => [
    ...stalls,
    ...['whole tables:', table, 'rows:'],
    ...['-- Balcony', ...balcony, LAST_ROW],
  ])
const anyRequest = fc
  .record({
    quantity: fc.integer({ min: 1, max: 5 }),
    category: fc.constantFrom(undefined, undefined, 'A', 'B'),
    zone: fc.constantFrom(undefined, undefined, 'Stalls', 'Balcony'),
    accessible: fc.constantFrom(undefined, 1, 1, 2),
    isReleased: fc.constantFrom(false, false, true),
    rank: fc.constantFrom(0, 0, 1, 7),
  })
  .map((request) => {
    const { accessible, quantity } = request
    return { ...request, accessible: accessible && Math.min(accessible, quantity) }
  })

const best = (picture: readonly string[], request: BestAvailableRequest) =>
  bestAvailable(freeSeatsOf(picturedHall(picture)), request)

const always = (check: (picture: string[], request: BestAvailableRequest) => void) => {
  fc.assert(fc.property(anyPicture, anyRequest, check), { numRuns: 500 })
}

describe('in any hall with accessible places and restricted views', () => {
  test('the result is one of the groups as requested, if there is one', () => {
    always((picture, request) => {
      const groups = groupsFor(picture, request).map(idsOf)
      const answer = best(picture, request)?.toSorted()
      if (groups.length === 0) expect(answer).toBeUndefined()
      else expect(groups).toContainEqual(answer)
    })
  })

  test('no other group is better by a criterion that comes before the distance', () => {
    always((picture, request) => {
      const answer = best(picture, { ...request, rank: 0 })
        ?.toSorted()
        .join()
      const groups = groupsFor(picture, request)
      const chosen = groups.find((group) => idsOf(group).join() === answer)
      if (!chosen) return
      const all = seatsIn(picture)
      const least = groups.map((group) => harmOf(group, all, request)).toSorted(byCriteria)[0]
      expect(harmOf(chosen, all, request)).toEqual(least)
    })
  })

  test('seats that may be apart are found if there are enough', () => {
    always((picture, request) => {
      const answer = best(picture, { ...request, adjacent: false })
      expect(answer !== undefined).toBe(mayBeHad(picture, request))
      if (answer) expect(new Set(answer).size).toBe(request.quantity)
    })
  })

  test('seats that are apart are as requested, with a companion beside each place', () => {
    always((picture, request) => {
      const { quantity, accessible = 0, isReleased } = request
      const answer = new Set(best(picture, { ...request, adjacent: false }))
      const all = seatsIn(picture)
      const seats = all.filter(({ id }) => answer.has(id))
      expect(seats.every((seat) => isOffered(seat, request))).toBe(true)
      if (answer.size === 0 || accessible === 0 || isReleased) return
      expect(seats.filter(({ isPlace }) => isPlace)).toHaveLength(accessible)
      expect(strangersIn(seats)).toEqual([])
      const isApart = groupsFor(picture, request).length === 0
      if (!isApart || quantity - accessible < accessible) return
      expect(neglectedIn(seats, all, request)).toEqual([])
    })
  })
})

describe('in a block of any seats', () => {
  const block = fc
    .record({ columns: fc.integer({ min: 3, max: 5 }), lines: fc.integer({ min: 2, max: 3 }) })
    .chain(({ columns, lines }) => {
      const letter = fc.constantFrom('A', 'A', 'A', 'D', 'W', 'W', 'a', 'w')
      const drawn = fc.array(letter, { minLength: columns, maxLength: columns })
      return fc.array(drawn, { minLength: lines, maxLength: lines })
    })
    .map((lines) => ['tables:', ...lines.map((letters) => letters.join(''))])
  const requests = fc.record({
    quantity: fc.integer({ min: 3, max: 6 }),
    accessible: fc.integer({ min: 1, max: 3 }),
    isReleased: fc.boolean(),
    rank: fc.constantFrom(0, 0, 1, 7),
  })

  test('accessible places are found if there is a group with them', () => {
    fc.assert(
      fc.property(block, requests, (picture, request) => {
        const groups = groupsFor(picture, request).map(idsOf)
        const answer = best(picture, request)?.toSorted()
        if (groups.length === 0) expect(answer).toBeUndefined()
        else expect(groups).toContainEqual(answer)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('in any hall of accessible places with a seat beside each', () => {
  const pair = fc.constantFrom('WA', 'WA', 'wa', 'Aa', '  ')
  const rows = fc.array(fc.array(pair, { minLength: 1, maxLength: 5 }), { maxLength: 5 })
  const picture = rows.map((lines) => [...lines.map((pairs) => pairs.join(AISLE)), LAST_ROW])
  const pointOf = (id: SeatId) => id.split('-').map(Number)
  const distance = (a: SeatId, b: SeatId) => {
    const [[y1 = 0, x1 = 0], [y2 = 0, x2 = 0]] = [pointOf(a), pointOf(b)]
    return Math.hypot(x1 - x2, y1 - y2)
  }
  /** How far the others are from the place in their middle. */
  const radiusOf = (places: readonly SeatId[]) =>
    Math.min(...places.map((centre) => Math.max(...places.map((other) => distance(centre, other)))))
  const subsets = (ids: readonly SeatId[], count: number): SeatId[][] =>
    count === 0
      ? [[]]
      : ids.flatMap((id, index) =>
          subsets(ids.slice(index + 1), count - 1).map((others) => [id, ...others]),
        )

  test('places that are apart are as close together as possible, each with its neighbour', () => {
    fc.assert(
      fc.property(picture, fc.integer({ min: 2, max: 3 }), (drawn, accessible) => {
        const answer = best(drawn, { quantity: 2 * accessible, accessible, adjacent: false })
        const all = seatsIn(drawn).filter(({ isPlace, isFree }) => isPlace && isFree)
        expect(answer !== undefined).toBe(all.length >= accessible)
        if (!answer) return
        const places = all.filter(({ id }) => answer.includes(id))
        const radii = subsets(idsOf(all), accessible).map((ids) => radiusOf(ids))
        expect(radiusOf(idsOf(places))).toBeCloseTo(Math.min(...radii))
        expect(places.every(({ beside: [seat] }) => seat && answer.includes(seat.id))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['in rows', ['WA   WA   WA   WA', 'aa   aa   aa   aa', 'WA   WA   WA   WA', LAST_ROW]],
    ['at whole tables', ['whole tables:', 'WA   WA   WA   WA   WA', 'rows:', '', LAST_ROW]],
  ])('each rank finds places %s, and the first ranks differ', (_, drawn) => {
    const answers = [0, 1, 2, 3, 50].map((rank) =>
      best(drawn, { quantity: 4, accessible: 2, adjacent: false, rank })?.toSorted(),
    )
    expect(answers.map((ids) => ids?.length)).toEqual([4, 4, 4, 4, 4])
    expect(new Set(answers.slice(0, 4).map((ids) => ids?.join())).size).toBeGreaterThan(1)
  })
})

/** The chosen places that have no companion beside them although a seat is free there. */
function neglectedIn(chosen: Group, all: Group, request: BestAvailableRequest): Group {
  return chosen.filter((place) => {
    if (!place.isPlace) return false
    const isOwn = ({ companionOf }: DrawnSeat) => companionOf === place.id
    const beside = [...all.filter(isOwn), ...place.beside.filter(({ isPlace }) => !isPlace)]
    const usable = beside.filter(
      (seat) => isOffered(seat, request) && (isOrdinary(seat) || isOwn(seat)),
    )
    return !beside.some((seat) => chosen.includes(seat)) && usable.length > 0
  })
}

function mayBeHad(picture: readonly string[], request: BestAvailableRequest): boolean {
  const { quantity, accessible = 0, isReleased } = request
  const offered = seatsIn(picture).filter((seat) => isOffered(seat, request))
  const places = offered.filter(({ isPlace }) => isPlace)
  if (isReleased) return offered.length >= quantity && places.length >= accessible
  if (accessible === 0) return offered.length >= quantity
  const companions = places
    .map(({ id }) => offered.filter(({ companionOf }) => companionOf === id).length)
    .toSorted((a, b) => b - a)
    .slice(0, accessible)
  const others = offered.filter((seat) => isOrdinary(seat)).length
  const most = companions.reduce((sum, count) => sum + count, others)
  return places.length >= accessible && most >= quantity - accessible
}

function byCriteria(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, i) => value !== b[i])
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0)
}

/** Tables of 1 to 4 chairs in two lines, a line of ordinary seats, and which chairs are taken. */
const anyTables = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }),
  taken: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
  seats: fc.stringMatching(/^[Aa]{0,6}$/),
  quantity: fc.integer({ min: 1, max: 9 }),
  rank: fc.constantFrom(0, 0, 1, 5),
})

describe('in any hall with tables that are booked as a whole', () => {
  const drawn = ({ sizes, taken, seats }: { sizes: number[]; taken: boolean[]; seats: string }) => {
    let chair = 0
    const next = () => (taken[chair++ % taken.length] && chair % 3 === 0 ? 'a' : 'A')
    const tables = sizes.map((size) => [
      Array.from({ length: Math.min(size, 2) }, next)
        .join('')
        .padEnd(5),
      Array.from({ length: Math.max(size - 2, 0) }, next)
        .join('')
        .padEnd(5),
    ])
    const lines = [0, 1].map((line) => tables.map((table) => table[line] ?? '').join(''))
    return ['whole tables:', ...lines, 'rows:', '', `aaaaaa${seats}A`]
  }
  const freeRuns = (seats: string) => `${seats}A`.split(/a+/).map(({ length }) => length)
  const freeTables = (picture: readonly string[]) => {
    const [, top = '', bottom = ''] = picture
    return Array.from({ length: top.length / 5 }, (_, table) =>
      (top.slice(5 * table, 5 * table + 5) + bottom.slice(5 * table, 5 * table + 5)).trim(),
    )
      .map((chairs) => chairs.replaceAll(' ', ''))
      .map((chairs) => ({ size: chairs.length, isFree: !chairs.includes('a') }))
  }

  test('the public gets all seats of a table or none, whenever they add up', () => {
    fc.assert(
      fc.property(anyTables, fc.boolean(), ({ quantity, rank, ...hall }, adjacent) => {
        const picture = drawn(hall)
        const answer = best(picture, { quantity, rank, adjacent })
        const sizes = freeTables(picture).flatMap(({ size, isFree }) => (isFree ? size : []))
        const runs = freeRuns(hall.seats)
        const rest = runs.reduce((sum, run) => sum + run, 0)
        const together = sizes.includes(quantity) || runs.some((run) => run >= quantity)
        const sums = sizes.reduce(
          (reached, size) => new Set([...reached, ...[...reached].map((sum) => sum + size)]),
          new Set([0]),
        )
        const apart = [...sums].some((sum) => sum <= quantity && quantity - sum <= rest)
        expect(answer !== undefined).toBe(together || (!adjacent && apart))
        if (!answer) return

        expect(new Set(answer).size).toBe(quantity)
        const tables = Map.groupBy(
          answer.map((id) => id.split('-').map(Number)).filter(([y = 0]) => y < 4),
          ([, x = 0]) => Math.floor((x - 1) / 5),
        )
        for (const [table, chairs] of tables) {
          expect(chairs).toHaveLength(freeTables(picture)[table]?.size ?? NaN)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('the public gets accessible places with whole tables, whenever the numbers add up', () => {
    const table = fc.stringMatching(/^[AAW]{1,5}$|^[AWa]{2}$/)
    const places = fc.record({
      tables: fc.array(table, { minLength: 1, maxLength: 4 }),
      row: fc.stringMatching(/^[AWa]{1,6}$/),
      quantity: fc.integer({ min: 1, max: 10 }),
      accessible: fc.integer({ min: 1, max: 3 }),
      isReleased: fc.boolean(),
      rank: fc.constantFrom(0, 0, 1, 5),
    })
    const countIn = (letters: string, letter: string) => letters.split(letter).length - 1
    fc.assert(
      fc.property(places, ({ tables, row, accessible: wanted, ...request }) => {
        const accessible = Math.min(wanted, request.quantity)
        const picture = ['whole tables:', tables.join('   '), 'rows:', '', `${row}   a`]
        const answer = best(picture, { ...request, accessible, adjacent: false })

        const subsets = tables
          .filter((letters) => !letters.includes('a'))
          .reduce((found, letters) => [...found, ...found.map((some) => some + letters)], [''])
        const [others, inRow] = [countIn(row, 'A'), countIn(row, 'W')]
        const rowMax = request.isReleased ? inRow : Math.min(inRow, accessible)
        const isPossible = subsets.some((letters) => {
          const missing = request.quantity - letters.length
          const least = Math.max(0, accessible - countIn(letters, 'W'), missing - others)
          return missing >= 0 && least <= Math.min(rowMax, missing)
        })
        expect(answer !== undefined).toBe(isPossible)
        if (!answer) return

        const letterOf = (id: SeatId) => {
          const [y = 1, x = 1] = id.split('-').map(Number)
          return picture[y - 1]?.charAt(x - 1) ?? ''
        }
        const [atTables, beside] = [2, 5].map((line) =>
          answer.filter((id) => id.startsWith(`${line}-`)),
        )
        expect(new Set(answer).size).toBe(request.quantity)
        expect(
          answer.map(letterOf).filter((letter) => letter === 'W').length,
        ).toBeGreaterThanOrEqual(accessible)
        expect((beside ?? []).filter((id) => letterOf(id) === 'W').length).toBeLessThanOrEqual(
          rowMax,
        )
        expect((beside ?? []).map(letterOf)).not.toContain('a')
        const drawn = tables.map((letters, index) => {
          const start = tables.slice(0, index).join('   ').length + (index > 0 ? 3 : 0)
          return Array.from(letters, (_, chair) => `2-${start + chair + 1}`)
        })
        for (const chairs of drawn) {
          const count = chairs.filter((id) => atTables?.includes(id)).length
          expect([0, chairs.length]).toContain(count)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('a seller gets seats whenever enough are free', () => {
    fc.assert(
      fc.property(anyTables, ({ quantity, rank, ...hall }) => {
        const picture = drawn(hall)
        const free = picture.slice(1).join('').match(/A/g)?.length ?? 0
        const answer = best(picture, { quantity, rank, adjacent: false, splitsTables: true })
        expect(answer?.length).toBe(free < quantity ? undefined : quantity)
      }),
      { numRuns: 500 },
    )
  })
})
