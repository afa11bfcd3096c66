import { z } from 'zod'

import { EVENT_STATUSES, eventRecordOf, type EventSummary } from '../../../domain/event.ts'
import { HttpProblem } from '../answers/http-problem.ts'
import { idSchema, text, timeSchema } from '../endpoint/schemas.ts'
import { newPlanDocumentSchema } from '../plans/seating-plan.schema.ts'

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
  .refine(isTimeZone, { error: 'must be an IANA time zone, such as Europe/Berlin' })
  .meta({ description: 'The IANA time zone of the venue, such as `Europe/Berlin`.' })

export const newPlanSchema = newPlanDocumentSchema.meta({
  id: 'NewSeatingPlan',
  description: 'Unknown fields are kept.',
})

/** The details of a new event. */
export const newDetailsFields = {
  name: nameSchema.optional(),
  startsAt: eventTimeSchema.optional(),
  timeZone: timeZoneSchema.optional(),
  saleOpensAt: eventTimeSchema.optional(),
  saleClosesAt: eventTimeSchema.optional(),
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
  })
  .meta({ id: 'EventChanges', description: '`null` removes a detail.' })

export const INVALID_SALE_PERIOD = new HttpProblem(
  'invalid-request',
  'saleClosesAt: must be after saleOpensAt',
)

export function dateOf(time: string | null | undefined): Date | undefined {
  return time === null || time === undefined ? undefined : new Date(time)
}

/** Checks the year in UTC: an offset can lead to a fifth digit, which RFC 3339 does not allow. */
function hasPlainYear(time: string): boolean {
  const year = new Date(time).getUTCFullYear()
  return year >= 1_000 && year <= 9_999
}

/** `Intl` also accepts offsets, such as +01:00, which have no summer time. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
