import { z } from 'zod'

import type { ClockPort } from '../../../application/ports/clock.port.ts'
import type { EventSummaryPort } from '../../../application/ports/event-summary.port.ts'
import type { HoldReading, ReadHold } from '../../../application/queries/read-hold.ts'
import { printedCode } from '../../../domain/short-code.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { codeQuerySchema, codeSchema, idSchema } from '../endpoint/schemas.ts'
import { isSeller } from './command-inputs.ts'
import { deadline, deadlineFields } from './hold-schemas.ts'
import type { HoldTokens } from './hold-tokens.ts'
import { problemOf } from './refusals.ts'
import { describedSeatsFields } from './seat-schemas.ts'

export interface GetHoldEndpointsOptions {
  readonly readHold: Pick<ReadHold, 'execute' | 'findByCode'>
  readonly summaries: EventSummaryPort
  readonly tokens: HoldTokens
  readonly clock: ClockPort
}

const holdStateSchema = z
  .strictObject({
    holdId: idSchema,
    code: codeSchema,
    eventId: idSchema,
    version: z.int().meta({
      description: 'Incremented with each change of the hold. Confirm the version that was priced.',
    }),
    status: z.enum(['active', 'expired', 'confirmed', 'released']),
    ...describedSeatsFields,
    ...deadlineFields,
    bookingId: idSchema.optional(),
  })
  .meta({ id: 'HoldState' })

/** Reads a hold for its holder or a seller, and finds holds by the code that a buyer tells a seller. */
export function getHoldEndpoints(options: GetHoldEndpointsOptions): Endpoint[] {
  return [byIdEndpoint(options), byCodeEndpoint(options)]
}

function byIdEndpoint({ readHold, tokens, clock }: GetHoldEndpointsOptions): Endpoint {
  return endpoint({
    method: 'get',
    path: '/api/holds/:holdId',
    operationId: 'getHold',
    tag: 'Holds',
    summary: 'Get a hold',
    description: "An access key with the role `seller` is accepted in place of the hold's token.",
    access: 'holder-or-seller',
    params: { holdId: idSchema },
    answers: { 200: { description: 'The hold, with its current status.', body: holdStateSchema } },
    problems: ['hold-not-found', 'store-unavailable'],
    async handle({ params: { holdId }, credentials }) {
      const reading = await readHold.execute({
        holdId,
        tokenDigest: tokens.digestIn(credentials),
        mayOmitToken: isSeller(credentials),
      })
      if (!reading) return problemOf({ reason: 'unknown-hold' })
      return { status: 200, body: toBody(reading, clock) }
    },
  })
}

function byCodeEndpoint({ readHold, summaries, clock }: GetHoldEndpointsOptions): Endpoint {
  return endpoint({
    method: 'get',
    path: '/api/events/:eventId/holds',
    operationId: 'findHolds',
    tag: 'Holds',
    summary: 'Find the holds of an event by code',
    description:
      'Codes are random, so there is rarely more than one hold. The holds may have any status.',
    access: 'seller',
    params: { eventId: idSchema },
    query: { code: codeQuerySchema },
    answers: {
      200: {
        description: 'The holds with this code, newest first.',
        body: z.strictObject({ holds: z.array(holdStateSchema) }).meta({ id: 'Holds' }),
      },
    },
    problems: ['event-not-found', 'store-unavailable'],
    async handle({ params: { eventId }, query: { code } }) {
      if (!(await summaries.findSummary(eventId))) return problemOf({ reason: 'unknown-event' })
      const found = await readHold.findByCode(eventId, code)
      return { status: 200, body: { holds: found.map((reading) => toBody(reading, clock)) } }
    },
  })
}

function toBody({ hold, status, seats, total }: HoldReading, clock: ClockPort) {
  const { id, code, eventId, version, end, expiresAt } = hold
  return {
    holdId: id,
    code: printedCode(code),
    eventId,
    version,
    status,
    seats,
    total,
    ...deadline(expiresAt.getTime(), clock),
    bookingId: end?.kind === 'confirmed' ? end.bookingId : undefined,
  }
}
