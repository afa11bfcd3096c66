import { h } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { BestSeats } from '../buying/purchase-state.ts'
import type { Category } from '../hall/hall.ts'

export interface BestSeatsFormOptions {
  readonly texts: SeatMapTexts
  readonly categories: readonly Category[]
  /** The names of the zones. */
  readonly zones: readonly string[]
  /** Whether the hall has wheelchair places. */
  readonly hasAccessible: boolean
  readonly seatsMax: number
  readonly onAsk: (wanted: BestSeats) => void
}

const ANY = ''
const QUANTITY = 2

/** Asks for the best available seats, side by side. */
export class BestSeatsForm {
  readonly element: HTMLFormElement
  readonly #quantity: HTMLSelectElement
  readonly #category: HTMLSelectElement
  readonly #zone: HTMLSelectElement
  readonly #accessible: HTMLSelectElement
  readonly #button = h('button', { type: 'submit' })

  constructor(options: BestSeatsFormOptions) {
    const { texts, categories, zones, hasAccessible, seatsMax, onAsk } = options
    const { best } = texts
    const numbers = Array.from({ length: seatsMax }, (_, index) => String(index + 1))
    this.#button.append(best.hold)
    this.#quantity = choice('best-quantity', numbers)
    this.#quantity.value = String(Math.min(QUANTITY, seatsMax))
    this.#category = choice(
      'best-category',
      categories.map(({ name }) => name),
      best.anyCategory,
    )
    this.#zone = choice('best-zone', zones, best.anyZone)
    this.#accessible = choice('best-accessible', ['0', ...numbers])
    this.element = h(
      'form',
      { className: 'card best', attributes: { 'aria-labelledby': 'best-title' } },
      h('h3', { id: 'best-title' }, best.title),
      field(best.quantity, this.#quantity),
      categories.length > 1 ? field(best.category, this.#category) : undefined,
      hasAccessible ? field(best.accessible, this.#accessible) : undefined,
      zones.length > 1 ? field(best.zone, this.#zone) : undefined,
      this.#button,
    )
    this.element.addEventListener('submit', (event) => {
      event.preventDefault()
      onAsk(this.wanted)
    })
  }

  get wanted(): BestSeats {
    const quantity = Number(this.#quantity.value)
    const accessible = Math.min(quantity, Number(this.#accessible.value))
    return {
      quantity,
      ...(this.#category.value !== ANY && { category: this.#category.value }),
      ...(this.#zone.value !== ANY && { zone: this.#zone.value }),
      ...(accessible > 0 && { accessible }),
    }
  }

  /** Names a zone, for example the one that the customer has searched for. */
  set zone(name: string) {
    this.#zone.value = name
  }

  set isBusy(isBusy: boolean) {
    this.#button.ariaDisabled = String(isBusy)
  }
}

function choice(id: string, values: readonly string[], anyText?: string): HTMLSelectElement {
  const options = values.map((value) => h('option', { value }, value))
  const any = anyText === undefined ? [] : [h('option', { value: ANY }, anyText)]
  return h('select', { id }, ...any, ...options)
}

function field(text: string, select: HTMLSelectElement): HTMLElement {
  return h('p', { className: 'field' }, h('label', { htmlFor: select.id }, text), select)
}
