import { z } from 'zod'

import {
  EVENT_STATUSES,
  eventRecordOf,
  type EventSummary,
  NEW_EVENT_STATUSES,
} from '../../../domain/event.ts'
import { HttpProblem } from '../answers/http-problem.ts'
import { idSchema, text, timeSchema } from '../endpoint/schemas.ts'
import { newPlanDocumentSchema } from '../plans/seating-plan.schema.ts'
import { newPricesSchema, pricesSchema } from './price-schemas.ts'

export const statusSchema = z.enum(EVENT_STATUSES).meta({
  description:
    '`closed`: the organiser has ended the public sale. `cancelled`, `archived`: nobody can hold or book seats.',
})

/** The fields of an event in a response. */
export const summaryFields = {
  eventId: idSchema,
  version: z.int().meta({ description: 'Incremented with each change of the event.' }),
  planVersion: z.int().meta({
    description: 'The version in which the event got its current seating plan.',
  }),
  name: z.string(),
  status: statusSchema,
  startsAt: timeSchema.optional(),
  timeZone: z.string().optional().meta({ description: 'The IANA time zone of the venue.' }),
  saleOpensAt: timeSchema.optional(),
  saleClosesAt: timeSchema.optional(),
  prices: pricesSchema.optional(),
  accessibleReleaseAt: timeSchema.optional(),
  createdAt: timeSchema,
  seatCount: z.int(),
}

export const summarySchema = z.strictObject(summaryFields).meta({ id: 'EventSummary' })

export function toSummary(event: EventSummary) {
  return { eventId: event.id, ...eventRecordOf(event) }
}

const nameSchema = text({ charactersMax: 256 })
export const eventTimeSchema = timeSchema.refine(hasPlainYear, {
  error: 'must be in the years 1000 to 9999',
})
const timeZoneSchema = z
  .string()
  .max(64)
  .transform((name, context) => {
    const timeZone = timeZoneOf(name)
    if (timeZone !== undefined) return timeZone
    context.addIssue('must be an IANA time zone, such as Europe/Berlin')
    return z.NEVER
  })
  .meta({ description: 'The IANA time zone of the venue, such as `Europe/Berlin`.' })

const accessibleReleaseSchema = eventTimeSchema.meta({
  description:
    'From this time on, the best available seats include accessible seats and their companions for all. Default: never.',
})

export const newPlanSchema = newPlanDocumentSchema.meta({
  id: 'NewSeatingPlan',
  description: 'Unknown fields are kept.',
})

/** The details of a new event. */
export const newDetailsFields = {
  name: nameSchema.optional(),
  status: z.enum(NEW_EVENT_STATUSES).optional().meta({
    description:
      'Default: `on-sale`. While an event is `closed`, only sellers can hold or book seats.',
  }),
  startsAt: eventTimeSchema.optional(),
  timeZone: timeZoneSchema.optional(),
  saleOpensAt: eventTimeSchema.optional(),
  saleClosesAt: eventTimeSchema.optional(),
  prices: newPricesSchema.optional(),
  accessibleReleaseAt: accessibleReleaseSchema.optional(),
}

/** Details to change. */
export const changedDetailsSchema = z
  .strictObject({
    name: nameSchema.optional(),
    status: statusSchema.optional(),
    startsAt: eventTimeSchema.nullable().optional(),
    timeZone: timeZoneSchema.nullable().optional(),
    saleOpensAt: eventTimeSchema.nullable().optional(),
    saleClosesAt: eventTimeSchema.nullable().optional(),
    prices: newPricesSchema.nullable().optional(),
    accessibleReleaseAt: accessibleReleaseSchema.nullable().optional(),
  })
  .meta({ id: 'EventChanges', description: '`null` removes a detail.' })

/** The most faults that an answer names. */
const FAULTS_MAX = 20

export const INVALID_SALE_PERIOD = new HttpProblem(
  'invalid-request',
  'saleClosesAt: must be after saleOpensAt',
)

/** Prices of categories that the plan does not have. */
export function unknownCategoriesProblem(categories: readonly string[]): HttpProblem {
  const faults = categories
    .slice(0, FAULTS_MAX)
    .map((name) => `body.prices.byCategory.${name}: not one of the categories of the plan`)
  return new HttpProblem('invalid-request', faults.join('; '))
}

export function dateOf(time: string | null | undefined): Date | undefined {
  return time === null || time === undefined ? undefined : new Date(time)
}

/** Checks the year in UTC: an offset can lead to a fifth digit, which RFC 3339 does not allow. */
function hasPlainYear(time: string): boolean {
  const year = new Date(time).getUTCFullYear()
  return year >= 1_000 && year <= 9_999
}

/**
 * Returns the name of a time zone as IANA spells it, because many programs do not find `europe/berlin`. `Intl` does not
 * know the spelling of former and alternative names, such as Asia/Kolkata, which it replaces: they are kept as they are.
 */
function timeZoneOf(name: string): string | undefined {
  // `Intl` also accepts offsets, such as +01:00, which have no summer time.
  if (!/^[A-Za-z]/.test(name)) return undefined
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
