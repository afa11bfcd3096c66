import { Glide, gridSteps, logPosition } from '../scale.ts'
import type { Tick } from '../tick-window.ts'
import { perSecond } from '../totals.ts'
import { type BandDrawing, drawGridLine, drawHeading, type Frame, xOf } from './frame.ts'

const RATE_MIN = 10
const RATE_HEADROOM = 1.1

/** The number of requests, with any outcome. */
export class RequestsBand implements BandDrawing {
  readonly #max = new Glide()

  draw(frame: Frame): void {
    const { layout, palette, ticks, motion } = frame
    const { top, height } = layout.requests
    const floor = top + height
    const rates = ticks.map(({ requests, intervalMs }) => perSecond(requests, intervalMs))
    const max = this.#max.to(RATE_HEADROOM * Math.max(RATE_MIN, ...rates), motion)
    drawHeading(frame, layout.requests, [frame.texts.requests, frame.texts.perSecond])
    for (const value of gridSteps(max, 2)) {
      drawGridLine(frame, { y: floor - (value / max) * height, label: frame.texts.short(value) })
    }
    const yOf = (tick: Tick) => floor - (perSecond(tick.requests, tick.intervalMs) / max) * height
    const color = palette.requests
    const fill = fading(frame, { color, top, floor })
    drawCurves(frame, runsOf(frame, yOf), { stroke: color, fill, floor })
  }
}

/** The lower end of the axis. Faster responses make no visible difference to users. */
const LATENCY_MS_MIN = 0.2
/** The upper end of the axis is never below this. */
const LATENCY_MS_MAX_LEAST = 20
const LATENCY_LINES_MS = [1, 10, 100, 1_000, 10_000]
const LATENCY_HEADROOM = 1.5

/** Response times: the 99th percentile, and the median below it. */
export class LatencyBand implements BandDrawing {
  readonly #max = new Glide()

  draw(frame: Frame): void {
    const { layout, palette, ticks, motion } = frame
    const { top, height } = layout.latency
    const floor = top + height
    const longestMs = Math.max(LATENCY_MS_MAX_LEAST, ...ticks.map((tick) => p99Of(tick) ?? 0))
    // The logarithm is animated, because the axis is logarithmic.
    const max = Math.exp(this.#max.to(Math.log(LATENCY_HEADROOM * longestMs), motion))
    const yOf = (valueMs: number) =>
      floor - logPosition(valueMs, { min: LATENCY_MS_MIN, max }) * height
    drawHeading(frame, layout.latency, [frame.texts.responseTime, frame.texts.chartPercentiles])
    for (const valueMs of LATENCY_LINES_MS.filter((line) => line < max)) {
      drawGridLine(frame, { y: yOf(valueMs), label: frame.texts.duration(valueMs) })
    }
    const color = palette.latency
    const heightOf = (valueOf: Height) => (tick: Tick) => {
      const valueMs = valueOf(tick)
      return valueMs === undefined ? undefined : yOf(valueMs)
    }
    const fill = fading(frame, { color, top, floor })
    drawCurves(frame, runsOf(frame, heightOf(p99Of)), { stroke: color, fill, floor })
    drawCurves(frame, runsOf(frame, heightOf(p50Of)), { stroke: color, floor })
  }
}

function p50Of({ requests, latencyMs }: Tick): number | undefined {
  return requests > 0 ? latencyMs.p50 : undefined
}

function p99Of({ requests, latencyMs }: Tick): number | undefined {
  return requests > 0 ? latencyMs.p99 : undefined
}

interface Point {
  readonly x: number
  readonly y: number
}

/** A value of a tick, if it has one. */
type Height = (tick: Tick) => number | undefined

/** The points of the ticks, in runs of consecutive ticks: gaps are not bridged. */
function runsOf(frame: Frame, yOf: Height): Point[][] {
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

/** Draws a curve through the points, and fills the area below it, if there is a fill. */
function drawCurves(
  { context, layout }: Frame,
  runs: readonly (readonly Point[])[],
  { stroke, fill, floor }: { stroke: string; fill?: CanvasGradient; floor: number },
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
    for (const { x, y } of run) line.lineTo(x, y)
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
function fading(
  { context }: Frame,
  { color, top, floor }: { color: string; top: number; floor: number },
): CanvasGradient {
  const gradient = context.createLinearGradient(0, top, 0, floor)
  gradient.addColorStop(0, `${color}80`)
  gradient.addColorStop(1, `${color}10`)
  return gradient
}
