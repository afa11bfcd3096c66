import { h } from '../../dom.ts'
import { SEAT_MAP } from '../../texts.ts'
import { type Colour, cssOf } from '../drawing/colour.ts'
import { seatSample } from '../drawing/seat-sample.ts'
import type { Theme } from '../drawing/theme.ts'
import type { Hall } from '../hall/hall.ts'
import { TRAITS } from '../hall/seat-traits.ts'

const TEXTS = SEAT_MAP.legend
const LOOKS = ['selected', 'mine', 'yours', 'held', 'booked', 'blocked'] as const

/** Explains the colours and marks of the map. */
export class Legend {
  readonly element: HTMLElement
  readonly #entries = h('div', { className: 'legends' })

  constructor({ isOpen }: { readonly isOpen: boolean }) {
    this.element = h(
      'details',
      { className: 'card', open: isOpen },
      h('summary', {}, TEXTS.title),
      this.#entries,
    )
  }

  /** @param hall.traits of any seat */
  update(
    { categories, traits }: Pick<Hall, 'categories' | 'traits'>,
    colours: readonly Colour[],
    theme: Theme,
  ): void {
    const free = categories.map(({ name }, category) =>
      entry(seatSample({ category, colour: colours[category] ?? theme.ink, theme }), name),
    )
    const marks = LOOKS.map((look) =>
      entry(seatSample({ look, colour: theme.ink, theme }), TEXTS[look]),
    )
    const signs = traits.map((trait) =>
      entry(seatSample({ traits: TRAITS[trait], colour: theme.takenMark, theme }), TEXTS[trait]),
    )
    this.#entries.replaceChildren(
      h('h3', {}, TEXTS.free),
      h('ul', { className: 'legend' }, ...free, ...signs),
      h('h3', {}, TEXTS.others),
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
