import type { z } from 'zod'

import type { ChangeEvent } from '../../../application/commands/change-event.ts'
import type { EventDetails } from '../../../domain/event.ts'
import { inOneOrder } from '../../../domain/prices.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { idSchema } from '../endpoint/schemas.ts'
import {
  changedDetailsSchema,
  dateOf,
  INVALID_SALE_PERIOD,
  summarySchema,
  toSummary,
  unknownCategoriesProblem,
} from './event-schemas.ts'
import { eventEtag, IF_MATCH_MISSING, ifMatchSchema, isMatch } from './event-tag.ts'
import { problemOf } from './refusals.ts'

export interface ChangeEventEndpointOptions {
  readonly changeEvent: Pick<ChangeEvent, 'execute'>
}

/** `PATCH /api/events/:eventId`: changes details of an event. */
export function changeEventEndpoint({ changeEvent }: ChangeEventEndpointOptions): Endpoint {
  return endpoint({
    method: 'patch',
    path: '/api/events/:eventId',
    operationId: 'changeEvent',
    tag: 'Events',
    summary: 'Change details of an event',
    description:
      'Changes the given fields if `If-Match` has the current `ETag` of the event. Repeating a change that was made is not an error.',
    access: 'office',
    params: { eventId: idSchema },
    headers: { 'If-Match': ifMatchSchema },
    body: { schema: changedDetailsSchema },
    answers: {
      200: {
        description: 'The event as it is now.',
        body: summarySchema,
        headers: { ETag: 'Identifies this version of the event, for `If-Match`.' },
      },
    },
    problems: [
      'event-not-found',
      'event-changed',
      'seats-locked',
      'if-match-missing',
      'store-unavailable',
    ],
    async handle(request) {
      const { params, credentials, requestId, headers, body } = request
      const ifMatch = headers['If-Match']
      if (ifMatch === undefined) return IF_MATCH_MISSING
      const changed = await changeEvent.execute({
        ...params,
        actor: credentials.actor,
        requestId,
        changes: changesIn(body),
        isExpected: (event) => isMatch(ifMatch, event),
      })
      if (changed.outcome === 'done') {
        const headers = { ETag: eventEtag(changed.result) }
        return { status: 200, body: toSummary(changed.result), headers }
      }
      switch (changed.refusal.reason) {
        case 'unknown-event':
        case 'event-changed':
        case 'overtaken':
          return problemOf({ reason: changed.refusal.reason })
        case 'invalid-sale-period':
          throw INVALID_SALE_PERIOD
        case 'unknown-categories':
          throw unknownCategoriesProblem(changed.refusal.categories)
      }
    },
  })
}

/** The given details. A detail that is `null` becomes undefined, and one that is missing stays missing. */
function changesIn(body: z.output<typeof changedDetailsSchema>): Partial<EventDetails> {
  const { name, status, startsAt, timeZone, saleOpensAt, saleClosesAt } = body
  const { prices, accessibleReleaseAt } = body
  return {
    ...(name !== undefined && { name }),
    ...(status !== undefined && { status }),
    ...(startsAt !== undefined && { startsAt: dateOf(startsAt) }),
    ...(timeZone !== undefined && { timeZone: timeZone ?? undefined }),
    ...(saleOpensAt !== undefined && { saleOpensAt: dateOf(saleOpensAt) }),
    ...(saleClosesAt !== undefined && { saleClosesAt: dateOf(saleClosesAt) }),
    ...(prices !== undefined && { prices: prices ? inOneOrder(prices) : undefined }),
    ...(accessibleReleaseAt !== undefined && { accessibleReleaseAt: dateOf(accessibleReleaseAt) }),
  }
}
