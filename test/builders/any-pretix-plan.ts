import fc from 'fast-check'

import { asPrinted } from '../../src/domain/printed-text.ts'

/**
 * Plans that are valid by pretix's seating-plan schema, written from its rules as of pretix/pretix at commit
 * b287f870b159379b5c4363a6252f9bc5589dd5c0: every field, with and without each optional one, and the extremes of each
 * type. Only the limits in docs/http.md apply.
 */

/** JSON has no negative zero. */
const number = fc
  .oneof(fc.double({ min: -3e8, max: 3e8, noNaN: true }), fc.integer({ min: -300, max: 300 }))
  .map((value) => value || 0)
const integer = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom('\0', '\ud800', '\n', '\u200b', 'e\u0301', 'x'),
    maxLength: 9,
  }),
  fc.integer({ min: 257, max: 1_000 }).map((length) => 'x'.repeat(length)),
)
const textOrNull = fc.option(text)
const position = fc.record({ x: number, y: number })

const size = fc.record({ width: integer, height: integer })
const category = (name: string) =>
  fc.record({ name: fc.constant(name), color: text }, { requiredKeys: ['name'] })

const seat = (categories: readonly string[]) =>
  fc.record(
    {
      seat_number: text,
      uuid: text,
      start_direction: textOrNull,
      radius: integer,
      position,
      category: fc.constantFrom('', ...categories),
    },
    { requiredKeys: ['seat_number', 'position', 'category'] },
  )

const row = (categories: readonly string[]) =>
  fc.record(
    {
      row_number: text,
      row_label: textOrNull,
      seat_label: textOrNull,
      uuid: text,
      seats: fc.array(seat(categories), { maxLength: 12 }),
      row_number_position: fc.constantFrom('start', 'end', 'both', null),
      position,
    },
    { requiredKeys: ['seats', 'row_number'] },
  )

const area = fc.record(
  {
    color: text,
    border_color: text,
    rotation: number,
    position,
    uuid: text,
    shape: fc.constantFrom('polygon', 'rectangle', 'ellipse', 'circle', 'text'),
    polygon: fc.record({
      points: fc.oneof(
        fc.array(position, { maxLength: 5 }),
        fc.constant(Array.from({ length: 1_100 }, (_, index) => ({ x: index, y: index % 7 }))),
      ),
    }),
    rectangle: size,
    ellipse: fc.record({ radius: position }),
    circle: fc.record({ radius: integer }),
    text: fc.record(
      { text, color: text, size: integer, position },
      { requiredKeys: ['text', 'position'] },
    ),
  },
  { requiredKeys: [] },
)

const zone = (categories: readonly string[]) =>
  fc.record(
    {
      name: text,
      zone_id: text,
      uuid: text,
      position,
      rows: fc.array(row(categories), { maxLength: 4 }),
      areas: fc.array(area, { maxLength: 3 }),
    },
    { requiredKeys: ['position', 'rows'] },
  )

/** The names of seats are in any script, and differ visibly. */
const seatName = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((name) => !/\p{Cc}/u.test(name))

/** A name as it is stored: characters that the stores do not support are replaced. */
const asStored = (name: string) => name.toWellFormed().replaceAll('\0', '\uFFFD')

/** Fields that neither pretix nor the service has. Some of their names are those of members of every object. */
const unknownFields = fc
  .dictionary(
    fc.oneof(
      fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty'),
      text.map((name) => `x ${asStored(name)}`),
    ),
    fc.jsonValue({ maxDepth: 3 }),
    { maxKeys: 2 },
  )
  .map((fields) => JSON.parse(JSON.stringify(fields)) as Record<string, unknown>)

type Element = Record<string, unknown>

/** The objects in a document, at any depth. */
function objectsIn(value: unknown): Element[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  if (typeof value !== 'object' || value === null) return []
  return [value as Element, ...Object.values(value).flatMap(objectsIn)]
}

function define(element: Element, fields: Element): void {
  for (const [name, value] of Object.entries(fields)) {
    const property = { value, enumerable: true, configurable: true, writable: true }
    Object.defineProperty(element, name, property)
  }
}

/** A plan with at least one seat. */
export const anyPretixPlan = fc
  .uniqueArray(text, { maxLength: 4, selector: (name) => asPrinted(asStored(name)) })
  .chain((names) =>
    fc.record({
      name: text,
      size,
      categories: fc.tuple(...names.map(category)),
      zones: fc.array(zone(names), { minLength: 1, maxLength: 3 }),
    }),
  )
  .filter(({ zones }) => zones.some(({ rows }) => rows.some(({ seats }) => seats.length > 0)))
  .chain((plan) => {
    const seats = plan.zones.flatMap(({ rows }) => rows.flatMap((row) => row.seats))
    return fc.array(seatName, { minLength: seats.length, maxLength: seats.length }).map((given) => {
      const ids = given.map((name, index) => `${index}:${name}`)
      seats.forEach((seat, index) => Object.assign(seat, { seat_guid: ids[index] }))
      return { plan, seatIds: ids }
    })
  })

/** A document as above, of which some objects have unknown fields. */
export const anyExtendedPlan = fc
  .tuple(anyPretixPlan, fc.array(unknownFields, { minLength: 1, maxLength: 20 }), fc.nat())
  .map(([{ plan }, fields, start]) => {
    const document = JSON.parse(JSON.stringify(plan)) as Element
    const objects = objectsIn(document)
    fields.forEach((added, index) => {
      define(objects[(start + index * 7) % objects.length] ?? {}, added)
    })
    return document
  })
