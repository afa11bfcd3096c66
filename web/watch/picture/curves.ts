import type { Tick } from '../tick-window.ts'
import { type Frame, xOf } from './frame.ts'

interface Point {
  readonly x: number
  readonly y: number
}

/** Gives the height of a tick's point; nothing, where it has none. */
export type Height = (tick: Tick) => number | undefined

/** The points of the ticks, in the runs in which one follows the other: nobody knows what was in between. */
export function runsOf(frame: Frame, yOf: Height): Point[][] {
  const runs: Point[][] = []
  let endMs = -Infinity
  for (const tick of frame.ticks) {
    const y = yOf(tick)
    if (y === undefined) continue
    const point = { x: xOf(frame, tick.atMs - tick.intervalMs / 2), y }
    if (tick.atMs - endMs < 2 * tick.intervalMs) runs.at(-1)?.push(point)
    else runs.push([point])
    endMs = tick.atMs
  }
  return runs
}

/** Draws a curve through the points, and from there to the floor as an area where there is one. */
export function drawCurves(
  { context, layout }: Frame,
  runs: readonly (readonly Point[])[],
  { stroke, fill, floor }: { stroke: string; fill?: string | CanvasGradient; floor: number },
): void {
  context.save()
  context.beginPath()
  context.rect(layout.left, 0, layout.right - layout.left, context.canvas.height)
  context.clip()
  context.lineWidth = 1.75
  context.lineJoin = 'round'
  context.strokeStyle = stroke
  for (const run of runs) {
    const line = new Path2D()
    for (const [index, { x, y }] of run.entries()) {
      if (index === 0) line.moveTo(x, y)
      else line.lineTo(x, y)
    }
    if (fill !== undefined) {
      const area = new Path2D(line)
      area.lineTo(run.at(-1)?.x ?? 0, floor)
      area.lineTo(run[0]?.x ?? 0, floor)
      context.fillStyle = fill
      context.fill(area)
    }
    context.stroke(line)
  }
  context.restore()
}

/** A colour, as `#rrggbb`, that fades towards the floor. */
export function fading(
  { context }: Frame,
  { color, top, floor }: { color: string; top: number; floor: number },
): CanvasGradient {
  const gradient = context.createLinearGradient(0, top, 0, floor)
  gradient.addColorStop(0, `${color}80`)
  gradient.addColorStop(1, `${color}10`)
  return gradient
}
