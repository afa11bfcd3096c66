import type { Look } from '../live/seat-board.ts'
import { type Colour, cssOf, inkOn } from './colour.ts'
import type { Context2d } from './context.ts'
import { repeatsShape, traceShape } from './seat-shapes.ts'
import { drawSigns } from './seat-signs.ts'
import type { Theme } from './theme.ts'

export interface SeatDrawing {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly look: Look
  /** The index of its category, and its colour. */
  readonly category: number
  readonly colour: Colour
  /** See `TRAITS`. */
  readonly traits?: number
  readonly theme: Theme
  /** Whether the seat is large enough for marks. */
  readonly isMarked: boolean
}

/** The part of the radius by which some seats are drawn larger. */
export const OVERHANG = 0.18

/** Draws a seat. Looks differ in shape, not only in colour: filled, ring, cross, bar, tick, star. */
export function drawSeat(context: Context2d, seat: SeatDrawing): void {
  context.lineCap = 'round'
  context.lineJoin = 'round'
  DRAWINGS[seat.look](context, seat)
}

const DRAWINGS: Readonly<Record<Look, (context: Context2d, seat: SeatDrawing) => void>> = {
  free(context, seat) {
    const { radius, category, colour, theme, isMarked, traits = 0 } = seat
    context.fillStyle = cssOf(colour)
    context.beginPath()
    traceShape(context, category, seat)
    context.fill()
    if (!isMarked) return
    const ink = inkOn(colour)
    if (repeatsShape(category)) {
      context.strokeStyle = cssOf(ink)
      context.lineWidth = radius * 0.12
      context.beginPath()
      traceShape(context, category, { ...seat, radius: radius * 0.8 })
      context.stroke()
    }
    const { background } = theme
    // The badge for a restricted view is on the background, the other signs are on the seat.
    drawSigns(context, traits, { ...seat, ink, background, badge: theme.ink })
  },
  held(context, { x, y, radius, theme, isMarked }) {
    if (!isMarked) {
      disc(context, x, y, radius * 0.62, theme.takenMark)
      return
    }
    ring(context, x, y, { radius: radius * 0.82, width: radius * 0.2, colour: theme.takenMark })
    disc(context, x, y, radius * 0.28, theme.takenMark)
  },
  booked(context, { x, y, radius, theme, isMarked }) {
    disc(context, x, y, radius * 0.86, theme.taken)
    if (!isMarked) return
    const arm = radius * 0.3
    stroke(context, { width: radius * 0.17, colour: theme.takenMark }, [
      [x - arm, y - arm, x + arm, y + arm],
      [x - arm, y + arm, x + arm, y - arm],
    ])
  },
  blocked(context, { x, y, radius, theme, isMarked }) {
    if (!isMarked) {
      disc(context, x, y, radius * 0.4, theme.taken)
      return
    }
    const arm = radius * 0.45
    stroke(context, { width: radius * 0.2, colour: theme.takenMark }, [[x - arm, y, x + arm, y]])
  },
  selected(context, seat) {
    const { x, y, radius, theme, isMarked } = seat
    if (!isMarked) {
      disc(context, x, y, radius * (1 + OVERHANG), theme.accent)
      return
    }
    disc(context, x, y, radius, theme.background)
    ring(context, x, y, { radius: radius * 0.97, width: radius * 0.26, colour: theme.accent })
    tick(context, seat, theme.accent)
  },
  mine(context, seat) {
    const { x, y, radius, theme, isMarked } = seat
    disc(context, x, y, radius * (1 + OVERHANG), theme.accent)
    if (isMarked) tick(context, seat, inkOn(theme.accent))
  },
  yours(context, seat) {
    const { x, y, radius, theme, isMarked } = seat
    disc(context, x, y, radius * (1 + OVERHANG), theme.yours)
    if (isMarked) star(context, seat, inkOn(theme.yours))
  },
}

function disc(context: Context2d, x: number, y: number, radius: number, colour: Colour): void {
  context.fillStyle = cssOf(colour)
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fill()
}

export function ring(
  context: Context2d,
  x: number,
  y: number,
  { radius, width, colour }: { radius: number; width: number; colour: Colour },
): void {
  context.strokeStyle = cssOf(colour)
  context.lineWidth = width
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.stroke()
}

function stroke(
  context: Context2d,
  { width, colour }: { width: number; colour: Colour },
  lines: readonly (readonly [number, number, number, number])[],
): void {
  context.strokeStyle = cssOf(colour)
  context.lineWidth = width
  context.beginPath()
  for (const [fromX, fromY, toX, toY] of lines) {
    context.moveTo(fromX, fromY)
    context.lineTo(toX, toY)
  }
  context.stroke()
}

function tick(context: Context2d, { x, y, radius }: SeatDrawing, colour: Colour): void {
  const [left, low, right] = [x - radius * 0.42, y + radius * 0.34, x + radius * 0.44]
  stroke(context, { width: radius * 0.24, colour }, [
    [left, y + radius * 0.04, x - radius * 0.1, low],
    [x - radius * 0.1, low, right, y - radius * 0.32],
  ])
}

function star(context: Context2d, { x, y, radius }: SeatDrawing, colour: Colour): void {
  context.fillStyle = cssOf(colour)
  context.beginPath()
  for (let point = 0; point < 10; point++) {
    const reach = radius * (point % 2 === 0 ? 0.68 : 0.3)
    const angle = (point * Math.PI) / 5
    context.lineTo(x + reach * Math.sin(angle), y - reach * Math.cos(angle))
  }
  context.fill()
}
