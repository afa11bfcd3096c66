import { z } from 'zod'

import type { EventSummaryPort } from '../../../application/ports/event-summary.port.ts'
import type { SeatHistoryPort } from '../../../application/ports/seat-history.port.ts'
import { EVENT_FIELDS } from '../../../domain/event.ts'
import { EVENT_ACTION, HISTORY_ACTIONS, type HistoryEntry } from '../../../domain/history.ts'
import type { EventId } from '../../../domain/seat.ts'
import { cursorSchema, limitSchema, nextCursorSchema, pageOf } from '../endpoint/cursors.ts'
import { digestOf } from '../endpoint/digest.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { idSchema, seatIdSchema, timeSchema } from '../endpoint/schemas.ts'
import { summarySchema } from './event-schemas.ts'
import { problemOf } from './refusals.ts'

const entrySchema = z
  .strictObject({
    revision: z.int().meta({
      description: 'The revision of the event. Seats that changed together have the same revision.',
    }),
    seatId: z
      .string()
      .optional()
      .meta({ description: 'Absent from a change of the event itself.' }),
    version: z.int().optional().meta({
      description: 'The number of changes to the seat so far. Absent from a change of the event.',
    }),
    action: z.enum(HISTORY_ACTIONS),
    holdId: z.string().optional(),
    bookingId: z.string().optional(),
    changed: z.array(z.enum(EVENT_FIELDS)).optional().meta({
      description: 'What a change of the event has changed.',
    }),
    event: summarySchema.optional().meta({ description: 'The event after its change.' }),
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

/** `GET /api/events/:eventId/history`: all changes of an event, in order. */
export function historyEndpoint({ history, summaries }: HistoryEndpointOptions): Endpoint {
  return endpoint({
    method: 'get',
    path: '/api/events/:eventId/history',
    operationId: 'getHistory',
    tag: 'Events',
    summary: 'List the changes of an event and its seats',
    description:
      'The entries are in order. New entries are only appended, so following the cursor misses none.',
    access: 'viewer',
    params: { eventId: idSchema },
    query: {
      seatId: seatIdSchema.optional(),
      limit: limitSchema,
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
      if (cursor && (!first || entryDigest(eventId, first) !== digest)) {
        return {
          code: 'cursor-gone',
          message: 'The history does not contain the entry that the cursor names.',
        }
      }
      const page = pageOf(cursor ? found.slice(1) : found, limit, (entry) => [
        entry.revision,
        entry.ordinal,
        entryDigest(eventId, entry),
      ])
      const entries = page.items.map((entry) => toBody(eventId, entry))
      return { status: 200, body: { entries, nextCursor: page.nextCursor } }
    },
  })
}

/**
 * Distinguishes an entry from others at the same position, such as after the store was restored from a backup. A release
 * that adds fields to the entries makes earlier cursors invalid, once.
 */
function entryDigest(eventId: EventId, entry: HistoryEntry): string {
  return digestOf(JSON.stringify(toBody(eventId, entry))).slice(0, 16)
}

function toBody(eventId: EventId, entry: HistoryEntry) {
  const { revision, actor, requestId, at } = entry
  const cause = { actor, requestId, at: at.toISOString() }
  if (entry.action === EVENT_ACTION) {
    const { action, update } = entry
    const event = { eventId, ...update.event }
    return { revision, action, changed: [...update.changed], event, ...cause }
  }
  const { seatId, version, action, holdId, bookingId } = entry
  return { revision, seatId, version, action, holdId, bookingId, ...cause }
}
