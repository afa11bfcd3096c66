import type { Point } from '../hall/box.ts'
import type { Polygon } from '../hall/polygon.ts'
import { type Colour, cssOf } from './colour.ts'
import type { Context2d } from './context.ts'
import { fontOf } from './text-width.ts'
import type { ZoneColours } from './zone-colours.ts'
import type { ZoneLabel } from './zone-labels.ts'

const CORNER_RADIUS = 3

export function drawZone(
  context: Context2d,
  outline: Polygon,
  { fill, border }: Pick<ZoneColours, 'fill' | 'border'>,
): void {
  tracePolygon(context, outline)
  context.fillStyle = cssOf(fill)
  context.fill()
  stroke(context, border, 1.25)
}

/** Draws a line around a zone, for the mouse and the keyboard cursor. */
export function drawZoneRing(
  context: Context2d,
  outline: Polygon,
  { colour, width }: { readonly colour: Colour; readonly width: number },
): void {
  tracePolygon(context, outline)
  stroke(context, colour, width)
}

export function drawZoneLabel(
  context: Context2d,
  { box, lines, isTurned }: ZoneLabel,
  colours: ZoneColours,
): void {
  context.save()
  context.textAlign = 'center'
  // Not that of the page.
  context.direction = 'ltr'
  context.textBaseline = 'middle'
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }
  context.translate(middle.x, middle.y)
  if (isTurned) context.rotate(-Math.PI / 2)
  for (const { text, size, isName, y } of lines) {
    context.font = fontOf(size, isName)
    context.fillStyle = cssOf(isName ? colours.name : colours.details)
    context.fillText(text, 0, y - middle.y)
  }
  context.restore()
}

/** Traces a polygon with slightly round corners. */
export function tracePolygon(context: Context2d, outline: Polygon): void {
  context.beginPath()
  for (const [index, corner] of outline.entries()) {
    const before = towards(corner, outline.at(index - 1) ?? corner)
    const after = towards(corner, outline[(index + 1) % outline.length] ?? corner)
    context.lineTo(before.x, before.y)
    context.quadraticCurveTo(corner.x, corner.y, after.x, after.y)
  }
  context.closePath()
}

/** A point near a corner, on the way to another one. */
function towards(corner: Point, other: Point): Point {
  const [dx, dy] = [other.x - corner.x, other.y - corner.y]
  const part = Math.min(1 / 2, CORNER_RADIUS / (Math.hypot(dx, dy) || 1))
  return { x: corner.x + dx * part, y: corner.y + dy * part }
}

function stroke(context: Context2d, colour: Colour, width: number): void {
  context.lineJoin = 'round'
  context.strokeStyle = cssOf(colour)
  context.lineWidth = width
  context.stroke()
}
