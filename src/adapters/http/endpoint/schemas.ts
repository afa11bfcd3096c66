import { z } from 'zod'

import { readCode } from '../../../domain/short-code.ts'
import { HttpProblem } from '../answers/http-problem.ts'

export const SEAT_ID_CHARACTERS_MAX = 128
export const REFERENCE_CHARACTERS_MAX = 128

/** Seat ids come from third-party seating plans, so any script is allowed. */
export const seatIdSchema = text({ charactersMax: SEAT_ID_CHARACTERS_MAX })

/** The id of an event, a hold, a booking or a webhook, or the name of an access key. */
export const idSchema = z
  .string()
  // `.` and `..` are removed from URLs (RFC 3986, section 5.2.4).
  .regex(/^(?!\.{1,2}$)[A-Za-z0-9._~:-]{1,64}$/, {
    error: 'must be 1 to 64 of A-Z a-z 0-9 . _ ~ : -, and neither . nor ..',
  })

/**
 * The header with the idempotency key. Unlike draft-ietf-httpapi-idempotency-key-header, which requires a quoted string
 * (RFC 8941, section 3.3.3), it accepts any visible ASCII, because many clients send the bare key. Quotes are part of
 * the key, and spaces are refused. The maximum length is not from the draft.
 */
export const idempotencyHeader = {
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7E]{1,255}$/, { error: 'must be 1 to 255 visible ASCII characters' })
    .optional()
    .describe(
      'Makes retries safe: requests with the same key are executed once and get the same response.',
    ),
}

/** The short code of a hold or booking in a response. */
export const codeSchema = z.string().meta({
  description: 'A short code for people, such as `ABCD-2345`. A booking has the code of its hold.',
})

/** The short code of a hold or booking in a query string, as people write it. */
export const codeQuerySchema = z
  .string()
  .max(64)
  .transform((written, context) => {
    const code = readCode(written)
    if (code !== undefined) return code
    context.addIssue('must be a code such as ABCD-2345')
    return z.NEVER
  })
  .meta({ description: 'The short code, in any case, with or without dash and spaces.' })

/** Free text. */
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

/** Replaces the characters that the stores do not support. */
export function supportedText(value: string): string {
  return value.toWellFormed().replaceAll('\0', '\uFFFD')
}

/** The client's own name for a booking, such as an order number. */
export const referenceTextSchema = text({ charactersMax: REFERENCE_CHARACTERS_MAX })
export const referenceSchema = referenceTextSchema.optional()

/** A client, as the limits per client count it: an IPv4 address, an IPv6 network, or `subject:` and a subject. */
export const clientIdSchema = z.string().min(1).max(300).meta({
  description:
    'The client that placed the holds: its IPv4 address, its IPv6 network such as `2001:db8::/56`, or `subject:` and the subject of its admission token.',
})

/**
 * The largest body of a request with so many ids of seats or areas, and some other texts. Each UTF-16 code unit of an id
 * may take six bytes, because many JSON libraries escape everything outside ASCII (`\uXXXX`).
 */
export function bodyBytesMaxFor({ idsMax }: { readonly idsMax: number }): number {
  return 16_384 + idsMax * 1_024
}

/** Distinct seats of one event. */
export function seatIdsSchema({ seatsMax }: { seatsMax: number }) {
  return z
    .array(seatIdSchema)
    .min(1)
    .max(seatsMax)
    .refine((seatIds) => new Set(seatIds).size === seatIds.length, {
      error: 'must name each seat once',
    })
}

/** Standing areas of one event, and how many places of each. */
export function areasWantedSchema({ seatsMax }: { seatsMax: number }) {
  const area = z.strictObject({
    areaId: seatIdSchema.meta({ description: 'The `area_guid` of a standing area.' }),
    quantity: z.int().min(1).max(seatsMax),
  })
  return z
    .array(area)
    .min(1)
    .max(seatsMax)
    .refine((areas) => new Set(areas.map(({ areaId }) => areaId)).size === areas.length, {
      error: 'must name each area once',
    })
    .optional()
    .meta({ description: 'Any places of standing areas. The service chooses them.' })
}

/** How many seats and places a request wants. */
export function wantedCount({
  seatIds = [],
  areas = [],
}: {
  readonly seatIds?: readonly string[] | undefined
  readonly areas?: readonly { readonly quantity: number }[] | undefined
}): number {
  return areas.reduce((count, { quantity }) => count + quantity, seatIds.length)
}

/** Seats, any places of standing areas, or both. */
export function seatsOrPlacesSchema({ seatsMax }: { seatsMax: number }) {
  return z
    .strictObject({
      seatIds: seatIdsSchema({ seatsMax }).optional(),
      areas: areasWantedSchema({ seatsMax }),
    })
    .refine(({ seatIds, areas }) => (seatIds ?? areas) !== undefined, {
      error: 'must have seatIds, areas or both',
    })
    .refine((wanted) => wantedCount(wanted) <= seatsMax, {
      error: `must have at most ${seatsMax} seats and places together`,
    })
}

/** An RFC 3339 timestamp. */
export const timeSchema = z.iso.datetime({ offset: true })

/** A whole number in a query string. */
export function wholeNumber({ min, max }: { min: number; max: number }) {
  const error = `must be a whole number from ${min} to ${max}`
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value),
    z.int({ error }).min(min, { error }).max(max, { error }),
  )
}

/** Whether the part of a request with this schema may be missing. */
export function isOptionalField(schema: z.ZodType): boolean {
  return schema.safeParse(undefined).success
}

/** @throws {HttpProblem} `invalid-request`, naming each invalid field and its fault */
export function parse<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new HttpProblem('invalid-request', faultsOf(result.error, name).join('; '))
}

/**
 * Lists the faults, each with its path, such as `body.zones[1].name`, or `zones[1].name` if `name` is empty.
 */
export function faultsOf(error: z.ZodError, name: string): string[] {
  return error.issues.map((issue) => `${placeOf(issue.path, name)}: ${issue.message}`)
}

function placeOf(path: readonly PropertyKey[], name: string): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
  return `${name}${steps.join('')}`.replace(/^\./, '') || 'the document'
}
