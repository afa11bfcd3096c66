import { formatMoney } from '../../../client/src/index.ts'
import { h, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { Category } from '../hall/hall.ts'
import type { PriceList } from '../hall/price-list.ts'
import type { SeatFilter } from '../hall/seat-filter.ts'

export interface FilterFormOptions {
  readonly texts: SeatMapTexts
  readonly categories: readonly Category[]
  readonly prices: PriceList
  /** Whether the hall has wheelchair places. */
  readonly hasAccessible: boolean
  readonly onChange: (filter: SeatFilter) => void
}

/** Limits the seats to categories, prices and wheelchair places. Only what the hall has can be chosen. */
export class FilterForm {
  readonly element: HTMLElement
  readonly #options: FilterFormOptions
  readonly #boxes: readonly HTMLInputElement[]
  readonly #price = h('select', { id: 'filter-price' })
  readonly #accessible = h('input', { type: 'checkbox' })
  readonly #matches = h('p', { className: 'hint', role: 'status' })
  readonly #reset: HTMLButtonElement

  constructor(options: FilterFormOptions) {
    this.#options = options
    const { texts, categories, prices, hasAccessible } = options
    const { filter } = texts
    this.#boxes = categories.map((_, index) => h('input', { type: 'checkbox', value: `${index}` }))
    this.#reset = h('button', { type: 'button', textContent: filter.reset, hidden: true })
    this.#reset.addEventListener('click', () => {
      this.#clear()
    })
    this.#fillPrices()
    const boxes = this.#boxes.map((box, index) =>
      checkbox(box, texts.category(categories[index]?.name ?? '')),
    )
    this.element = h(
      'details',
      { className: 'card filter' },
      h('summary', {}, filter.title),
      categories.length > 1
        ? h('fieldset', {}, h('legend', {}, filter.categories), ...boxes)
        : undefined,
      prices.amounts.length > 1
        ? h('p', {}, h('label', { htmlFor: 'filter-price' }, filter.price), this.#price)
        : undefined,
      hasAccessible ? checkbox(this.#accessible, filter.accessible) : undefined,
      this.#matches,
      this.#reset,
    )
    this.element.hidden = categories.length < 2 && prices.amounts.length < 2 && !hasAccessible
    this.element.addEventListener('change', () => {
      this.#change()
    })
  }

  get filter(): SeatFilter {
    const chosen = this.#boxes.filter(({ checked }) => checked)
    return {
      categories: new Set(chosen.map(({ value }) => Number(value))),
      priceMax: this.#price.value === '' ? undefined : Number(this.#price.value),
      isAccessible: this.#accessible.checked,
    }
  }

  /** How many available seats match; undefined without a filter. */
  set matches(count: number | undefined) {
    const { texts } = this.#options
    setText(this.#matches, count === undefined ? '' : texts.filter.matches(count))
    this.#reset.hidden = count === undefined
  }

  #fillPrices(): void {
    const { texts, prices } = this.#options
    const { locale } = texts
    const { currency = '' } = prices
    const amounts = prices.amounts.slice(0, -1)
    this.#price.append(
      h('option', { value: '' }, texts.filter.anyPrice),
      ...amounts.map((amount) =>
        h('option', { value: `${amount}` }, formatMoney({ amount, currency }, locale)),
      ),
    )
  }

  #clear(): void {
    for (const box of [...this.#boxes, this.#accessible]) box.checked = false
    this.#price.value = ''
    this.element.querySelector('summary')?.focus()
    this.#change()
  }

  #change(): void {
    this.#options.onChange(this.filter)
  }
}

function checkbox(box: HTMLInputElement, text: string): HTMLElement {
  return h('label', { className: 'check' }, box, h('span', {}, text))
}
