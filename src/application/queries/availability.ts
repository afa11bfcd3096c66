import type { EventId } from '../../domain/seat.ts'
import {
  type AvailabilityView,
  EventSeats,
  type EventSeatsPorts,
} from '../event-seats/event-seats.ts'
import type { KeptSeatsPort } from '../ports/kept-seats.port.ts'

export interface AvailabilityPorts extends EventSeatsPorts {
  readonly keptSeats: KeptSeatsPort<EventSeats>
}

/**
 * Returns the seats of an event that are not available. Reads only what has changed since the previous request, and
 * concurrent requests share a read.
 */
export class Availability {
  readonly #ports: AvailabilityPorts
  /** Events whose first read has not finished. */
  readonly #reading = new Map<EventId, EventSeats>()

  constructor(ports: AvailabilityPorts) {
    this.#ports = ports
  }

  /**
   * @returns the current seats, including everything that was saved before the call; undefined if the event does not
   *   exist
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  async view(eventId: EventId): Promise<AvailabilityView | undefined> {
    const { keptSeats } = this.#ports
    const seats = keptSeats.get(eventId) ?? this.#begin(eventId)
    try {
      await seats.refresh()
    } catch (error) {
      // There may be too many changes to read. The next request reads the current state instead.
      keptSeats.delete(eventId)
      throw error
    } finally {
      this.#reading.delete(eventId)
    }
    seats.expire()
    if (seats.view) keptSeats.set(eventId, seats)
    else keptSeats.delete(eventId)
    return seats.view
  }

  /** Returns the view that was read last, without the changes since then; undefined if it is not kept. */
  latest(eventId: EventId): AvailabilityView | undefined {
    const seats = this.#ports.keptSeats.get(eventId)
    seats?.expire()
    return seats?.view
  }

  /** Returns the same object for concurrent requests. */
  #begin(eventId: EventId): EventSeats {
    const seats = this.#reading.get(eventId) ?? new EventSeats(eventId, this.#ports)
    this.#reading.set(eventId, seats)
    return seats
  }
}
