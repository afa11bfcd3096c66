import type { DeletedEventsPort } from '../ports/deleted-events.port.ts'

/** Small enough not to delay bookings. */
const ROWS_PER_BATCH = 1_000

/** Deletes the rows of deleted events. Call periodically. */
export class PurgeEvents {
  readonly #deletedEvents: DeletedEventsPort

  constructor(ports: { readonly deletedEvents: DeletedEventsPort }) {
    this.#deletedEvents = ports.deletedEvents
  }

  async execute(): Promise<void> {
    let count: number
    do {
      count = await this.#deletedEvents.deleteRows({ countMax: ROWS_PER_BATCH })
    } while (count > 0)
  }
}
