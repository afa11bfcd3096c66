import { z } from 'zod'

import type { Availability } from '../../../application/queries/availability.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { AvailabilityWriter } from './availability-writer.ts'
import { ifNoneMatchSchema, isKnown } from '../endpoint/etag.ts'
import { problemOf } from './refusals.ts'
import { idSchema } from '../endpoint/schemas.ts'

const availabilitySchema = z
  .strictObject({
    eventId: idSchema,
    revision: z.int().meta({ description: 'How many changes there were so far.' }),
    seats: z
      .array(z.strictObject({ seatId: z.string(), status: z.enum(['held', 'booked', 'blocked']) }))
      .meta({ description: 'The seats that cannot be had, in no order. All others can.' }),
  })
  .meta({ id: 'Availability' })

export interface AvailabilityEndpointOptions {
  readonly availability: Pick<Availability, 'view'>
}

/** `GET /api/events/:eventId/seats`: which seats cannot be had, cheap to ask for again and again. */
export function availabilityEndpoint({ availability }: AvailabilityEndpointOptions): Endpoint {
  const writer = new AvailabilityWriter()

  return endpoint({
    method: 'get',
    path: '/api/events/:eventId/seats',
    operationId: 'getAvailability',
    tag: 'Events',
    summary: 'Read which seats cannot be had',
    description:
      'To follow an event, ask again with the `ETag` of the last answer in `If-None-Match`: until something changes, be it only that a hold runs out, the answer is an empty 304.',
    access: 'public',
    params: { eventId: idSchema },
    headers: { 'If-None-Match': ifNoneMatchSchema },
    answers: {
      200: {
        description: 'The seats that are held, booked or blocked.',
        body: availabilitySchema,
        headers: { ETag: 'Names this state of the event.', 'Cache-Control': '`no-cache`' },
      },
      304: {
        description: 'Nothing has changed.',
        headers: { ETag: 'Names this state of the event.', 'Cache-Control': '`no-cache`' },
      },
    },
    problems: ['event-not-found', 'store-unavailable'],
    async handle({ params: { eventId }, headers }) {
      const view = await availability.view(eventId)
      if (!view) return problemOf({ reason: 'unknown-event' })
      // Weak, because instances may list the same seats in another order.
      const ETag = `W/"${view.tag}"`
      const sent = { ETag, 'Cache-Control': 'no-cache' }
      return isKnown(ETag, headers['If-None-Match'])
        ? { status: 304, headers: sent }
        : { status: 200, headers: sent, json: writer.write(eventId, view) }
    },
  })
}
