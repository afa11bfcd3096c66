import { outlineOfArea } from './area-outline.ts'
import { type Box, boxOfPoints, type Point } from './box.ts'
import type { HallArea } from './hall-area.ts'
import { centroid, contains, type Polygon } from './polygon.ts'
import type { StandingArea } from './standing-places.ts'
import { zoneOutline } from './zone-outline.ts'

/** A part of the hall that a customer chooses on the overview: a zone with seats, or a standing area. */
export interface HallZone {
  readonly name: string
  readonly outline: Polygon
  readonly box: Box
  /** A place inside the zone, near its middle. */
  readonly middle: Point
  /** Its seats: `from` up to but not including `to`. A standing area has none. */
  readonly from: number
  readonly to: number
  readonly standing?: StandingArea | undefined
}

/** The seats of a zone, before the hall is complete. */
export interface ZoneSeats {
  readonly name: string
  readonly rows: readonly (readonly Point[])[]
  readonly from: number
  readonly to: number
}

export function seatedZone({ name, rows, from, to }: ZoneSeats, pitch: number): HallZone {
  const outline = zoneOutline(rows, pitch)
  return { name, from, to, outline, ...extentOf(outline, rows.flat()) }
}

export function standingZone(area: HallArea, standing: StandingArea): HallZone {
  const outline = outlineOfArea(area)
  return { name: standing.name, from: 0, to: 0, outline, standing, ...extentOf(outline, outline) }
}

/** Whether a place is in the zone. */
export function isInZone({ outline, box }: HallZone, { x, y }: Point): boolean {
  const isNear = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
  return isNear && contains(outline, { x, y })
}

function extentOf(outline: Polygon, inside: readonly Point[]): Pick<HallZone, 'box' | 'middle'> {
  const xs = outline.map(({ x }) => x)
  const ys = outline.map(({ y }) => y)
  return { box: boxOfPoints(xs, ys), middle: middleOf(outline, inside) }
}

/** The middle of the area; for a shape such as a horseshoe, the place nearest to it that is inside. */
function middleOf(outline: Polygon, inside: readonly Point[]): Point {
  const middle = centroid(outline)
  if (contains(outline, middle)) return middle
  const distance = ({ x, y }: Point) => Math.hypot(x - middle.x, y - middle.y)
  return inside.reduce((a, b) => (distance(b) < distance(a) ? b : a), inside[0] ?? middle)
}
