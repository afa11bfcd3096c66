import type { Tick } from '../tick-window.ts'
import { type BandDrawing, type Frame, xOf } from './frame.ts'

/** More than two ticks that did not come. */
const SILENCE_MS_MIN = 1_700

/** Where nothing was heard, and where another instance was heard from: behind all else, through all bands. */
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
  // From a fixed point in time, or the hatching would stand still while all else moves.
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
  context.fillText(` instance ${instance} `, x, layout.outcomes.top)
}
