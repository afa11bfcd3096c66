import { describe, expect, test } from '@jest/globals'

import { eventRecordOf } from '../../src/domain/event.ts'
import {
  comparePlans,
  hasSamePlan,
  isWithinReplacedMax,
  planUpdateOf,
  REPLACED_SEATS_MAX,
  withPlan,
} from '../../src/domain/plan-replacement.ts'
import type { PlanSeat, SeatingPlan } from '../../src/domain/seating-plan.ts'
import { withAreas } from '../builders/event-with-areas.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'

const NOW = new Date('2026-06-01T10:00:00.000Z')

function seat(id: string, over: Partial<PlanSeat> = {}): PlanSeat {
  return { id, row: 'A', number: id, position: { x: 0, y: 0 }, category: 'Seat', ...over }
}

function planOf(zones: Readonly<Record<string, readonly PlanSeat[]>>): SeatingPlan {
  return {
    name: 'Hall',
    categories: [{ name: 'Seat' }, { name: 'Premium' }],
    zones: Object.entries(zones).map(([name, seats]) => ({
      name,
      rows: [{ name: seats[0]?.row ?? '', seats }],
      areas: [],
    })),
  }
}

const NONE = { added: [], removed: [], addedPlaces: [], removedPlaces: [], areas: [], changed: [] }

describe('comparing plans', () => {
  const former = planOf({ Stalls: [seat('1'), seat('2')], Balcony: [seat('3')] })

  test('finds no differences between equal plans', () => {
    expect(comparePlans(former, former)).toEqual(NONE)
  })

  test('names the seats that only one of the plans has, in its order', () => {
    const next = planOf({ Box: [seat('9'), seat('4')], Stalls: [seat('2')] })
    expect(comparePlans(former, next)).toEqual({
      ...NONE,
      added: ['9', '4'],
      removed: ['1', '3'],
    })
  })

  test.each<[string, SeatingPlan]>([
    ['row', planOf({ Stalls: [seat('1', { row: 'B' }), seat('2')], Balcony: [seat('3')] })],
    ['number', planOf({ Stalls: [seat('1', { number: '7' }), seat('2')], Balcony: [seat('3')] })],
    [
      'category',
      planOf({ Stalls: [seat('1', { category: 'Premium' }), seat('2')], Balcony: [seat('3')] }),
    ],
    [
      'position',
      planOf({
        Stalls: [seat('1', { position: { x: 0, y: 1 } }), seat('2')],
        Balcony: [seat('3')],
      }),
    ],
    ['zone', planOf({ Stalls: [seat('2')], Balcony: [seat('1'), seat('3')] })],
    ...Object.entries({
      accessible: true,
      companionOf: '2',
      restrictedView: 'A pillar',
    } as const).map(([field, value]): [string, SeatingPlan] => [
      field,
      planOf({ Stalls: [seat('1', { [field]: value }), seat('2')], Balcony: [seat('3')] }),
    ]),
  ])('names a seat with another %s', (field, next) => {
    expect(comparePlans(former, next)).toEqual({
      ...NONE,
      changed: [{ seatId: '1', fields: [field] }],
    })
  })

  test.each(['zone', 'row'])('names the seats that become one table by their %s', (element) => {
    const zones = former.zones.map((zone) =>
      zone.name !== 'Stalls'
        ? zone
        : element === 'zone'
          ? { ...zone, bookAs: 'whole' as const }
          : { ...zone, rows: zone.rows.map((row) => ({ ...row, bookAs: 'whole' as const })) },
    )
    expect(comparePlans(former, { ...former, zones }).changed).toEqual([
      { seatId: '1', fields: ['bookAs'] },
      { seatId: '2', fields: ['bookAs'] },
    ])
  })

  test('names everything that has changed about a seat', () => {
    const moved = seat('1', { row: 'C', position: { x: 5, y: 0 } })
    const next = planOf({ Stalls: [seat('2')], Balcony: [seat('3'), moved] })
    expect(comparePlans(former, next).changed).toEqual([
      { seatId: '1', fields: ['zone', 'row', 'position'] },
    ])
  })
})

describe('an event with another plan', () => {
  const event = eventWithSeats('gala', ['A-1', 'A-2'])

  test('has the next version, and the number of seats of that plan', () => {
    const { plan } = eventWithSeats('gala', ['A-1', 'A-2', 'A-3'])
    expect(withPlan(event, plan)).toEqual({
      ...event,
      plan,
      ...{ seatCount: 3, version: 2, planVersion: 2 },
    })
  })

  test('is the same event if the plan is equal', () => {
    expect(withPlan(event, structuredClone(event.plan))).toBe(event)
  })

  test('is another event if only an area is different', () => {
    const [zone] = event.plan.zones
    const bar = { position: { x: 1, y: 1 }, rotationDeg: 0, text: { text: 'Bar' } }
    const plan = { ...event.plan, zones: zone ? [{ ...zone, areas: [bar] }] : [] }
    expect(withPlan(event, plan)).toEqual({ ...event, plan, version: 2, planVersion: 2 })
  })

  test('is another event if only an unknown field is different', () => {
    const plan = { ...event.plan, extra: { author: 'Ann' } }
    expect(withPlan(event, plan)).toEqual({ ...event, plan, version: 2, planVersion: 2 })
  })

  test('has the same plan until it is replaced, or the event is created again', () => {
    expect(hasSamePlan(event, { ...event, name: 'Other', version: 2 })).toBe(true)
    expect(hasSamePlan(event, { ...event, version: 2, planVersion: 2 })).toBe(false)
    expect(hasSamePlan(event, { ...event, createdAt: NOW })).toBe(false)
  })
})

describe('comparing standing areas', () => {
  const hall = planOf({ Stalls: [seat('1')], Balcony: [] })
  const former = withAreas(hall, { pit: 2, bar: 1 })

  test('names the areas that only one of the plans has, and their places', () => {
    expect(comparePlans(former, withAreas(hall, { pit: 2, side: 2 }))).toEqual({
      ...NONE,
      addedPlaces: ['side:1', 'side:2'],
      removedPlaces: ['bar:1'],
      areas: [
        { areaId: 'side', from: 0, to: 2 },
        { areaId: 'bar', from: 1, to: 0 },
      ],
    })
  })

  test('names an area with another capacity', () => {
    expect(comparePlans(former, withAreas(hall, { pit: 3, bar: 1 }))).toEqual({
      ...NONE,
      addedPlaces: ['pit:3'],
      areas: [{ areaId: 'pit', from: 2, to: 3 }],
    })
  })

  test('names an area with another category or zone', () => {
    const areas = [
      { areaId: 'pit', from: 2, to: 2 },
      { areaId: 'bar', from: 1, to: 1 },
    ]
    const next = withAreas(hall, { pit: 2, bar: 1 }, { category: 'Premium' })
    expect(comparePlans(former, next)).toEqual({ ...NONE, areas })
    const [stalls, balcony] = former.zones
    if (!stalls || !balcony) throw new Error('The plan has two zones.')
    const zones = [
      { ...stalls, areas: [] },
      { ...balcony, areas: stalls.areas },
    ]
    expect(comparePlans(former, { ...former, zones })).toEqual({ ...NONE, areas })
  })

  test('finds no seat that becomes a place with its id, and none that was one', () => {
    const seats = planOf({ Stalls: [seat('pit:1')], Balcony: [] })
    const place = withAreas(planOf({ Stalls: [], Balcony: [] }), { pit: 1 })
    expect(comparePlans(seats, place)).toEqual({
      ...NONE,
      areas: [{ areaId: 'pit', from: 0, to: 1 }],
    })
    expect(comparePlans(place, seats)).toEqual({
      ...NONE,
      areas: [{ areaId: 'pit', from: 1, to: 0 }],
    })
  })
})

test.each(['added', 'removed', 'addedPlaces', 'removedPlaces'])(
  'a replacement is too large with one seat more than the maximum: %s',
  (kind) => {
    const ids = Array.from({ length: REPLACED_SEATS_MAX - 3 }, String)
    const three = { added: ['a'], removed: ['b'], addedPlaces: ['c'], removedPlaces: ['d'] }
    expect(isWithinReplacedMax({ ...NONE, ...three, [kind]: ids })).toBe(true)
    expect(isWithinReplacedMax({ ...NONE, ...three, [kind]: [...ids, 'x'] })).toBe(false)
  },
)

test('the history records a new plan with the event after it', () => {
  const to = eventWithSeats('gala', ['A-1'], { version: 2, planVersion: 2 })
  expect(planUpdateOf({ to })).toEqual({ changed: ['plan'], event: eventRecordOf(to) })
})
