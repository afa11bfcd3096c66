import { readFileSync } from 'node:fs'

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { toPretixPlan } from '../../../../src/adapters/http/plans/pretix-plan.ts'
import { parseSeatingPlan } from '../../../../src/adapters/http/plans/seating-plan.schema.ts'
import { demoHall } from '../../../../src/demo/demo-hall.ts'
import { defaultEventPlan } from '../../../../src/domain/default-event-plan.ts'
import type { SeatingPlan } from '../../../../src/domain/seating-plan.ts'
import { anyExtendedPlan } from '../../../builders/any-pretix-plan.ts'
import { planOf, rowAt } from '../../../builders/drawn-hall.ts'

const theatre = parseSeatingPlan(JSON.parse(readFileSync('docs/theatre.seating-plan.json', 'utf8')))

const written = (plan: SeatingPlan) => JSON.stringify(toPretixPlan(plan))
const readAgain = (plan: SeatingPlan) => parseSeatingPlan(JSON.parse(written(plan)))

const label = fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => !text.includes('\0'))
/** JSON has no negative zero. */
const number = (min: number) =>
  fc.double({ min, max: 300_000, noNaN: true }).map((value) => value || 0)
const length = number(0)
const point = fc.record({ x: number(-300_000), y: number(-300_000) })
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const shape = fc.oneof(
  fc.record({ width: length, height: length }),
  fc.record({ shape: fc.constant('circle'), circle: fc.record({ radius: length }) }),
  fc.record({
    shape: fc.constant('ellipse'),
    ellipse: fc.record({ radius: fc.record({ x: length, y: length }) }),
  }),
  fc.record({
    shape: fc.constant('polygon'),
    polygon: fc.record({ points: fc.array(point, { minLength: 1, maxLength: 5 }) }),
  }),
  fc.record({ shape: fc.constantFrom('text', 'star', 'rectangle') }),
)
const text = fc.record({
  text: label,
  position: optional(point),
  color: optional(label),
  size: optional(length),
})
const area = fc
  .record({
    position: point,
    rotation: optional(number(-360)),
    color: optional(label),
    border_color: optional(label),
    text: optional(fc.oneof(label, text)),
  })
  .chain((area) => shape.map((shape) => ({ ...area, ...shape })))

const seat = fc.record({ seat_number: label, position: point, category: fc.constantFrom('A', 'B') })
const row = fc.record({ row_number: label, position: optional(point), seats: fc.array(seat) })
const zone = fc.record({
  name: optional(label),
  position: point,
  rows: fc.array(row, { maxLength: 4 }),
  areas: optional(fc.array(area, { maxLength: 3 })),
})
const anyPlan = fc
  .record({
    name: label,
    size: optional(fc.record({ width: length, height: length })),
    categories: fc.constant([{ name: 'A', color: '#123456' }, { name: 'B' }]),
    zones: fc.array(zone, { minLength: 1, maxLength: 3 }),
  })
  .filter(({ zones }) => zones.some(({ rows }) => rows.some(({ seats }) => seats.length > 0)))
  .map((plan) => {
    const seats = plan.zones.flatMap(({ rows }) => rows.flatMap((row) => row.seats))
    seats.forEach((seat, index) => Object.assign(seat, { seat_guid: `seat-${index}` }))
    return parseSeatingPlan(JSON.parse(JSON.stringify(plan)))
  })

/** The places of the given document where the returned one has another value, or none. */
function differencesBetween(given: unknown, returned: unknown, place = 'plan'): string[] {
  if (typeof given === 'string') {
    return returned === given.toWellFormed().replaceAll('\0', '\uFFFD') ? [] : [place]
  }
  if (typeof given !== 'object' || given === null) return Object.is(given, returned) ? [] : [place]
  if (typeof returned !== 'object' || returned === null) return [place]
  const fields = new Map(Object.entries(returned))
  return Object.entries(given).flatMap(([name, value]) =>
    differencesBetween(value, fields.get(name), `${place}.${name}`),
  )
}

describe("a plan in pretix's format", () => {
  test('has every field of the document that it was parsed from, also unknown ones', () => {
    fc.assert(
      fc.property(anyExtendedPlan, (document) => {
        const plan = parseSeatingPlan(document)
        // As a store keeps it.
        const stored = JSON.parse(JSON.stringify(plan)) as SeatingPlan
        const returned: unknown = JSON.parse(written(stored))

        expect(differencesBetween(document, returned)).toEqual([])
        expect(
          differencesBetween(document, JSON.parse(written(parseSeatingPlan(returned)))),
        ).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  test('has the fields of Holdfast that it was parsed from', () => {
    const seat = { seat_number: '1', position: { x: 0.1, y: 0.2 }, category: 'A' }
    const document = {
      name: 'Hall',
      categories: [{ name: 'A' }],
      focalPoint: { x: 1, y: 2 },
      zones: [
        {
          name: 'Floor',
          position: { x: 0.7, y: 0.1 },
          focalPoint: { x: 0.1, y: 0.3 },
          bookAs: 'whole',
          rows: [
            {
              row_number: 'A',
              position: { x: 0.2, y: 0.3 },
              bookAs: 'whole',
              seats: [
                { ...seat, seat_guid: 'A-1', accessible: true, restrictedView: 'A pillar' },
                { ...seat, seat_guid: 'A-2', accessible: false, companionOf: 'A-1' },
              ],
            },
            { row_number: 'B', seats: [] },
          ],
          areas: [
            { position: { x: 0.1, y: 0 }, area_guid: 'pit', capacity: 9, category: 'A' },
            { shape: 'star', area_guid: 'bar', capacity: 1, category: 'A' },
          ],
        },
      ],
    }

    expect(JSON.parse(written(parseSeatingPlan(document)))).toMatchObject(document)
  })

  test('is parsed to an equal plan, for any plan', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(readAgain(plan)).toEqual(plan)
      }),
      { numRuns: 100 },
    )
  })

  test.each([
    ['of an editor', theatre],
    ['of the default event', defaultEventPlan(100)],
    ['of the demo', demoHall()],
  ])('is parsed to an equal plan, for the one %s', (_, plan) => {
    expect(readAgain(plan)).toEqual(plan)
  })

  test('omits default values', () => {
    expect(written(planOf([rowAt([0, 0])]))).toBe(
      '{"name":"Hall","categories":[{"name":"S"}],"zones":[{"name":"Floor","position":{"x":0,"y":0},"rows":' +
        '[{"row_number":"A","seats":[{"seat_guid":"0","seat_number":"0","position":{"x":0,"y":0},"category":"S"}]}]}]}',
    )
  })
})
