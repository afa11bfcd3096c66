import { z } from 'zod'

import type { Availability } from '../../../application/availability.ts'
import type { SeatHistoryPort } from '../../../application/ports/seat-history.port.ts'
import type { HistoryEntry, SeatAction } from '../../../domain/history.ts'
import { cursorSchema, nextCursorSchema, pageOf } from './cursors.ts'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { problemOf } from './refusals.ts'
import { idSchema, seatIdSchema, timeSchema, wholeNumber } from '../schemas.ts'

const LIMIT_MAX = 1_000
const LIMIT = 100

const ACTIONS = {
  held: true,
  extended: true,
  released: true,
  expired: true,
  confirmed: true,
  booked: true,
  cancelled: true,
  blocked: true,
  unblocked: true,
} as const satisfies Record<SeatAction, true>

const entrySchema = z
  .strictObject({
    revision: z.int().meta({ description: 'Seats that changed together share it.' }),
    seatId: z.string(),
    version: z.int().meta({ description: 'Counts the changes of the seat.' }),
    action: z.enum(Object.keys(ACTIONS) as SeatAction[]),
    holdId: z.string().optional(),
    bookingId: z.string().optional(),
    actor: z.string().meta({ description: '`admin`, `seller`, `public` or `system`.' }),
    requestId: z.string(),
    at: timeSchema,
  })
  .meta({ id: 'HistoryEntry' })

export interface HistoryEndpointOptions {
  readonly history: SeatHistoryPort
  readonly availability: Pick<Availability, 'view'>
}

/** `GET /api/events/:eventId/history`: who did what to which seat, in order. */
export function historyEndpoint({ history, availability }: HistoryEndpointOptions): Endpoint {
  return endpoint({
    method: 'get',
    path: '/api/events/:eventId/history',
    operationId: 'getHistory',
    tag: 'Events',
    summary: 'Read who did what to which seat, in order',
    description: 'Whoever reads on from a cursor misses nothing.',
    access: 'admin',
    params: { eventId: idSchema },
    query: {
      seatId: seatIdSchema.optional(),
      limit: wholeNumber({ min: 1, max: LIMIT_MAX }).default(LIMIT),
      cursor: cursorSchema(z.tuple([z.int().min(0), z.int32().min(0)])),
    },
    answers: {
      200: {
        description: 'A page of the history, the oldest first.',
        body: z
          .strictObject({ entries: z.array(entrySchema), nextCursor: nextCursorSchema })
          .meta({ id: 'History' }),
      },
    },
    problems: ['event-not-found', 'store-unavailable'],
    async handle({ params: { eventId }, query: { seatId, limit, cursor } }) {
      if (!(await availability.view(eventId))) return problemOf({ reason: 'unknown-event' })
      const after = cursor && { revision: cursor[0], ordinal: cursor[1] }
      const found = await history.history({ eventId, seatId, after, limit: limit + 1 })
      const page = pageOf(found, limit, ({ revision, ordinal }) => [revision, ordinal])
      const entries = page.items.map(toBody)
      return { status: 200, body: { entries, nextCursor: page.nextCursor } }
    },
  })
}

function toBody(entry: HistoryEntry) {
  const { revision, seatId, version, action, holdId, bookingId, actor, requestId, at } = entry
  return {
    revision,
    seatId,
    version,
    action,
    holdId,
    bookingId,
    actor,
    requestId,
    at: at.toISOString(),
  }
}
