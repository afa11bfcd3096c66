import { z } from 'zod'

import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'

/** What has been counted, as text. */
export interface MetricsPage {
  readonly contentType: string
  render(): Promise<string>
}

/** The tag of what is there for those who look after the service, and for their machines. */
export const OPERATION = 'Operation'

const dependencySchema = z.strictObject({
  state: z.string(),
  backend: z.string().optional(),
  detail: z.string().optional(),
})

const readinessSchema = z
  .strictObject({
    status: z.enum(['ready', 'unavailable']),
    dependencies: z.record(z.string(), dependencySchema),
  })
  .meta({ id: 'Readiness' })

/** What `/readyz` says: whether to send requests here, and how each dependency is doing. */
export interface Readiness {
  readonly ready: boolean
  readonly dependencies: Readonly<Record<string, Readonly<z.infer<typeof dependencySchema>>>>
}

export interface OperationEndpointsOptions {
  readonly readiness: () => Promise<Readiness>
  readonly metrics: MetricsPage
}

/** `/healthz`, `/readyz` and `/metrics`, for those who operate the service. */
export function operationEndpoints({ readiness, metrics }: OperationEndpointsOptions): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/healthz',
      operationId: 'getHealth',
      tag: OPERATION,
      summary: 'Ask whether the process lives',
      access: 'public',
      placement: 'both',
      answers: {
        200: { description: 'It lives.', body: z.strictObject({ status: z.literal('ok') }) },
      },
      handle: async () => ({ status: 200, body: { status: 'ok' } }),
    }),
    endpoint({
      method: 'get',
      path: '/readyz',
      operationId: 'getReadiness',
      tag: OPERATION,
      summary: 'Ask whether to send requests here',
      access: 'public',
      placement: 'both',
      answers: {
        200: { description: 'Requests may be sent here.', body: readinessSchema },
        503: {
          description:
            'No seat can be saved, the service is starting or stopping, or its Redis keeps the locks of another store.',
          body: readinessSchema,
        },
      },
      async handle() {
        const { ready, dependencies } = await readiness()
        return ready
          ? { status: 200, body: { status: 'ready', dependencies } }
          : { status: 503, body: { status: 'unavailable', dependencies } }
      },
    }),
    endpoint({
      method: 'get',
      path: '/metrics',
      operationId: 'getMetrics',
      tag: OPERATION,
      summary: 'Read what is counted',
      access: 'public',
      placement: 'admin',
      answers: {
        200: { description: 'All of it, for Prometheus.', text: metrics.contentType },
      },
      handle: async () => ({ status: 200, body: await metrics.render() }),
    }),
  ]
}
