import { z } from 'zod'

import type { ComparedPlan, ReplacePlan } from '../../../application/commands/replace-plan.ts'
import { SEAT_FIELDS } from '../../../domain/plan-replacement.ts'
import { UNAVAILABLE_STATUSES } from '../../../domain/seat.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { idSchema, parse } from '../endpoint/schemas.ts'
import type { PlanDocumentReader } from '../plans/plan-document-reader.ts'
import { newPlanSchema } from './event-schemas.ts'
import { eventEtag, IF_MATCH_MISSING, ifMatchSchema, isMatch } from './event-tag.ts'
import { problemOf } from './refusals.ts'

export interface ReplacePlanEndpointOptions {
  readonly replacePlan: Pick<ReplacePlan, 'execute'>
  readonly plans: PlanDocumentReader
  readonly planBytesMax: number
}

const NO_HEAD = z.strictObject({})

const seatIds = z.array(z.string())
const differencesSchema = z
  .strictObject({
    eventId: idSchema,
    version: z.int().meta({ description: 'The version of the event now.' }),
    added: seatIds.meta({
      description:
        'The seats with a new id: the former plan has neither a seat nor a place with it.',
    }),
    removed: seatIds.meta({
      description:
        'The seats with an id that is gone: the new plan has neither a seat nor a place with it.',
    }),
    changed: z
      .array(z.strictObject({ seatId: z.string(), fields: z.array(z.enum(SEAT_FIELDS)) }))
      .meta({ description: 'The seats that both plans have, and what is different.' }),
    areas: z
      .array(
        z.strictObject({
          areaId: z.string(),
          from: z.int().meta({ description: 'Its capacity in the former plan, 0 if it is new.' }),
          to: z.int().meta({ description: 'Its capacity in the new plan, 0 if it is removed.' }),
        }),
      )
      .optional()
      .meta({
        description:
          'The standing areas that have another capacity, zone or category, if there are any. Their places are not among the added and removed seats.',
      }),
    unpricedCategories: z.array(z.string()).optional().meta({
      description:
        'The categories of the new plan whose seats have no price, if the event has prices and there are any.',
    }),
    refused: z
      .array(z.strictObject({ seatId: z.string(), reason: z.enum(UNAVAILABLE_STATUSES) }))
      .meta({ description: 'The removed seats because of which the plan cannot be replaced.' }),
  })
  .meta({ id: 'PlanDifferences' })

/** `PUT /api/events/:eventId/plan`: replaces the plan of an event. */
export function replacePlanEndpoint({
  replacePlan,
  plans,
  planBytesMax,
}: ReplacePlanEndpointOptions): Endpoint {
  return endpoint({
    method: 'put',
    path: '/api/events/:eventId/plan',
    operationId: 'replacePlan',
    tag: 'Events',
    summary: 'Replace the seating plan of an event',
    description:
      'Replaces the plan if `If-Match` has the current `ETag` of the event. Seats with the same id stay the same seat. A standing area that gets a smaller capacity loses places that are free. Seats that are held, booked or blocked cannot be removed. With `dryRun=true`, nothing is changed, and `If-Match` is not required. Repeating a replacement that was made is not an error; it then has no differences.',
    access: 'admin',
    params: { eventId: idSchema },
    query: {
      dryRun: z
        .enum(['true', 'false'])
        .default('false')
        .meta({ description: 'Whether to compare the plans only.' }),
    },
    headers: { 'If-Match': ifMatchSchema },
    body: {
      schema: z.union([z.strictObject({ plan: newPlanSchema }), newPlanSchema]),
      bytesMax: planBytesMax,
      unparsed: true,
    },
    answers: {
      200: {
        description: 'The differences between the former plan and the new one.',
        body: differencesSchema,
        headers: { ETag: 'Identifies the version of the event now, for `If-Match`.' },
      },
    },
    problems: [
      'event-not-found',
      'event-changed',
      'if-match-missing',
      'plan-fixed',
      'plan-too-different',
      'not-on-sale',
      'seats-in-use',
      'seats-locked',
      'store-unavailable',
      'overloaded',
    ],
    async handle({ params: { eventId }, query, headers, bytes, credentials, requestId }) {
      const isDryRun = query.dryRun === 'true'
      const ifMatch = headers['If-Match']
      if (ifMatch === undefined && !isDryRun) return IF_MATCH_MISSING
      const { head, plan } = await plans.read(bytes)
      parse(NO_HEAD, head, 'body')
      const replaced = await replacePlan.execute({
        eventId,
        plan,
        isDryRun,
        isExpected: (event) => ifMatch !== undefined && isMatch(ifMatch, event),
        actor: credentials.actor,
        requestId,
      })
      if (replaced.outcome === 'refused') return problemOf(replaced.refusal)
      const { event } = replaced.result
      return {
        status: 200,
        body: toDifferences(replaced.result),
        headers: { ETag: eventEtag(event) },
      }
    },
  })
}

function toDifferences({ event, differences, unpricedCategories, inUse }: ComparedPlan) {
  const { added, removed, changed, areas } = differences
  return {
    eventId: event.id,
    version: event.version,
    added,
    removed,
    changed,
    areas: areas.length > 0 ? areas : undefined,
    unpricedCategories: unpricedCategories.length > 0 ? unpricedCategories : undefined,
    refused: inUse,
  }
}
