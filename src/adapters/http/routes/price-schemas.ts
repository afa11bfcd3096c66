import { z } from 'zod'

import { isCurrency } from '../../../domain/currencies.ts'
import { type Money, PRICE_MAX, type Prices } from '../../../domain/prices.ts'

/** Maximum size of the prices of an event as JSON, which lists and streams send. Enough for 100 categories. */
const PRICES_CHARACTERS_MAX = 4_096

const currencySchema = z.string().meta({ description: 'An ISO 4217 code, such as `EUR`.' })

/** The prices of an event in a response. */
export const pricesSchema = z
  .strictObject({ currency: currencySchema, byCategory: z.record(z.string(), z.int()) })
  .meta({
    id: 'Prices',
    description:
      'The price of a seat of each category, in the minor unit of the currency. A category that is not listed has no price.',
  })

/** Zod drops this key from records without an error. */
const DROPPED_KEY = '__proto__'

const pricesByCategorySchema = z.preprocess(
  (value, context) => {
    if (typeof value === 'object' && value !== null && Object.hasOwn(value, DROPPED_KEY)) {
      context.addIssue(`must not have the key ${DROPPED_KEY}`)
    }
    return value
  },
  z.record(z.string(), z.int().min(0).max(PRICE_MAX)),
)

/** The prices of an event in a request. */
export const newPricesSchema = z
  .strictObject({
    currency: currencySchema.refine(isCurrency, {
      error: 'must be the ISO 4217 code of a currency, such as EUR',
    }),
    byCategory: pricesByCategorySchema,
  })
  .refine((prices) => JSON.stringify(prices).length <= PRICES_CHARACTERS_MAX, {
    error: `must have at most ${PRICES_CHARACTERS_MAX} characters as JSON`,
  })
  .meta({
    id: 'NewPrices',
    description:
      'The price of a seat of each category, in the minor unit of the currency. The categories are those of the plan.',
  }) satisfies z.ZodType<Prices>

/** The price of a seat in a response. */
export const priceSchema = z.int().meta({
  description:
    'The current price of the seat, in the minor unit of the currency of `total`. Absent if the category has none.',
})

/** The sum of the prices of seats in a response. */
export const totalSchema = z
  .strictObject({
    amount: z.int().meta({ description: 'In the minor unit of the currency.' }),
    currency: currencySchema,
  })
  .meta({
    id: 'Total',
    description:
      'The sum of the current prices of the seats. Absent if the event has no prices, or a seat has none.',
  }) satisfies z.ZodType<Money>
