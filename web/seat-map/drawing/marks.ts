import type { Hall } from '../hall/hall.ts'
import type { SeatBoard } from '../live/seat-board.ts'
import { type Colour, cssOf } from './colour.ts'
import type { Context2d } from './context.ts'
import { drawSeat, ring } from './draw-seat.ts'
import { isMarked } from './seat-painter.ts'
import type { Theme } from './theme.ts'
import { toScreen, type View } from './view.ts'

export interface Marks {
  readonly hall: Hall
  readonly board: SeatBoard
  readonly view: View
  readonly radius: number
  readonly theme: Theme
  readonly hovered: number | undefined
  readonly cursor: number | undefined
}

/** Draws the marks that must be up to date in every frame: this customer's seats, the mouse and the keyboard cursor. */
export function drawMarks(context: Context2d, marks: Marks): void {
  const { hall, board, view, theme, hovered, cursor } = marks
  // These must be visible even if the seats are very small.
  const radius = Math.max(marks.radius, 3)
  const placeOf = (seat: number) => toScreen(view, hall.positionOf(seat))
  for (const seat of board.ownSeats()) {
    drawSeat(context, {
      ...placeOf(seat),
      radius,
      look: board.lookOf(seat),
      category: 0,
      colour: theme.ink,
      theme,
      isMarked: isMarked(radius),
    })
  }
  if (hovered !== undefined) {
    const { x, y } = placeOf(hovered)
    ring(context, x, y, { radius: radius + 2.5, width: 2, colour: theme.ink })
  }
  if (cursor !== undefined) {
    const { x, y } = placeOf(cursor)
    ring(context, x, y, { radius: radius + 4, width: 6, colour: theme.background })
    ring(context, x, y, { radius: radius + 4, width: 3, colour: theme.ink })
  }
}

const PULSE_MS = 900
const PULSES_MAX = 150

/** Expanding rings around seats that have just changed. */
export class Pulses {
  readonly #starts = new Map<number, number>()

  start(seats: readonly number[]): void {
    const nowMs = performance.now()
    for (const seat of seats.slice(0, PULSES_MAX - this.#starts.size)) this.#starts.set(seat, nowMs)
  }

  /** @returns whether any rings are left */
  draw(
    context: Context2d,
    nowMs: number,
    { hall, view, radius, colour }: { hall: Hall; view: View; radius: number; colour: Colour },
  ): boolean {
    for (const [seat, startMs] of this.#starts) {
      const progress = Math.max(0, (nowMs - startMs) / PULSE_MS)
      if (progress >= 1) {
        this.#starts.delete(seat)
        continue
      }
      const { x, y } = toScreen(view, hall.positionOf(seat))
      const eased = 1 - (1 - progress) ** 2
      context.globalAlpha = 1 - progress
      context.strokeStyle = cssOf(colour)
      context.lineWidth = 2
      context.beginPath()
      context.arc(x, y, Math.max(3, radius) * (1 + eased * 1.4), 0, 2 * Math.PI)
      context.stroke()
    }
    context.globalAlpha = 1
    return this.#starts.size > 0
  }
}
