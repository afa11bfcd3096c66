import type { Point } from '../domain/seating-plan.ts'

/** A piece of a circle. Directions are in degrees, from straight down, which is towards the back of a hall, to the right. */
export interface Arc {
  readonly centre: Point
  readonly radius: number
  readonly fromDeg: number
  readonly toDeg: number
}

/** The place in this direction, to a tenth of a unit. */
export function pointOn({ centre, radius }: Omit<Arc, 'fromDeg' | 'toDeg'>, deg: number): Point {
  const angle = (deg / 180) * Math.PI
  const toTenths = (value: number) => Math.round(value * 10) / 10
  return {
    x: toTenths(centre.x + radius * Math.sin(angle)),
    y: toTenths(centre.y + radius * Math.cos(angle)),
  }
}

/** As many places as there is room for, spread evenly from the one end to the other. */
export function pointsAlong(arc: Arc, distanceMin: number): Point[] {
  const widthDeg = arc.toDeg - arc.fromDeg
  const gaps = Math.floor(widthDeg / degreesOf(distanceMin, arc.radius))
  return Array.from({ length: gaps + 1 }, (_, index) =>
    pointOn(arc, arc.fromDeg + (widthDeg * index) / gaps),
  )
}

/** How far one turns while walking so far along the circle. */
export function degreesOf(length: number, radius: number): number {
  return (length / radius / Math.PI) * 180
}
