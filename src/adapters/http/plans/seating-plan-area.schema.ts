import { z } from 'zod'

import type {
  Area,
  AreaText,
  Outline,
  Point,
  StandingPlaces,
} from '../../../domain/seating-plan.ts'
import { SEAT_ID_CHARACTERS_MAX, supportedText, text } from '../endpoint/schemas.ts'
import { COORDINATE_MAX, sumOf } from './positions.ts'

export const LABEL_CHARACTERS_MAX = 1_000
const POINTS_MAX = 10_000
/** The id of a place is longer than the id of its area by a colon and up to six digits. */
const AREA_ID_CHARACTERS_MAX = SEAT_ID_CHARACTERS_MAX - 7

const number = z.number().min(-COORDINATE_MAX).max(COORDINATE_MAX)

export const pointSchema = z.object({ x: number, y: number })
export const sizeSchema = z.object({ width: number, height: number })

/** A label, possibly empty or multi-line. Characters that the stores do not support are replaced. */
export const labelSchema = z.string().max(LABEL_CHARACTERS_MAX).overwrite(supportedText)

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
  area_guid: text({ charactersMax: AREA_ID_CHARACTERS_MAX }).optional().meta({
    description:
      'The id of a standing area. Its places are booked by number; their ids are `<area_guid>:1` and so on.',
  }),
  capacity: z.int().min(1).optional().meta({
    description: 'The number of places of a standing area. Required with `area_guid`.',
  }),
  category: labelSchema.optional().meta({ description: 'The category of these places.' }),
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
    standing: standingOf(area),
  }
}

function standingOf({
  area_guid,
  capacity,
  category = '',
}: PretixArea): StandingPlaces | undefined {
  if (area_guid === undefined || capacity === undefined) return undefined
  return { id: area_guid, capacity, category }
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
