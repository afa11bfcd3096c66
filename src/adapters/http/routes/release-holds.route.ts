import { z } from 'zod'

import type { ReleaseHeldSeats } from '../../../application/commands/release-held-seats.ts'
import type { ReleaseHold } from '../../../application/commands/release-hold.ts'
import {
  RELEASED_HOLDS_MAX,
  type ReleaseHolds,
} from '../../../application/commands/release-holds.ts'
import type { ClockPort } from '../../../application/ports/clock.port.ts'
import type { PriceSeats } from '../../../application/queries/price-seats.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import {
  bodyBytesMaxFor,
  clientIdSchema,
  idempotencyHeader,
  idSchema,
  seatIdsSchema,
} from '../endpoint/schemas.ts'
import { isSeller, requesterOf } from './command-inputs.ts'
import { deadline, deadlineFields, type HoldRequestLimits } from './hold-schemas.ts'
import type { HoldTokens } from './hold-tokens.ts'
import { totalSchema } from './price-schemas.ts'
import { problemOf, SEAT_PROBLEMS } from './refusals.ts'

export interface ReleaseEndpointsOptions {
  readonly releaseHold: Pick<ReleaseHold, 'execute'>
  readonly releaseHeldSeats: Pick<ReleaseHeldSeats, 'execute'>
  readonly releaseHolds: Pick<ReleaseHolds, 'execute'>
  readonly priceSeats: Pick<PriceSeats, 'execute'>
  readonly tokens: HoldTokens
  readonly clock: ClockPort
  readonly holdLimits: HoldRequestLimits
}

const TAG = 'Holds'

/** Releases a hold, some seats of a hold, or all holds of an event or a client. */
export function releaseEndpoints(options: ReleaseEndpointsOptions): Endpoint[] {
  return [
    releaseHoldEndpoint(options),
    releaseSeatsEndpoint(options),
    releaseAllHoldsEndpoint(options),
  ]
}

function releaseHoldEndpoint({ releaseHold, tokens }: ReleaseEndpointsOptions): Endpoint {
  return endpoint({
    method: 'delete',
    path: '/api/holds/:holdId',
    operationId: 'releaseHold',
    tag: TAG,
    summary: 'Release a hold',
    description:
      "Releasing a hold that was released or has expired is not an error. An access key with the role `admin` is accepted in place of the hold's token.",
    access: 'holder-or-admin',
    params: { holdId: idSchema },
    headers: idempotencyHeader,
    answers: { 204: { description: 'The hold is released.' } },
    problems: [...SEAT_PROBLEMS, 'hold-not-found', 'hold-gone'],
    async handle(request) {
      const result = await releaseHold.execute({
        ...requesterOf(request),
        holdId: request.params.holdId,
        tokenDigest: tokens.digestIn(request.credentials),
        mayOmitToken: request.credentials.role === 'admin',
      })
      return result.outcome === 'refused' ? problemOf(result.refusal) : { status: 204 }
    },
  })
}

function releaseSeatsEndpoint({
  releaseHeldSeats,
  priceSeats,
  tokens,
  clock,
  holdLimits,
}: ReleaseEndpointsOptions): Endpoint {
  return endpoint({
    method: 'post',
    path: '/api/holds/:holdId/release',
    operationId: 'releaseHeldSeats',
    tag: TAG,
    summary: 'Release some seats of a hold',
    description:
      "Without its last seat, the hold is released. Seats that do not belong to the hold stay unchanged, so a repetition is not an error. An access key with the role `seller` is accepted in place of the hold's token, and then any seats can be released. With the token, the hold must not keep a part of a table, and with `ORPHAN_RULE` it must not leave a released seat single.",
    access: 'holder-or-seller',
    params: { holdId: idSchema },
    headers: idempotencyHeader,
    body: {
      schema: z
        .strictObject({ seatIds: seatIdsSchema({ seatsMax: holdLimits.seatsMax }) })
        .meta({ id: 'SeatsToRelease' }),
      bytesMax: bodyBytesMaxFor({ idsMax: holdLimits.seatsMax }),
    },
    answers: {
      200: {
        description: 'The seats are released. The hold has ended if `seatIds` is empty.',
        body: z
          .strictObject({
            holdId: idSchema,
            version: z.int(),
            seatIds: z.array(z.string()).meta({ description: 'The remaining seats of the hold.' }),
            total: totalSchema.optional(),
            ...deadlineFields,
          })
          .meta({ id: 'RemainingHold' }),
      },
    },
    problems: [
      ...SEAT_PROBLEMS,
      'hold-not-found',
      'hold-gone',
      'whole-table-only',
      'leaves-single-seat',
    ],
    async handle(request) {
      const { holdId } = request.params
      const { seatIds: named } = request.body
      const result = await releaseHeldSeats.execute({
        ...requesterOf(request),
        holdId,
        seatIds: named,
        tokenDigest: tokens.digestIn(request.credentials),
        mayOmitToken: isSeller(request.credentials),
        buyer: isSeller(request.credentials) ? 'seller' : 'public',
      })
      if (result.outcome === 'refused') return problemOf(result.refusal, named)
      const { eventId, version, seatIds, expiresAtMs } = result.result
      const total = await priceSeats.execute(eventId, seatIds)
      const body = { holdId, version, seatIds, total, ...deadline(expiresAtMs, clock) }
      return { status: 200, body }
    },
  })
}

function releaseAllHoldsEndpoint({ releaseHolds }: ReleaseEndpointsOptions): Endpoint {
  return endpoint({
    method: 'post',
    path: '/api/events/:eventId/holds/release',
    operationId: 'releaseHolds',
    tag: TAG,
    summary: 'Release all active holds of an event, or those of one client',
    description: `Releases up to ${RELEASED_HOLDS_MAX.toLocaleString('en')} of the holds that are active when the request begins: without a body those of all clients. Send the request again until \`complete\` is \`true\`.`,
    access: 'admin',
    params: { eventId: idSchema },
    body: {
      // `{}` is refused: a program sends it by mistake if the client that it names is undefined.
      schema: z.strictObject({ clientId: clientIdSchema }).optional(),
    },
    answers: {
      200: {
        description: 'The number of released holds, and of their seats.',
        body: z
          .strictObject({
            holds: z.int(),
            seats: z.int(),
            complete: z.boolean().meta({
              description:
                'Whether no such hold is left. `false` if there were more holds, or if another request was changing one.',
            }),
          })
          .meta({ id: 'ReleasedHolds' }),
      },
    },
    problems: ['event-not-found', 'store-unavailable'],
    async handle({ params: { eventId }, body, credentials, requestId }) {
      const { actor } = credentials
      const released = await releaseHolds.execute({
        actor,
        requestId,
        eventId,
        clientId: body?.clientId,
      })
      if (released.outcome === 'refused') return problemOf(released.refusal)
      const { holds, seats, isComplete: complete } = released.result
      return { status: 200, body: { holds, seats, complete } }
    },
  })
}
