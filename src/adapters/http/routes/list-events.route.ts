import { z } from 'zod'

import type {
  EventOrder,
  EventPosition,
  EventRepositoryPort,
} from '../../../application/ports/event-repository.port.ts'
import type { EventSummary } from '../../../domain/event.ts'
import { HttpProblem } from '../answers/http-problem.ts'
import {
  cursorSchema,
  nextCursorSchema,
  pageOf,
  TIME_MS_MAX,
  timeAndIdSchema,
} from '../endpoint/cursors.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { idSchema, wholeNumber } from '../endpoint/schemas.ts'
import { dateOf, eventTimeSchema, statusSchema, summarySchema, toSummary } from './event-schemas.ts'

export interface ListEventsEndpointOptions {
  readonly events: Pick<EventRepositoryPort, 'listEvents'>
}

const LIMIT_MAX = 200
const LIMIT = 50

const ORDERS = ['createdAt', 'startsAt'] as const satisfies readonly EventOrder[]

const startSchema = z.int().min(Date.parse('1000-01-01T00:00:00.000Z')).max(TIME_MS_MAX)

/** A position in order of creation, or in order of the start. */
const positionSchema = z.union([
  timeAndIdSchema,
  z.tuple([z.literal('startsAt'), startSchema.nullable(), idSchema]),
])

type Position = z.output<typeof positionSchema>

/** `GET /api/events`: lists the events. */
export function listEventsEndpoint({ events }: ListEventsEndpointOptions): Endpoint {
  return endpoint({
    method: 'get',
    path: '/api/events',
    operationId: 'listEvents',
    tag: 'Events',
    summary: 'List events',
    description: 'Returns the events that meet all of the given conditions.',
    access: 'public',
    query: {
      status: statusSchema.optional(),
      from: eventTimeSchema.optional().meta({
        description: 'Only events that start at this time or later.',
      }),
      to: eventTimeSchema.optional().meta({
        description: 'Only events that start before this time.',
      }),
      order: z.enum(ORDERS).default('createdAt').meta({
        description:
          '`createdAt`: in order of creation. `startsAt`: in order of the start; events without a start come last.',
      }),
      limit: wholeNumber({ min: 1, max: LIMIT_MAX }).default(LIMIT),
      cursor: cursorSchema(positionSchema),
    },
    answers: {
      200: {
        description: 'A page of the events.',
        body: z
          .strictObject({ events: z.array(summarySchema), nextCursor: nextCursorSchema })
          .meta({ id: 'Events' }),
      },
    },
    problems: ['store-unavailable'],
    async handle({ query: { status, from, to, order, limit, cursor } }) {
      const [startsFrom, startsBefore] = [dateOf(from), dateOf(to)]
      if (startsFrom && startsBefore && startsFrom >= startsBefore) {
        throw new HttpProblem('invalid-request', 'to: must be after from')
      }
      const found = await events.listEvents({
        status,
        startsFrom,
        startsBefore,
        order,
        after: cursor && readPosition(cursor, order),
        limit: limit + 1,
      })
      const page = pageOf(found, limit, (event) => positionOf(event, order))
      const body = { events: page.items.map(toSummary), nextCursor: page.nextCursor }
      return { status: 200, body }
    },
  })
}

function positionOf({ createdAt, startsAt, id }: EventSummary, order: EventOrder): Position {
  if (order === 'createdAt') return [createdAt.getTime(), id]
  return ['startsAt', startsAt?.getTime() ?? null, id]
}

/** @throws {HttpProblem} `invalid-request` if the cursor belongs to the other order */
function readPosition(position: Position, order: EventOrder): EventPosition {
  if ((position.length === 3) !== (order === 'startsAt')) {
    throw new HttpProblem('invalid-request', 'cursor: belongs to a list in another order')
  }
  if (position.length === 2) return { createdAt: new Date(position[0]), id: position[1] }
  const [, startMs, id] = position
  return { startsAt: startMs === null ? undefined : new Date(startMs), id }
}
