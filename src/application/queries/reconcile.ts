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
    const referenceOf = new Map(query.bookings.map(({ seatId, reference }) => [seatId, reference]))
    const booked = new Set(seats.map(({ seatId }) => seatId))
    return {
      revision,
      missing: query.bookings.filter(({ seatId }) => !booked.has(seatId)),
      unexpected: seats.filter(({ seatId }) => !referenceOf.has(seatId)),
      otherReference: seats.filter(({ seatId, reference }) => {
        const expected = referenceOf.get(seatId)
        return expected !== undefined && expected !== reference
      }),
    }
  }
}
