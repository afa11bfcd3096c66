import type { SeatsMessage } from '../../../application/event-seats/seats-message.ts'
import type { FollowSeats } from '../../../application/queries/follow-seats.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { idSchema } from '../endpoint/schemas.ts'
import { type EventBytes, eventBytes } from '../streams/event-stream.ts'
import { EVENT_STREAM_TYPE } from '../streams/open-streams.ts'
import { toSummary } from './event-schemas.ts'
import { problemOf } from './refusals.ts'

export interface StreamEndpointOptions {
  readonly followSeats: Pick<FollowSeats, 'execute'>
}

/** `GET /api/events/:eventId/stream`: changes to the seats of an event. */
export function streamEndpoint({ followSeats }: StreamEndpointOptions): Endpoint {
  /** Serialized once for all readers. */
  const written = new WeakMap<SeatsMessage, EventBytes>()
  const bytesOf = (message: SeatsMessage): EventBytes => {
    const known = written.get(message)
    if (known) return known
    const { kind: name, state, ...seats } = message
    const data = { ...seats, ...(state && { event: toSummary(state.event), sale: state.sale }) }
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
      'Server-sent events. The first is a `snapshot` of all unavailable seats, `{"eventId","eventVersion","revision","seats":[{"seatId","version","status"}],"event","sale"}`, followed by `changes`, `{"revision","eventVersion","seats":[...]}`. Places of standing areas are not among the seats: `areas`, `[{"areaId","capacity","available"}]`, has all areas in a snapshot, if the event has any, and in changes those with another count. If the event or the state of its public sale has changed, they have the new `event` (an `EventSummary`) and `sale` (`not-yet-open`, `open`, `closed`, `cancelled` or `archived`). If the `planVersion` of the event has changed, read the event again. A snapshot replaces the state of all seats. A change applies unless its `version` is lower than the known version of the seat. The service closes a stream whose reader falls behind. After a reconnect the stream begins with a new snapshot.',
    access: 'public',
    params: { eventId: idSchema },
    answers: {
      200: { description: 'The event stream.', text: EVENT_STREAM_TYPE, isStream: true },
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
