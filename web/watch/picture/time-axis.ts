import { type Tick, WINDOW_MS } from '../tick-window.ts'
import { type BandDrawing, type Frame, xOf } from './frame.ts'

const STEP_MS = 15_000

/** Draws the time axis, and a line through all bands at the selected moment. */
export class TimeAxis implements BandDrawing {
  draw(frame: Frame): void {
    const { context, layout, palette, endMs } = frame
    const { top, height } = layout.time
    context.fillStyle = palette.muted
    context.textBaseline = 'middle'
    for (let agoMs = 0; agoMs <= WINDOW_MS; agoMs += STEP_MS) {
      context.textAlign = agoMs === 0 ? 'right' : agoMs === WINDOW_MS ? 'left' : 'center'
      const text = agoMs === 0 ? frame.texts.chartNow : frame.texts.chartAgo(agoMs / 1_000)
      context.fillText(text, xOf(frame, endMs - agoMs), top + height / 2 + 2)
    }
    this.#drawChosen(frame)
  }

  #drawChosen(frame: Frame): void {
    const { context, layout, palette, chosen } = frame
    if (!chosen) return
    const x = Math.round(xOf(frame, chosen.atMs - chosen.intervalMs / 2))
    context.fillStyle = palette.ink
    context.fillRect(x, layout.outcomes.top, 1, layout.time.top - layout.outcomes.top)
  }
}

/** More than two missing ticks. */
const SILENCE_MS_MIN = 1_700

/** Hatches times without data, and marks a change of instance, behind all bands. */
export class Silences implements BandDrawing {
  draw(frame: Frame): void {
    for (const [index, tick] of frame.ticks.entries()) {
      const next = frame.ticks[index + 1]
      const untilMs = next ? next.atMs - next.intervalMs : frame.endMs
      if (untilMs - tick.atMs > SILENCE_MS_MIN) drawSilence(frame, tick.atMs, untilMs)
      if (next && next.instance !== tick.instance) drawChange(frame, next)
    }
  }
}

function drawSilence(frame: Frame, fromMs: number, untilMs: number): void {
  const { context, layout, palette } = frame
  const left = Math.max(layout.left, xOf(frame, fromMs))
  const right = Math.min(layout.right, xOf(frame, untilMs))
  const { top } = layout.outcomes
  if (right <= left) return
  context.save()
  context.beginPath()
  context.rect(left, top, right - left, layout.time.top - top)
  context.clip()
  context.strokeStyle = palette.line
  context.lineWidth = 1
  const height = layout.time.top - top
  // Starts at a point in time, so that the hatching moves with everything else.
  const start = xOf(frame, fromMs) - height
  for (let x = start; x < right; x += 8) {
    context.beginPath()
    context.moveTo(x, top + height)
    context.lineTo(x + height, top)
    context.stroke()
  }
  context.restore()
}

function drawChange(frame: Frame, { atMs, intervalMs, instance }: Tick): void {
  const { context, layout, palette } = frame
  const x = xOf(frame, atMs - intervalMs)
  if (x < layout.left) return
  context.fillStyle = palette.muted
  context.fillRect(x, layout.outcomes.top, 1, layout.time.top - layout.outcomes.top)
  context.textAlign = x > layout.right - 120 ? 'right' : 'left'
  context.textBaseline = 'top'
  context.fillText(` ${frame.texts.instance(instance)} `, x, layout.outcomes.top)
}
