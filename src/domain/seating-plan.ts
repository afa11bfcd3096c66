import type { SeatId } from './seat.ts'

/** A position in the hall, in the plan's own unit of length. y grows downwards, as on a screen. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface PlanSeat {
  readonly id: SeatId
  /** The printed name of the row. */
  readonly row: string
  /** The printed number of the seat within its row. */
  readonly number: string
  readonly position: Point
  /** The name of one of the plan's categories. It may be empty. */
  readonly category: string
}

/** The seats of one row, in the order of the plan. The order does not say which seats are neighbours. */
export type PlanRow = readonly PlanSeat[]

export interface SeatCategory {
  readonly name: string
  readonly color?: string | undefined
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
}

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
  readonly rows: readonly PlanRow[]
  readonly areas: readonly Area[]
}

/**
 * A hall. All positions have the same origin, every seat id is unique, and every seat's category is in `categories`.
 */
export interface SeatingPlan {
  readonly name: string
  readonly size?: Size | undefined
  /** The point that the audience faces. Seats near it are better. */
  readonly focalPoint?: Point | undefined
  readonly categories: readonly SeatCategory[]
  readonly zones: readonly PlanZone[]
}

export function seatIdsOf(plan: SeatingPlan): SeatId[] {
  return plan.zones.flatMap((zone) => zone.rows.flatMap((row) => row.map((seat) => seat.id)))
}

export function distanceBetween(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
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
