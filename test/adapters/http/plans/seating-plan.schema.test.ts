import { readFileSync } from 'node:fs'

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { z } from 'zod'

import { HttpProblem } from '../../../../src/adapters/http/answers/http-problem.ts'
import { parse } from '../../../../src/adapters/http/endpoint/schemas.ts'
import { toPretixPlan } from '../../../../src/adapters/http/plans/pretix-plan.ts'
import {
  FAULTS_MAX,
  parseSeatingPlan,
  SEATS_MAX,
} from '../../../../src/adapters/http/plans/seating-plan.schema.ts'
import { bestAvailable } from '../../../../src/domain/best-seats/best-available.ts'
import { FreeSeats } from '../../../../src/domain/best-seats/free-seats.ts'
import { Hall } from '../../../../src/domain/best-seats/hall.ts'
import { asPrinted } from '../../../../src/domain/printed-text.ts'
import { seatIdsOf } from '../../../../src/domain/seating-plan.ts'
import { type PretixPlan, pretixPlan, type PretixSeat } from '../../../../tools/pretix-plan.ts'
import { anyPretixPlan } from '../../../builders/any-pretix-plan.ts'

const theatre = JSON.parse(readFileSync('docs/theatre.seating-plan.json', 'utf8')) as unknown

/** The message of the refusal of a plan. */
function refusalOf(plan: unknown): string {
  try {
    parseSeatingPlan(plan)
  } catch (error) {
    if (error instanceof HttpProblem && error.code === 'invalid-request') return error.message
    throw error
  }
  throw new Error('The plan was accepted.')
}

function changed(change: (plan: PretixPlan) => unknown): PretixPlan {
  const plan = pretixPlan({ zones: 2, rows: 5, seats: 4 })
  change(plan)
  return plan
}

/** A plan in which the third seat in row 4 of zone 1 has these fields. */
const withSeat = (over: Record<keyof PretixSeat, unknown> | object) =>
  changed((plan) => Object.assign(plan.zones[1]?.rows[4]?.seats[2] ?? {}, over))

const withTwoSeats = (one: string, other: string) =>
  changed((plan) => {
    const [a, b] = plan.zones[0]?.rows[0]?.seats ?? []
    if (a && b) [a.seat_guid, b.seat_guid] = [one, other]
  })

const idsOf = (plan: unknown) => seatIdsOf(parseSeatingPlan(plan))

describe('a seating plan', () => {
  test('of an editor is parsed', () => {
    const plan = parseSeatingPlan(theatre)

    expect(plan.name).toBe('Small theatre')
    expect(plan.size).toEqual({ width: 900, height: 800 })
    expect(plan.categories).toContainEqual({ name: 'Balcony', color: '#2a7f9e' })
    expect(plan.zones.map((zone) => zone.rows.map(({ seats }) => seats.length))).toEqual([
      [4, 4],
      [4, 4],
    ])
    expect(plan.zones[0]?.areas).toMatchObject([
      {
        position: { x: 150, y: 20 },
        rotationDeg: 0,
        outline: { kind: 'rectangle', width: 400, height: 60 },
        color: '#888888',
        borderColor: '#000000',
        text: { text: 'Stage', color: '#ffffff', position: { x: 200, y: 30 } },
      },
    ])
  })

  test('adds the positions of zone, row and seat', () => {
    expect(parseSeatingPlan(theatre).zones[0]?.rows[1]?.seats[1]).toMatchObject({
      id: 'ground-B-2',
      row: 'B',
      number: '2',
      position: { x: 75, y: 155 },
      category: 'Stalls',
    })
  })

  test('may omit the position of a row', () => {
    const plan = changed(({ zones }) => delete zones[1]?.rows[4]?.position)

    expect(parseSeatingPlan(plan).zones[1]?.rows[4]?.seats[2]?.position).toEqual({ x: 20, y: 50 })
  })

  test.each([
    '座席-1',
    'מושב 7',
    'كرسي',
    '🪑👩‍🦽',
    'é',
    '{a}*?',
    '__proto__',
    '<b>',
    'x'.repeat(128),
  ])('may have the seat id %s', (id) => {
    expect(idsOf(withSeat({ seat_guid: id }))).toContain(id)
  })

  test.each([
    ['letters of either case', 'a', 'A'],
    ['letters with and without an accent', 'e', '\u00e9'],
    ['digits', '1', '11'],
    ['a space within', 'A 1', 'A1'],
    ['scripts', '座席-1', '座席-2'],
    ['hyphens', '1-11', '11-1'],
  ])('may have ids that differ in %s', (_, one, other) => {
    expect(idsOf(withTwoSeats(one, other))).toEqual(expect.arrayContaining([one, other]))
  })

  test('may have seats without a category', () => {
    const plan = parseSeatingPlan(withSeat({ category: '' }))

    expect(plan.categories).toEqual([{ name: 'Stalls' }, { name: '' }])
    expect(plan.zones[1]?.rows[4]?.seats[2]?.category).toBe('')
  })

  test('may have focal points', () => {
    const plan = changed((plan) => {
      Object.assign(plan, { focalPoint: { x: 1, y: 2 } })
      Object.assign(plan.zones[1] ?? {}, { focalPoint: { x: 3, y: 4 } })
    })

    expect(parseSeatingPlan(plan)).toMatchObject({
      focalPoint: { x: 1, y: 2 },
      zones: [{}, { focalPoint: { x: 3, y: 54 } }],
    })
  })

  test('may have areas of all shapes, including unknown ones', () => {
    const position = { x: 5, y: 5 }
    const areas = [
      { position, shape: 'circle', circle: { radius: 3 } },
      { position, shape: 'ellipse', ellipse: { radius: { x: 3, y: 4 } } },
      { position, shape: 'polygon', polygon: { points: [{ x: 1, y: 2 }] } },
      { position, shape: 'text', rotation: 90, text: { text: 'Bar\nCafé', size: 12 } },
      { position, width: 7, height: 8, text: 'Stage' },
      { position, shape: 'star' },
      {},
      { shape: 'rectangle', rectangle: { width: -1, height: 2 } },
      { shape: 'circle', circle: { radius: -1 } },
      { shape: 'polygon', polygon: { points: [] } },
      { shape: 'text', text: { text: 'Bar', size: -1, position } },
    ]
    const plan = parseSeatingPlan(
      changed(({ zones }) => zones[1] && Object.assign(zones[1], { areas })),
    )

    const at = { x: 5, y: 55 }
    expect(plan.zones[1]?.areas).toMatchObject([
      { position: at, outline: { kind: 'ellipse', radius: { x: 3, y: 3 } } },
      { position: at, outline: { kind: 'ellipse', radius: { x: 3, y: 4 } } },
      { position: at, outline: { kind: 'polygon', points: [{ x: 1, y: 2 }] } },
      { outline: undefined, rotationDeg: 90, text: { text: 'Bar\nCafé', size: 12 } },
      {
        outline: { kind: 'rectangle', width: 7, height: 8 },
        text: { text: 'Stage' },
      },
      { outline: undefined },
      { position: { x: 0, y: 50 }, outline: undefined },
      { outline: undefined },
      { outline: undefined },
      { outline: undefined },
      { outline: undefined, text: { text: 'Bar', position } },
    ])
  })

  test('has the characters replaced that the stores do not support', () => {
    const plan = parseSeatingPlan(withSeat({ seat_number: 'a\0\ud800' }))

    expect(plan.zones[1]?.rows[4]?.seats[2]?.number).toBe('a\ufffd\ufffd')
  })
})

describe('the fields of Holdfast in a plan', () => {
  const pit = { area_guid: 'pit', capacity: 3, category: 'Stalls' }
  const withAreas = (...areas: unknown[]) =>
    changed(({ zones }) => zones[1] && Object.assign(zones[1], { areas }))

  test('describe accessible seats, seats of companions and restricted views', () => {
    const plan = changed(({ zones }) => {
      const [one, two, three] = zones[0]?.rows[0]?.seats ?? []
      Object.assign(one ?? {}, { accessible: true, restrictedView: 'A pillar' })
      Object.assign(two ?? {}, { companionOf: '0-0-0', accessible: false })
      Object.assign(three ?? {}, { restrictedView: '' })
    })

    const [one, two, three] = parseSeatingPlan(plan).zones[0]?.rows[0]?.seats ?? []
    expect(one).toMatchObject({ accessible: true, restrictedView: 'A pillar' })
    expect(two).toMatchObject({ companionOf: '0-0-0', accessible: undefined })
    expect(three?.restrictedView).toBeUndefined()
  })

  test('mark rows and zones as tables', () => {
    const plan = changed(({ zones }) => {
      Object.assign(zones[0]?.rows[1] ?? {}, { bookAs: 'whole' })
      Object.assign(zones[1] ?? {}, { bookAs: 'whole' })
    })

    const { zones } = parseSeatingPlan(plan)
    expect(zones.map(({ bookAs }) => bookAs)).toEqual([undefined, 'whole'])
    expect(zones[0]?.rows.map(({ bookAs }) => bookAs).slice(0, 3)).toEqual([
      undefined,
      'whole',
      undefined,
    ])
  })

  test('describe standing areas, whose places have ids', () => {
    const plan = parseSeatingPlan(withAreas(pit, { area_guid: 'bar', capacity: 1 }))

    expect(plan.zones[1]?.areas.map(({ standing }) => standing)).toEqual([
      { id: 'pit', capacity: 3, category: 'Stalls' },
      { id: 'bar', capacity: 1, category: '' },
    ])
    expect(plan.categories).toEqual([{ name: 'Stalls' }, { name: '' }])
    expect(seatIdsOf(plan).slice(-5)).toEqual(['1-4-3', 'pit:1', 'pit:2', 'pit:3', 'bar:1'])
  })

  test('allow a plan of a standing area only', () => {
    const plan = withAreas(pit)
    plan.zones.forEach((zone) => (zone.rows = []))

    expect(seatIdsOf(parseSeatingPlan(plan))).toEqual(['pit:1', 'pit:2', 'pit:3'])
  })

  test.each([
    [
      'a companion of an unknown seat',
      withSeat({ companionOf: 'x' }),
      'zones[1].rows[4].seats[2].companionOf: not another seat of the plan that is accessible: x',
    ],
    [
      'a companion of a seat that is not accessible',
      withSeat({ companionOf: '0-0-0' }),
      'zones[1].rows[4].seats[2].companionOf: not another seat of the plan that is accessible: 0-0-0',
    ],
    [
      'a companion of itself',
      withSeat({ accessible: true, companionOf: '1-4-2' }),
      'zones[1].rows[4].seats[2].companionOf: not another seat of the plan that is accessible: 1-4-2',
    ],
    [
      'a capacity without an id',
      withAreas({ capacity: 3 }),
      'zones[1].areas[0]: area_guid and capacity must both be given, or neither',
    ],
    [
      'an id without a capacity',
      withAreas({ area_guid: 'pit' }),
      'zones[1].areas[0]: area_guid and capacity must both be given, or neither',
    ],
    [
      'a capacity of 0',
      withAreas({ ...pit, capacity: 0 }),
      'zones[1].areas[0].capacity: Too small: expected number to be >=1',
    ],
    [
      'the id of an area that is too long for its places',
      withAreas({ ...pit, area_guid: 'x'.repeat(122) }),
      'zones[1].areas[0].area_guid: Too big: expected string to have <=121 characters',
    ],
    [
      'an unknown category of a standing area',
      withAreas({ ...pit, category: 'VIP' }),
      'zones[1].areas[0].category: not one of the categories: VIP',
    ],
    [
      'two standing areas with the same id',
      withAreas(pit, pit),
      'zones[1].areas[1].area_guid: duplicate of zones[1].areas[0].area_guid',
    ],
    [
      'two standing areas whose ids look the same',
      withAreas(pit, { ...pit, area_guid: 'pit\u200b' }),
      'zones[1].areas[1].area_guid: looks the same as zones[1].areas[0].area_guid',
    ],
    [
      'more places than seats are allowed',
      withAreas({ ...pit, capacity: Number.MAX_SAFE_INTEGER }),
      `zones[1].areas[0].capacity: more than ${SEATS_MAX} seats in the plan`,
    ],
    [
      'too many places and seats together',
      withAreas({ ...pit, capacity: SEATS_MAX - 39 }),
      `zones[1].areas[0].capacity: more than ${SEATS_MAX} seats in the plan`,
    ],
    ...['pit:3', 'pit:4', 'pit\u200b:1', 'p\u0456t:2'].map((id): [string, PretixPlan, string] => [
      `the seat id ${id}, which is or looks like that of a place`,
      changed(({ zones }) => {
        Object.assign(zones[1] ?? {}, { areas: [pit] })
        Object.assign(zones[1]?.rows[4]?.seats[2] ?? {}, { seat_guid: id })
      }),
      'zones[1].rows[4].seats[2].seat_guid: is or looks like the id of a place of zones[1].areas[0].area_guid',
    ]),
  ])('are refused: %s', (_, plan, refusal) => {
    expect(refusalOf(plan)).toBe(refusal)
  })

  test.each([
    ['pit ', 'pit :1'],
    ['pit ', 'pit:1'],
    ['pit', 'pit :1'],
    [' pit', 'pit\u00a0:1'],
  ])('are refused: the area %j beside the seat %j', (areaId, seatId) => {
    const plan = changed(({ zones }) => {
      Object.assign(zones[1] ?? {}, { areas: [{ ...pit, area_guid: areaId }] })
      Object.assign(zones[1]?.rows[4]?.seats[2] ?? {}, { seat_guid: seatId })
    })
    expect(refusalOf(plan)).toBe(
      'zones[1].rows[4].seats[2].seat_guid: is or looks like the id of a place of zones[1].areas[0].area_guid',
    )
  })

  test.each(['pit:01', 'pit:0', 'pit:1:1', 'pit'])(
    'allow the seat id %s beside a standing area, since no place has it',
    (id) => {
      const plan = changed(({ zones }) => {
        Object.assign(zones[0] ?? {}, { areas: [pit] })
        Object.assign(zones[1]?.rows[4]?.seats[2] ?? {}, { seat_guid: id })
      })

      expect(idsOf(plan)).toContain(id)
    },
  )
})

test("every plan that is valid by pretix's schema is parsed, written, parsed again and sold out", () => {
  fc.assert(
    fc.property(anyPretixPlan, ({ plan, seatIds }) => {
      const read = parseSeatingPlan(plan)
      const free = new FreeSeats(new Hall(read))
      const all = { quantity: seatIds.length, adjacent: false }

      expect(seatIdsOf(read)).toEqual(seatIds)
      expect(parseSeatingPlan(JSON.parse(JSON.stringify(toPretixPlan(read))))).toEqual(read)
      expect(bestAvailable(free, all)?.toSorted()).toEqual(seatIds.toSorted())
    }),
    { numRuns: 50 },
  )
})

describe('a seating plan is refused, with the path of the fault:', () => {
  const place = 'zones[1].rows[4].seats[2]'

  test.each<[string, PretixPlan, string]>([
    [
      'a duplicate seat',
      withSeat({ seat_guid: '0-0-1' }),
      `${place}.seat_guid: duplicate of zones[0].rows[0].seats[1].seat_guid`,
    ],
    ['a seat without an id', withSeat({ seat_guid: undefined }), `${place}.seat_guid: is missing`],
    [
      'an empty seat id',
      withSeat({ seat_guid: '' }),
      `${place}.seat_guid: Too small: expected string to have >=1 characters`,
    ],
    [
      'a seat id that is too long',
      withSeat({ seat_guid: 'x'.repeat(129) }),
      `${place}.seat_guid: Too big: expected string to have <=128 characters`,
    ],
    ...['a\nb', '\0', '\x7f', '\x85', '\ud800'].map((id): [string, PretixPlan, string] => [
      `the name ${JSON.stringify(id)}`,
      withSeat({ seat_guid: id }),
      `${place}.seat_guid: must be well-formed text without control characters`,
    ]),
    [
      'a seat id that is a number',
      withSeat({ seat_guid: 7 }),
      `${place}.seat_guid: Invalid input: expected string, received number`,
    ],
    [
      'an unknown category',
      withSeat({ category: 'VIP' }),
      `${place}.category: not one of the categories: VIP`,
    ],
    ['no category', withSeat({ category: undefined }), `${place}.category: is missing`],
    ['no position', withSeat({ position: { x: 1 } }), `${place}.position.y: is missing`],
    [
      'a position out of bounds',
      withSeat({ position: { x: 1, y: 1e300 } }),
      `${place}.position.y: Too big: expected number to be <=1000000000`,
    ],
    [
      'a seat that its zone moves out of bounds',
      changed((plan) => {
        Object.assign(plan.zones[1] ?? {}, { position: { x: 0, y: -999_999_970 } })
        Object.assign(plan.zones[1]?.rows[4]?.seats[2]?.position ?? {}, { y: -71 })
      }),
      `${place}.position: too far from the origin`,
    ],
    [
      'an area that its zone moves out of bounds',
      changed((plan) =>
        Object.assign(plan.zones[1] ?? {}, {
          areas: [{ position: { x: 600_000_000, y: 0 } }],
          position: { x: 400_000_001, y: 0 },
          rows: [],
        }),
      ),
      'zones[1].areas[0].position: too far from the origin',
    ],
    [
      'a label that is too long',
      withSeat({ seat_number: 'x'.repeat(1_001) }),
      `${place}.seat_number: Too big: expected string to have <=1000 characters`,
    ],
    [
      'two categories that look the same',
      changed((plan) => plan.categories.push({ name: 'Stalls ' })),
      'categories[1].name: looks the same as categories[0].name',
    ],
    [
      'an incomplete focal point',
      changed((plan) => Object.assign(plan, { focalPoint: { x: 1 } })),
      'focalPoint.y: is missing',
    ],
    [
      'a zone without a position',
      changed((plan) => Object.assign(plan.zones[1] ?? {}, { position: undefined })),
      'zones[1].position: is missing',
    ],
    [
      'a row without seats',
      changed((plan) => Object.assign(plan.zones[1]?.rows[4] ?? {}, { seats: undefined })),
      'zones[1].rows[4].seats: is missing',
    ],
    [
      'a category without a name',
      changed((plan) => plan.categories.push({} as never)),
      'categories[1].name: is missing',
    ],
    ['no zones', changed((plan) => Object.assign(plan, { zones: undefined })), 'zones: is missing'],
    ['no seats', pretixPlan({ zones: 0 }), 'zones: have no seats'],
    ['empty rows', pretixPlan({ rows: 3, seats: 0 }), 'zones: have no seats'],
  ])('%s', (_, plan, refusal) => {
    expect(refusalOf(plan)).toBe(refusal)
  })

  test.each([
    ['accents that are composed and decomposed', '\u00e9', 'e\u0301'],
    ['marks in another order', 'a\u0323\u0302', 'a\u0302\u0323'],
    ['a zero-width space', 'A1', 'A\u200b1'],
    ['a zero-width space between letter and accent', '\u00e9', 'e\u200b\u0301'],
    ['a byte order mark', 'A1', '\ufeffA1'],
    ['a soft hyphen', 'A1', 'A\u00ad1'],
    ['a direction mark', 'A1', '\u202dA1\u202c'],
    ['an isolate', 'A1', '\u2066A1\u2069'],
    ['a variation selector', 'A1', 'A1\ufe0f'],
    ['a tag', 'A1', 'A1\u{e0041}'],
    ['a filler', 'A1', 'A1\u3164'],
    ['a space at the end', 'A1', 'A1 '],
    ['a space at the beginning', 'A1', ' A1'],
    ['two spaces', 'A 1', 'A  1'],
    ['a no-break space', 'A 1', 'A\u00a01'],
    ['an ideographic space', 'A 1', 'A\u30001'],
    ['an empty braille pattern', 'A 1', 'A\u28001'],
    ['a no-break hyphen', 'A-1', 'A\u20111'],
    ['a kelvin sign', 'K', '\u212a'],
    ['a Cyrillic letter', 'A', '\u0410'],
    ['a Greek letter', 'A', '\u0391'],
  ])('ids that differ only in %s', (_, one, other) => {
    expect(refusalOf(withTwoSeats(one, other))).toBe(
      'zones[0].rows[0].seats[1].seat_guid: looks the same as zones[0].rows[0].seats[0].seat_guid',
    )
    expect(refusalOf(withTwoSeats(other, one))).toMatch(/looks the same/)
  })

  test('ids that differ only in invisible characters, for any id', () => {
    const invisible = fc.constantFrom(
      '\u200b',
      '\u200d',
      '\u2060',
      '\ufeff',
      '\u200e',
      '\u202e',
      '\u00ad',
    )
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(name, fc.nat(), invisible, (id, at, character) => {
        fc.pre(!/\p{Cc}/u.test(id) && asPrinted(id) !== '')
        const letters = Array.from(id)
        const where = at % (letters.length + 1)
        const other = [...letters.slice(0, where), character, ...letters.slice(where)].join('')
        expect(refusalOf(withTwoSeats(id, other.normalize('NFD')))).toMatch(
          /looks the same|duplicate/,
        )
      }),
    )
  })

  test.each([null, undefined, 'plan', 7, []])('%p in place of the plan', (value) => {
    expect(refusalOf(value)).toMatch(/^the document: /)
  })

  test('a plan within a body, with the path in the body', () => {
    expect(() => parseSeatingPlan(undefined, 'body.plan')).toThrow(/^body\.plan: /)
    expect(() => parseSeatingPlan(withSeat({ category: 'VIP' }), 'body.plan')).toThrow(
      `body.plan.${place}.category: not one of the categories: VIP`,
    )
    expect(() => parseSeatingPlan(pretixPlan({ zones: 0 }), 'body.plan')).toThrow(
      'body.plan.zones: have no seats',
    )
  })

  test('several faults at once', () => {
    const plan = withSeat({ seat_guid: '0-0-0', category: 'VIP', position: { x: 0, y: 0 } })
    Object.assign(plan.zones[0]?.rows[3]?.seats[1] ?? {}, { seat_guid: undefined, position: null })

    expect(refusalOf(plan).split('; ')).toEqual([
      'zones[0].rows[3].seats[1].seat_guid: is missing',
      'zones[0].rows[3].seats[1].position: Invalid input: expected object, received null',
      `${place}.seat_guid: duplicate of zones[0].rows[0].seats[0].seat_guid`,
      `${place}.category: not one of the categories: VIP`,
    ])
  })

  test.each<[string, PretixPlan]>([
    ['seats', changed(({ zones }) => zones[0]?.rows[0]?.seats.push(...nothing(90_000)))],
    [
      'seats, three faults in each',
      changed(({ zones }) =>
        zones[0]?.rows[0]?.seats.push(
          ...nothing(9).map((seat) => Object.assign(seat, { seat_number: '1' })),
        ),
      ),
    ],
    ['rows', changed(({ zones }) => zones[0]?.rows.push(...nothing(110_000)))],
    ['zones', changed(({ zones }) => zones.push(...nothing(110_000)))],
    ['duplicates', changed(({ zones }) => zones.push(...zones, ...zones, ...zones))],
  ])('more invalid %s than it reports', (_, plan) => {
    const faults = refusalOf(plan).split('; ')

    expect(faults).toHaveLength(FAULTS_MAX + 1)
    expect(faults.at(-1)).toBe('and there may be more')
  })

  test('more than the maximum number of seats', () => {
    const plan = pretixPlan({ rows: 100, seats: 1000 })
    expect(idsOf(plan)).toHaveLength(SEATS_MAX)

    plan.zones.push(...pretixPlan({ rows: 2 }).zones)
    expect(refusalOf(plan)).toBe('zones[1].rows[0].seats: more than 100000 seats in the plan')
  })

  test('polygons with more than the maximum number of points', () => {
    const areas = [{ position: { x: 0, y: 0 }, polygon: { points: nothing(200_000) } }]
    const plan = changed(({ zones }) => zones[0] && Object.assign(zones[0], { areas }))

    expect(refusalOf(plan)).toMatch(/^zones\[0\]\.areas\[0\]\.polygon\.points: Too big/)
  })
})

test('the path of a fault has the indexes of lists', () => {
  const schema = z.object({ zones: z.array(z.object({ name: z.string() })) })

  expect(() => parse(schema, { zones: [{ name: 'a' }, {}] }, 'body')).toThrow(
    'body.zones[1].name: ',
  )
  expect(() => parse(schema, 7, 'body')).toThrow(/^body: /)
})

function nothing(count: number): never[] {
  return Array.from({ length: count }, () => ({}) as never)
}
