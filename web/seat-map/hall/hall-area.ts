import type { Schemas } from '../../../client/src/index.ts'
import { type Box, boxOfPoints, type Point } from './box.ts'

/** A seating plan as the service sends it. */
export type Plan = Schemas['SeatingPlan']

export type PlanArea = NonNullable<Plan['zones'][number]['areas']>[number]

export type Outline =
  | { readonly kind: 'rectangle'; readonly width: number; readonly height: number }
  | { readonly kind: 'ellipse'; readonly radius: Point }
  | { readonly kind: 'polygon'; readonly points: readonly Point[] }

export interface AreaText {
  readonly text: string
  /** Relative to the position of the area. */
  readonly position: Point
  readonly size?: number | undefined
}

/** A shape or text in the hall other than a seat, such as the stage, a bar or a standing area. */
export interface HallArea {
  readonly position: Point
  readonly rotationDeg: number
  readonly outline?: Outline | undefined
  readonly color?: string | undefined
  readonly borderColor?: string | undefined
  readonly text?: AreaText | undefined
  /** The id of a standing area. */
  readonly areaId?: string | undefined
}

export function areasOf({ zones }: Plan): HallArea[] {
  return zones.flatMap((zone) =>
    (zone.areas ?? []).map((area) => ({
      position: { x: zone.position.x + area.position.x, y: zone.position.y + area.position.y },
      rotationDeg: area.rotation ?? 0,
      outline: drawable(outlineOf(area)),
      color: area.color,
      borderColor: area.border_color,
      text: textOf(area),
      areaId: area.capacity === undefined ? undefined : area.area_guid,
    })),
  )
}

/** A box that contains the area with any rotation. */
export function reachOf({ position, rotationDeg, outline, text }: HallArea): Box {
  const box = grownByText(outlineBox(outline), text)
  if (rotationDeg === 0) return moved(box, position)
  const radius = Math.hypot(Math.max(-box.left, box.right), Math.max(-box.top, box.bottom))
  return moved({ left: -radius, top: -radius, right: radius, bottom: radius }, position)
}

export function outlineBox(outline: Outline | undefined): Box {
  switch (outline?.kind) {
    case 'rectangle':
      return { left: 0, top: 0, right: outline.width, bottom: outline.height }
    case 'ellipse': {
      const { x, y } = outline.radius
      return { left: -x, top: -y, right: x, bottom: y }
    }
    case 'polygon':
      return boxOfPoints(
        outline.points.map(({ x }) => x),
        outline.points.map(({ y }) => y),
      )
    case undefined:
      return { left: 0, top: 0, right: 0, bottom: 0 }
  }
}

function grownByText(box: Box, text: AreaText | undefined): Box {
  if (!text) return box
  const { x, y } = text.position
  return {
    left: Math.min(box.left, x),
    top: Math.min(box.top, y),
    right: Math.max(box.right, x),
    bottom: Math.max(box.bottom, y),
  }
}

function moved({ left, top, right, bottom }: Box, { x, y }: Point): Box {
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y }
}

function outlineOf(area: PlanArea): Outline | undefined {
  const { shape = 'rectangle', rectangle, circle, ellipse, polygon } = area
  if (shape === 'circle' && circle) {
    return { kind: 'ellipse', radius: { x: circle.radius, y: circle.radius } }
  }
  if (shape === 'ellipse' && ellipse) return { kind: 'ellipse', radius: ellipse.radius }
  if (shape === 'polygon' && polygon) return { kind: 'polygon', points: polygon.points }
  if (shape === 'rectangle' && rectangle) return { kind: 'rectangle', ...rectangle }
  return undefined
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

function textOf({ text }: PlanArea): AreaText | undefined {
  const given = typeof text === 'string' ? { text } : text
  if (!given || given.text === '') return undefined
  const { text: shown, position = { x: 0, y: 0 }, size = 0 } = given
  return { text: shown, position, size: size > 0 ? size : undefined }
}
