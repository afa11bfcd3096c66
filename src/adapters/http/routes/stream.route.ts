import type { SeatsMessage } from '../../../application/queries/followed-event.ts'
import type { FollowSeats } from '../../../application/queries/follow-seats.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { idSchema } from '../endpoint/schemas.ts'
import { eventBytes } from '../streams/event-stream.ts'
import { EVENT_STREAM_TYPE } from '../streams/event-streams.ts'
import { problemOf } from './refusals.ts'

export interface StreamEndpointOptions {
  readonly followSeats: Pick<FollowSeats, 'execute'>
}

/** `GET /api/events/:eventId/stream`: the seats of an event, as they change. */
export function streamEndpoint({ followSeats }: StreamEndpointOptions): Endpoint {
  /** Written once, however many read it. */
  const written = new WeakMap<SeatsMessage, Buffer>()
  const bytesOf = (message: SeatsMessage): Buffer => {
    const known = written.get(message)
    if (known) return known
    const { kind: name, ...data } = message
    const bytes = eventBytes({ name, data, id: message.revision })
    written.set(message, bytes)
    return bytes
  }

  return endpoint({
    method: 'get',
    path: '/api/events/:eventId/stream',
    operationId: 'followSeats',
    tag: 'Events',
    summary: 'Follow the seats of an event',
    description:
      'Server-sent events: first a `snapshot` of all seats that cannot be had, `{"eventId","revision","seats":[{"seatId","version","status"}]}`, then `changes`, `{"revision","seats":[...]}`. A snapshot stands in the place of all that was known; of a change that counts which has no lower `version` than is known of its seat. A reader that falls behind is cut off; whoever loses the stream connects again, and begins with a new snapshot.',
    access: 'public',
    params: { eventId: idSchema },
    answers: {
      200: { description: 'The events.', text: EVENT_STREAM_TYPE, isStream: true },
    },
    problems: [
      'event-not-found',
      'store-unavailable',
      'too-many-streams',
      'too-many-streams-per-client',
    ],
    async handle({ params: { eventId } }) {
      const event = await followSeats.execute(eventId)
      if (!event) return problemOf({ reason: 'unknown-event' })
      return {
        status: 200,
        sendEvents: (stream) =>
          event.join({
            next: (message) => {
              stream.send(bytesOf(message))
            },
            end: () => {
              stream.end()
            },
          }),
      }
    },
  })
}
