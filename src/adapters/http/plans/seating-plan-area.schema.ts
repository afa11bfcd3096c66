import { z } from 'zod'

import type { Area, AreaText, Outline, Point } from '../../../domain/seating-plan.ts'

/** Large enough for geographic coordinates in metres. Sums of three are exact to less than a thousandth. */
const COORDINATE_MAX = 1_000_000_000
export const LABEL_CHARACTERS_MAX = 1_000
const POINTS_MAX = 10_000

const number = z.number().min(-COORDINATE_MAX).max(COORDINATE_MAX)

export const pointSchema = z.object({ x: number, y: number })
export const sizeSchema = z.object({ width: number, height: number })

/** A label, possibly empty or multi-line. Characters that the stores do not support are replaced. */
export const labelSchema = z
  .string()
  .max(LABEL_CHARACTERS_MAX)
  .overwrite((value) => value.toWellFormed().replaceAll('\0', '\uFFFD'))

const textSchema = z.object({
  text: labelSchema,
  position: pointSchema.optional(),
  color: labelSchema.optional(),
  size: number.optional(),
})

/** Supports both formats of areas: `shape` with its own object, and the older rectangles with a plain text. */
export const areaSchema = z.object({
  position: pointSchema.default({ x: 0, y: 0 }),
  rotation: z.number().optional(),
  color: labelSchema.optional(),
  border_color: labelSchema.optional(),
  shape: z.string().default('rectangle'),
  width: number.optional(),
  height: number.optional(),
  rectangle: sizeSchema.optional(),
  circle: z.object({ radius: number }).optional(),
  ellipse: z.object({ radius: pointSchema }).optional(),
  // Check the count before the points: zod reports every fault of a list, and fails on a hundred thousand of them.
  polygon: z
    .object({ points: z.array(z.unknown()).max(POINTS_MAX).pipe(z.array(pointSchema)) })
    .optional(),
  text: z.union([labelSchema, textSchema]).optional(),
})

type PretixArea = z.infer<typeof areaSchema>

/** Converts an area to the domain, with its position relative to the hall. */
export function toArea(area: PretixArea, zonePosition: Point): Area {
  const position = sumOf(zonePosition, area.position)
  return {
    position,
    rotationDeg: area.rotation ?? 0,
    outline: drawable(outlineOf(area)),
    color: area.color,
    borderColor: area.border_color,
    text: textOf(area.text),
  }
}

export function sumOf(...points: readonly Point[]): Point {
  return points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }))
}

/** The sum of valid positions can be out of bounds, and would be refused when the plan is read again. */
export function isInBounds({ x, y }: Point): boolean {
  return Math.max(Math.abs(x), Math.abs(y)) <= COORDINATE_MAX
}

/** @returns undefined for an unknown shape, of which only the text is shown */
function outlineOf(area: PretixArea): Outline | undefined {
  const { shape, rectangle, circle, ellipse, polygon, width, height } = area
  if (shape === 'circle' && circle) {
    return { kind: 'ellipse', radius: { x: circle.radius, y: circle.radius } }
  }
  if (shape === 'ellipse' && ellipse) return { kind: 'ellipse', radius: ellipse.radius }
  if (shape === 'polygon' && polygon) return { kind: 'polygon', points: polygon.points }
  if (shape !== 'rectangle') return undefined
  if (rectangle) return { kind: 'rectangle', ...rectangle }
  if (width === undefined || height === undefined) return undefined
  return { kind: 'rectangle', width, height }
}

/** As in SVG, a shape with a negative length or without points is not drawn. */
function drawable(outline: Outline | undefined): Outline | undefined {
  switch (outline?.kind) {
    case 'rectangle':
      return outline.width >= 0 && outline.height >= 0 ? outline : undefined
    case 'ellipse':
      return outline.radius.x >= 0 && outline.radius.y >= 0 ? outline : undefined
    case 'polygon':
      return outline.points.length > 0 ? outline : undefined
    case undefined:
      return undefined
  }
}

function textOf(text: PretixArea['text']): AreaText | undefined {
  if (typeof text !== 'object') return text === undefined ? undefined : { text }
  const { size, ...rest } = text
  return size !== undefined && size > 0 ? { ...rest, size } : rest
}
