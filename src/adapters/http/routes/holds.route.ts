import { z } from 'zod'

import type { ConfirmHold } from '../../../application/commands/confirm-hold.ts'
import type { ExtendHold } from '../../../application/commands/extend-hold.ts'
import type { ReleaseHold } from '../../../application/commands/release-hold.ts'
import type { ClockPort } from '../../../application/ports/clock.port.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { idempotencyKeySchema, idSchema, referenceSchema } from '../endpoint/schemas.ts'
import { requesterOf, timeOrderedId } from './command-inputs.ts'
import {
  deadline,
  deadlineFields,
  type HoldRequestLimits,
  type HoldTokens,
  ttlMsSchema,
} from './hold-common.ts'
import { problemOf, SEAT_PROBLEMS } from './refusals.ts'

export interface HoldEndpointsOptions {
  readonly extendHold: Pick<ExtendHold, 'execute'>
  readonly releaseHold: Pick<ReleaseHold, 'execute'>
  readonly confirmHold: Pick<ConfirmHold, 'execute'>
  readonly tokens: HoldTokens
  readonly clock: ClockPort
  readonly holdLimits: HoldRequestLimits
}

const TAG = 'Holds'

const idempotencyKey = { 'Idempotency-Key': idempotencyKeySchema }

/** Extends, confirms and releases holds. */
export function holdEndpoints(options: HoldEndpointsOptions): Endpoint[] {
  return [extendHoldEndpoint(options), confirmHoldEndpoint(options), releaseHoldEndpoint(options)]
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
    headers: idempotencyKey,
    body: { schema: z.strictObject({ ttlMs: ttlMsSchema(holdLimits.ttlMaxMs) }), optional: true },
    answers: {
      200: {
        description: 'The current deadline of the hold.',
        body: z.strictObject({ holdId: idSchema, ...deadlineFields }).meta({ id: 'ExtendedHold' }),
      },
    },
    problems: [...SEAT_PROBLEMS, 'hold-not-found', 'hold-gone'],
    async handle(request) {
      const { holdId } = request.params
      const result = await extendHold.execute({
        ...requesterOf(request),
        holdId,
        tokenDigest: digestOf(request.credentials.bearer, tokens),
        ttlMs: request.body.ttlMs,
      })
      if (result.outcome === 'refused') return problemOf(result.refusal)
      return { status: 200, body: { holdId, ...deadline(result.result.expiresAtMs, clock) } }
    },
  })
}

function confirmHoldEndpoint({ confirmHold, tokens }: HoldEndpointsOptions): Endpoint {
  return endpoint({
    method: 'post',
    path: '/api/holds/:holdId/confirm',
    operationId: 'confirmHold',
    tag: TAG,
    summary: 'Turn a hold into a booking',
    description:
      "Confirming a hold again returns the same booking. An expired hold is confirmed if all of its seats are still available; otherwise `conflicts` lists the seats that are not. The seller's access key is accepted in place of the hold's token.",
    access: 'holder-or-seller',
    params: { holdId: idSchema },
    headers: idempotencyKey,
    body: { schema: z.strictObject({ reference: referenceSchema }), optional: true },
    answers: {
      200: {
        description: 'The seats are booked.',
        body: z
          .strictObject({ bookingId: idSchema, holdId: idSchema, seatIds: z.array(z.string()) })
          .meta({ id: 'ConfirmedHold' }),
      },
    },
    problems: [...SEAT_PROBLEMS, 'hold-not-found', 'hold-gone'],
    async handle(request) {
      const { holdId } = request.params
      const { actor, bearer } = request.credentials
      const result = await confirmHold.execute({
        ...requesterOf(request),
        holdId,
        tokenDigest: digestOf(bearer, tokens),
        isSeller: actor !== 'public',
        bookingId: timeOrderedId(),
        reference: request.body.reference,
      })
      if (result.outcome === 'refused') return problemOf(result.refusal)
      const { bookingId, seatIds } = result.result
      return { status: 200, body: { bookingId, holdId, seatIds } }
    },
  })
}

function releaseHoldEndpoint({ releaseHold, tokens }: HoldEndpointsOptions): Endpoint {
  return endpoint({
    method: 'delete',
    path: '/api/holds/:holdId',
    operationId: 'releaseHold',
    tag: TAG,
    summary: 'Release a hold',
    description: 'Releasing a hold that was released or has expired is not an error.',
    access: 'holder',
    params: { holdId: idSchema },
    headers: idempotencyKey,
    answers: { 204: { description: 'The hold is released.' } },
    problems: [...SEAT_PROBLEMS, 'hold-not-found', 'hold-gone'],
    async handle(request) {
      const { holdId } = request.params
      const result = await releaseHold.execute({
        ...requesterOf(request),
        holdId,
        tokenDigest: digestOf(request.credentials.bearer, tokens),
      })
      return result.outcome === 'refused' ? problemOf(result.refusal) : { status: 204 }
    },
  })
}

function digestOf(bearer: string | undefined, tokens: HoldTokens): string | undefined {
  return bearer === undefined ? undefined : tokens.digest(bearer)
}
