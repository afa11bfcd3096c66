import type { WatchTexts } from '../format.ts'
import type { Palette } from '../palette.ts'
import type { Motion } from '../scale.ts'
import { type Tick, WINDOW_MS } from '../tick-window.ts'
import type { Band, Layout } from './layout.ts'

/** Everything that one drawing of the chart needs. */
export interface Frame {
  readonly context: CanvasRenderingContext2D
  readonly layout: Layout
  readonly palette: Palette
  readonly texts: WatchTexts
  readonly ticks: readonly Tick[]
  /** The moment at the right edge, by the clock of the service. */
  readonly endMs: number
  /** The selected tick; undefined for the present. */
  readonly chosen: Tick | undefined
  readonly motion: Motion
}

/** A part of the chart, drawn over the whole width. */
export interface BandDrawing {
  draw(frame: Frame): void
}

const FONT_PX = 12

const HEADING_ABOVE = 9

/** The font of the texts in the chart. */
export function fontOf({ textScale }: Layout, weight = 'normal'): string {
  return `${weight} ${FONT_PX * textScale}px system-ui, sans-serif`
}

/** The opacity of a tick: all but the selected one are faded. */
export function strengthOf({ chosen }: Frame, tick: Tick): number {
  return chosen === undefined || chosen === tick ? 1 : 0.35
}

/** The horizontal position of a moment. */
export function xOf({ layout: { left, right }, endMs }: Frame, momentMs: number): number {
  return right - ((endMs - momentMs) / WINDOW_MS) * (right - left)
}

/** The horizontal extent of a tick; undefined outside the chart. */
export function barOf(frame: Frame, tick: Tick): { left: number; width: number } | undefined {
  const { layout } = frame
  const left = Math.max(layout.left, xOf(frame, tick.atMs - tick.intervalMs))
  const room = Math.min(layout.right, xOf(frame, tick.atMs)) - left
  if (room <= 0) return undefined
  return { left, width: room > 4 ? room - 1 : room }
}

/** Draws a horizontal line through the band, with its label to the left. */
export function drawGridLine(frame: Frame, { y, label }: { y: number; label: string }): void {
  const { context, layout, palette } = frame
  context.fillStyle = palette.line
  context.fillRect(layout.left, Math.round(y), layout.right - layout.left, 1)
  context.fillStyle = palette.muted
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  context.fillText(label, layout.left - 8, y)
}

/** Draws the heading of a band, with the first part emphasized. */
export function drawHeading(frame: Frame, { top }: Band, [strong, rest]: [string, string]): void {
  const { context, layout, palette } = frame
  const y = top - HEADING_ABOVE
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
  context.fillStyle = palette.ink
  context.fillText(strong, layout.left, y)
  const { width } = context.measureText(`${strong} `)
  context.fillStyle = palette.muted
  context.fillText(rest, layout.left + width, y)
}
