import { collectDefaultMetrics, type Counter, Registry } from 'prom-client'

import type { ReleaseOutcome } from '../../application/ports/lock.port.ts'
import type { SavedAction } from '../../domain/history.ts'
import type { DeliveryOutcome } from '../../domain/webhook.ts'
import { createInstruments } from './instruments.ts'
import { readTotals, type Totals } from './totals.ts'

export type LockBackend = 'redis' | 'in-process'
export type AcquireOutcome = 'acquired' | 'busy' | 'unavailable'

/**
 * The codes of errors on which docs/operations.md recommends alerts. They are counted from 0: the increase of a series that
 * begins with its first error does not include that error.
 */
const PROBLEMS_TO_ALERT = [
  'internal-error',
  'store-unavailable',
  'key-wrong',
  'too-many-wrong-keys',
]

/** The metrics of the service, in the Prometheus text format. Each instance of this class has its own registry. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #instruments = createInstruments(this.#registry)
  readonly #problems = new Tally(this.#instruments.problems, PROBLEMS_TO_ALERT)
  readonly #saves = new Tally(this.#instruments.saves)
  readonly #acquires = new Tally(this.#instruments.acquires)
  readonly #releases = new Tally(this.#instruments.releases)
  #inFlight = 0
  #uploadBytes = 0

  constructor() {
    collectDefaultMetrics({ register: this.#registry })
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  render(): Promise<string> {
    this.#copyCounts()
    return this.#registry.metrics()
  }

  /** The same metrics as numbers. */
  totals(): Promise<Totals> {
    this.#copyCounts()
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
    this.#instruments.requests.observe({ method, route, status }, durationMs / 1_000)
    if (problemCode !== undefined) this.#problems.add(problemCode)
  }

  requestsInFlight(count: number): void {
    this.#inFlight = count
  }

  uploadBytes(bytes: number): void {
    this.#uploadBytes = bytes
  }

  connectionRefused(limit: 'all-clients' | 'one-client'): void {
    this.#instruments.connectionsRefused.inc({ limit })
  }

  connectionCut(
    reason: 'slow-reader' | 'waiting-bytes' | 'pipelined-requests' | 'too-many-connections',
  ): void {
    this.#instruments.connectionsCut.inc({ reason })
  }

  waitingBytes(bytes: number): void {
    this.#instruments.waitingBytes.set(bytes)
  }

  streamsOpen(count: number): void {
    this.#instruments.streamsOpen.set(count)
  }

  streamCut(): void {
    this.#instruments.streamsCut.inc()
  }

  seatsSaved(action: SavedAction, outcome: 'saved' | 'conflict' | 'unknown'): void {
    this.#saves.add(action, outcome)
  }

  storeIsAvailable(available: boolean): void {
    this.#instruments.storeAvailable.set(available ? 1 : 0)
  }

  clockSkewed(skewMs: number): void {
    this.#instruments.clockSkew.set(skewMs / 1_000)
  }

  lockAcquired(backend: LockBackend, outcome: AcquireOutcome): void {
    this.#acquires.add(backend, outcome)
  }

  lockWaited(durationMs: number): void {
    this.#instruments.lockWaits.observe(durationMs / 1_000)
  }

  lockReleased(backend: LockBackend, outcome: ReleaseOutcome): void {
    this.#releases.add(backend, outcome)
  }

  lockBackendInUse(backend: LockBackend): void {
    this.#instruments.lockBackend.set({ backend: 'redis' }, backend === 'redis' ? 1 : 0)
    this.#instruments.lockBackend.set({ backend: 'in-process' }, backend === 'in-process' ? 1 : 0)
  }

  webhookDelivery(outcome: DeliveryOutcome): void {
    this.#instruments.webhookDeliveries.inc({ outcome })
  }

  webhooksLag(lagMs: number): void {
    this.#instruments.webhookLag.set(lagMs / 1_000)
  }

  logLineDropped(): void {
    this.#instruments.logLinesDropped.inc()
  }

  #copyCounts(): void {
    this.#instruments.requestsInFlight.set(this.#inFlight)
    this.#instruments.uploadBytes.set(this.#uploadBytes)
    for (const tally of [this.#problems, this.#saves, this.#acquires, this.#releases]) tally.copy()
  }
}

/** Counts frequent events. Faster than its counter, to which the counts are copied only when the metrics are read. */
class Tally {
  readonly #counter: Counter
  /** By the first label and, if the counter has two, the second. */
  readonly #counts = new Map<string, Map<string | undefined, number>>()

  /** @param firsts the values of the first label that are counted from 0 */
  constructor(counter: Counter, firsts: readonly string[] = []) {
    this.#counter = counter
    for (const first of firsts) this.#counts.set(first, new Map([[undefined, 0]]))
  }

  add(first: string, second?: string): void {
    let counts = this.#counts.get(first)
    if (!counts) this.#counts.set(first, (counts = new Map<string | undefined, number>()))
    counts.set(second, (counts.get(second) ?? 0) + 1)
  }

  copy(): void {
    this.#counter.reset()
    for (const [first, counts] of this.#counts) {
      for (const [second, count] of counts) {
        const labels = second === undefined ? [first] : [first, second]
        this.#counter.labels(...labels).inc(count)
      }
    }
  }
}
