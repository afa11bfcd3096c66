import { duration } from '../format.ts'
import { Glide, logPosition } from '../scale.ts'
import type { Tick } from '../tick-window.ts'
import { drawCurves, fading, runsOf } from './curves.ts'
import { type BandDrawing, drawGridLine, drawHeading, type Frame } from './frame.ts'

/** Less than that is nothing that anybody waits for. */
const MIN_MS = 0.2
const MAX_MS_LEAST = 20
const LINES_MS = [1, 10, 100, 1_000, 10_000]
const HEADROOM = 1.5

/** How long answers took: half of them at most p50, all but one in a hundred at most p99. */
export class LatencyBand implements BandDrawing {
  readonly #max = new Glide()

  draw(frame: Frame): void {
    const { layout, palette, ticks, motion } = frame
    const { top, height } = layout.latency
    const floor = top + height
    const longestMs = Math.max(MAX_MS_LEAST, ...ticks.map((tick) => p99Of(tick) ?? 0))
    // In powers, so that the way from 20 ms to 2 s is as smooth as the axis.
    const max = Math.exp(this.#max.to(Math.log(HEADROOM * longestMs), motion))
    const yOf = (valueMs: number) => floor - logPosition(valueMs, { min: MIN_MS, max }) * height
    drawHeading(frame, layout.latency, ['Time to answer', 'p99, p50 below'])
    for (const valueMs of LINES_MS.filter((line) => line < max)) {
      drawGridLine(frame, { y: yOf(valueMs), label: duration(valueMs) })
    }
    const color = palette.latency
    const heightIn = (valueOf: (tick: Tick) => number | undefined) => (tick: Tick) => {
      const valueMs = valueOf(tick)
      return valueMs === undefined ? undefined : yOf(valueMs)
    }
    drawCurves(frame, runsOf(frame, heightIn(p99Of)), {
      stroke: color,
      fill: fading(frame, { color, top, floor }),
      floor,
    })
    drawCurves(frame, runsOf(frame, heightIn(p50Of)), { stroke: color, floor })
  }
}

function p50Of({ requests, latencyMs }: Tick): number | undefined {
  return requests > 0 ? latencyMs.p50 : undefined
}

function p99Of({ requests, latencyMs }: Tick): number | undefined {
  return requests > 0 ? latencyMs.p99 : undefined
}
