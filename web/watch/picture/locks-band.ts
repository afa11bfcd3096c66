import { Glide, gridSteps } from '../scale.ts'
import { perSecond } from '../totals.ts'
import {
  type BandDrawing,
  barOf,
  drawGridLine,
  drawHeading,
  type Frame,
  strengthOf,
} from './frame.ts'

const RATE_MIN = 5
const HEADROOM = 1.1
const BAR_MIN = 2

/** The number of requests that waited for a lock. */
export class LocksBand implements BandDrawing {
  readonly #max = new Glide()

  draw(frame: Frame): void {
    const { context, layout, palette, ticks, motion } = frame
    const { top, height } = layout.locks
    const rates = ticks.map(({ lock, intervalMs }) => perSecond(lock.waits, intervalMs))
    const max = this.#max.to(HEADROOM * Math.max(RATE_MIN, ...rates), motion)
    drawHeading(frame, layout.locks, [frame.texts.chartLockWaits, frame.texts.perSecond])
    for (const value of gridSteps(max, 1)) {
      drawGridLine(frame, {
        y: top + height - (value / max) * height,
        label: frame.texts.short(value),
      })
    }
    context.fillStyle = palette.waits
    for (const [index, tick] of ticks.entries()) {
      const bar = barOf(frame, tick)
      const rate = rates[index] ?? 0
      if (!bar || rate === 0) continue
      context.globalAlpha = strengthOf(frame, tick)
      const tall = Math.max(BAR_MIN, (rate / max) * height)
      context.fillRect(bar.left, top + height - tall, bar.width, tall)
    }
    context.globalAlpha = 1
  }
}
