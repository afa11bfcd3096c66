import { h } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import { type Colour, cssOf } from '../drawing/colour.ts'
import { drawSeat } from '../drawing/draw-seat.ts'
import type { Theme } from '../drawing/theme.ts'
import type { Category } from '../hall/hall.ts'
import type { Look } from '../live/seat-board.ts'

const SIZE = 22
const LOOKS = ['selected', 'mine', 'yours', 'held', 'booked', 'blocked'] as const

/** Explains the colours and marks of the map. */
export class Legend {
  readonly element: HTMLElement
  readonly #texts: SeatMapTexts['legend']
  readonly #entries = h('div', { className: 'legends' })

  constructor({ isOpen, texts }: { readonly isOpen: boolean; readonly texts: SeatMapTexts }) {
    this.#texts = texts.legend
    this.element = h(
      'details',
      { className: 'card', open: isOpen },
      h('summary', {}, this.#texts.title),
      this.#entries,
    )
  }

  update(categories: readonly Category[], colours: readonly Colour[], theme: Theme): void {
    const free = categories.map(({ name }, index) =>
      entry(picture('free', colours[index] ?? theme.ink, theme), name),
    )
    const marks = LOOKS.map((look) => entry(picture(look, theme.ink, theme), this.#texts[look]))
    this.#entries.replaceChildren(
      h('h3', {}, this.#texts.free),
      h('ul', { className: 'legend' }, ...free),
      h('h3', {}, this.#texts.others),
      h('ul', { className: 'legend' }, ...marks),
    )
  }
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
