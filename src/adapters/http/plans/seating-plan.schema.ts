import { z } from 'zod'

import type {
  Area,
  ExtraFields,
  PlanRow,
  PlanSeat,
  PlanZone,
  Point,
  SeatCategory,
  SeatingPlan,
} from '../../../domain/seating-plan.ts'
import { HttpProblem } from '../answers/http-problem.ts'
import { seatIdSchema } from '../endpoint/schemas.ts'
import { BoundedCheck } from './bounded-check.ts'
import { extraFieldsOf } from './extra-fields.ts'
import { PlanNames } from './plan-names.ts'
import { isInBounds, isOrigin, ORIGIN, sumOf } from './positions.ts'
import {
  toPretixArea,
  toPretixHead,
  toPretixRowHead,
  toPretixSeat,
  toPretixZoneHead,
} from './pretix-plan.ts'
import {
  areaSchema,
  labelSchema,
  pointSchema,
  sizeSchema,
  toArea,
} from './seating-plan-area.schema.ts'

/** The largest existing halls have fewer. */
export const SEATS_MAX = 100_000
/** Maximum number of reported faults. */
export const FAULTS_MAX = 20

const list = z.array(z.unknown())
const categorySchema = z.object({ name: labelSchema, color: labelSchema.optional() })
const seatSchema = z.object({
  seat_guid: seatIdSchema,
  seat_number: labelSchema,
  position: pointSchema,
  category: labelSchema,
  accessible: z.boolean().optional(),
  companionOf: seatIdSchema.optional().meta({
    description: 'The id of the accessible seat that this seat is for a companion of.',
  }),
  restrictedView: labelSchema.optional().meta({ description: 'Why the view is restricted.' }),
})
const bookAsSchema = z.literal('whole').optional().meta({
  description: 'The seats are one table: the public books all of them or none.',
})
const rowSchema = z.object({
  row_number: labelSchema,
  position: pointSchema.optional(),
  bookAs: bookAsSchema,
  seats: list,
})
const zoneSchema = z.object({
  name: labelSchema.default(''),
  position: pointSchema,
  focalPoint: pointSchema.optional(),
  bookAs: bookAsSchema,
  rows: list,
  areas: list.default([]),
})
const planSchema = z.object({
  name: labelSchema,
  size: sizeSchema.optional(),
  focalPoint: pointSchema.optional(),
  categories: list,
  zones: list,
})

/** A plan in a response, for the API document only. Plans in requests are parsed piece by piece. */
export const planDocumentSchema = documentWith(areaSchema.extend({ position: pointSchema }))
/** A plan in a request, where the position of an area is optional. */
export const newPlanDocumentSchema = documentWith(
  areaSchema.extend({ position: pointSchema.optional() }),
)

function documentWith<Position extends z.ZodType>(
  area: z.ZodObject<Omit<typeof areaSchema.shape, 'position'> & { position: Position }>,
) {
  const row = rowSchema.extend({ seats: z.array(seatSchema) })
  const zone = zoneSchema.extend({
    name: labelSchema.optional(),
    rows: z.array(row),
    areas: z.array(area.extend({ shape: z.string().optional() })).optional(),
  })
  return planSchema.extend({ categories: z.array(categorySchema), zones: z.array(zone) })
}

/**
 * Parses pretix's seating-plan JSON and keeps unknown fields. docs/http.md lists the differences from its schema:
 * https://github.com/pretix/pretix/blob/master/src/pretix/static/seating/seating-plan.schema.json
 *
 * @param name the path of the plan in the body, for the paths of faults; empty if the plan is the whole body
 * @throws {HttpProblem} `invalid-request` with the first faults and their paths
 */
export function parseSeatingPlan(value: unknown, name = ''): SeatingPlan {
  const check = new BoundedCheck(FAULTS_MAX)
  const plan = new PlanReader(check).plan(value, name)
  if (plan && check.faults.length === 0) return plan
  const more = check.faults.length === FAULTS_MAX ? '; and there may be more' : ''
  throw new HttpProblem('invalid-request', check.faults.join('; ') + more)
}

interface Extra {
  readonly extra?: ExtraFields
}

class PlanReader {
  readonly #check: BoundedCheck
  readonly #names: PlanNames
  /** The number of seats and of places in standing areas. */
  #seatCount = 0

  constructor(check: BoundedCheck) {
    this.#check = check
    this.#names = new PlanNames(check)
  }

  plan(value: unknown, name: string): SeatingPlan | undefined {
    const plan = this.#check.piece(planSchema, value, name)
    if (!plan) return undefined
    const within = name && `${name}.`
    const categories = this.#categories(plan.categories, `${within}categories`)
    const zones = this.#check.each(plan.zones, `${within}zones`, (zone, place) =>
      this.#zone(zone, place),
    )
    this.#names.checkReferences()
    if (this.#seatCount === 0 && this.#check.faults.length === 0) {
      this.#check.fault(`${within}zones`, 'have no seats')
    }
    const head = { name: plan.name, size: plan.size, focalPoint: plan.focalPoint }
    const lists = { categories: plan.categories, zones: plan.zones }
    const extra = this.#extra(value, { ...toPretixHead(head), ...lists }, name || 'the document')
    return { ...head, categories: withUnnamed(categories, zones), zones, ...extra }
  }

  #categories(values: readonly unknown[], place: string): SeatCategory[] {
    const categories = this.#check.each(values, place, (value, at): SeatCategory | undefined => {
      const category = this.#check.piece(categorySchema, value, at)
      return category && { ...category, ...this.#extra(value, category, at) }
    })
    this.#names.setCategories(categories, place)
    return categories
  }

  #zone(value: unknown, place: string): PlanZone | undefined {
    const pretixZone = this.#check.piece(zoneSchema, value, place)
    if (!pretixZone) return undefined
    const { name, position, focalPoint, bookAs, rows, areas } = pretixZone
    const head = {
      name,
      position: isOrigin(position) ? undefined : position,
      focalPoint: focalPoint && sumOf(position, focalPoint),
      bookAs,
    }
    const lists = { rows, areas: areas.length > 0 ? areas : undefined }
    return {
      ...head,
      rows: this.#check.each(rows, `${place}.rows`, (row, at) => this.#row(row, at, position)),
      areas: this.#check.each(areas, `${place}.areas`, (area, at) =>
        this.#area(area, at, position),
      ),
      ...this.#extra(value, { ...toPretixZoneHead(head), ...lists }, place),
    }
  }

  #area(value: unknown, place: string, zonePosition: Point): Area | undefined {
    const pretixArea = this.#check.piece(areaSchema, value, place)
    if (!pretixArea) return undefined
    const area = toArea(pretixArea, zonePosition)
    this.#keepInBounds(area.position, place)
    if ((pretixArea.area_guid === undefined) !== (pretixArea.capacity === undefined)) {
      this.#check.fault(place, 'area_guid and capacity must both be given, or neither')
    }
    const { standing } = area
    if (standing && this.#count(standing.capacity, `${place}.capacity`)) {
      this.#names.addArea(standing, place)
    }
    return { ...area, ...this.#extra(value, toPretixArea(area, zonePosition), place) }
  }

  #row(value: unknown, place: string, zonePosition: Point): PlanRow | undefined {
    const row = this.#check.piece(rowSchema, value, place)
    if (!row || !this.#count(row.seats.length, `${place}.seats`)) return undefined
    const { row_number: name, position, bookAs } = row
    const origin = sumOf(zonePosition, position ?? ORIGIN)
    const head = { name, position, bookAs }
    return {
      ...head,
      seats: this.#check.each(row.seats, `${place}.seats`, (seat, at) =>
        this.#seat(seat, at, name, origin),
      ),
      ...this.#extra(value, { ...toPretixRowHead(head), seats: row.seats }, place),
    }
  }

  /** Reports once that there are too many seats. The remaining rows and standing areas are not read. */
  #count(seats: number, place: string): boolean {
    const before = this.#seatCount
    this.#seatCount += seats
    if (this.#seatCount <= SEATS_MAX) return true
    if (before <= SEATS_MAX) this.#check.fault(place, `more than ${SEATS_MAX} seats in the plan`)
    return false
  }

  #seat(value: unknown, place: string, row: string, origin: Point): PlanSeat | undefined {
    const pretixSeat = this.#check.piece(seatSchema, value, place)
    if (!pretixSeat) return undefined
    const { seat_guid: id, seat_number: number, category, ...more } = pretixSeat
    const { accessible, companionOf, restrictedView } = more
    const position = sumOf(origin, pretixSeat.position)
    this.#keepInBounds(position, place)
    const seat: PlanSeat = {
      id,
      row,
      number,
      position,
      category,
      accessible: accessible === true ? true : undefined,
      companionOf,
      restrictedView: restrictedView === '' ? undefined : restrictedView,
    }
    this.#names.addSeat(seat, place)
    return { ...seat, ...this.#extra(value, toPretixSeat(seat, origin), place) }
  }

  /** The fields of a given element that it does not have when it is written. */
  #extra(value: unknown, written: Readonly<Record<string, unknown>>, place: string): Extra {
    const extra = extraFieldsOf(value as object, written)
    if (extra !== 'too-large') return extra ? { extra } : {}
    this.#check.fault(place, 'the additional fields are too large or too deeply nested')
    return {}
  }

  #keepInBounds(position: Point, place: string): void {
    if (!isInBounds(position)) this.#check.fault(`${place}.position`, 'too far from the origin')
  }
}

/** Editors write an empty category for a seat without one. */
function withUnnamed(categories: SeatCategory[], zones: readonly PlanZone[]): SeatCategory[] {
  if (categories.some(({ name }) => name === '')) return categories
  const isNeeded = zones.some(
    ({ rows, areas }) =>
      rows.some(({ seats }) => seats.some(({ category }) => category === '')) ||
      areas.some(({ standing }) => standing?.category === ''),
  )
  return isNeeded ? [...categories, { name: '' }] : categories
}
