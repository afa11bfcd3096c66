import type { ClockPort } from '../ports/clock.port.ts'
import type { DeletedEventsPort } from '../ports/deleted-events.port.ts'

/** Small enough not to delay bookings. */
const ROWS_PER_BATCH = 1_000

export interface PurgeEventsPorts {
  readonly deletedEvents: Pick<DeletedEventsPort, 'deleteRows'>
  readonly clock: ClockPort
}

/** Deletes the rows of deleted events. Call periodically. */
export class PurgeEvents {
  readonly #ports: PurgeEventsPorts
  readonly #idempotencyRecordsKeptMs: number

  constructor(
    ports: PurgeEventsPorts,
    { idempotencyRecordsKeptMs }: { readonly idempotencyRecordsKeptMs: number },
  ) {
    this.#ports = ports
    this.#idempotencyRecordsKeptMs = idempotencyRecordsKeptMs
  }

  /** @param signal ends the deletion between two batches; the next run continues */
  async execute(signal?: AbortSignal): Promise<void> {
    const { deletedEvents, clock } = this.#ports
    const keysKeptSince = new Date(clock.now().getTime() - this.#idempotencyRecordsKeptMs)
    let count: number
    do {
      count = await deletedEvents.deleteRows({ countMax: ROWS_PER_BATCH, keysKeptSince })
    } while (count > 0 && !signal?.aborted)
  }
}
