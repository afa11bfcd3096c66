import type { ClockPort } from '../ports/clock.port.ts'
import type { OldRecordsQuery, RetentionPort } from '../ports/retention.port.ts'

/** Small enough not to delay bookings. */
const RECORDS_PER_BATCH = 1_000

export interface RetentionPeriods {
  /** How long idempotency records are kept, and holds after they have expired, in milliseconds. */
  readonly requestsKeptMs: number
  /** How long the history and cancelled bookings are kept, in milliseconds. Default: for ever. */
  readonly historyKeptMs?: number | undefined
}

/** Deletes records after their retention periods. Call periodically. */
export class DeleteOldRecords {
  readonly #retention: RetentionPort
  readonly #clock: ClockPort
  readonly #periods: RetentionPeriods

  constructor(
    ports: { readonly retention: RetentionPort; readonly clock: ClockPort },
    periods: RetentionPeriods,
  ) {
    this.#retention = ports.retention
    this.#clock = ports.clock
    this.#periods = periods
  }

  async execute(): Promise<void> {
    const { requestsKeptMs, historyKeptMs } = this.#periods
    await this.#deleteAll(requestsKeptMs, (query) => this.#retention.deleteRequests(query))
    if (historyKeptMs === undefined) return
    await this.#deleteAll(historyKeptMs, (query) => this.#retention.deleteHistory(query))
  }

  async #deleteAll(
    keptMs: number,
    deleteSome: (query: OldRecordsQuery) => Promise<number>,
  ): Promise<void> {
    const before = new Date(this.#clock.now().getTime() - keptMs)
    let count: number
    do {
      count = await deleteSome({ before, countMax: RECORDS_PER_BATCH })
    } while (count > 0)
  }
}
