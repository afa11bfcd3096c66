import { cssOf, type Colour } from '../drawing/colour.ts'
import { drawSeat } from '../drawing/draw-seat.ts'
import type { Theme } from '../drawing/theme.ts'
import type { Category } from '../hall/hall.ts'
import type { Look } from '../live/seat-board.ts'
import { h } from './dom.ts'

const SIZE = 22

const EXPLAINED: readonly (readonly [Look, string])[] = [
  ['selected', 'Selected by you'],
  ['mine', 'Held for you'],
  ['yours', 'Booked by you'],
  ['held', 'Held by somebody else'],
  ['booked', 'Booked'],
  ['blocked', 'Not for sale'],
]

/** What the marks and colours of the map mean, drawn as they are there. */
export function legend(
  categories: readonly Category[],
  colours: readonly Colour[],
  theme: Theme,
): HTMLElement[] {
  const free = categories.map(({ name }, index) =>
    entry(picture('free', colours[index] ?? theme.ink, theme), name),
  )
  const marks = EXPLAINED.map(([look, text]) => entry(picture(look, theme.ink, theme), text))
  return [
    h('h3', {}, 'Free seats'),
    h('ul', { className: 'legend' }, ...free),
    h('h3', {}, 'Other seats'),
    h('ul', { className: 'legend' }, ...marks),
  ]
}

/** A dot in the colour of a category. */
export function swatch(colour: Colour): HTMLElement {
  const dot = h('span', { className: 'swatch', ariaHidden: 'true' })
  dot.style.background = cssOf(colour)
  return dot
}

function entry(image: HTMLElement, text: string): HTMLElement {
  return h('li', {}, image, h('span', {}, text))
}

function picture(look: Look, colour: Colour, theme: Theme): HTMLCanvasElement {
  const ratio = devicePixelRatio
  const canvas = h('canvas', { width: SIZE * ratio, height: SIZE * ratio, ariaHidden: 'true' })
  const context = canvas.getContext('2d')
  context?.scale(ratio, ratio)
  if (context) {
    const middle = SIZE / 2
    drawSeat(context, {
      x: middle,
      y: middle,
      radius: SIZE * 0.38,
      look,
      colour,
      theme,
      isMarked: true,
    })
  }
  return canvas
}
