import { z } from 'zod'

import type { EventSummaryPort } from '../../../application/ports/event-summary.port.ts'
import type { SeatHistoryPort } from '../../../application/ports/seat-history.port.ts'
import type { HistoryEntry, SeatAction } from '../../../domain/history.ts'
import { cursorSchema, nextCursorSchema, pageOf } from '../endpoint/cursors.ts'
import { digestOf } from '../endpoint/digest.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { idSchema, seatIdSchema, timeSchema, wholeNumber } from '../endpoint/schemas.ts'
import { problemOf } from './refusals.ts'

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
  moved: true,
  blocked: true,
  unblocked: true,
} as const satisfies Record<SeatAction, true>

const entrySchema = z
  .strictObject({
    revision: z.int().meta({
      description: 'The revision of the event. Seats that changed together have the same revision.',
    }),
    seatId: z.string(),
    version: z.int().meta({ description: 'The number of changes to the seat so far.' }),
    action: z.enum(Object.keys(ACTIONS) as SeatAction[]),
    holdId: z.string().optional(),
    bookingId: z.string().optional(),
    actor: z.string().meta({
      description:
        'The name of the access key; `public` without one; `system` for changes by the service.',
    }),
    requestId: z.string(),
    at: timeSchema,
  })
  .meta({ id: 'HistoryEntry' })

export interface HistoryEndpointOptions {
  readonly history: SeatHistoryPort
  readonly summaries: EventSummaryPort
}

/** `GET /api/events/:eventId/history`: all changes to the seats, in order. */
export function historyEndpoint({ history, summaries }: HistoryEndpointOptions): Endpoint {
  return endpoint({
    method: 'get',
    path: '/api/events/:eventId/history',
    operationId: 'getHistory',
    tag: 'Events',
    summary: 'List the changes to the seats of an event',
    description:
      'The entries are in order. New entries are only appended, so following the cursor misses none.',
    access: 'viewer',
    params: { eventId: idSchema },
    query: {
      seatId: seatIdSchema.optional(),
      limit: wholeNumber({ min: 1, max: LIMIT_MAX }).default(LIMIT),
      cursor: cursorSchema(z.tuple([z.int().min(0), z.int32().min(0), z.string()])),
    },
    answers: {
      200: {
        description: 'A page of the history, oldest first.',
        body: z
          .strictObject({ entries: z.array(entrySchema), nextCursor: nextCursorSchema })
          .meta({ id: 'History' }),
      },
    },
    problems: ['event-not-found', 'cursor-gone', 'store-unavailable'],
    async handle({ params: { eventId }, query: { seatId, limit, cursor } }) {
      if (!(await summaries.findSummary(eventId))) return problemOf({ reason: 'unknown-event' })
      const [revision = 0, ordinal = 0, digest] = cursor ?? []
      const from = { revision, ordinal }
      // Two more: the entry that the cursor names, and the first one of the next page.
      const found = await history.history({ eventId, seatId, from, limit: limit + 2 })
      const [first] = found
      if (cursor && (!first || entryDigest(first) !== digest)) {
        return {
          code: 'cursor-gone',
          message: 'The history does not contain the entry that the cursor names.',
        }
      }
      const page = pageOf(cursor ? found.slice(1) : found, limit, positionOf)
      const entries = page.items.map(toBody)
      return { status: 200, body: { entries, nextCursor: page.nextCursor } }
    },
  })
}

function positionOf(entry: HistoryEntry) {
  return [entry.revision, entry.ordinal, entryDigest(entry)]
}

/** Distinguishes an entry from others at the same position, such as after the store was restored from a backup. */
function entryDigest(entry: HistoryEntry): string {
  return digestOf(JSON.stringify(toBody(entry))).slice(0, 16)
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
