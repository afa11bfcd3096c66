import type { Point } from '../domain/seating-plan.ts'

/**
 * An arc of a circle. Angles are in degrees: 0 points down, to the back of the hall, and positive angles to the right.
 */
export interface Arc {
  readonly centre: Point
  readonly radius: number
  readonly fromDeg: number
  readonly toDeg: number
}

/** The point on the circle at this angle, rounded to a tenth of a unit. */
export function pointOn({ centre, radius }: Omit<Arc, 'fromDeg' | 'toDeg'>, deg: number): Point {
  const angle = (deg / 180) * Math.PI
  const toTenths = (value: number) => Math.round(value * 10) / 10
  return {
    x: toTenths(centre.x + radius * Math.sin(angle)),
    y: toTenths(centre.y + radius * Math.cos(angle)),
  }
}

/** As many points as fit with at least this distance between them, spread evenly over the arc. */
export function pointsAlong(arc: Arc, distanceMin: number): Point[] {
  const widthDeg = arc.toDeg - arc.fromDeg
  const gaps = Math.floor(widthDeg / degreesOf(distanceMin, arc.radius))
  return Array.from({ length: gaps + 1 }, (_, index) =>
    pointOn(arc, arc.fromDeg + (widthDeg * index) / gaps),
  )
}

/** The angle of an arc of this length. */
export function degreesOf(length: number, radius: number): number {
  return (length / radius / Math.PI) * 180
}
