import type { SeatId } from './seat.ts'

/** Where something is in the hall, in the plan's own unit of length; y grows downwards, as on a screen. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface PlanSeat {
  readonly id: SeatId
  /** What the row is called, as the visitor reads it. */
  readonly row: string
  /** What the seat is called within its row. */
  readonly number: string
  readonly position: Point
  /** The name of one of the plan's categories; the empty name is one, too. */
  readonly category: string
}

/** The seats of one row, in the order in which they were drawn, which says nothing about neighbours. */
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

/** What is drawn in the hall and is not a seat: the stage, a bar, a line of text. */
export interface Area {
  /** The top left corner of a rectangle, the middle of an ellipse, the origin of a polygon's points. */
  readonly position: Point
  readonly rotationDeg: number
  readonly outline?: Outline | undefined
  readonly color?: string | undefined
  readonly borderColor?: string | undefined
  readonly text?: AreaText | undefined
}

export interface AreaText {
  readonly text: string
  /** From the position of its area; there, without it. */
  readonly position?: Point | undefined
  readonly color?: string | undefined
  readonly size?: number | undefined
}

export interface PlanZone {
  readonly name: string
  /** What the seats of this zone look at, where it is not what those of the others do. */
  readonly focalPoint?: Point | undefined
  readonly rows: readonly PlanRow[]
  readonly areas: readonly Area[]
}

/** A hall: where a seat or an area is counts from one origin, every seat id is unique, every category known. */
export interface SeatingPlan {
  readonly name: string
  readonly size?: Size | undefined
  /** What the audience looks at; seats near to it are better. */
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

/** Not `Math.min(...values)`, which fails on more values than a call can have arguments. */
export function rangeOf(values: readonly number[]): { least: number; most: number } {
  const range = { least: Infinity, most: -Infinity }
  for (const value of values) {
    range.least = Math.min(range.least, value)
    range.most = Math.max(range.most, value)
  }
  return range
}
