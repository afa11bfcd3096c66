import { short } from '../format.ts'
import { Glide, gridSteps } from '../scale.ts'
import { perSecond } from '../totals.ts'
import { drawCurves, fading, runsOf } from './curves.ts'
import { type BandDrawing, drawGridLine, drawHeading, type Frame } from './frame.ts'

const RATE_MIN = 10
const HEADROOM = 1.1

/** How many requests were answered, whatever the answer. */
export class RequestsBand implements BandDrawing {
  readonly #max = new Glide()

  draw(frame: Frame): void {
    const { layout, palette, ticks, motion } = frame
    const { top, height } = layout.requests
    const floor = top + height
    const rates = ticks.map(({ requests, intervalMs }) => perSecond(requests, intervalMs))
    const max = this.#max.to(HEADROOM * Math.max(RATE_MIN, ...rates), motion)
    drawHeading(frame, layout.requests, ['Requests', 'a second'])
    for (const value of gridSteps(max, 2)) {
      drawGridLine(frame, { y: floor - (value / max) * height, label: short(value) })
    }
    const runs = runsOf(
      frame,
      (tick) => floor - (perSecond(tick.requests, tick.intervalMs) / max) * height,
    )
    const color = palette.requests
    drawCurves(frame, runs, { stroke: color, fill: fading(frame, { color, top, floor }), floor })
  }
}
