import { formatMoney, type Money } from '../../../client/src/index.ts'
import { h, setText } from '../../dom.ts'
import { type Colour, cssOf } from '../drawing/colour.ts'

export interface CartItemContent {
  readonly place: string
  readonly category?: string
  readonly colour?: Colour | undefined
  readonly price?: Money | undefined
}

/** A line of the cart: a place with its category and price, and an element to change it. */
export class CartItem {
  readonly element: HTMLElement
  readonly #locale: string
  readonly #swatch = h('span', { ariaHidden: 'true' })
  readonly #place = h('span', { className: 'place' })
  readonly #category = h('span', { className: 'category' })
  readonly #price = h('span', { className: 'price' })

  constructor(control: HTMLElement, locale: string) {
    this.#locale = locale
    const texts = [this.#place, this.#category, this.#price]
    this.element = h('li', {}, this.#swatch, ...texts, control)
  }

  update({ place, category = '', colour, price }: CartItemContent): void {
    this.#swatch.className = colour ? 'swatch' : ''
    this.#swatch.style.background = colour ? cssOf(colour) : ''
    setText(this.#place, place)
    setText(this.#category, category)
    setText(this.#price, price ? formatMoney(price, this.#locale) : '')
    this.#price.hidden = !price
  }
}
