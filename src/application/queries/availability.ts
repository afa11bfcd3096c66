import type { EventId } from '../../domain/seat.ts'
import type { KeptSeatsPort } from '../ports/kept-seats.port.ts'
import { type AvailabilityView, EventSeats, type EventSeatsPorts } from './event-seats.ts'

export interface AvailabilityPorts extends EventSeatsPorts {
  readonly keptSeats: KeptSeatsPort<EventSeats>
}

/**
 * Tells which seats of an event are not available. It reads only what has changed since the last request, and requests
 * at the same time share a read.
 */
export class Availability {
  readonly #ports: AvailabilityPorts
  /** Events that are being read and are not kept yet. */
  readonly #unconfirmed = new Map<EventId, EventSeats>()

  constructor(ports: AvailabilityPorts) {
    this.#ports = ports
  }

  /**
   * @returns the seats as they are now, with everything that was saved before the call; undefined for an unknown event
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  async view(eventId: EventId): Promise<AvailabilityView | undefined> {
    const { keptSeats } = this.#ports
    const seats = keptSeats.get(eventId) ?? this.#begin(eventId)
    try {
      await seats.refresh()
    } catch (error) {
      // The changes may be too many to read, and would be more the next time.
      keptSeats.delete(eventId)
      throw error
    } finally {
      this.#unconfirmed.delete(eventId)
    }
    seats.expire()
    if (seats.view) keptSeats.set(eventId, seats)
    else keptSeats.delete(eventId)
    return seats.view
  }

  /** The same for all requests at the same time. */
  #begin(eventId: EventId): EventSeats {
    const seats = this.#unconfirmed.get(eventId) ?? new EventSeats(eventId, this.#ports)
    this.#unconfirmed.set(eventId, seats)
    return seats
  }
}
