import type { ClockPort } from '../ports/clock.port.ts'
import type { HistoryRetentionPort } from '../ports/history-retention.port.ts'

/** Few enough at a time not to keep bookings waiting. */
const ENTRIES_PER_TURN = 1_000

/** Deletes what is older than the history is kept. */
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

  /** @throws {StoreUnavailableError} when the store cannot be reached */
  async execute(): Promise<void> {
    const before = new Date(this.#clock.now().getTime() - this.#keptMs)
    let count: number
    do {
      count = await this.#history.deleteHistory({ before, countMax: ENTRIES_PER_TURN })
    } while (count > 0)
  }
}
