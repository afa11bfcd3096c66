import { z } from 'zod'

import type { Availability } from '../../../application/queries/availability.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { ifNoneMatchSchema, isKnown } from '../endpoint/etag.ts'
import { idSchema } from '../endpoint/schemas.ts'
import { AvailabilityWriter } from './availability-writer.ts'
import { problemOf } from './refusals.ts'

const availabilitySchema = z
  .strictObject({
    eventId: idSchema,
    revision: z.int().meta({ description: 'The number of changes to the event so far.' }),
    seats: z
      .array(z.strictObject({ seatId: z.string(), status: z.enum(['held', 'booked', 'blocked']) }))
      .meta({
        description:
          'The seats that are not available, in no particular order. All other seats are available.',
      }),
  })
  .meta({ id: 'Availability' })

export interface AvailabilityEndpointOptions {
  readonly availability: Pick<Availability, 'view'>
}

/** `GET /api/events/:eventId/seats`: the seats that are not available. Polling it with an ETag is cheap. */
export function availabilityEndpoint({ availability }: AvailabilityEndpointOptions): Endpoint {
  const writer = new AvailabilityWriter()

  return endpoint({
    method: 'get',
    path: '/api/events/:eventId/seats',
    operationId: 'getAvailability',
    tag: 'Events',
    summary: 'Get the unavailable seats of an event',
    description:
      'To poll, send the `ETag` of the previous response in `If-None-Match`. The response is an empty 304 until something changes, which includes the expiry of a hold.',
    access: 'public',
    params: { eventId: idSchema },
    headers: { 'If-None-Match': ifNoneMatchSchema },
    answers: {
      200: {
        description: 'The seats that are held, booked or blocked.',
        body: availabilitySchema,
        headers: { ETag: 'Identifies this state of the seats.', 'Cache-Control': '`no-cache`' },
      },
      304: {
        description: 'Nothing has changed.',
        headers: { ETag: 'Identifies this state of the seats.', 'Cache-Control': '`no-cache`' },
      },
    },
    problems: ['event-not-found', 'store-unavailable'],
    async handle({ params: { eventId }, headers }) {
      const view = await availability.view(eventId)
      if (!view) return problemOf({ reason: 'unknown-event' })
      // Weak, because instances may list the same seats in a different order.
      const ETag = `W/"${view.tag}"`
      const sent = { ETag, 'Cache-Control': 'no-cache' }
      return isKnown(ETag, headers['If-None-Match'])
        ? { status: 304, headers: sent }
        : { status: 200, headers: sent, json: writer.write(eventId, view) }
    },
  })
}
