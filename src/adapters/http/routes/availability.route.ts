import { z } from 'zod'

import type { AvailabilityView } from '../../../application/event-seats/event-seats.ts'
import type { SeatGroup } from '../../../application/event-seats/taken-seats.ts'
import type { Availability } from '../../../application/queries/availability.ts'
import { UNAVAILABLE_STATUSES } from '../../../domain/seat.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { answersWithEtag, answerWithEtag, ifNoneMatchSchema } from '../endpoint/etag.ts'
import { idSchema } from '../endpoint/schemas.ts'
import { problemOf } from './refusals.ts'

const areaCountSchema = z
  .strictObject({
    areaId: z.string(),
    capacity: z.int().meta({ description: 'The number of places of the area.' }),
    available: z.int().meta({ description: 'How many of them are available.' }),
  })
  .meta({ id: 'AreaAvailability' })

const availabilitySchema = z
  .strictObject({
    eventId: idSchema,
    revision: z.int().meta({ description: 'The number of changes to the event so far.' }),
    seats: z
      .array(z.strictObject({ seatId: z.string(), status: z.enum(UNAVAILABLE_STATUSES) }))
      .meta({
        description:
          'The seats that are not available, in no particular order. All other seats are available. Places of standing areas are not listed.',
      }),
    areas: z.array(areaCountSchema).optional().meta({
      description: 'The standing areas of the event, if it has any.',
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
    answers: answersWithEtag(availabilitySchema, {
      content: 'The seats that are held, booked or blocked.',
      unchanged: 'Nothing has changed.',
      tag: 'Identifies this state of the seats.',
    }),
    problems: ['event-not-found', 'store-unavailable'],
    async handle({ params: { eventId }, headers }) {
      const view = await availability.view(eventId)
      if (!view) return problemOf({ reason: 'unknown-event' })
      // Weak, because instances may list the same seats in a different order.
      const etag = `W/"${view.tag}"`
      return answerWithEtag(etag, headers['If-None-Match'], () => writer.write(eventId, view))
    },
  })
}

const COMMA = Buffer.from(',')

/** Serializes each view once for all requests, and reuses the JSON of its unchanged seat groups. */
export class AvailabilityWriter {
  readonly #written = new WeakMap<AvailabilityView, Buffer>()
  readonly #groups = new WeakMap<SeatGroup, Buffer>()

  write(eventId: string, view: AvailabilityView): Buffer {
    const known = this.#written.get(view)
    if (known) return known
    const { revision, unavailable, areas } = view
    const pieces = unavailable.flatMap((group) => [COMMA, this.#groupBytes(group)]).slice(1)
    const head = `{"eventId":${JSON.stringify(eventId)},"revision":${revision},"seats":[`
    const end = areas.length > 0 ? `],"areas":${JSON.stringify(areas)}}` : ']}'
    const bytes = Buffer.concat([Buffer.from(head), ...pieces, Buffer.from(end)])
    this.#written.set(view, bytes)
    return bytes
  }

  #groupBytes(group: SeatGroup): Buffer {
    const known = this.#groups.get(group)
    if (known) return known
    const seats = group.map(
      ({ id, status }) => `{"seatId":${JSON.stringify(id)},"status":"${status}"}`,
    )
    const bytes = Buffer.from(seats.join(','))
    this.#groups.set(group, bytes)
    return bytes
  }
}
