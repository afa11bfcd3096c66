import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

import type { ReleaseOutcome } from '../../application/ports/lock.port.ts'
import type { SeatAction } from '../../domain/history.ts'
import { Tally } from './tally.ts'
import { readTotals, type Totals } from './totals.ts'

export type LockBackend = 'redis' | 'in-process'
export type AcquireOutcome = 'acquired' | 'busy' | 'unavailable'

/** The metrics of the service, in the Prometheus text format. Each instance of this class has its own registry. */
export class Metrics {
  readonly #registry = new Registry()

  readonly #requests = new Histogram({
    name: 'holdfast_http_request_duration_seconds',
    help: 'Time from the headers of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.#registry],
  })

  readonly #problems = this.#tally({
    name: 'holdfast_http_problems_total',
    help: 'Requests that were answered with an error, by its code.',
    labelNames: ['code'] as const,
  })

  readonly #connectionsRefused = new Counter({
    name: 'holdfast_http_connections_refused_total',
    help: 'Connections that were closed when they were opened, by the limit that they exceeded: CONNECTIONS_MAX of all clients, or CONNECTIONS_PER_CLIENT_MAX of one client.',
    labelNames: ['limit'] as const,
    registers: [this.#registry],
  })

  readonly #connectionsCut = new Counter({
    name: 'holdfast_http_connections_cut_total',
    help: 'Connections that were cut, because their client took its answer too slowly, because too much waited for clients in all, be it bytes or pipelined requests, or because ADMIN_PORT had too many connections.',
    labelNames: ['reason'] as const,
    registers: [this.#registry],
  })

  readonly #waitingBytes = new Gauge({
    name: 'holdfast_http_waiting_bytes',
    help: 'Memory that is held for clients until they take their answers; what several of them wait for is counted once.',
    registers: [this.#registry],
  })

  readonly #streamsOpen = new Gauge({
    name: 'holdfast_streams_open',
    help: 'Streams that are being read right now.',
    registers: [this.#registry],
  })

  readonly #streamsCut = new Counter({
    name: 'holdfast_streams_cut_total',
    help: 'Streams that were cut off because their reader was too slow.',
    registers: [this.#registry],
  })

  readonly #saves = this.#tally({
    name: 'holdfast_saves_total',
    help: 'Changes of seats that were to be saved, by action and outcome. A conflict is a write that was refused, because it was stale or its guess of a seat was wrong.',
    labelNames: ['action', 'outcome'] as const,
  })

  readonly #acquires = this.#tally({
    name: 'holdfast_lock_acquires_total',
    help: 'Requests for a lock, by backend and outcome.',
    labelNames: ['backend', 'outcome'] as const,
  })

  readonly #releases = this.#tally({
    name: 'holdfast_lock_releases_total',
    help: 'Releases of a lock, by backend and outcome.',
    labelNames: ['backend', 'outcome'] as const,
  })

  readonly #lockWaits = new Histogram({
    name: 'holdfast_lock_wait_seconds',
    help: 'Time that requests waited for seats which others had locked; those that did not wait are not counted.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
    registers: [this.#registry],
  })

  readonly #lockBackend = new Gauge({
    name: 'holdfast_lock_backend_in_use',
    help: '1 for the lock that new bookings take, 0 for the other. With a Redis configured, in-process means degraded.',
    labelNames: ['backend'] as const,
    registers: [this.#registry],
  })

  readonly #storeAvailable = new Gauge({
    name: 'holdfast_store_available',
    help: '1 while the seats can be reached, else 0.',
    registers: [this.#registry],
  })

  readonly #logLinesDropped = new Counter({
    name: 'holdfast_log_lines_dropped_total',
    help: 'Log lines that were dropped because standard output did not take them in time.',
    registers: [this.#registry],
  })

  readonly #clockSkew = new Gauge({
    name: 'holdfast_clock_skew_seconds',
    help: "How far the clock of this machine is ahead of the store's; negative when it is behind.",
    registers: [this.#registry],
  })

  #inFlight = 0
  #uploadBytes = 0

  constructor() {
    collectDefaultMetrics({ register: this.#registry })
    for (const limit of ['all-clients', 'one-client']) this.#connectionsRefused.inc({ limit }, 0)
    const inFlight = new Gauge({
      name: 'holdfast_http_requests_in_flight',
      help: 'Requests at work right now; neither those whose body is waited for, nor health, readiness and metrics.',
      registers: [this.#registry],
      // Counted with every request, and set only when the metrics are read.
      collect: () => {
        inFlight.set(this.#inFlight)
      },
    })
    const uploadBytes = new Gauge({
      name: 'holdfast_http_upload_bytes',
      help: 'Memory for request bodies that are being received.',
      registers: [this.#registry],
      collect: () => {
        uploadBytes.set(this.#uploadBytes)
      },
    })
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  render(): Promise<string> {
    return this.#registry.metrics()
  }

  /** The same metrics as numbers. */
  totals(): Promise<Totals> {
    return readTotals(this.#registry)
  }

  requestFinished(request: {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly durationMs: number
    readonly problemCode?: string | undefined
  }): void {
    const { method, route, status, durationMs, problemCode } = request
    this.#requests.observe({ method, route, status }, durationMs / 1_000)
    if (problemCode !== undefined) this.#problems.of(problemCode).add()
  }

  requestsInFlight(count: number): void {
    this.#inFlight = count
  }

  uploadBytes(bytes: number): void {
    this.#uploadBytes = bytes
  }

  connectionRefused(limit: 'all-clients' | 'one-client'): void {
    this.#connectionsRefused.inc({ limit })
  }

  connectionCut(
    reason: 'slow-reader' | 'waiting-bytes' | 'pipelined-requests' | 'too-many-connections',
  ): void {
    this.#connectionsCut.inc({ reason })
  }

  waitingBytes(bytes: number): void {
    this.#waitingBytes.set(bytes)
  }

  streamsOpen(count: number): void {
    this.#streamsOpen.set(count)
  }

  streamCut(): void {
    this.#streamsCut.inc()
  }

  seatsSaved(action: SeatAction, outcome: 'saved' | 'conflict' | 'unknown'): void {
    this.#saves.of(action).of(outcome).add()
  }

  storeIsAvailable(available: boolean): void {
    this.#storeAvailable.set(available ? 1 : 0)
  }

  clockSkewed(skewMs: number): void {
    this.#clockSkew.set(skewMs / 1_000)
  }

  lockAcquired(backend: LockBackend, outcome: AcquireOutcome): void {
    this.#acquires.of(backend).of(outcome).add()
  }

  lockWaited(durationMs: number): void {
    this.#lockWaits.observe(durationMs / 1_000)
  }

  lockReleased(backend: LockBackend, outcome: ReleaseOutcome): void {
    this.#releases.of(backend).of(outcome).add()
  }

  lockBackendInUse(backend: LockBackend): void {
    this.#lockBackend.set({ backend: 'redis' }, backend === 'redis' ? 1 : 0)
    this.#lockBackend.set({ backend: 'in-process' }, backend === 'in-process' ? 1 : 0)
  }

  logLineDropped(): void {
    this.#logLinesDropped.inc()
  }

  /** A counter for frequent events. It is copied to prom-client, which is slower, only when the metrics are read. */
  #tally(counter: { name: string; help: string; labelNames: readonly string[] }): Tally {
    const tally = new Tally()
    this.#registry.registerMetric(
      new Counter({
        ...counter,
        registers: [],
        collect() {
          this.reset()
          for (const [labels, count] of tally.counts()) this.labels(...labels).inc(count)
        },
      }),
    )
    return tally
  }
}
