import { WINDOW_MS } from '../tick-window.ts'
import { type BandDrawing, type Frame, xOf } from './frame.ts'

const STEP_MS = 15_000

/** How long ago it was, and a line through all bands at the moment that is looked at. */
export class TimeAxis implements BandDrawing {
  draw(frame: Frame): void {
    const { context, layout, palette, endMs } = frame
    const { top, height } = layout.time
    context.fillStyle = palette.muted
    context.textBaseline = 'middle'
    for (let agoMs = 0; agoMs <= WINDOW_MS; agoMs += STEP_MS) {
      context.textAlign = agoMs === 0 ? 'right' : agoMs === WINDOW_MS ? 'left' : 'center'
      const text = agoMs === 0 ? 'now' : `−${agoMs / 1_000} s`
      context.fillText(text, xOf(frame, endMs - agoMs), top + height / 2 + 2)
    }
    this.#drawChosen(frame)
  }

  #drawChosen(frame: Frame): void {
    const { context, layout, palette, chosen } = frame
    if (!chosen) return
    const x = Math.round(xOf(frame, chosen.atMs - chosen.intervalMs / 2))
    context.fillStyle = palette.text
    context.fillRect(x, layout.outcomes.top, 1, layout.time.top - layout.outcomes.top)
  }
}
