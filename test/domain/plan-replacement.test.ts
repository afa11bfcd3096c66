import { describe, expect, test } from '@jest/globals'

import { comparePlans, hasSamePlan, withPlan } from '../../src/domain/plan-replacement.ts'
import type { PlanSeat, SeatingPlan } from '../../src/domain/seating-plan.ts'
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

describe('comparing plans', () => {
  const former = planOf({ Stalls: [seat('1'), seat('2')], Balcony: [seat('3')] })

  test('finds no differences between equal plans', () => {
    expect(comparePlans(former, former)).toEqual({ added: [], removed: [], changed: [] })
  })

  test('names the seats that only one of the plans has, in its order', () => {
    const next = planOf({ Box: [seat('9'), seat('4')], Stalls: [seat('2')] })
    expect(comparePlans(former, next)).toEqual({
      added: ['9', '4'],
      removed: ['1', '3'],
      changed: [],
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
      added: [],
      removed: [],
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
