import { z } from 'zod'

import type { HeldSeats } from '../../../application/changes/hold-request.ts'
import type { HeldBestSeats } from '../../../application/commands/hold-best-seats.ts'
import type { ClockPort } from '../../../application/ports/clock.port.ts'
import type { PriceSeats } from '../../../application/queries/price-seats.ts'
import type { UseCases } from '../../../application/use-cases.ts'
import { printedCode } from '../../../domain/short-code.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import {
  areasWantedSchema,
  bodyBytesMaxFor,
  codeSchema,
  idempotencyHeader,
  idSchema,
  seatIdsSchema,
  wantedCount,
} from '../endpoint/schemas.ts'
import { labelSchema } from '../plans/seating-plan-area.schema.ts'
import { admissionHeader } from './admission-header.ts'
import {
  type AdmissionOptions,
  admittedClient,
  newCode,
  requesterOf,
  timeOrderedId,
} from './command-inputs.ts'
import { deadline, deadlineFields, type HoldRequestLimits, ttlMsSchema } from './hold-schemas.ts'
import type { HoldTokens } from './hold-tokens.ts'
import { totalSchema } from './price-schemas.ts'
import { problemOf, SEAT_PROBLEMS } from './refusals.ts'

export interface HoldSeatsEndpointOptions extends AdmissionOptions {
  readonly holdSeats: Pick<UseCases['holdSeats'], 'execute'>
  readonly holdBestSeats: Pick<UseCases['holdBestSeats'], 'execute'>
  readonly priceSeats: Pick<PriceSeats, 'execute'>
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
    adjacent: z.boolean().optional().meta({
      description:
        'In answers to `bestAvailable`: whether all seats of the hold are adjacent. `false` if they were split. Left out if the store became unavailable after the hold was saved.',
    }),
    total: totalSchema.optional(),
    ...deadlineFields,
  })
  .meta({ id: 'Hold' })

/** `POST /api/events/:eventId/holds`: holds given seats and places of standing areas, or the best available seats. */
export function holdSeatsEndpoint(options: HoldSeatsEndpointOptions): Endpoint {
  const { holdSeats, holdBestSeats, priceSeats, tokens, clock, holdLimits } = options
  return endpoint({
    method: 'post',
    path: '/api/events/:eventId/holds',
    operationId: 'holdSeats',
    tag: 'Holds',
    summary: 'Hold given seats, places of standing areas, or the best available seats',
    description:
      'Holds all of the seats or none. With the token of an existing hold in `Authorization: Bearer`, the seats are added to that hold and its deadline is extended.',
    access: 'buyer',
    params: { eventId: idSchema },
    headers: { ...idempotencyHeader, ...admissionHeader },
    body: {
      schema: holdRequestSchema(holdLimits),
      bytesMax: bodyBytesMaxFor({ idsMax: holdLimits.seatsMax }),
    },
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
      'zone-not-found',
      'area-not-found',
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
      const { seatIds, areas, bestAvailable, ttlMs } = request.body
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
        : await holdSeats.execute({ ...hold, seatIds: seatIds ?? [], areas })

      // With areas, it may be a chosen place that is locked.
      if (result.outcome === 'refused') return problemOf(result.refusal, areas ? [] : seatIds)
      const held: HeldSeats & Partial<HeldBestSeats> = result.result
      const { holdId, code, isNew, expiresAtMs, adjacent } = held
      const total = await priceSeats.execute(eventId, held.seatIds)
      const seats = { holdId, code: printedCode(code), seatIds: held.seatIds, adjacent, total }
      const body = { ...seats, ...deadline(expiresAtMs, clock) }
      if (!isNew) return { status: 200, body }
      // A retry gets the token of the hold that the first request created.
      const token = holdId === newId ? newToken : await tokens.issue(holdId, key)
      return { status: 201, body: { ...body, token } }
    },
  })
}

/** The fields of a request for the best available seats. */
function bestAvailableSchema(seatsMax: number) {
  const name = labelSchema.optional()
  return z
    .strictObject({
      quantity: z.int().min(1).max(seatsMax),
      category: name.meta({
        description: 'Take only seats of this category. Default: any category.',
      }),
      zone: name.meta({
        description: 'Take only seats of the zones with this name. Default: any zone.',
      }),
      accessible: z.int().min(1).max(seatsMax).optional().meta({
        description:
          'How many of the seats are accessible places. The others are their companion seats and seats beside them. Without it, accessible places and companion seats are not taken before the `accessibleReleaseAt` of the event.',
      }),
      adjacent: z.boolean().optional().meta({
        description:
          'Whether the seats must be adjacent, in one row or at one table. Default: `true`.',
      }),
    })
    .refine(({ quantity, accessible = 0 }) => accessible <= quantity, {
      path: ['accessible'],
      error: 'must not be greater than quantity',
    })
}

function holdRequestSchema({ seatsMax, ttlMaxMs }: HoldRequestLimits) {
  return z
    .strictObject({
      seatIds: seatIdsSchema({ seatsMax }).optional(),
      areas: areasWantedSchema({ seatsMax }),
      bestAvailable: bestAvailableSchema(seatsMax).optional(),
      ttlMs: ttlMsSchema(ttlMaxMs),
    })
    .refine(
      ({ seatIds, areas, bestAvailable }) =>
        (seatIds ?? areas) === undefined
          ? bestAvailable !== undefined
          : bestAvailable === undefined,
      {
        error: 'must have either seatIds, areas or both, or bestAvailable',
      },
    )
    .refine((wanted) => wantedCount(wanted) <= seatsMax, {
      error: `must have at most ${seatsMax} seats and places together`,
    })
    .meta({
      id: 'HoldRequest',
      description: 'Either `seatIds`, `areas` or both of them, or `bestAvailable`.',
    })
}
