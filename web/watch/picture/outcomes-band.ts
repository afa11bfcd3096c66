import { GRANTED, type Outcome, outcomesOf, REFUSED } from '../outcomes.ts'
import { Glide, gridSteps, stacked, twoSided } from '../scale.ts'
import type { Tick } from '../tick-window.ts'
import { perSecond } from '../totals.ts'
import {
  type BandDrawing,
  barOf,
  drawGridLine,
  drawHeading,
  fontOf,
  type Frame,
  strengthOf,
  xOf,
} from './frame.ts'

/** The smallest height of a bar that is not empty. */
const BAR_MIN = 2
/** The axis goes up to this at least, so that a single booking does not fill the chart. */
const RATE_MIN = 8
const HEADROOM = 1.08
const GRID_PIXELS = 45
const STALE_SIZE = 5

/** A side of the zero line. */
interface Side {
  readonly outcomes: readonly Outcome[]
  readonly zero: number
  /** Pixels per request per second, downwards. */
  readonly perUnit: number
}

/** Granted requests above the zero line, refused ones below. */
export class OutcomesBand implements BandDrawing {
  readonly #up = new Glide()
  readonly #down = new Glide()

  draw(frame: Frame): void {
    const { ticks, layout, motion } = frame
    const { top, height } = layout.outcomes
    const up = this.#up.to(highest(ticks, GRANTED), motion)
    const down = this.#down.to(highest(ticks, REFUSED), motion)
    const { zero, perUnit } = twoSided(height, { up, down })
    const granted = { outcomes: GRANTED, zero: top + zero, perUnit: -perUnit }
    const refused = { outcomes: REFUSED, zero: top + zero, perUnit }
    drawHeading(frame, layout.outcomes, [frame.texts.outcomes, frame.texts.perSecond])
    drawGrid(frame, perUnit, granted.zero)
    for (const tick of ticks) {
      drawStack(frame, tick, granted)
      drawStack(frame, tick, refused)
    }
    frame.context.globalAlpha = 1
    drawZero(frame, granted.zero)
    drawSides(frame, granted.zero)
    for (const tick of ticks) if (tick.staleWrites > 0) drawStale(frame, tick, granted.zero)
  }
}

function highest(ticks: readonly Tick[], outcomes: readonly Outcome[]): number {
  const rates = ticks.map((tick) => {
    const counts = outcomesOf(tick)
    const total = outcomes.reduce((sum, outcome) => sum + counts[outcome], 0)
    return perSecond(total, tick.intervalMs)
  })
  return HEADROOM * Math.max(RATE_MIN, ...rates)
}

function drawGrid(frame: Frame, perUnit: number, zero: number): void {
  const { top, height } = frame.layout.outcomes
  const lines = gridSteps(height / perUnit, height / GRID_PIXELS)
  for (const value of [...lines, ...lines.map((line) => -line)]) {
    const y = zero + value * perUnit
    if (y > top && y < top + height)
      drawGridLine(frame, { y, label: frame.texts.short(Math.abs(value)) })
  }
}

function drawStack(frame: Frame, tick: Tick, { outcomes, zero, perUnit }: Side): void {
  const { context, palette } = frame
  const bar = barOf(frame, tick)
  if (!bar) return
  const counts = outcomesOf(tick)
  const heights = outcomes.map((outcome) =>
    visibleHeight(perSecond(counts[outcome], tick.intervalMs) * perUnit),
  )
  context.globalAlpha = strengthOf(frame, tick)
  for (const [index, { from, to }] of stacked(heights).entries()) {
    const outcome = outcomes[index]
    if (outcome === undefined || from === to) continue
    context.fillStyle = palette[outcome]
    context.fillRect(bar.left, zero + from, bar.width, to - from)
  }
}

function visibleHeight(height: number): number {
  return height === 0 ? 0 : Math.sign(height) * Math.max(BAR_MIN, Math.abs(height))
}

function drawZero({ context, layout, palette }: Frame, zero: number): void {
  context.fillStyle = palette.surface
  context.fillRect(layout.left, zero - 1, layout.right - layout.left, 2)
  context.fillStyle = palette.ink
  context.fillRect(layout.left, zero - 0.5, layout.right - layout.left, 1)
}

/** Labels the two sides, next to the zero line. */
function drawSides({ context, layout, palette, texts }: Frame, zero: number): void {
  context.font = fontOf(layout, 'bold')
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  context.fillStyle = palette.booked
  context.fillText(texts.chartGranted, layout.left - 8, zero - 10 * layout.textScale)
  context.fillStyle = palette.gone
  context.fillText(texts.chartRefused, layout.left - 8, zero + 10 * layout.textScale)
  context.font = fontOf(layout)
}

/** Marks a tick with stale writes. They are rare, so a bar would be too small to see. */
function drawStale(frame: Frame, tick: Tick, zero: number): void {
  const { context, palette, layout } = frame
  const x = xOf(frame, tick.atMs - tick.intervalMs / 2)
  if (x < layout.left || x > layout.right) return
  context.beginPath()
  context.moveTo(x, zero - STALE_SIZE)
  context.lineTo(x + STALE_SIZE, zero)
  context.lineTo(x, zero + STALE_SIZE)
  context.lineTo(x - STALE_SIZE, zero)
  context.closePath()
  context.fillStyle = palette.stale
  context.fill()
  context.lineWidth = 1.5
  context.strokeStyle = palette.surface
  context.stroke()
}
