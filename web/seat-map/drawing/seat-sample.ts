import { h } from '../../dom.ts'
import type { Look } from '../live/seat-board.ts'
import type { Colour } from './colour.ts'
import { drawSeat } from './draw-seat.ts'
import type { Theme } from './theme.ts'

const SIZE = 22

export interface SeatSample {
  readonly theme: Theme
  /** The colour of its category. */
  readonly colour: Colour
  readonly category?: number
  readonly look?: Look
  /** See `TRAITS`. */
  readonly traits?: number
}

/** A seat as the map draws it, for the legend. */
export function seatSample({ look = 'free', category = 0, ...seat }: SeatSample): HTMLElement {
  const ratio = devicePixelRatio
  const canvas = h('canvas', { width: SIZE * ratio, height: SIZE * ratio, ariaHidden: 'true' })
  const context = canvas.getContext('2d')
  context?.scale(ratio, ratio)
  const at = { x: SIZE / 2, y: SIZE / 2, radius: SIZE * 0.38 }
  if (context) drawSeat(context, { ...at, ...seat, look, category, isMarked: true })
  return canvas
}
