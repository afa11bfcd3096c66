import { z } from 'zod'

import type { ClockPort } from '../../../application/ports/clock.port.ts'
import type { HallPort } from '../../../application/ports/hall.port.ts'
import type { HoldRepositoryPort } from '../../../application/ports/hold-repository.port.ts'
import type { Hall } from '../../../domain/best-seats/hall.ts'
import { type Hold, holdStatusAt } from '../../../domain/hold.ts'
import { printedCode } from '../../../domain/short-code.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { codeSchema, idSchema } from '../endpoint/schemas.ts'
import { isSeller } from './command-inputs.ts'
import { deadline, deadlineFields, type HoldTokens } from './hold-common.ts'
import { problemOf } from './refusals.ts'

export interface GetHoldEndpointOptions {
  readonly holds: Pick<HoldRepositoryPort, 'findHold'>
  readonly halls: HallPort
  readonly tokens: HoldTokens
  readonly clock: ClockPort
}

const heldSeatSchema = z.strictObject({
  seatId: z.string(),
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
export function getHoldEndpoint({ holds, halls, tokens, clock }: GetHoldEndpointOptions): Endpoint {
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
      const hold = await holds.findHold(holdId)
      if (!hold || !(isSeller(credentials) || hold.tokenDigest === tokens.digestOf(credentials))) {
        return problemOf({ reason: 'unknown-hold' })
      }
      const hall = await halls.findHall(hold.eventId)
      return { status: 200, body: stateOf(hold, hall, clock) }
    },
  })
}

function stateOf(hold: Hold, hall: Hall | undefined, clock: ClockPort) {
  const { id, code, eventId, version, end, seatIds, expiresAt } = hold
  return {
    holdId: id,
    code: printedCode(code),
    eventId,
    version,
    status: holdStatusAt(hold, clock.now()),
    // A seat that this instance does not know yet has no label.
    seats: seatIds.map((seatId) => ({ seatId, ...(hall?.labelOf(seatId) ?? NO_LABEL) })),
    ...deadline(expiresAt.getTime(), clock),
    bookingId: end?.kind === 'confirmed' ? end.bookingId : undefined,
  }
}

const NO_LABEL = { zone: '', row: '', number: '', category: '' }
