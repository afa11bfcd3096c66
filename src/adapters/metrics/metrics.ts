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
    help: 'Connections that were closed as soon as they were opened, by exceeded limit: all-clients (CONNECTIONS_MAX) or one-client (CONNECTIONS_PER_CLIENT_MAX).',
    labelNames: ['limit'] as const,
    registers: [this.#registry],
  })

  readonly #connectionsCut = new Counter({
    name: 'holdfast_http_connections_cut_total',
    help: 'Connections that were closed by the service, by reason: slow-reader, waiting-bytes, pipelined-requests or too-many-connections (on ADMIN_PORT).',
    labelNames: ['reason'] as const,
    registers: [this.#registry],
  })

  readonly #waitingBytes = new Gauge({
    name: 'holdfast_http_waiting_bytes',
    help: 'Bytes of responses that clients have not read yet. Bytes that several clients wait for are counted once.',
    registers: [this.#registry],
  })

  readonly #streamsOpen = new Gauge({
    name: 'holdfast_streams_open',
    help: 'Open streams.',
    registers: [this.#registry],
  })

  readonly #streamsCut = new Counter({
    name: 'holdfast_streams_cut_total',
    help: 'Streams that were closed because their reader was too slow.',
    registers: [this.#registry],
  })

  readonly #saves = this.#tally({
    name: 'holdfast_saves_total',
    help: 'Saves of seat changes, by action and outcome. conflict: the stored state differed from the state that was read or guessed.',
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
    help: 'Time that requests waited for locked seats. Requests that did not wait are not counted.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
    registers: [this.#registry],
  })

  readonly #lockBackend = new Gauge({
    name: 'holdfast_lock_backend_in_use',
    help: '1 for the lock backend in use, 0 for the other. If Redis is configured, in-process means that it is unavailable.',
    labelNames: ['backend'] as const,
    registers: [this.#registry],
  })

  readonly #storeAvailable = new Gauge({
    name: 'holdfast_store_available',
    help: '1 if the seat store is available, otherwise 0.',
    registers: [this.#registry],
  })

  readonly #logLinesDropped = new Counter({
    name: 'holdfast_log_lines_dropped_total',
    help: 'Log lines that were dropped because the buffer for standard output was full.',
    registers: [this.#registry],
  })

  readonly #clockSkew = new Gauge({
    name: 'holdfast_clock_skew_seconds',
    help: "How far the clock of this machine is ahead of the store's; negative when it is behind.",
    registers: [this.#registry],
  })

  #inFlight = 0

  constructor() {
    collectDefaultMetrics({ register: this.#registry })
    for (const limit of ['all-clients', 'one-client']) this.#connectionsRefused.inc({ limit }, 0)
    const inFlight = new Gauge({
      name: 'holdfast_http_requests_in_flight',
      help: 'Requests in flight, without those whose body has not arrived, and without health, readiness and metrics.',
      registers: [this.#registry],
      // Counted with every request, and set only when the metrics are read.
      collect: () => {
        inFlight.set(this.#inFlight)
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
