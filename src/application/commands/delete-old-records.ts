import type { ClockPort } from '../ports/clock.port.ts'
import type { DeletedEventsPort } from '../ports/deleted-events.port.ts'
import type { OldRecordsQuery, RetentionPort } from '../ports/retention.port.ts'
import type { WebhookRepositoryPort } from '../ports/webhook-repository.port.ts'

/** Small enough not to delay bookings. */
const RECORDS_PER_BATCH = 1_000

/** How long the log of webhook deliveries is kept. */
export const DELIVERIES_KEPT_DAYS = 7

/** How long an event whose creation was interrupted can be completed. A creation takes seconds. */
const UNFINISHED_EVENTS_KEPT_MS = 24 * 3_600_000

export interface RetentionPeriods {
  /** How long idempotency records are kept, and holds after they have expired, in milliseconds. */
  readonly idempotencyRecordsKeptMs: number
  /** How long the history and cancelled bookings are kept, in milliseconds. Default: for ever. */
  readonly historyKeptMs?: number | undefined
  /** How long the log of webhook deliveries is kept, in milliseconds. */
  readonly deliveriesKeptMs: number
}

export interface DeleteOldRecordsPorts {
  readonly retention: RetentionPort
  readonly webhooks: Pick<WebhookRepositoryPort, 'deleteDeliveries'>
  readonly deletedEvents: Pick<DeletedEventsPort, 'deleteUnfinished'>
  readonly clock: ClockPort
}

/** @returns the number of deleted records */
type Deletion = (query: OldRecordsQuery) => Promise<number>

/** Deletes records after their retention periods, and events whose creation was interrupted. Call periodically. */
export class DeleteOldRecords {
  readonly #ports: DeleteOldRecordsPorts
  readonly #periods: RetentionPeriods

  constructor(ports: DeleteOldRecordsPorts, periods: RetentionPeriods) {
    this.#ports = ports
    this.#periods = periods
  }

  /** @param signal ends the deletion between two batches; the next run continues */
  async execute(signal?: AbortSignal): Promise<void> {
    const { retention, webhooks, deletedEvents } = this.#ports
    const { idempotencyRecordsKeptMs, historyKeptMs, deliveriesKeptMs } = this.#periods
    await deletedEvents.deleteUnfinished({ begunBefore: this.#ago(UNFINISHED_EVENTS_KEPT_MS) })
    const deletions: [keptMs: number | undefined, Deletion][] = [
      [idempotencyRecordsKeptMs, (query) => retention.deleteIdempotencyRecordsAndHolds(query)],
      [deliveriesKeptMs, (query) => webhooks.deleteDeliveries(query)],
      [historyKeptMs, (query) => retention.deleteHistory(query)],
    ]
    for (const [keptMs, deleteSome] of deletions) {
      if (keptMs !== undefined) await this.#deleteAll(keptMs, deleteSome, signal)
    }
  }

  async #deleteAll(
    keptMs: number,
    deleteSome: Deletion,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const before = this.#ago(keptMs)
    let count = 1
    while (count > 0 && !signal?.aborted) {
      count = await deleteSome({ before, countMax: RECORDS_PER_BATCH })
    }
  }

  #ago(ms: number): Date {
    return new Date(this.#ports.clock.now().getTime() - ms)
  }
}
