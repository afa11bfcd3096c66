import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { type EventBytes, eventBytes } from '../streams/event-stream.ts'
import { EVENT_STREAM_TYPE } from '../streams/open-streams.ts'

/** Publishes the activity of this instance periodically, as JSON-serializable objects. */
export interface ActivitySource {
  /** The latest publications, oldest first. The array is replaced with each publication. */
  readonly recent: readonly object[]
  listen(onActivity: (activity: object) => void): () => void
}

export interface ActivityEndpointOptions {
  readonly activity: ActivitySource
}

/** `GET /api/activity`: the activity of this instance. */
export function activityEndpoint({ activity }: ActivityEndpointOptions): Endpoint {
  /** Serialized once for all readers. */
  const written = new WeakMap<object, EventBytes>()
  const bytesOf = (name: 'activity' | 'recent', data: object): EventBytes => {
    const bytes = written.get(data) ?? eventBytes({ name, data })
    written.set(data, bytes)
    return bytes
  }

  return endpoint({
    method: 'get',
    path: '/api/activity',
    operationId: 'followActivity',
    tag: 'Operation',
    summary: 'Follow the activity of this instance',
    description:
      'Server-sent events. `activity` is sent twice a second and contains the activity since the previous one. The stream may begin with `recent`, an array of the activity of up to the last minute, if the stream had readers then or in the minute before.',
    access: 'public',
    placement: 'admin',
    answers: {
      200: { description: 'The event stream.', text: EVENT_STREAM_TYPE, isStream: true },
    },
    problems: ['too-many-streams', 'too-many-streams-per-client'],
    handle: async () => ({
      status: 200,
      sendEvents: (stream) => {
        const { recent } = activity
        if (recent.length > 0) stream.send(bytesOf('recent', recent))
        return activity.listen((now) => {
          stream.send(bytesOf('activity', now))
        })
      },
    }),
  })
}
