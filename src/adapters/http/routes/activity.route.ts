import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { eventBytes } from '../streams/event-stream.ts'
import { EVENT_STREAM_TYPE } from '../streams/event-streams.ts'
import { OPERATION } from './operation.route.ts'

/** Tells again and again what the service does, in objects that JSON can have. */
export interface ActivitySource {
  /** What was told lately, the oldest first; the same array until more is told. */
  readonly recent: readonly object[]
  listen(onActivity: (activity: object) => void): () => void
}

export interface ActivityEndpointOptions {
  readonly activity: ActivitySource
}

/** `GET /api/activity`: what this instance is doing. */
export function activityEndpoint({ activity }: ActivityEndpointOptions): Endpoint {
  /** Written once, however many read it. */
  const written = new WeakMap<object, Buffer>()
  const bytesOf = (name: 'activity' | 'recent', data: object): Buffer => {
    const bytes = written.get(data) ?? eventBytes({ name, data })
    written.set(data, bytes)
    return bytes
  }

  return endpoint({
    method: 'get',
    path: '/api/activity',
    operationId: 'followActivity',
    tag: OPERATION,
    summary: 'Follow what this instance does',
    description:
      'Server-sent events: `activity` twice a second, each with what happened since the last, and before them `recent`, an array of the same from up to a minute ago, when somebody was listening then.',
    access: 'public',
    placement: 'admin',
    answers: {
      200: { description: 'The events.', text: EVENT_STREAM_TYPE, isStream: true },
    },
    problems: ['too-many-streams'],
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
