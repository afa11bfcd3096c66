import type { Money, Schemas } from '../../../client/src/index.ts'
import type { Hall } from './hall.ts'

/** What seats and standing places cost. Everything is undefined for an event without prices. */
export class PriceList {
  readonly #prices: Schemas['Prices'] | undefined
  /** By category: the price in minor units. */
  readonly #byCategory: readonly (number | undefined)[]
  readonly #hall: Pick<Hall, 'categories' | 'categoryOf'>

  constructor(
    hall: Pick<Hall, 'categories' | 'categoryOf'>,
    prices: Schemas['Prices'] | undefined,
  ) {
    this.#hall = hall
    this.#prices = prices
    this.#byCategory = hall.categories.map(({ name }) => this.#amountOf(name))
  }

  /** The different prices, lowest first. */
  get amounts(): number[] {
    const known = this.#byCategory.filter((amount) => amount !== undefined)
    return [...new Set(known)].toSorted((a, b) => a - b)
  }

  get currency(): string | undefined {
    return this.#prices?.currency
  }

  ofSeat(seat: number): Money | undefined {
    return this.#money(this.#byCategory[this.#hall.categoryOf[seat] ?? 0])
  }

  ofCategory(name: string): Money | undefined {
    return this.#money(this.#amountOf(name))
  }

  /** Undefined if nothing is given, or if one of the prices is not known or in another currency. */
  total(prices: readonly (Money | undefined)[]): Money | undefined {
    if (prices.length === 0) return undefined
    let amount = 0
    for (const price of prices) {
      if (!price || price.currency !== this.currency) return undefined
      amount += price.amount
    }
    return this.#money(amount)
  }

  #amountOf(category: string): number | undefined {
    const { byCategory = {} } = this.#prices ?? {}
    return Object.hasOwn(byCategory, category) ? byCategory[category] : undefined
  }

  #money(amount: number | undefined): Money | undefined {
    if (!this.#prices || amount === undefined) return undefined
    return { amount, currency: this.#prices.currency }
  }
}
