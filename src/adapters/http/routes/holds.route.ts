import { z } from 'zod'

import type { ConfirmHold } from '../../../application/commands/confirm-hold.ts'
import type { ExtendHold } from '../../../application/commands/extend-hold.ts'
import type { ClockPort } from '../../../application/ports/clock.port.ts'
import type { PriceSeats } from '../../../application/queries/price-seats.ts'
import { printedCode } from '../../../domain/short-code.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { codeSchema, idempotencyHeader, idSchema, referenceSchema } from '../endpoint/schemas.ts'
import {
  checkoutProblem,
  isSeller,
  newCode,
  type PublicBookingOptions,
  requesterOf,
  timeOrderedId,
} from './command-inputs.ts'
import { deadline, deadlineFields, type HoldRequestLimits, ttlMsSchema } from './hold-schemas.ts'
import type { HoldTokens } from './hold-tokens.ts'
import { totalSchema } from './price-schemas.ts'
import { problemOf, SEAT_PROBLEMS } from './refusals.ts'

export interface HoldEndpointsOptions extends PublicBookingOptions {
  readonly extendHold: Pick<ExtendHold, 'execute'>
  readonly confirmHold: Pick<ConfirmHold, 'execute'>
  readonly priceSeats: Pick<PriceSeats, 'execute'>
  readonly tokens: HoldTokens
  readonly clock: ClockPort
  readonly holdLimits: HoldRequestLimits
}

const TAG = 'Holds'

/** Extends and confirms holds. */
export function holdEndpoints(options: HoldEndpointsOptions): Endpoint[] {
  return [extendHoldEndpoint(options), confirmHoldEndpoint(options)]
}

function extendHoldEndpoint({
  extendHold,
  tokens,
  clock,
  holdLimits,
}: HoldEndpointsOptions): Endpoint {
  return endpoint({
    method: 'post',
    path: '/api/holds/:holdId/extend',
    operationId: 'extendHold',
    tag: TAG,
    summary: 'Extend a hold',
    description:
      'The new deadline is never earlier than the current one and never later than the maximum lifetime of the hold. An extension by less than `HOLD_EXTENSION_MIN_MS` changes nothing.',
    access: 'holder',
    params: { holdId: idSchema },
    headers: idempotencyHeader,
    body: { schema: z.strictObject({ ttlMs: ttlMsSchema(holdLimits.ttlMaxMs) }).optional() },
    answers: {
      200: {
        description: 'The current deadline of the hold.',
        body: z.strictObject({ holdId: idSchema, ...deadlineFields }).meta({ id: 'ExtendedHold' }),
      },
    },
    problems: [
      ...SEAT_PROBLEMS,
      'hold-not-found',
      'hold-gone',
      'not-on-sale',
      'too-many-seats-for-client',
    ],
    async handle(request) {
      const { holdId } = request.params
      const result = await extendHold.execute({
        ...requesterOf(request),
        holdId,
        tokenDigest: tokens.digestIn(request.credentials),
        ttlMs: request.body?.ttlMs,
      })
      if (result.outcome === 'refused') return problemOf(result.refusal)
      return { status: 200, body: { holdId, ...deadline(result.result.expiresAtMs, clock) } }
    },
  })
}

function confirmHoldEndpoint({
  confirmHold,
  priceSeats,
  tokens,
  publicBooking,
}: HoldEndpointsOptions): Endpoint {
  return endpoint({
    method: 'post',
    path: '/api/holds/:holdId/confirm',
    operationId: 'confirmHold',
    tag: TAG,
    summary: 'Turn a hold into a booking',
    description:
      "Confirming a hold again returns the same booking, unless the request names another `reference` than the booking has. An expired hold is confirmed if all of its seats are still available; otherwise `conflicts` lists the seats that are not. An access key with the role `seller` is accepted in place of the hold's token, and required unless `PUBLIC_BOOKING` is `true`.",
    access: 'holder-or-seller',
    params: { holdId: idSchema },
    headers: idempotencyHeader,
    body: {
      schema: z
        .strictObject({
          reference: referenceSchema,
          version: z.int().min(1).optional().meta({
            description:
              'The version of the hold that was read. If the hold has changed since, it is not confirmed. Sellers should always send it.',
          }),
        })
        .optional(),
    },
    answers: {
      200: {
        description: 'The seats are booked.',
        body: z
          .strictObject({
            bookingId: idSchema,
            code: codeSchema,
            holdId: idSchema,
            seatIds: z.array(z.string()),
            total: totalSchema.optional(),
          })
          .meta({ id: 'ConfirmedHold' }),
      },
    },
    problems: [
      ...SEAT_PROBLEMS,
      'hold-not-found',
      'hold-gone',
      'hold-changed',
      'hold-confirmed',
      'checkout-required',
      'too-many-seats-for-client',
      'not-on-sale',
    ],
    async handle(request) {
      const { holdId } = request.params
      const { credentials } = request
      const problem = checkoutProblem(credentials, { publicBooking })
      if (problem) return problem
      const result = await confirmHold.execute({
        ...requesterOf(request),
        holdId,
        tokenDigest: tokens.digestIn(credentials),
        mayOmitToken: isSeller(credentials),
        clientId: isSeller(credentials) ? undefined : request.client,
        bookingId: timeOrderedId(),
        otherCode: newCode(),
        reference: request.body?.reference,
        version: request.body?.version,
      })
      if (result.outcome === 'refused') return problemOf(result.refusal)
      const { bookingId, code, eventId, seatIds } = result.result
      const total = await priceSeats.execute(eventId, seatIds)
      return { status: 200, body: { bookingId, code: printedCode(code), holdId, seatIds, total } }
    },
  })
}
