import type { SeatId } from './seat.ts'

/** A position in the hall, in the plan's own unit of length. y grows downwards, as on a screen. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Fields of an element of a plan that the service does not use, or does not keep as they were given. As JSON values. */
export type ExtraFields = Readonly<Record<string, unknown>>

export interface PlanSeat {
  readonly id: SeatId
  /** The printed name of the row. */
  readonly row: string
  /** The printed number of the seat within its row. */
  readonly number: string
  readonly position: Point
  /** The name of one of the plan's categories. It may be empty. */
  readonly category: string
  /** Whether it is a place for a wheelchair or another accessible place. */
  readonly accessible?: true | undefined
  /** The accessible seat that this seat is for a companion of. */
  readonly companionOf?: SeatId | undefined
  /** Why the view is restricted. */
  readonly restrictedView?: string | undefined
  readonly extra?: ExtraFields | undefined
}

/** `whole`: the seats are one table. The public books all of them or none. */
export type BookAs = 'whole'

export interface PlanRow {
  /** In the order of the plan, which does not say which seats are neighbours. */
  readonly seats: readonly PlanSeat[]
  /** The printed name. */
  readonly name: string
  /** The given position, relative to the zone. The positions of the seats include it. */
  readonly position?: Point | undefined
  readonly bookAs?: BookAs | undefined
  readonly extra?: ExtraFields | undefined
}

export interface SeatCategory {
  readonly name: string
  readonly color?: string | undefined
  readonly extra?: ExtraFields | undefined
}

export interface Size {
  readonly width: number
  readonly height: number
}

export type Outline =
  | ({ readonly kind: 'rectangle' } & Size)
  | { readonly kind: 'ellipse'; readonly radius: Point }
  | { readonly kind: 'polygon'; readonly points: readonly Point[] }

/** A shape or text in the hall other than a seat, such as the stage or a bar. */
export interface Area {
  /** The top left corner of a rectangle, the centre of an ellipse, or the origin of a polygon's points. */
  readonly position: Point
  readonly rotationDeg: number
  readonly outline?: Outline | undefined
  readonly color?: string | undefined
  readonly borderColor?: string | undefined
  readonly text?: AreaText | undefined
  /** Without it, nothing is sold in the area. */
  readonly standing?: StandingPlaces | undefined
  readonly extra?: ExtraFields | undefined
}

/** Unique among the standing areas of the plan. */
export type AreaId = string

/** The places of a standing area. Each is a seat to everything that holds, books and stores seats. */
export interface StandingPlaces {
  readonly id: AreaId
  /** At least 1. */
  readonly capacity: number
  /** The name of one of the plan's categories. It may be empty. */
  readonly category: string
  /**
   * The numbers of the places, if they are not 1 to `capacity`: an area that shrank keeps the places that were taken.
   * Ascending.
   */
  readonly numbers?: readonly NumberRange[] | undefined
}

/** The numbers from the first to the last one. */
export type NumberRange = readonly [first: number, last: number]

export interface AreaText {
  readonly text: string
  /** Relative to the position of the area; the same position by default. */
  readonly position?: Point | undefined
  readonly color?: string | undefined
  readonly size?: number | undefined
}

export interface PlanZone {
  readonly name: string
  /** What the seats of this zone face, if it differs from the plan's focal point. */
  readonly focalPoint?: Point | undefined
  /** The given position, the origin by default. The positions of its seats and areas, and its focal point, include it. */
  readonly position?: Point | undefined
  /** Marks all seats of the zone as one table. */
  readonly bookAs?: BookAs | undefined
  readonly rows: readonly PlanRow[]
  readonly areas: readonly Area[]
  readonly extra?: ExtraFields | undefined
}

/**
 * A hall. All positions of seats and areas have the same origin, every id of a seat or place is unique, and every category
 * is in `categories`.
 */
export interface SeatingPlan {
  readonly name: string
  readonly size?: Size | undefined
  /** The point that the audience faces. Seats near it are better. */
  readonly focalPoint?: Point | undefined
  readonly categories: readonly SeatCategory[]
  readonly zones: readonly PlanZone[]
  readonly extra?: ExtraFields | undefined
}

/** The fields of the elements, without the elements within them. */
export type PlanHead = Omit<SeatingPlan, 'categories' | 'zones'>
export type ZoneHead = Omit<PlanZone, 'rows' | 'areas'>
export type RowHead = Omit<PlanRow, 'seats'>

/** All seats, without the places of standing areas. */
export function seatsIn({ zones }: Pick<SeatingPlan, 'zones'>): PlanSeat[] {
  return zones.flatMap(({ rows }) => rows.flatMap(({ seats }) => seats))
}

/** The rows of each table that is booked as a whole: all rows of the zone, or one. */
export function tablesOf({
  bookAs,
  rows,
}: Pick<PlanZone, 'bookAs' | 'rows'>): (readonly PlanRow[])[] {
  if (bookAs === 'whole') return [rows]
  return rows.filter((row) => row.bookAs === 'whole').map((row) => [row])
}

/** The ids of all seats, including the places of standing areas. */
export function seatIdsOf({ zones }: SeatingPlan): SeatId[] {
  return zones.flatMap(({ rows, areas }) => [
    ...rows.flatMap(({ seats }) => seats.map(({ id }) => id)),
    ...areas.flatMap(({ standing }) => (standing ? placeIdsOf(standing) : [])),
  ])
}

export function placeIdsOf(places: StandingPlaces): SeatId[] {
  return placeNumbersOf(places).map((number) => placeId(places.id, number))
}

/** The numbers of the places of an area, in ascending order. */
export function placeNumbersOf({ capacity, numbers = [[1, capacity]] }: StandingPlaces): number[] {
  return numbers.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  )
}

export function placeId(areaId: AreaId, number: number): SeatId {
  return `${areaId}:${number}`
}

/** A plan as it was stored. In earlier releases, a row was a list of seats. */
export type StoredPlan = Omit<SeatingPlan, 'zones'> & {
  readonly zones: readonly (Omit<PlanZone, 'rows'> & {
    readonly rows: readonly (PlanRow | readonly PlanSeat[])[]
  })[]
}

export function fromStoredPlan(plan: StoredPlan): SeatingPlan {
  const zones = plan.zones.map((zone) => ({
    ...zone,
    rows: zone.rows.map((row) => ('seats' in row ? row : { name: row[0]?.row ?? '', seats: row })),
  }))
  return { ...plan, zones }
}

export function distanceBetween(a: Point, b: Point): number {
  const [x, y] = [a.x - b.x, a.y - b.y]
  // `Math.hypot` is not correctly rounded: two points that are equally far on a grid can get different distances.
  return Math.sqrt(x * x + y * y)
}

export function meanOf(points: readonly Point[]): Point {
  let [x, y] = [0, 0]
  for (const point of points) {
    x += point.x
    y += point.y
  }
  return { x: x / points.length, y: y / points.length }
}

/** Instead of `Math.min(...values)`, which fails for very long lists: the number of arguments is limited. */
export function rangeOf(values: readonly number[]): { least: number; most: number } {
  const range = { least: Infinity, most: -Infinity }
  for (const value of values) {
    range.least = Math.min(range.least, value)
    range.most = Math.max(range.most, value)
  }
  return range
}
