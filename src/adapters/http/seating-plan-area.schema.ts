import { z } from 'zod'

import type { Area, AreaText, Outline, Point } from '../../domain/seating-plan.ts'

/** Far beyond any hall. */
const LENGTH_MAX = 1_000_000
const POINTS_MAX = 1_000

const coordinate = z.number().min(-LENGTH_MAX).max(LENGTH_MAX)
const length = z.number().min(0).max(LENGTH_MAX)

export const pointSchema = z.object({ x: coordinate, y: coordinate })
export const sizeSchema = z.object({ width: length, height: length })

/** What people read. It may be empty, and have several lines; what a store cannot keep is refused. */
export const labelSchema = z
  .string()
  .max(256)
  .refine((value) => value.isWellFormed() && !value.includes('\0'), {
    error: 'must be well-formed text without NUL characters',
  })

const textSchema = z.object({
  text: labelSchema,
  position: pointSchema.optional(),
  color: labelSchema.optional(),
  size: length.optional(),
})

/** Both ways of writing an area: with `shape` and its own object, and the older rectangles with a plain text. */
export const areaSchema = z.object({
  position: pointSchema,
  rotation: z.number().optional(),
  color: labelSchema.optional(),
  border_color: labelSchema.optional(),
  shape: z.string().default('rectangle'),
  width: length.optional(),
  height: length.optional(),
  rectangle: sizeSchema.optional(),
  circle: z.object({ radius: length }).optional(),
  ellipse: z.object({ radius: z.object({ x: length, y: length }) }).optional(),
  // Counted before they are checked: zod reports every fault of a list, and cannot report a hundred thousand.
  polygon: z
    .object({ points: z.array(z.unknown()).max(POINTS_MAX).pipe(z.array(pointSchema).min(1)) })
    .optional(),
  text: z.union([labelSchema, textSchema]).optional(),
})

type PretixArea = z.infer<typeof areaSchema>

/** The area as the domain knows it, moved to its zone's place in the hall. */
export function toArea(area: PretixArea, zonePosition: Point): Area {
  const position = sumOf(zonePosition, area.position)
  return {
    position,
    rotationDeg: area.rotation ?? 0,
    outline: outlineOf(area),
    color: area.color,
    borderColor: area.border_color,
    text: textOf(area.text),
  }
}

export function sumOf(...points: readonly Point[]): Point {
  return points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }))
}

/** Places that are in bounds can add up to one that is not, and that could not be read again. */
export function isInBounds({ x, y }: Point): boolean {
  return Math.max(Math.abs(x), Math.abs(y)) <= LENGTH_MAX
}

/** None for a shape that we do not know, whose text is shown nevertheless. */
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

function textOf(text: PretixArea['text']): AreaText | undefined {
  return typeof text === 'string' ? { text } : text
}
