import { z } from 'zod'

import type { SeatId } from '../../domain/seat.ts'
import type {
  Area,
  PlanRow,
  PlanSeat,
  PlanZone,
  Point,
  SeatingPlan,
} from '../../domain/seating-plan.ts'
import { BoundedCheck } from './bounded-check.ts'
import { HttpProblem } from './http-problem.ts'
import { seatIdSchema } from './schemas.ts'
import {
  areaSchema,
  isInBounds,
  labelSchema,
  pointSchema,
  sizeSchema,
  sumOf,
  toArea,
} from './seating-plan-area.schema.ts'

/** The largest halls there are have fewer. */
export const SEATS_MAX = 100_000
/** How many faults are told at once. */
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
  rows: list,
  areas: list.default([]),
})
const planSchema = z.object({
  name: labelSchema,
  size: sizeSchema.optional(),
  categories: list,
  zones: list,
})

/** All of it, for those who want to know how a plan is written; it is read piece by piece. */
export const planDocumentSchema = planSchema
  .extend({
    categories: z.array(categorySchema),
    zones: z.array(
      zoneSchema.extend({
        name: labelSchema.optional(),
        rows: z.array(
          rowSchema.extend({ position: pointSchema.optional(), seats: z.array(seatSchema) }),
        ),
        areas: z.array(areaSchema.extend({ shape: z.string().optional() })).optional(),
      }),
    ),
  })
  .meta({ id: 'SeatingPlan' })

type PretixZone = z.infer<typeof zoneSchema>
type PretixRow = z.infer<typeof rowSchema>

/**
 * Reads pretix's seating-plan JSON, and passes over whatever else its editor wrote there.
 * https://github.com/pretix/pretix/blob/master/src/pretix/static/seating/seating-plan.schema.json
 *
 * @param name where the plan is in what the client sent, for the places of faults; empty when it is all of it
 * @throws {HttpProblem} `invalid-request`, naming the first faults and where they are
 */
export function parseSeatingPlan(value: unknown, name = ''): SeatingPlan {
  const check = new BoundedCheck(FAULTS_MAX)
  const plan = new PlanReader(check).plan(value, name)
  if (plan && check.faults.length === 0) return plan
  const more = check.faults.length === FAULTS_MAX ? '; and there may be more' : ''
  throw new HttpProblem('invalid-request', check.faults.join('; ') + more)
}

class PlanReader {
  readonly #check: BoundedCheck
  readonly #placeOfSeat = new Map<SeatId, string>()
  #categories = new Set<string>()
  #seats = 0

  constructor(check: BoundedCheck) {
    this.#check = check
  }

  plan(value: unknown, name: string): SeatingPlan | undefined {
    const plan = this.#check.piece(planSchema, value, name)
    if (!plan) return undefined
    const within = name && `${name}.`
    const categories = this.#check.each(plan.categories, `${within}categories`, (category, place) =>
      this.#check.piece(categorySchema, category, place),
    )
    this.#categories = new Set(categories.map((category) => category.name))
    const zones = this.#check.each(plan.zones, `${within}zones`, (zone, place) =>
      this.#zone(zone, place),
    )
    if (this.#seats === 0 && this.#check.faults.length === 0) {
      this.#check.fault(`${within}zones`, 'have no seats')
    }
    return { name: plan.name, size: plan.size, categories, zones }
  }

  #zone(value: unknown, place: string): PlanZone | undefined {
    const zone = this.#check.piece(zoneSchema, value, place)
    if (!zone) return undefined
    return {
      name: zone.name,
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

  /** Says once that there are too many seats; the rows from there on are not read. */
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
    const namesake = this.#placeOfSeat.get(seat.seat_guid)
    if (namesake) this.#check.fault(`${place}.seat_guid`, `duplicate of ${namesake}.seat_guid`)
    else this.#placeOfSeat.set(seat.seat_guid, place)
    if (!this.#categories.has(seat.category)) {
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

  #keepInBounds(position: Point, place: string): void {
    if (!isInBounds(position)) this.#check.fault(`${place}.position`, 'too far from the origin')
  }
}
