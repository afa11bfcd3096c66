import { z } from 'zod'

import type { ClockPort } from '../../../application/ports/clock.port.ts'
import type { HoldReading, ReadHold } from '../../../application/queries/read-hold.ts'
import { printedCode } from '../../../domain/short-code.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { codeSchema, idSchema } from '../endpoint/schemas.ts'
import { isSeller } from './command-inputs.ts'
import { deadline, deadlineFields } from './hold-schemas.ts'
import type { HoldTokens } from './hold-tokens.ts'
import { problemOf } from './refusals.ts'

export interface GetHoldEndpointOptions {
  readonly readHold: Pick<ReadHold, 'execute'>
  readonly tokens: HoldTokens
  readonly clock: ClockPort
}

const heldSeatSchema = z.strictObject({
  seatId: z.string(),
  areaId: z.string().optional().meta({ description: 'The standing area of a place.' }),
  zone: z.string(),
  row: z.string(),
  number: z.string(),
  category: z.string(),
})

const holdStateSchema = z
  .strictObject({
    holdId: idSchema,
    code: codeSchema,
    eventId: idSchema,
    version: z.int().meta({
      description: 'Incremented with each change of the hold. Confirm the version that was priced.',
    }),
    status: z.enum(['active', 'expired', 'confirmed', 'released']),
    seats: z.array(heldSeatSchema),
    ...deadlineFields,
    bookingId: idSchema.optional(),
  })
  .meta({ id: 'HoldState' })

/** `GET /api/holds/:holdId`: reads a hold, for its holder and for the shop that is to confirm it. */
export function getHoldEndpoint({ readHold, tokens, clock }: GetHoldEndpointOptions): Endpoint {
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

function toBody({ hold, status, hall }: HoldReading, clock: ClockPort) {
  const { id, code, eventId, version, end, seatIds, expiresAt } = hold
  return {
    holdId: id,
    code: printedCode(code),
    eventId,
    version,
    status,
    // A seat that this instance does not know yet has no label.
    seats: seatIds.map((seatId) => ({ seatId, ...(hall?.labelOf(seatId) ?? NO_LABEL) })),
    ...deadline(expiresAt.getTime(), clock),
    bookingId: end?.kind === 'confirmed' ? end.bookingId : undefined,
  }
}

const NO_LABEL = { zone: '', row: '', number: '', category: '' }
