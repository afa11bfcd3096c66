import type { DependencyContainer, InjectionToken } from 'tsyringe'

import { EventCatalogue } from '../adapters/cache/event-catalogue.ts'
import { KeptEvents } from '../adapters/cache/kept-events.ts'
import { allEndpoints } from '../adapters/http/all-endpoints.ts'
import type { Endpoint } from '../adapters/http/endpoint/endpoint.ts'
import { PlanDocumentReader } from '../adapters/http/plans/plan-document-reader.ts'
import { HoldTokens } from '../adapters/http/routes/hold-tokens.ts'
import type { Readiness } from '../adapters/http/routes/monitoring.route.ts'
import { HttpServer } from '../adapters/http/server/http-server.ts'
import { ActivityMonitor } from '../adapters/metrics/activity-monitor.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import { PacedTask } from '../adapters/system/paced-task.ts'
import { FollowSeats } from '../application/queries/follow-seats.ts'
import type { Config } from '../config.ts'
import { ADMISSION } from './admission.ts'
import {
  CLOCK,
  CLOCK_STATE,
  EVENTS,
  LOCK_STATE,
  SEAT_STORE,
  USE_CASES,
  WEBHOOKS,
} from './tokens.ts'

/** All endpoints, for all servers. */
export const ENDPOINTS = Symbol('endpoints') as InjectionToken<readonly Endpoint[]>

/** Limits the checks of the store and the reports of the metrics, because any client can request them. */
const INTERVAL_MIN_MS = 100

/** Creates all endpoints. */
export function createEndpoints(c: DependencyContainer, config: Config): Endpoint[] {
  const store = c.resolve(SEAT_STORE)
  const checkStore = new PacedTask(() => store.check(), { intervalMs: INTERVAL_MIN_MS })
  const metrics = c.resolve(Metrics)
  const renderMetrics = new PacedTask(() => metrics.render(), { intervalMs: INTERVAL_MIN_MS })
  return allEndpoints({
    ...c.resolve(USE_CASES),
    webhooks: c.resolve(WEBHOOKS),
    publicBooking: config.PUBLIC_BOOKING,
    checkoutUrl: config.CHECKOUT_URL,
    admission: config.ADMISSION_KEY && c.resolve(ADMISSION),
    events: c.resolve(EVENTS),
    catalogue: c.resolve(EventCatalogue),
    summaries: c.resolve(KeptEvents),
    plans: new PlanDocumentReader(),
    planBytesMax: config.PLAN_BYTES_MAX,
    followSeats: c.resolve(FollowSeats),
    tokens: new HoldTokens(() => store.secret()),
    holdLimits: { seatsMax: config.SEATS_PER_HOLD_MAX, ttlMaxMs: config.HOLD_TTL_MAX_MS },
    bookings: store,
    history: store,
    readiness: () => readiness(c, config, checkStore),
    metrics: { contentType: metrics.contentType, render: () => renderMetrics.run() },
    activity: c.resolve(ActivityMonitor),
    clock: c.resolve(CLOCK),
  })
}

async function readiness(
  c: DependencyContainer,
  config: Config,
  checkStore: PacedTask<void>,
): Promise<Readiness> {
  const storeState = await checkStore.run().then(
    () => 'ok',
    () => 'unavailable',
  )
  const lock = c.resolve(LOCK_STATE)()
  const clock = c.resolve(CLOCK_STATE)()
  const { isServing } = c.resolve(HttpServer)
  return {
    ready: storeState === 'ok' && lock.state !== 'foreign' && isServing,
    dependencies: {
      seats: { backend: config.STORE, state: storeState },
      lock,
      ...(clock && { clock }),
    },
  }
}
