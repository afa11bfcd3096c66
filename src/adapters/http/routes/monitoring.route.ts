import { z } from 'zod'

import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'

/** The metrics in the text format of Prometheus. */
export interface MetricsPage {
  readonly contentType: string
  render(): Promise<string>
}

const COMMON = { method: 'get', tag: 'Operation', access: 'public', isPolled: true } as const

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

/** The readiness of the instance and the state of each dependency. */
export interface Readiness {
  readonly ready: boolean
  readonly dependencies: Readonly<Record<string, Readonly<z.infer<typeof dependencySchema>>>>
}

export interface MonitoringEndpointsOptions {
  readonly readiness: () => Promise<Readiness>
  readonly metrics: MetricsPage
}

/** `/healthz`, `/readyz` and `/metrics`, for supervisors, load balancers and metrics collectors. */
export function monitoringEndpoints({
  readiness,
  metrics,
}: MonitoringEndpointsOptions): Endpoint[] {
  return [
    endpoint({
      ...COMMON,
      path: '/healthz',
      operationId: 'getHealth',
      summary: 'Check whether the process is alive',
      placement: 'both',
      answers: {
        200: {
          description: 'The process is alive.',
          body: z.strictObject({ status: z.literal('ok') }),
        },
      },
      handle: async () => ({ status: 200, body: { status: 'ok' } }),
    }),
    endpoint({
      ...COMMON,
      path: '/readyz',
      operationId: 'getReadiness',
      summary: 'Check whether the instance is ready for requests',
      placement: 'both',
      answers: {
        200: { description: 'The instance is ready.', body: readinessSchema },
        503: {
          description:
            'The instance is not ready: the seat store is unavailable, the service is starting or stopping, or its Redis holds the locks of another store.',
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
      ...COMMON,
      path: '/metrics',
      operationId: 'getMetrics',
      summary: 'Get the metrics',
      placement: 'admin',
      answers: {
        200: {
          description: 'The metrics in the text format of Prometheus.',
          text: metrics.contentType,
        },
      },
      handle: async () => ({ status: 200, body: await metrics.render() }),
    }),
  ]
}
