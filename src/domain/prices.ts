import { type SeatingPlan, seatsIn } from './seating-plan.ts'
import { StandingAreas } from './standing-areas.ts'

/** An amount of money in the minor unit of its currency, such as cents. */
export interface Money {
  readonly amount: number
  /** An ISO 4217 code. */
  readonly currency: string
}

/** The prices of the seats of an event. They are information: the shop takes the payment. */
export interface Prices {
  /** An ISO 4217 code. */
  readonly currency: string
  /** By the name of the category, in the minor unit of the currency. Seats of other categories have no price. */
  readonly byCategory: Readonly<Record<string, number>>
}

/** The sum of these prices for the most seats that an event can have, 100,000, is still exact. */
export const PRICE_MAX = 10_000_000_000

/** Returns undefined if there are no prices, or none for this category. */
export function priceOf(prices: Prices | undefined, category: string): number | undefined {
  // A category can have the name of a member of Object.prototype.
  return prices && Object.hasOwn(prices.byCategory, category)
    ? prices.byCategory[category]
    : undefined
}

/** Returns undefined if there are no prices, or if one of the seats has none. */
export function totalOf(
  prices: Prices | undefined,
  categories: readonly (string | undefined)[],
): Money | undefined {
  if (!prices) return undefined
  let amount = 0
  for (const category of categories) {
    const price = category === undefined ? undefined : priceOf(prices, category)
    if (price === undefined) return undefined
    amount += price
  }
  return { amount, currency: prices.currency }
}

/** The categories that have a price, but that the plan does not have. */
export function unknownCategories(
  prices: Prices | undefined,
  { categories }: Pick<SeatingPlan, 'categories'>,
): string[] {
  const known = new Set(categories.map(({ name }) => name))
  return Object.keys(prices?.byCategory ?? {}).filter((name) => !known.has(name))
}

/** The categories of seats and places that have no price, although the event has prices, in the order of the plan. */
export function unpricedCategories(prices: Prices | undefined, plan: SeatingPlan): string[] {
  if (!prices) return []
  const used = new Set(
    [...seatsIn(plan), ...new StandingAreas(plan).list].map(({ category }) => category),
  )
  return plan.categories
    .map(({ name }) => name)
    .filter((name) => used.has(name) && priceOf(prices, name) === undefined)
}

/** Returns the same prices in the order of the names, so that equal prices have equal texts. */
export function inOneOrder({ currency, byCategory }: Prices): Prices {
  const inOrder = Object.entries(byCategory).sort(([a], [b]) => (a < b ? -1 : 1))
  return { currency, byCategory: Object.fromEntries(inOrder) }
}

/** Whether a stored value has the form of prices. */
export function arePrices(value: unknown): value is Prices {
  if (typeof value !== 'object' || value === null) return false
  const { currency, byCategory }: Partial<Record<keyof Prices, unknown>> = value
  return (
    typeof currency === 'string' &&
    typeof byCategory === 'object' &&
    byCategory !== null &&
    Object.values(byCategory).every((price) => Number.isSafeInteger(price) && Number(price) >= 0)
  )
}
