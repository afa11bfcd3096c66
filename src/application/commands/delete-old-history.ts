import type { ClockPort } from '../ports/clock.port.ts'
import type { HistoryRetentionPort } from '../ports/history-retention.port.ts'

/** Small enough not to delay bookings. */
const ENTRIES_PER_BATCH = 1_000

/** Deletes history after its retention period. Call periodically. */
export class DeleteOldHistory {
  readonly #history: HistoryRetentionPort
  readonly #clock: ClockPort
  readonly #keptMs: number

  constructor(
    ports: { readonly history: HistoryRetentionPort; readonly clock: ClockPort },
    options: { readonly keptMs: number },
  ) {
    this.#history = ports.history
    this.#clock = ports.clock
    this.#keptMs = options.keptMs
  }

  async execute(): Promise<void> {
    const before = new Date(this.#clock.now().getTime() - this.#keptMs)
    let count: number
    do {
      count = await this.#history.deleteHistory({ before, countMax: ENTRIES_PER_BATCH })
    } while (count > 0)
  }
}
