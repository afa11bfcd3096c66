import { randomUUID } from 'node:crypto'

import { z } from 'zod'

import type { ConfirmHold } from '../../application/confirm-hold.ts'
import type { EventCatalogue } from '../../application/event-catalogue.ts'
import type { ExtendHold } from '../../application/extend-hold.ts'
import type { HoldBestSeats } from '../../application/hold-best-seats.ts'
import type { HoldSeats } from '../../application/hold-seats.ts'
import type { ReleaseHold } from '../../application/release-hold.ts'
import type { ClockPort } from '../../application/ports/clock.port.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import type { HoldTokens } from './hold-tokens.ts'
import { problemOf, SEAT_PROBLEMS } from './refusals.ts'
import { requesterOf } from './requester.ts'
import {
  idempotencyKeySchema,
  idSchema,
  referenceSchema,
  seatIdsSchema,
  text,
  timeSchema,
} from './schemas.ts'
import { orUnknownEvent } from './unknown-event.ts'

export interface HoldEndpointsOptions {
  readonly holdSeats: Pick<HoldSeats, 'execute'>
  readonly holdBestSeats: Pick<HoldBestSeats, 'execute'>
  readonly extendHold: Pick<ExtendHold, 'execute'>
  readonly releaseHold: Pick<ReleaseHold, 'execute'>
  readonly confirmHold: Pick<ConfirmHold, 'execute'>
  readonly catalogue: Pick<EventCatalogue, 'find'>
  readonly tokens: HoldTokens
  readonly clock: ClockPort
  readonly limits: { readonly seatsMax: number; readonly ttlMsMax: number }
}

const TAG = 'Holds'
/** Shorter than it takes to answer would be of no use. */
const TTL_MS_MIN = 100

const idempotencyKey = { 'Idempotency-Key': idempotencyKeySchema }

const deadlineFields = {
  expiresAt: timeSchema.meta({ description: 'Until when the seats are kept.' }),
  expiresInMs: z
    .int()
    .meta({ description: 'The same as a duration, for clients whose clock is wrong.' }),
}

const heldSchema = z
  .strictObject({
    holdId: idSchema,
    token: z.string().optional().meta({
      description:
        'The secret that extends, releases and confirms the hold, as `Authorization: Bearer <token>`. It is shown to whoever brought the hold into being, and never again.',
    }),
    seatIds: z.array(z.string()),
    ...deadlineFields,
  })
  .meta({ id: 'Hold' })

/** Holding seats for a while, and what becomes of it. */
export function holdEndpoints(options: HoldEndpointsOptions): Endpoint[] {
  return [
    placeHoldEndpoint(options),
    extendHoldEndpoint(options),
    confirmHoldEndpoint(options),
    releaseHoldEndpoint(options),
  ]
}

function placeHoldEndpoint(options: HoldEndpointsOptions): Endpoint {
  const { holdSeats, holdBestSeats, catalogue, tokens, clock, limits } = options
  return endpoint({
    method: 'post',
    path: '/api/events/:eventId/holds',
    operationId: 'holdSeats',
    tag: TAG,
    summary: 'Hold seats, those named or the best available',
    description:
      'All of the seats or none. With the token of a hold in `Authorization: Bearer`, that hold gets the seats and a new deadline.',
    access: 'holder',
    params: { eventId: idSchema },
    headers: idempotencyKey,
    body: { schema: placeHoldSchema(limits) },
    answers: {
      201: { description: 'The seats are held.', body: heldSchema },
      200: {
        description: 'The hold that was there has the seats, and was extended.',
        body: heldSchema,
      },
    },
    problems: [
      ...SEAT_PROBLEMS,
      'event-not-found',
      'hold-not-found',
      'not-enough-seats',
      'too-many-seats',
      'too-many-holds',
    ],
    async handle(request) {
      const { eventId } = request.params
      const { seatIds, bestAvailable, ttlMs } = request.body
      const { bearer } = request.credentials
      const key = request.headers['Idempotency-Key']
      const newId = randomUUID()
      const newToken = await tokens.issue(newId, key)
      const hold = {
        ...requesterOf(request),
        eventId,
        holdId: newId,
        tokenDigest: tokens.digest(newToken),
        ownTokenDigest: bearer === undefined ? undefined : tokens.digest(bearer),
        clientId: request.client(),
        ttlMs,
      }
      const result = bestAvailable
        ? await holdBestSeats.execute({ ...hold, ...bestAvailable })
        : await holdSeats.execute({ ...hold, seatIds: seatIds ?? [] })

      if (result.outcome === 'refused') {
        return orUnknownEvent(problemOf(result.refusal, seatIds), eventId, catalogue)
      }
      const { holdId, isNew, expiresAtMs, seatIds: held } = result.result
      const body = { holdId, seatIds: held, ...deadline(expiresAtMs, clock) }
      if (!isNew) return { status: 200, body }
      // A request that comes again is told of the hold that it brought into being the first time.
      const token = holdId === newId ? newToken : await tokens.issue(holdId, key)
      return { status: 201, body: { ...body, token } }
    },
  })
}

function placeHoldSchema({ seatsMax, ttlMsMax }: HoldEndpointsOptions['limits']) {
  const bestAvailable = z.strictObject({
    quantity: z.int().min(1).max(seatsMax),
    category: text({ charactersMax: 256 })
      .optional()
      .meta({ description: 'The only category to take seats of; any when left out.' }),
    adjacent: z.boolean().optional().meta({
      description: 'Whether they must be neighbours in one row, which is so when left out.',
    }),
  })
  return z
    .strictObject({
      seatIds: seatIdsSchema({ seatsMax }).optional(),
      bestAvailable: bestAvailable.optional(),
      ttlMs: ttlMsSchema(ttlMsMax),
    })
    .refine(
      ({ seatIds, bestAvailable }) => (seatIds === undefined) !== (bestAvailable === undefined),
      {
        error: 'must have either seatIds or bestAvailable',
      },
    )
    .meta({ id: 'HoldRequest', description: 'Either `seatIds` or `bestAvailable`.' })
}

function ttlMsSchema(ttlMsMax: number) {
  return z.int().min(TTL_MS_MIN).max(ttlMsMax).optional().meta({
    description: 'How long from now; as long as the service has been set to when left out.',
  })
}

function extendHoldEndpoint({ extendHold, tokens, clock, limits }: HoldEndpointsOptions): Endpoint {
  return endpoint({
    method: 'post',
    path: '/api/holds/:holdId/extend',
    operationId: 'extendHold',
    tag: TAG,
    summary: 'Keep the seats for longer',
    description:
      'The new deadline is never earlier than the old one, and never beyond the lifetime of the hold.',
    access: 'holder',
    params: { holdId: idSchema },
    headers: idempotencyKey,
    body: { schema: z.strictObject({ ttlMs: ttlMsSchema(limits.ttlMsMax) }), optional: true },
    answers: {
      200: {
        description: 'The hold has a new deadline.',
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
    summary: 'Make the hold a booking',
    description:
      "To confirm it again gives the same booking. A hold that has run out is confirmed if all its seats are still free, else `conflicts` names what was lost. Instead of the hold's token the seller's key does.",
    access: 'holder',
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
        bookingId: randomUUID(),
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
    summary: 'Let the seats go',
    description: 'To release a hold that is over is no mistake, unless it was confirmed.',
    access: 'holder',
    params: { holdId: idSchema },
    answers: { 204: { description: 'The seats are free.' } },
    problems: [...SEAT_PROBLEMS, 'hold-not-found', 'hold-gone'],
    async handle({ params: { holdId }, credentials, requestId }) {
      const result = await releaseHold.execute({
        actor: credentials.actor,
        requestId,
        holdId,
        tokenDigest: digestOf(credentials.bearer, tokens),
      })
      return result.outcome === 'refused' ? problemOf(result.refusal) : { status: 204 }
    },
  })
}

function digestOf(bearer: string | undefined, tokens: HoldTokens): string | undefined {
  return bearer === undefined ? undefined : tokens.digest(bearer)
}

function deadline(expiresAtMs: number, clock: ClockPort) {
  const expiresInMs = Math.max(0, expiresAtMs - clock.now().getTime())
  return { expiresAt: new Date(expiresAtMs).toISOString(), expiresInMs }
}
