import { z } from 'zod'

import { HttpProblem } from './http-problem.ts'

/** Seat ids come from seating plans that others made, so any script will do. */
export const seatIdSchema = text({ charactersMax: 128 })

/** Names an event, a hold or a booking. */
export const idSchema = z
  .string()
  // A URL has no place for `.` and `..`: whoever writes one resolves them (RFC 3986, section 5.2.4).
  .regex(/^(?!\.{1,2}$)[A-Za-z0-9._~:-]{1,64}$/, {
    error: 'must be 1 to 64 of A-Z a-z 0-9 . _ ~ : -, and neither . nor ..',
  })

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ leaves length and characters to us. */
export const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7E]{1,255}$/, { error: 'must be 1 to 255 visible ASCII characters' })
  .optional()
  .describe('Makes it safe to send the request again: it is done once, and answered the same.')

/** Text that people chose, in any script. */
export function text({ charactersMax }: { charactersMax: number }) {
  return z
    .string()
    .min(1)
    .max(charactersMax)
    .refine((value) => value.isWellFormed() && !/\p{Cc}/u.test(value), {
      error: 'must be well-formed text without control characters',
    })
    .describe('Any script, no control characters.')
}

/** Whatever a buyer calls a booking: an order number, a name. */
export const referenceSchema = text({ charactersMax: 128 }).optional()

/** Seats of one event, each named once. */
export function seatIdsSchema({ seatsMax }: { seatsMax: number }) {
  return z
    .array(seatIdSchema)
    .min(1)
    .max(seatsMax)
    .refine((seatIds) => new Set(seatIds).size === seatIds.length, {
      error: 'must name each seat once',
    })
}

/** A time as RFC 3339 writes it. */
export const timeSchema = z.iso.datetime({ offset: true })

/** A whole number in a query, which arrives as text. */
export function wholeNumber({ min, max }: { min: number; max: number }) {
  const error = `must be a whole number from ${min} to ${max}`
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value),
    z.int({ error }).min(min, { error }).max(max, { error }),
  )
}

/**
 * Checks what a client sent.
 * @throws {HttpProblem} `invalid-request`, naming the field and what is wrong with it
 */
export function parse<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new HttpProblem('invalid-request', faultsOf(result.error, name).join('; '))
}

/**
 * What is wrong, each with its place as one would write it in code: `body.zones[1].name`, or `zones[1].name` when
 * what was checked has no name of its own.
 */
export function faultsOf(error: z.ZodError, name: string): string[] {
  return error.issues.map((issue) => `${placeOf(issue.path, name)}: ${issue.message}`)
}

function placeOf(path: readonly PropertyKey[], name: string): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
  return `${name}${steps.join('')}`.replace(/^\./, '') || 'the document'
}
