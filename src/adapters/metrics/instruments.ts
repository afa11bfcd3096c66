import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

/** Registers the metrics of the service under their names. */
export function createInstruments(registry: Registry) {
  const registers = [registry]
  return {
    ...httpInstruments(registers),
    ...connectionInstruments(registers),
    ...storeInstruments(registers),
    ...lockInstruments(registers),
    ...webhookInstruments(registers),
    logLinesDropped: new Counter({
      name: 'holdfast_log_lines_dropped_total',
      help: 'Log lines dropped because standard output was too slow or full.',
      registers,
    }),
  }
}

function httpInstruments(registers: Registry[]) {
  return {
    requests: new Histogram({
      name: 'holdfast_http_request_duration_seconds',
      help: 'Time from the headers of a request to the end of its response.',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    requestsInFlight: new Gauge({
      name: 'holdfast_http_requests_in_flight',
      help: 'Requests being processed, without those whose body has not arrived, and without health, readiness and metrics.',
      registers,
    }),
    uploadBytes: new Gauge({
      name: 'holdfast_http_upload_bytes',
      help: 'Memory for request bodies that are being received.',
      registers,
    }),
    problems: new Counter({
      name: 'holdfast_http_problems_total',
      help: 'Requests answered with an error, by its code.',
      labelNames: ['code'],
      registers,
    }),
  }
}

function connectionInstruments(registers: Registry[]) {
  const connectionsRefused = new Counter({
    name: 'holdfast_http_connections_refused_total',
    help: 'Connections closed as soon as they were opened, by the exceeded limit: CONNECTIONS_MAX of all clients, or CONNECTIONS_PER_CLIENT_MAX of one client.',
    labelNames: ['limit'] as const,
    registers,
  })
  for (const limit of ['all-clients', 'one-client']) connectionsRefused.inc({ limit }, 0)
  return {
    connectionsRefused,
    connectionsCut: new Counter({
      name: 'holdfast_http_connections_cut_total',
      help: 'Connections cut because their client read its response too slowly, because too many bytes or pipelined requests waited for all clients, or because ADMIN_PORT had too many connections.',
      labelNames: ['reason'] as const,
      registers,
    }),
    waitingBytes: new Gauge({
      name: 'holdfast_http_waiting_bytes',
      help: 'Memory of responses that clients have not read yet. Bytes that several clients share count once.',
      registers,
    }),
    streamsOpen: new Gauge({
      name: 'holdfast_streams_open',
      help: 'Open streams.',
      registers,
    }),
    streamsCut: new Counter({
      name: 'holdfast_streams_cut_total',
      help: 'Streams cut because their reader was too slow.',
      registers,
    }),
  }
}

function storeInstruments(registers: Registry[]) {
  return {
    saves: new Counter({
      name: 'holdfast_saves_total',
      help: 'Changes of seats to be saved, by action and outcome. A conflict is a refused write, because it was stale or its guess of a seat was wrong.',
      labelNames: ['action', 'outcome'],
      registers,
    }),
    storeAvailable: new Gauge({
      name: 'holdfast_store_available',
      help: '1 while the store is available, otherwise 0.',
      registers,
    }),
    clockSkew: new Gauge({
      name: 'holdfast_clock_skew_seconds',
      help: "How far the clock of this machine is ahead of the store's; negative when it is behind.",
      registers,
    }),
  }
}

function lockInstruments(registers: Registry[]) {
  return {
    acquires: new Counter({
      name: 'holdfast_lock_acquires_total',
      help: 'Requests for a lock, by backend and outcome.',
      labelNames: ['backend', 'outcome'],
      registers,
    }),
    releases: new Counter({
      name: 'holdfast_lock_releases_total',
      help: 'Releases of a lock, by backend and outcome.',
      labelNames: ['backend', 'outcome'],
      registers,
    }),
    lockWaits: new Histogram({
      name: 'holdfast_lock_wait_seconds',
      help: 'Time that requests waited for locked seats, without requests that did not wait.',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
      registers,
    }),
    lockBackend: new Gauge({
      name: 'holdfast_lock_backend_in_use',
      help: '1 for the lock that new bookings use, 0 for the other. With Redis configured, in-process means degraded.',
      labelNames: ['backend'] as const,
      registers,
    }),
  }
}

function webhookInstruments(registers: Registry[]) {
  const webhookDeliveries = new Counter({
    name: 'holdfast_webhook_deliveries_total',
    help: 'Attempts to deliver a webhook message, by outcome. A failed one is repeated, one that was given up is not.',
    labelNames: ['outcome'] as const,
    registers,
  })
  for (const outcome of ['delivered', 'failed', 'given-up']) webhookDeliveries.inc({ outcome }, 0)
  return {
    webhookDeliveries,
    webhookLag: new Gauge({
      name: 'holdfast_webhook_lag_seconds',
      help: 'The age of the oldest change that a webhook has not got yet; 0 if there is none.',
      registers,
    }),
  }
}
