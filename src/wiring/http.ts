import { randomUUID } from 'node:crypto'

import type { DependencyContainer } from 'tsyringe'

import { Keys } from '../adapters/http/access.ts'
import { messagesOf } from '../adapters/http/app-messages.ts'
import { createApp } from '../adapters/http/app.ts'
import { parseOrigins } from '../adapters/http/cross-origin.ts'
import type { Endpoint } from '../adapters/http/endpoint.ts'
import { allEndpoints } from '../adapters/http/endpoints.ts'
import { HoldTokens } from '../adapters/http/routes/hold-tokens.ts'
import { HttpServer } from '../adapters/http/http-server.ts'
import { EventStreams } from '../adapters/http/streams/event-streams.ts'
import type { Readiness } from '../adapters/http/routes/operation.route.ts'
import { PlanDocumentReader } from '../adapters/http/plans/plan-document-reader.ts'
import { Clients } from '../adapters/http/limits/clients.ts'
import { ActivityMonitor } from '../adapters/metrics/activity-monitor.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import { PacedTask } from '../adapters/system/paced-task.ts'
import { RepeatedTask } from '../adapters/system/repeated-task.ts'
import { Availability } from '../application/availability.ts'
import { BlockSeats } from '../application/block-seats.ts'
import { BookSeat } from '../application/book-seat.ts'
import { BookSeats } from '../application/book-seats.ts'
import { CancelBooking } from '../application/cancel-booking.ts'
import { ConfirmHold } from '../application/confirm-hold.ts'
import { CreateEvent } from '../application/create-event.ts'
import { EventCatalogue } from '../application/event-catalogue.ts'
import { ExtendHold } from '../application/extend-hold.ts'
import { FollowSeats } from '../application/follow-seats.ts'
import { HoldBestSeats } from '../application/hold-best-seats.ts'
import { HoldSeats } from '../application/hold-seats.ts'
import { ReleaseHold } from '../application/release-hold.ts'
import { UnblockSeats } from '../application/unblock-seats.ts'
import type { Config } from '../config.ts'
import { createRateLimit } from './rate-limit.ts'
import {
  CLOCK,
  CLOCK_STATE,
  EVENTS,
  LOCK_STATE,
  LOGGER,
  PART,
  SEAT_STORE,
  single,
} from './tokens.ts'

/** How often those who watch what the service does are told. */
const ACTIVITY_INTERVAL_MS = 500

/** How the service is spoken to. */
export function registerHttp(services: DependencyContainer, config: Config): void {
  registerActivity(services)
  single(
    services,
    EventStreams,
    (c) =>
      new EventStreams({
        streamsMax: config.STREAMS_MAX,
        streamsPerClientMax: config.STREAMS_PER_CLIENT_MAX,
        waitingBytesMax: config.STREAM_BUFFER_BYTES_MAX,
        heartbeatMs: config.STREAM_HEARTBEAT_MS,
        metrics: c.resolve(Metrics),
      }),
  )
  single(services, HttpServer, (c) => {
    const streams = c.resolve(EventStreams)
    const clients = new Clients(config.TRUST_PROXY)
    const app = createApp({
      endpoints: createEndpoints(c, config),
      keys: new Keys({ admin: config.ADMIN_KEY, seller: config.SELLER_KEY }),
      metrics: c.resolve(Metrics),
      logger: c.resolve(LOGGER),
      logLinesPerSecondMax: config.LOG_LINES_PER_SECOND_MAX,
      bodyBytesMax: config.BODY_BYTES_MAX,
      streams,
      limits: {
        requestsInFlightMax: config.REQUESTS_IN_FLIGHT_MAX,
        requestsInFlightPerClientMax: config.REQUESTS_IN_FLIGHT_PER_CLIENT_MAX,
        clients,
        rate: createRateLimit(c, config),
      },
      origins: config.CORS_ORIGINS === '' ? undefined : parseOrigins(config.CORS_ORIGINS),
      pages: { seatsPerHoldMax: config.SEATS_PER_HOLD_MAX },
    })
    return new HttpServer(app, {
      messages: messagesOf(app),
      onUnreadableRequest: (err, status) => {
        // Not the whole error: it carries what was sent, in which there may be a secret.
        c.resolve(LOGGER).warn({ reason: err.message, status }, 'unreadable request')
      },
      clients,
      metrics: c.resolve(Metrics),
      onClosing: () => {
        streams.end()
      },
      host: config.HOST,
      port: config.PORT,
      limits: {
        connectionsMax: config.CONNECTIONS_MAX,
        connectionsPerClientMax: config.CONNECTIONS_PER_CLIENT_MAX,
        headerBytesMax: config.HEADER_BYTES_MAX,
        headersMax: config.HEADERS_MAX,
        headersTimeoutMs: config.HEADERS_TIMEOUT_MS,
        requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
        answerTimeoutMs: config.ANSWER_TIMEOUT_MS,
        waitingBytesMax: config.WAITING_BYTES_MAX,
        pipelinedRequestsMax: config.PIPELINED_REQUESTS_MAX,
        keepAliveTimeoutMs: config.KEEP_ALIVE_TIMEOUT_MS,
      },
      shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
      shutdownGraceMs: config.SHUTDOWN_GRACE_MS,
    })
  })
  services.register(PART, { useFactory: (c) => c.resolve(HttpServer) })
}

function registerActivity(services: DependencyContainer): void {
  single(services, ActivityMonitor, (c) => {
    const metrics = c.resolve(Metrics)
    return new ActivityMonitor({
      totals: () => metrics.totals(),
      clock: c.resolve(CLOCK),
      instance: randomUUID().slice(0, 8),
    })
  })
  services.register(PART, {
    useFactory: (c) => {
      const monitor = c.resolve(ActivityMonitor)
      return new RepeatedTask(() => monitor.tick(), {
        intervalMs: ACTIVITY_INTERVAL_MS,
        onError: (err) => {
          c.resolve(LOGGER).error({ err }, 'What the service does could not be told')
        },
      })
    },
  })
}

/** A check writes to the store, and anybody may ask for one. */
const CHECK_INTERVAL_MS = 100

/** All that the service can be asked. */
export function createEndpoints(c: DependencyContainer, config: Config): Endpoint[] {
  const store = c.resolve(SEAT_STORE)
  const checkStore = new PacedTask(() => store.check(), { intervalMs: CHECK_INTERVAL_MS })
  return allEndpoints({
    bookSeat: c.resolve(BookSeat),
    bookSeatAccess: config.PUBLIC_BOOKING ? 'public' : 'seller',
    createEvent: c.resolve(CreateEvent),
    catalogue: c.resolve(EventCatalogue),
    events: c.resolve(EVENTS),
    plans: new PlanDocumentReader(),
    planBytesMax: config.PLAN_BYTES_MAX,
    availability: c.resolve(Availability),
    followSeats: c.resolve(FollowSeats),
    holdSeats: c.resolve(HoldSeats),
    holdBestSeats: c.resolve(HoldBestSeats),
    extendHold: c.resolve(ExtendHold),
    releaseHold: c.resolve(ReleaseHold),
    confirmHold: c.resolve(ConfirmHold),
    tokens: new HoldTokens(() => store.secret()),
    holdLimits: { seatsMax: config.SEATS_PER_HOLD_MAX, ttlMsMax: config.HOLD_TTL_MAX_MS },
    bookSeats: c.resolve(BookSeats),
    cancelBooking: c.resolve(CancelBooking),
    bookings: store,
    blockSeats: c.resolve(BlockSeats),
    unblockSeats: c.resolve(UnblockSeats),
    history: store,
    readiness: () => readiness(c, config, checkStore),
    metrics: c.resolve(Metrics),
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
  const { stopping } = c.resolve(HttpServer)
  return {
    ready: storeState === 'ok' && lock.state !== 'foreign' && !stopping,
    dependencies: {
      seats: { backend: config.STORE, state: storeState },
      lock,
      ...(clock && { clock }),
    },
  }
}
