import { z } from 'zod'

import type { DeleteEvent } from '../../../application/commands/delete-event.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { idSchema } from '../endpoint/schemas.ts'
import { ifMatchSchema, isMatch } from './event-tag.ts'
import { problemOf } from './refusals.ts'

export interface DeleteEventEndpointOptions {
  readonly deleteEvent: Pick<DeleteEvent, 'execute'>
}

/** `DELETE /api/events/:eventId`: deletes an event with everything that belongs to it. */
export function deleteEventEndpoint({ deleteEvent }: DeleteEventEndpointOptions): Endpoint {
  return endpoint({
    method: 'delete',
    path: '/api/events/:eventId',
    operationId: 'deleteEvent',
    tag: 'Events',
    summary: 'Delete an event',
    description:
      'Deletes an event of which no seat is booked or held, with its history. With `force=true`, deletes a cancelled event with its bookings and holds. The event is gone at once; its id can be used again when all of its data are deleted. Messages to webhooks that are not delivered yet are discarded, and the deletion sends none.',
    access: 'admin',
    params: { eventId: idSchema },
    query: {
      force: z.enum(['true', 'false']).default('false').meta({
        description: 'Whether to delete bookings and holds, too. The event must be cancelled.',
      }),
    },
    headers: {
      'If-Match': ifMatchSchema.describe(
        'The `ETag` of the event as it was read, or `*`. If it is sent and the event has changed since, nothing is deleted.',
      ),
    },
    answers: { 204: { description: 'The event is deleted.' } },
    problems: [
      'event-not-found',
      'event-changed',
      'event-in-use',
      'event-not-cancelled',
      'default-event',
      'seats-locked',
      'store-unavailable',
    ],
    async handle({ params: { eventId }, query, headers }) {
      const ifMatch = headers['If-Match']
      const result = await deleteEvent.execute({
        eventId,
        force: query.force === 'true',
        isExpected: ifMatch === undefined ? undefined : (event) => isMatch(ifMatch, event),
      })
      return result.outcome === 'refused' ? problemOf(result.refusal) : { status: 204 }
    },
  })
}
