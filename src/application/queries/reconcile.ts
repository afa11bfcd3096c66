import type { EventId, SeatId } from '../../domain/seat.ts'
import type { BookedSeat, BookedSeatsPort } from '../ports/booked-seats.port.ts'

/** A booked seat as the client has it. */
export interface ExpectedSeat {
  readonly seatId: SeatId
  readonly reference: string
}

/** How the booked seats of an event differ from those that the client expects. */
export interface Differences {
  /** The revision of the event with which the client's bookings were compared. */
  readonly revision: number
  /** Expected, but not booked. */
  readonly missing: readonly ExpectedSeat[]
  /** Booked, but not expected. */
  readonly unexpected: readonly BookedSeat[]
  /** Expected and booked, but the stored reference differs. Contains the stored one, if any. */
  readonly otherReference: readonly BookedSeat[]
}

/** Compares the bookings of a client with those of an event. */
export class Reconcile {
  readonly #bookedSeats: BookedSeatsPort

  constructor(ports: { readonly bookedSeats: BookedSeatsPort }) {
    this.#bookedSeats = ports.bookedSeats
  }

  /**
   * @param query.bookings all booked seats of the event that the client has, each once
   * @returns undefined if the event does not exist
   */
  async execute(query: {
    readonly eventId: EventId
    readonly bookings: readonly ExpectedSeat[]
  }): Promise<Differences | undefined> {
    const stored = await this.#bookedSeats.bookedSeats(query.eventId)
    if (!stored) return undefined
    const { revision, seats } = stored
    const missing = new Map(query.bookings.map((booking) => [booking.seatId, booking]))
    const unexpected: BookedSeat[] = []
    const otherReference: BookedSeat[] = []
    for (const seat of seats) {
      const expected = missing.get(seat.seatId)
      missing.delete(seat.seatId)
      if (!expected) unexpected.push(seat)
      else if (expected.reference !== seat.reference) otherReference.push(seat)
    }
    return { revision, missing: Array.from(missing.values()), unexpected, otherReference }
  }
}
