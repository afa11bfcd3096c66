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

/** A seat as it is drawn: `W` is an accessible place, `C` the companion seat of the first `W` beside it. */
interface DrawnSeat {
  readonly id: SeatId
  readonly letter: string
  readonly zone: string
  readonly isFree: boolean
}

type Row = readonly DrawnSeat[]

/** The runs of seats between the aisles of each line. */
function segmentsOf(picture: readonly string[]): Row[] {
  let zone = 'Stalls'
  return picture.flatMap((line, y) => {
    if (line.startsWith('-- ')) zone = line.slice(3)
    if (line.startsWith('-- ')) return []
    return Array.from(line.matchAll(/\S+/g), ({ 0: letters, index }) =>
      Array.from(letters, (letter, offset) => ({
        id: `${y + 1}-${index + offset + 1}`,
        letter: letter.toUpperCase(),
        zone,
        isFree: letter === letter.toUpperCase(),
      })),
    )
  })
}

/** Whether the seat may be in a group for the request. */
function isOffered(seat: DrawnSeat, request: BestAvailableRequest): boolean {
  const { category, zone, accessible = 0, isReleased = false } = request
  const isKept = seat.letter === 'W' || seat.letter === 'C'
  return (
    seat.isFree &&
    (category === undefined || categoryOf(seat) === category) &&
    (zone === undefined || seat.zone === zone) &&
    (!isKept || isReleased || accessible > 0)
  )
}

const categoryOf = ({ letter }: DrawnSeat) => (letter === 'B' ? 'B' : 'A')

/** The places in a segment of the place of this companion seat, and of the companion seats of this place. */
function placeBeside(row: Row, companion: number): number | undefined {
  return [companion - 1, companion + 1].find((place) => row[place]?.letter === 'W')
}

function companionsOf(row: Row, place: number): number[] {
  return [place - 1, place + 1].filter(
    (other) => row[other]?.letter === 'C' && placeBeside(row, other) === place,
  )
}

interface Group {
  readonly row: Row
  readonly start: number
  readonly end: number
}

const seatsOf = ({ row, start, end }: Group) => row.slice(start, end)
const idsOf = (group: Group) => seatsOf(group).map(({ id }) => id)

/** Every group of adjacent seats that is as requested. */
function groupsFor(picture: readonly string[], request: BestAvailableRequest): Group[] {
  const { quantity, accessible = 0, isReleased = false } = request
  return segmentsOf(picture)
    .flatMap((row) => row.map((_, start) => ({ row, start, end: start + quantity })))
    .filter((group) => seatsOf(group).length === quantity)
    .filter((group) => seatsOf(group).every((seat) => isOffered(seat, request)))
    .filter((group) => {
      if (accessible === 0) return true
      const places = seatsOf(group).filter(({ letter }) => letter === 'W').length
      if (isReleased) return places >= accessible
      return places === accessible && seatsOf(group).every((_, i) => hasPlace(group, i))
    })
}

function hasPlace({ row, start, end }: Group, index: number): boolean {
  if (row[start + index]?.letter !== 'C') return true
  const place = placeBeside(row, start + index) ?? -1
  return place >= start && place < end
}

/** The criteria that come before the distance, the most important first. */
function harmOf(group: Group, request: BestAvailableRequest): number[] {
  const { row, start, end } = group
  const seats = seatsOf(group)
  const isInside = (place: number) => place >= start && place < end
  const own = seats.flatMap((seat, i) => (seat.letter === 'W' ? companionsOf(row, start + i) : []))
  const leavesOwn = own.some((place) => {
    const seat = row[place]
    return seat && !isInside(place) && isOffered(seat, request)
  })
  const others = seats.filter(
    ({ letter }, i) => letter !== 'W' && !(letter === 'C' && own.includes(start + i)),
  )
  const isPlain = !request.accessible
  const compared = isPlain ? seats : seats.filter(({ letter }) => !'WC'.includes(letter))
  const isRest = (place: number) => row[place]?.isFree === true && !isInside(place)
  const isAlone = (place: number) => isRest(place) && !isRest(place - 1) && !isRest(place + 1)
  return [
    Number(!isPlain && leavesOwn && others.length > 0),
    Number(new Set(compared.map(categoryOf)).size > 1),
    seats.filter(({ letter }) => letter === 'V').length,
    Number(isAlone(start - 1) || isAlone(end)),
  ]
}

/** Wide enough in any row, because of the distance between the seats of the last one. */
const AISLE = '   '
const LAST_ROW = `${'a'.repeat(60)}A`
const unit = fc.constantFrom(...['A', 'A', 'B', 'V', 'WC', 'CW', 'W', 'a', 'b', 'w', 'Wc', AISLE])
const line = fc.array(unit, { minLength: 1, maxLength: 8 }).map((units) => units.join(''))
const anyPicture = fc
  .tuple(
    fc.array(line, { minLength: 1, maxLength: 3 }),
    fc.array(line, { minLength: 0, maxLength: 2 }),
  )
  .map(([stalls, balcony]) => [...stalls, '-- Balcony', ...balcony, LAST_ROW])
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
      const groups = groupsFor(picture, request).map((group) => idsOf(group).toSorted())
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
      const chosen = groups.find((group) => idsOf(group).toSorted().join() === answer)
      if (!chosen) return
      const least = groups.map((group) => harmOf(group, request)).toSorted(byCriteria)[0]
      expect(harmOf(chosen, request)).toEqual(least)
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
      const segments = segmentsOf(picture)
      const seats = segments.flat().filter(({ id }) => answer.has(id))
      expect(seats.every((seat) => isOffered(seat, request))).toBe(true)
      if (answer.size === 0 || accessible === 0 || isReleased) return
      const places = seats.filter(({ letter }) => letter === 'W')
      expect(places).toHaveLength(accessible)
      const isIn = (row: Row, place: number | undefined) => answer.has(row[place ?? -1]?.id ?? '')
      const strays = segments.flatMap((row) =>
        row.filter(
          (seat, i) => seat.letter === 'C' && isIn(row, i) && !isIn(row, placeBeside(row, i)),
        ),
      )
      expect(strays).toEqual([])
      if (quantity - accessible < accessible) return
      expect(segments.flatMap((row) => neglected(row, request, isIn))).toEqual([])
    })
  })
})

/** The chosen places that have no companion beside them although a seat is free there. */
function neglected(
  row: Row,
  request: BestAvailableRequest,
  isIn: (row: Row, place: number) => boolean,
): Row {
  return row.filter((seat, place) => {
    if (seat.letter !== 'W' || !isIn(row, place)) return false
    const isBeside = (other: number) => row[other] !== undefined && row[other].letter !== 'W'
    const beside = [place - 1, place + 1].filter((other) => isBeside(other))
    const usable = beside.filter((other) => {
      const next = row[other]
      if (!next || !isOffered(next, request)) return false
      return next.letter !== 'C' || placeBeside(row, other) === place
    })
    return !beside.some((other) => isIn(row, other)) && usable.length > 0
  })
}

function mayBeHad(picture: readonly string[], request: BestAvailableRequest): boolean {
  const { quantity, accessible = 0, isReleased } = request
  const segments = segmentsOf(picture)
  const offered = segments.flat().filter((seat) => isOffered(seat, request))
  const places = offered.filter(({ letter }) => letter === 'W')
  if (isReleased) return offered.length >= quantity && places.length >= accessible
  if (accessible === 0) return offered.length >= quantity
  const companions = segments
    .flatMap((row) =>
      row.map((seat, place) =>
        seat.letter === 'W' && isOffered(seat, request)
          ? companionsOf(row, place).filter((i) => row[i] && isOffered(row[i], request)).length
          : -1,
      ),
    )
    .filter((count) => count >= 0)
    .toSorted((a, b) => b - a)
    .slice(0, accessible)
  const others = offered.filter(({ letter }) => letter !== 'W' && letter !== 'C').length
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
