import { formatMoney } from '../../../client/src/index.ts'
import { h } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import { type Colour, cssOf } from '../drawing/colour.ts'
import { seatSample } from '../drawing/seat-sample.ts'
import type { Theme } from '../drawing/theme.ts'
import type { Hall } from '../hall/hall.ts'
import type { PriceList } from '../hall/price-list.ts'
import { TRAITS } from '../hall/seat-traits.ts'

const LOOKS = ['selected', 'mine', 'yours', 'held', 'booked', 'blocked'] as const

export interface LegendContent {
  /** Its categories, and the traits of any seat. */
  readonly hall: Pick<Hall, 'categories' | 'traits'>
  readonly prices: PriceList
}

/** Explains the colours and marks of the map, and says what each category costs. */
export class Legend {
  readonly element: HTMLElement
  readonly #texts: SeatMapTexts
  readonly #entries = h('div', { className: 'legends' })

  constructor({ isOpen, texts }: { readonly isOpen: boolean; readonly texts: SeatMapTexts }) {
    this.#texts = texts
    this.element = h(
      'details',
      { className: 'card', open: isOpen },
      h('summary', {}, texts.legend.title),
      this.#entries,
    )
  }

  update(
    { hall: { categories, traits }, prices }: LegendContent,
    colours: readonly Colour[],
    theme: Theme,
  ): void {
    const { legend, category: categoryText, locale } = this.#texts
    const free = categories.map(({ name }, category) => {
      const price = prices.ofCategory(name)
      const sample = seatSample({ category, colour: colours[category] ?? theme.ink, theme })
      return entry(sample, categoryText(name), price && formatMoney(price, locale))
    })
    const marks = LOOKS.map((look) =>
      entry(seatSample({ look, colour: theme.ink, theme }), legend[look]),
    )
    const signs = traits.map((trait) =>
      entry(seatSample({ traits: TRAITS[trait], colour: theme.takenMark, theme }), legend[trait]),
    )
    this.#entries.replaceChildren(
      h('h3', {}, legend.free),
      h('ul', { className: 'legend' }, ...free, ...signs),
      h('h3', {}, legend.others),
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

function entry(image: HTMLElement, text: string, price?: string): HTMLElement {
  const name = h('span', {}, text)
  if (price !== undefined) name.append(' ', h('span', { className: 'price' }, price))
  return h('li', {}, image, name)
}
