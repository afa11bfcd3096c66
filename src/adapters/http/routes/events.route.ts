import { randomUUID } from 'node:crypto'

import { z } from 'zod'

import type { CreateEvent } from '../../../application/commands/create-event.ts'
import type { EventRepositoryPort } from '../../../application/ports/event-repository.port.ts'
import type { EventSummaryPort } from '../../../application/ports/event-summary.port.ts'
import { eventIdOfKey } from '../../../domain/event-deletion.ts'
import { inOneOrder } from '../../../domain/prices.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { answersWithEtag, answerWithEtag, ifNoneMatchSchema } from '../endpoint/etag.ts'
import { idempotencyHeader, idSchema, parse } from '../endpoint/schemas.ts'
import type { PlanDocumentReader } from '../plans/plan-document-reader.ts'
import { toPretixPlan } from '../plans/pretix-plan.ts'
import { planDocumentSchema } from '../plans/seating-plan.schema.ts'
import { type PublicBookingOptions, requesterOf } from './command-inputs.ts'
import { EventDocuments } from './event-documents.ts'
import {
  dateOf,
  INVALID_SALE_PERIOD,
  newDetailsFields,
  newPlanSchema,
  summaryFields,
  summarySchema,
  toSummary,
  unknownCategoriesProblem,
} from './event-schemas.ts'
import { problemOf } from './refusals.ts'

export interface EventEndpointsOptions extends PublicBookingOptions {
  readonly createEvent: Pick<CreateEvent, 'execute'>
  /** Reads events with their plans. */
  readonly catalogue: Pick<EventRepositoryPort, 'findEvent'>
  readonly summaries: EventSummaryPort
  readonly plans: PlanDocumentReader
  readonly planBytesMax: number
  /** The URL template of the shop's checkout (`CHECKOUT_URL`). */
  readonly checkoutUrl?: string | undefined
}

const TAG = 'Events'

const eventSchema = z
  .strictObject({
    ...summaryFields,
    publicBooking: z.boolean().meta({
      description:
        'Whether the public can book. Otherwise it can only hold seats, and a seller confirms the hold.',
    }),
    checkoutUrl: z.string().optional().meta({
      description:
        "The URL of the shop's checkout, a template with `{holdId}` and `{eventId}`. Percent-encode the values.",
    }),
    plan: planDocumentSchema.meta({ id: 'SeatingPlan' }),
  })
  .meta({ id: 'Event' })

/** The fields of a new event other than its plan. */
const headSchema = z.strictObject({
  eventId: idSchema.optional(),
  ...newDetailsFields,
})
const newEventSchema = z.union([headSchema.extend({ plan: newPlanSchema }), newPlanSchema]).meta({
  id: 'NewEvent',
  description: 'A plan with further fields of the event, or a plan alone, without these fields.',
})

/** Creates and reads events. */
export function eventEndpoints(options: EventEndpointsOptions): Endpoint[] {
  return [createEventEndpoint(options), getEventEndpoint(options)]
}

function createEventEndpoint({
  createEvent,
  plans,
  planBytesMax,
}: EventEndpointsOptions): Endpoint {
  return endpoint({
    method: 'post',
    path: '/api/events',
    operationId: 'createEvent',
    tag: TAG,
    summary: 'Create an event with a seating plan',
    description:
      "The plan is in the format of pretix's seating-plan editor; unknown fields of the plan are kept.",
    access: 'admin',
    headers: idempotencyHeader,
    body: { schema: newEventSchema, bytesMax: planBytesMax, unparsed: true },
    answers: {
      201: {
        description:
          'The event is created. Its seats are on sale unless `status`, `saleOpensAt` or `saleClosesAt` says otherwise.',
        body: summarySchema,
        headers: { Location: 'The URL of the event.' },
      },
    },
    problems: [
      'event-already-exists',
      'idempotency-key-reused',
      'idempotency-result-gone',
      'store-unavailable',
      'overloaded',
    ],
    async handle(request) {
      const document = await plans.read(request.bytes)
      const head = parse(headSchema, document.head, 'body')
      const key = requesterOf(request).idempotencyKey
      const eventId = head.eventId ?? (key === undefined ? randomUUID() : eventIdOfKey(key))
      const result = await createEvent.execute({
        eventId,
        name: head.name ?? document.plan.name,
        status: head.status,
        startsAt: dateOf(head.startsAt),
        timeZone: head.timeZone,
        saleOpensAt: dateOf(head.saleOpensAt),
        saleClosesAt: dateOf(head.saleClosesAt),
        prices: head.prices && inOneOrder(head.prices),
        accessibleReleaseAt: dateOf(head.accessibleReleaseAt),
        plan: document.plan,
        mayBeRetry: key !== undefined,
      })
      if (result.outcome === 'refused') {
        if (result.refusal.reason === 'invalid-sale-period') throw INVALID_SALE_PERIOD
        if (result.refusal.reason === 'unknown-categories') {
          throw unknownCategoriesProblem(result.refusal.categories)
        }
        const isDeleted = result.refusal.reason === 'deleted'
        if (key === undefined || head.eventId !== undefined) {
          const message = isDeleted
            ? 'An event with this id was deleted, and its data are still being deleted.'
            : 'An event with this id already exists.'
          return { code: 'event-already-exists', message }
        }
        if (result.refusal.reason === 'exists') return problemOf({ reason: 'key-reused' })
        const change = isDeleted ? 'deleted' : 'changed'
        const message = `The event ${eventId}, created with this Idempotency-Key, has been ${change} since.`
        return { code: 'idempotency-result-gone', message }
      }
      const body = toSummary(result.result)
      return { status: 201, body, headers: { Location: `/api/events/${body.eventId}` } }
    },
  })
}

function getEventEndpoint({
  catalogue,
  summaries,
  publicBooking,
  checkoutUrl,
}: EventEndpointsOptions): Endpoint {
  const documents = new EventDocuments(catalogue, summaries, (event) =>
    JSON.stringify({
      ...toSummary(event),
      publicBooking,
      checkoutUrl,
      plan: toPretixPlan(event.plan),
    }),
  )

  return endpoint({
    method: 'get',
    path: '/api/events/:eventId',
    operationId: 'getEvent',
    tag: TAG,
    summary: 'Get an event with its seating plan',
    access: 'public',
    params: { eventId: idSchema },
    headers: { 'If-None-Match': ifNoneMatchSchema },
    answers: answersWithEtag(eventSchema, {
      content: 'The event.',
      unchanged: 'The event has not changed.',
      tag: 'Identifies this version of the event.',
    }),
    problems: ['event-not-found', 'store-unavailable'],
    async handle(request) {
      const document = await documents.get(request.params.eventId)
      if (!document) return problemOf({ reason: 'unknown-event' })
      const isGzip = request.acceptsGzip()
      const answer = await answerWithEtag(
        isGzip ? document.gzippedEtag : document.etag,
        request.headers['If-None-Match'],
        () => (isGzip ? document.gzipped : documents.unpacked(document)),
      )
      return { ...answer, encoding: isGzip ? 'gzip' : 'identity' }
    },
  })
}
