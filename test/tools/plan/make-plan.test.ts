import { readFileSync } from 'node:fs'

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { parseSeatingPlan } from '../../../src/adapters/http/plans/seating-plan.schema.ts'
import { distanceBetween, seatIdsOf } from '../../../src/domain/seating-plan.ts'
import { UsageError } from '../../../tools/command-line.ts'
import { parseArguments } from '../../../tools/plan/arguments.ts'
import { makePlan } from '../../../tools/plan/make-plan.ts'
import { SEAT_PITCH } from '../../../tools/plan/plan-parts.ts'
import type { PretixPlan } from '../../../tools/pretix-plan.ts'

function planFor(args: readonly string[]): PretixPlan {
  const given = parseArguments(args)
  if (!given) throw new Error('The arguments ask for help.')
  return makePlan(given)
}

/** The command line as it is typed, split at spaces. */
function typed(line: string): PretixPlan {
  return planFor(line.split(' '))
}

function seatsOf({ zones }: PretixPlan) {
  return zones.flatMap(({ rows }) => rows.flatMap(({ seats }) => seats))
}

function countOf(text: string, values: readonly (string | undefined)[]): number {
  return values.filter((value) => value === text).length
}

const option = (name: string, value: fc.Arbitrary<{ toString: () => string }>) =>
  fc.option(value).map((given) => (given === null ? [] : [`--${name}=${given.toString()}`]))
const upTo = (max: number, min = 1) => fc.integer({ min, max })
const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })

const rows = fc.tuple(
  fc.constant(['rows']),
  option('name', word),
  option(
    'zones',
    fc.array(word, { maxLength: 4 }).map((names) => names.join(',')),
  ),
  option('rows', upTo(30)),
  option('seats', upTo(30)),
  option('aisles', fc.array(upTo(19), { maxLength: 3 })),
  option(
    'category',
    fc.tuple(word, upTo(10), upTo(10)).map(([name, from, to]) => `${name}=${from}-${to}`),
  ),
)
const tables = fc.tuple(
  fc.constant(['tables']),
  option('zone', word),
  option('tables', upTo(60)),
  option('seats', upTo(24)),
  option('form', fc.constantFrom('ring', 'sides')),
  fc.constantFrom([], ['--whole']),
)
const stadium = fc.tuple(
  fc.constant(['stadium']),
  fc.tuple(upTo(1_000)).map(([seats]) => [`--seats=${seats}`]),
  option('tiers', upTo(4)),
  option('blocks', upTo(99, 4)),
  option('standing', upTo(5_000, 0)),
  option('wheelchairs', upTo(120, 0)),
)

describe('npm run plan', () => {
  test('makes only plans that the service accepts', () => {
    const outcomes = { accepted: 0, rejected: 0 }

    fc.assert(
      fc.property(fc.oneof(rows, tables, stadium), (args) => {
        try {
          const plan = planFor(args.flat())
          const parsed = parseSeatingPlan(JSON.parse(JSON.stringify(plan)))
          const known = new Set(seatIdsOf(parsed))
          expect(seatsOf(plan).filter((seat) => !known.has(seat.seat_guid))).toEqual([])
          outcomes.accepted++
        } catch (error) {
          if (!(error instanceof UsageError)) throw error
          outcomes.rejected++
        }
      }),
      { numRuns: 60 },
    )

    expect(outcomes.accepted).toBeGreaterThan(outcomes.rejected)
  })

  test.each([
    'rows --zones Stalls,Circle --rows 12 --seats 30 --aisles 8,22',
    'tables --tables 17 --seats 9',
    'tables --tables 5 --seats 7 --form sides',
    'stadium --seats 800 --wheelchairs 20 --standing 100',
    'stadium --seats 800 --tiers 4 --blocks 99',
  ])('%s: no two seats overlap, and all are within the size', (line) => {
    const plan = typed(line)
    const seats = seatsOf(plan).map(({ position }) => position)
    const { width, height } = plan['size'] as { width: number; height: number }

    const nearest = seats.map((seat, index) =>
      seats
        .slice(index + 1)
        .reduce((least, other) => Math.min(least, distanceBetween(seat, other)), Infinity),
    )
    expect(Math.min(...nearest)).toBeGreaterThan(SEAT_PITCH - 0.5)
    expect(seats.filter(({ x, y }) => x < 0 || y < 0 || x > width || y > height)).toEqual([])
  })

  test('gives rows their zones, names, aisles and categories', () => {
    const plan = typed(
      'rows --zones Stalls,Circle --rows 10 --seats 4 --aisles 2 --category Premium=1-2 --category Value=Circle:2-10',
    )

    expect(plan.zones.map(({ name }) => name)).toEqual(['Stalls', 'Circle'])
    expect(plan.zones[0]?.rows.map((row) => row.row_number).join('')).toBe('ABCDEFGHJK')
    expect(plan.zones[0]?.rows[0]?.seats[3]?.seat_guid).toBe('Stalls-A-4')
    const xs = plan.zones[0]?.rows[0]?.seats.map(({ position }) => position.x) ?? []
    expect(xs.slice(1).map((x, index) => x - (xs[index] ?? 0))).toEqual([24, 70, 24])
    expect(
      plan.zones.map(({ rows }) => rows.map(({ seats }) => seats[0]?.category[0]).join('')),
    ).toEqual(['PPSSSSSSSS', 'PVVVVVVVVV'])
    expect(plan.categories.map(({ name }) => name)).toEqual(['Premium', 'Standard', 'Value'])
  })

  test('makes each table a row, which is sold as a whole if asked', () => {
    const rowsOf = (line: string) => typed(line).zones.flatMap(({ rows }) => rows)

    expect(rowsOf('tables --tables 12 --seats 6 --whole')).toHaveLength(12)
    expect(rowsOf('tables --whole').every(({ bookAs }) => bookAs === 'whole')).toBe(true)
    expect(rowsOf('tables').some(({ bookAs }) => bookAs !== undefined)).toBe(false)
    const [table] = rowsOf('tables --seats 5 --form sides')
    expect(new Set(table?.seats.map(({ position }) => position.y)).size).toBe(2)
  })

  test('makes a stadium with exactly the seats, tiers, blocks and wheelchair places asked for', () => {
    const plan = typed('stadium --seats 10000 --tiers 2 --blocks 24 --wheelchairs 50')
    const seats = seatsOf(plan)
    const companions = seats.flatMap(({ companionOf }) => companionOf ?? [])

    expect(seats).toHaveLength(10_000)
    expect(new Set(seats.map((seat) => seat.seat_guid)).size).toBe(10_000)
    expect(plan.zones.map(({ name }) => name)).toEqual([
      'Pitch',
      ...Array.from({ length: 24 }, (_, index) => String(101 + index)),
      ...Array.from({ length: 24 }, (_, index) => String(201 + index)),
    ])
    expect(companions).toEqual(
      seats.filter(({ accessible }) => accessible).map((seat) => seat.seat_guid),
    )
    expect(companions).toHaveLength(50)
  })

  test('puts standing places before a stage, and says which seats are behind it', () => {
    const plan = typed('stadium --seats 10000 --standing 5000')
    const [floor] = plan.zones

    expect(floor?.areas).toContainEqual(
      expect.objectContaining({ area_guid: 'standing', capacity: 5_000, category: 'Standing' }),
    )
    const views = seatsOf(plan).map(({ restrictedView }) => restrictedView)
    expect(countOf('Behind the stage', views)).toBeGreaterThan(500)
    expect(countOf('Behind the stage', views)).toBeLessThan(5_000)
  })

  test.each([
    [''],
    ['hall'],
    ['rows --rows 0'],
    ['rows --rows 1e2'],
    ['rows --seats 2.5'],
    ['rows --aisles 20'],
    ['rows --zones A,A'],
    ['rows --zones A,\u0410'],
    ['rows --zones ,'],
    ['rows --category Premium'],
    ['rows --category Premium=3-2'],
    ['rows --category Premium=1-99'],
    ['rows --category Premium=Circle:1'],
    ['rows --rows 1000 --seats 1000'],
    ['rows --tables 5'],
    ['rows extra'],
    ['tables --form square'],
    ['tables --seats'],
    ['stadium --tiers 5'],
    ['stadium --seats 10 --wheelchairs 6'],
    ['stadium --seats 8000 --wheelchairs 9000'],
    ['stadium --seats 60000 --standing 60000'],
  ])('refuses: %s', (line) => {
    expect(() => typed(line)).toThrow(UsageError)
  })

  test.each(['--help', '-h', 'rows --help', 'stadium --seats 5 -h'])(
    'prints help for %s',
    (line) => {
      expect(parseArguments(line.split(' '))).toBeUndefined()
    },
  )
})

describe('docs/plans.md', () => {
  const page = readFileSync('docs/plans.md', 'utf8')

  test.each(Array.from(page.matchAll(/plan -- (.+) > \S+/g), ([, line = '']) => line))(
    'has a command that makes a plan: %s',
    (line) => {
      expect(seatsOf(typed(line)).length).toBeGreaterThan(100)
    },
  )

  test('has an example that the service accepts', () => {
    const [, example = ''] = /```json\n(.*?)```/s.exec(page) ?? []

    expect(seatIdsOf(parseSeatingPlan(JSON.parse(example)))).toContain('A-1')
  })
})
