import { z } from 'zod'

import { asPrinted } from '../../../domain/printed-text.ts'
import type {
  Area,
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
import {
  areaSchema,
  isInBounds,
  labelSchema,
  pointSchema,
  sizeSchema,
  sumOf,
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
})
const rowSchema = z.object({
  row_number: labelSchema,
  position: pointSchema.default({ x: 0, y: 0 }),
  seats: list,
})
const zoneSchema = z.object({
  name: labelSchema.default(''),
  position: pointSchema,
  focalPoint: pointSchema.optional(),
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
  const row = rowSchema.extend({ position: pointSchema.optional(), seats: z.array(seatSchema) })
  const zone = zoneSchema.extend({
    name: labelSchema.optional(),
    rows: z.array(row),
    areas: z.array(area.extend({ shape: z.string().optional() })).optional(),
  })
  return planSchema.extend({ categories: z.array(categorySchema), zones: z.array(zone) })
}

type PretixZone = z.infer<typeof zoneSchema>
type PretixRow = z.infer<typeof rowSchema>

/**
 * Parses pretix's seating-plan JSON and ignores unknown fields. docs/http.md lists the differences from its schema:
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

/** The first use of a name. */
interface NameUse {
  readonly name: string
  readonly place: string
}

class PlanReader {
  readonly #check: BoundedCheck
  /** By the printed form of the seat id. */
  readonly #seatIds = new Map<string, NameUse>()
  #categories = new Set<string>()
  #seats = 0

  constructor(check: BoundedCheck) {
    this.#check = check
  }

  plan(value: unknown, name: string): SeatingPlan | undefined {
    const plan = this.#check.piece(planSchema, value, name)
    if (!plan) return undefined
    const within = name && `${name}.`
    const categories = this.#categoriesOf(plan.categories, `${within}categories`)
    const zones = this.#check.each(plan.zones, `${within}zones`, (zone, place) =>
      this.#zone(zone, place),
    )
    if (this.#seats === 0 && this.#check.faults.length === 0) {
      this.#check.fault(`${within}zones`, 'have no seats')
    }
    return {
      name: plan.name,
      size: plan.size,
      focalPoint: plan.focalPoint,
      categories: withUnnamed(categories, zones),
      zones,
    }
  }

  #categoriesOf(values: readonly unknown[], place: string): SeatCategory[] {
    const names = new Map<string, NameUse>()
    const categories = this.#check.each(values, place, (value, at) => {
      const category = this.#check.piece(categorySchema, value, at)
      const use = category && { name: category.name, place: `${at}.name` }
      if (use && asPrinted(use.name) !== '') this.#keepApart(names, use)
      return category
    })
    this.#categories = new Set(categories.map((category) => category.name))
    return categories
  }

  #zone(value: unknown, place: string): PlanZone | undefined {
    const zone = this.#check.piece(zoneSchema, value, place)
    if (!zone) return undefined
    const { focalPoint } = zone
    return {
      name: zone.name,
      focalPoint: focalPoint && sumOf(zone.position, focalPoint),
      rows: this.#check.each(zone.rows, `${place}.rows`, (row, at) => this.#row(row, at, zone)),
      areas: this.#check.each(zone.areas, `${place}.areas`, (area, at) =>
        this.#area(area, at, zone),
      ),
    }
  }

  #area(value: unknown, place: string, zone: PretixZone): Area | undefined {
    const pretixArea = this.#check.piece(areaSchema, value, place)
    if (!pretixArea) return undefined
    const area = toArea(pretixArea, zone.position)
    this.#keepInBounds(area.position, place)
    return area
  }

  #row(value: unknown, place: string, zone: PretixZone): PlanRow | undefined {
    const row = this.#check.piece(rowSchema, value, place)
    if (!row || !this.#count(row.seats.length, `${place}.seats`)) return undefined
    const origin = sumOf(zone.position, row.position)
    return this.#check.each(row.seats, `${place}.seats`, (seat, at) =>
      this.#seat(seat, at, row, origin),
    )
  }

  /** Reports once that there are too many seats. The remaining rows are not read. */
  #count(seats: number, place: string): boolean {
    const before = this.#seats
    this.#seats += seats
    if (this.#seats <= SEATS_MAX) return true
    if (before <= SEATS_MAX) this.#check.fault(place, `more than ${SEATS_MAX} seats in the plan`)
    return false
  }

  #seat(value: unknown, place: string, row: PretixRow, origin: Point): PlanSeat | undefined {
    const seat = this.#check.piece(seatSchema, value, place)
    if (!seat) return undefined
    this.#keepUnique({ name: seat.seat_guid, place: `${place}.seat_guid` })
    if (seat.category !== '' && !this.#categories.has(seat.category)) {
      this.#check.fault(`${place}.category`, `not one of the categories: ${seat.category}`)
    }
    const position = sumOf(origin, seat.position)
    this.#keepInBounds(position, place)
    return {
      id: seat.seat_guid,
      row: row.row_number,
      number: seat.seat_number,
      position,
      category: seat.category,
    }
  }

  /** Reports a seat id that is a duplicate or looks the same as another. */
  #keepUnique(use: NameUse): void {
    const former = this.#seatIds.get(asPrinted(use.name))
    if (former?.name === use.name) this.#check.fault(use.place, `duplicate of ${former.place}`)
    else this.#keepApart(this.#seatIds, use)
  }

  /** Reports a name that looks the same as a different name. An identical name is allowed. */
  #keepApart(uses: Map<string, NameUse>, use: NameUse): void {
    const printed = asPrinted(use.name)
    const former = uses.get(printed)
    if (!former) uses.set(printed, use)
    else if (former.name !== use.name) {
      this.#check.fault(use.place, `looks the same as ${former.place}`)
    }
  }

  #keepInBounds(position: Point, place: string): void {
    if (!isInBounds(position)) this.#check.fault(`${place}.position`, 'too far from the origin')
  }
}

/** Editors write an empty category for a seat without one. */
function withUnnamed(categories: SeatCategory[], zones: readonly PlanZone[]): SeatCategory[] {
  const isNeeded =
    !categories.some(({ name }) => name === '') &&
    zones.some(({ rows }) => rows.some((row) => row.some(({ category }) => category === '')))
  return isNeeded ? [...categories, { name: '' }] : categories
}
