import type { EventId } from '../../domain/seat.ts'
import {
  FollowedEvent,
  type FollowedEventPorts,
  type OnReadError,
} from '../event-seats/followed-event.ts'
import type { SeatFeedPort } from '../ports/seat-feed.port.ts'

export interface FollowSeatsPorts extends FollowedEventPorts {
  readonly feed: Pick<SeatFeedPort, 'listen'>
}

interface Entry {
  readonly event: FollowedEvent
  /** Ends the subscription; set once the event is known to exist. */
  unlisten?: () => void
}

/** Lets readers follow events. All readers of an event share it, and it is dropped after the last one has left. */
export class FollowSeats {
  readonly #ports: FollowSeatsPorts
  readonly #onError: OnReadError
  readonly #entries = new Map<EventId, Entry>()

  constructor(ports: FollowSeatsPorts, onError: OnReadError) {
    this.#ports = ports
    this.#onError = onError
  }

  /**
   * @returns the event, including everything that was saved before the call; undefined if it does not exist. Join it
   *   before the next `advance`
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  async execute(eventId: EventId): Promise<FollowedEvent | undefined> {
    const entry = this.#entries.get(eventId) ?? this.#begin(eventId)
    await entry.event.refresh()
    if (!entry.event.isKnown) return undefined
    this.#listen(eventId, entry)
    return entry.event
  }

  /** Call periodically. Advances every event, and drops those without readers. */
  advance(): void {
    for (const [eventId, { event, unlisten }] of this.#entries) {
      event.advance()
      if (event.isIdle) {
        unlisten?.()
        this.#entries.delete(eventId)
      }
    }
  }

  #begin(eventId: EventId): Entry {
    const entry = { event: new FollowedEvent(eventId, this.#ports, this.#onError) }
    this.#entries.set(eventId, entry)
    return entry
  }

  /** Call only for events that exist. */
  #listen(eventId: EventId, entry: Entry): void {
    if (entry.unlisten) return
    entry.unlisten = this.#ports.feed.listen(eventId, () => {
      entry.event.requestRefresh()
    })
    // Changes that were announced between the read and the subscription were missed.
    entry.event.requestRefresh()
  }
}
