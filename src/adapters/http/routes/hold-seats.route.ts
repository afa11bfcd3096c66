import { z } from 'zod'

import type { ClockPort } from '../../../application/ports/clock.port.ts'
import type { UseCases } from '../../../application/use-cases.ts'
import { printedCode } from '../../../domain/short-code.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import {
  codeSchema,
  idempotencyHeader,
  idSchema,
  seatIdsSchema,
  text,
} from '../endpoint/schemas.ts'
import { LABEL_CHARACTERS_MAX } from '../plans/seating-plan-area.schema.ts'
import { admissionHeader } from './admission.ts'
import {
  type AdmissionOptions,
  admittedClient,
  newCode,
  requesterOf,
  timeOrderedId,
} from './command-inputs.ts'
import { deadline, deadlineFields, type HoldRequestLimits, ttlMsSchema } from './hold-schemas.ts'
import type { HoldTokens } from './hold-tokens.ts'
import { problemOf, SEAT_PROBLEMS } from './refusals.ts'

export interface HoldSeatsEndpointOptions extends AdmissionOptions {
  readonly holdSeats: Pick<UseCases['holdSeats'], 'execute'>
  readonly holdBestSeats: Pick<UseCases['holdBestSeats'], 'execute'>
  readonly tokens: HoldTokens
  readonly clock: ClockPort
  readonly holdLimits: HoldRequestLimits
}

const heldSchema = z
  .strictObject({
    holdId: idSchema,
    code: codeSchema,
    token: z.string().optional().meta({
      description:
        'The secret token to extend, release or confirm the hold. Send it as `Authorization: Bearer <token>`. It is returned only when the hold is created, and to retries of that request with its `Idempotency-Key`.',
    }),
    seatIds: z.array(z.string()),
    ...deadlineFields,
  })
  .meta({ id: 'Hold' })

/** `POST /api/events/:eventId/holds`: holds given seats, or the best available ones. */
export function holdSeatsEndpoint(options: HoldSeatsEndpointOptions): Endpoint {
  const { holdSeats, holdBestSeats, tokens, clock, holdLimits } = options
  return endpoint({
    method: 'post',
    path: '/api/events/:eventId/holds',
    operationId: 'holdSeats',
    tag: 'Holds',
    summary: 'Hold given seats or the best available ones',
    description:
      'Holds all of the seats or none. With the token of an existing hold in `Authorization: Bearer`, the seats are added to that hold and its deadline is extended.',
    access: 'buyer',
    params: { eventId: idSchema },
    headers: { ...idempotencyHeader, ...admissionHeader },
    body: { schema: holdRequestSchema(holdLimits) },
    answers: {
      201: { description: 'The seats are held.', body: heldSchema },
      200: {
        description: 'The seats were added to the existing hold, and it was extended.',
        body: heldSchema,
      },
    },
    problems: [
      ...SEAT_PROBLEMS,
      'event-not-found',
      'category-not-found',
      'hold-not-found',
      'not-enough-seats',
      'too-many-seats',
      'too-many-holds',
      'too-many-seats-for-client',
      'hold-cooldown',
      'whole-table-only',
      'leaves-single-seat',
      'admission-required',
      'not-on-sale',
    ],
    async handle(request) {
      const { eventId } = request.params
      const admitted = await admittedClient(request, eventId, options)
      if ('code' in admitted) return admitted
      const { seatIds, bestAvailable, ttlMs } = request.body
      const key = request.headers['Idempotency-Key']
      const newId = timeOrderedId()
      const newToken = await tokens.issue(newId, key)
      const hold = {
        ...requesterOf(request, admitted.client),
        eventId,
        holdId: newId,
        code: newCode(),
        tokenDigest: tokens.digest(newToken),
        ownTokenDigest: tokens.digestIn(request.credentials),
        clientId: admitted.client,
        ttlMs,
      }
      const result = bestAvailable
        ? await holdBestSeats.execute({ ...hold, ...bestAvailable })
        : await holdSeats.execute({ ...hold, seatIds: seatIds ?? [] })

      if (result.outcome === 'refused') return problemOf(result.refusal, seatIds)
      const { holdId, code, isNew, expiresAtMs, seatIds: held } = result.result
      const seats = { holdId, code: printedCode(code), seatIds: held }
      const body = { ...seats, ...deadline(expiresAtMs, clock) }
      if (!isNew) return { status: 200, body }
      // A retry gets the token of the hold that the first request created.
      const token = holdId === newId ? newToken : await tokens.issue(holdId, key)
      return { status: 201, body: { ...body, token } }
    },
  })
}

function holdRequestSchema({ seatsMax, ttlMaxMs }: HoldRequestLimits) {
  const bestAvailable = z.strictObject({
    quantity: z.int().min(1).max(seatsMax),
    category: text({ charactersMax: LABEL_CHARACTERS_MAX })
      .optional()
      .meta({ description: 'Take only seats of this category. Default: any category.' }),
    adjacent: z.boolean().optional().meta({
      description:
        'Whether the seats must be adjacent, in one row or at one table. Default: `true`.',
    }),
  })
  return z
    .strictObject({
      seatIds: seatIdsSchema({ seatsMax }).optional(),
      bestAvailable: bestAvailable.optional(),
      ttlMs: ttlMsSchema(ttlMaxMs),
    })
    .refine(
      ({ seatIds, bestAvailable }) => (seatIds === undefined) !== (bestAvailable === undefined),
      {
        error: 'must have either seatIds or bestAvailable',
      },
    )
    .meta({ id: 'HoldRequest', description: 'Either `seatIds` or `bestAvailable`.' })
}
