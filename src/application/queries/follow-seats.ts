import type { EventId } from '../../domain/seat.ts'
import {
  FollowedEvent,
  type FollowedEventOptions,
  type FollowedEventPorts,
} from './followed-event.ts'
import type { SeatFeedPort } from '../ports/seat-feed.port.ts'

export interface FollowSeatsPorts extends FollowedEventPorts {
  readonly feed: Pick<SeatFeedPort, 'listen'>
}

interface Entry {
  readonly event: FollowedEvent
  /** Ends the listening; set once the event is known to be there. */
  unlisten?: () => void
}

/**
 * Lets many readers follow events, for one reading of the store at a time for each event, however many readers it has.
 * What is known of an event is kept for as long as somebody follows it.
 */
export class FollowSeats {
  readonly #ports: FollowSeatsPorts
  readonly #options: FollowedEventOptions
  readonly #entries = new Map<EventId, Entry>()

  constructor(ports: FollowSeatsPorts, options: FollowedEventOptions) {
    this.#ports = ports
    this.#options = options
  }

  /**
   * @returns the event, to be joined before the next tick, when nothing is missing that was saved before the call;
   *   undefined when there is no such event
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  async execute(eventId: EventId): Promise<FollowedEvent | undefined> {
    const entry = this.#entries.get(eventId) ?? this.#begin(eventId)
    await entry.event.refresh()
    if (!entry.event.isKnown) return undefined
    this.#listen(eventId, entry)
    return entry.event
  }

  /** Has to be called again and again: it tells of holds that ran out, and reads what changed since the last time. */
  tick(): void {
    for (const [eventId, { event, unlisten }] of this.#entries) {
      event.tick()
      if (event.isIdle) {
        unlisten?.()
        this.#entries.delete(eventId)
      }
    }
  }

  #begin(eventId: EventId): Entry {
    const entry = { event: new FollowedEvent(eventId, this.#ports, this.#options) }
    this.#entries.set(eventId, entry)
    return entry
  }

  /** Only now, so that nobody listens to events that there are not. */
  #listen(eventId: EventId, entry: Entry): void {
    if (entry.unlisten) return
    entry.unlisten = this.#ports.feed.listen(eventId, () => {
      entry.event.nudge()
    })
    // What was announced between the reading and now was not heard.
    entry.event.nudge()
  }
}
