import { h } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { BestSeats } from '../buying/purchase-state.ts'
import type { Category } from '../hall/hall.ts'

export interface BestSeatsFormOptions {
  readonly texts: SeatMapTexts
  readonly categories: readonly Category[]
  readonly seatsMax: number
  readonly onAsk: (wanted: BestSeats) => void
}

const ANY_CATEGORY = ''
const QUANTITY = 2

/** Asks for the best available seats, side by side. */
export class BestSeatsForm {
  readonly element: HTMLFormElement
  readonly #quantity: HTMLSelectElement
  readonly #category: HTMLSelectElement
  readonly #button = h('button', { type: 'submit' })

  constructor({ texts: { best: texts }, categories, seatsMax, onAsk }: BestSeatsFormOptions) {
    this.#button.append(texts.hold)
    const numbers = Array.from({ length: seatsMax }, (_, index) => String(index + 1))
    this.#quantity = h(
      'select',
      { id: 'best-quantity' },
      ...numbers.map((number) => h('option', { value: number }, number)),
    )
    this.#quantity.value = String(Math.min(QUANTITY, seatsMax))
    this.#category = h(
      'select',
      { id: 'best-category' },
      h('option', { value: ANY_CATEGORY }, texts.anyCategory),
      ...categories.map(({ name }) => h('option', { value: name }, name)),
    )
    this.element = h(
      'form',
      { className: 'card best', attributes: { 'aria-labelledby': 'best-title' } },
      h('h3', { id: 'best-title' }, texts.title),
      h('label', { htmlFor: 'best-quantity' }, texts.quantity),
      this.#quantity,
      h('label', { htmlFor: 'best-category' }, texts.category),
      this.#category,
      this.#button,
    )
    this.element.addEventListener('submit', (event) => {
      event.preventDefault()
      onAsk(this.wanted)
    })
  }

  get wanted(): BestSeats {
    const category = this.#category.value === ANY_CATEGORY ? undefined : this.#category.value
    return { quantity: Number(this.#quantity.value), category }
  }

  set isBusy(isBusy: boolean) {
    this.#button.ariaDisabled = String(isBusy)
  }
}
