import type { Booking } from '../domain/booking.ts'
import { type EventId, type SeatId, takeSeats } from '../domain/seat.ts'
import {
  type ChangeResult,
  ChangeSeats,
  type ChangeSeatsPorts,
  refused,
  type Requester,
} from './change-seats.ts'
import type { ClockPort } from './ports/clock.port.ts'

export interface BookSeatsCommand extends Requester {
  readonly eventId: EventId
  /** Each named once. */
  readonly seatIds: readonly SeatId[]
  /** Unique, and chosen by the caller: ids come from outside, like time. */
  readonly bookingId: string
  readonly reference?: string | undefined
}

export interface BookedSeats {
  readonly bookingId: string
}

export type BookSeatsResult = ChangeResult<BookedSeats, never>

/** Books seats that nobody holds, all of them or none. */
export class BookSeats {
  readonly #changeSeats: ChangeSeats
  readonly #clock: ClockPort

  constructor(
    ports: ChangeSeatsPorts & { readonly clock: ClockPort },
    options: { readonly lockTtlMs: number },
  ) {
    this.#changeSeats = new ChangeSeats(ports, options)
    this.#clock = ports.clock
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  execute(command: BookSeatsCommand): Promise<BookSeatsResult> {
    const { eventId, seatIds, bookingId, reference, actor, requestId } = command
    const asked = { book: seatIds, reference }

    return this.#changeSeats.execute({ eventId, seatIds, requester: command, asked }, (seats) => {
      const now = this.#clock.now()
      const decision = takeSeats(seats, { status: 'booked', bookingId }, { now })
      if (decision.outcome === 'refused') {
        return refused({ reason: 'conflict', conflicts: decision.conflicts })
      }

      const booking: Booking = { id: bookingId, eventId, seatIds, bookedAt: now, reference }
      const cause = { actor, requestId, at: now }
      return {
        outcome: 'change',
        change: { seats: decision.seats, action: 'booked', cause, booking: { to: booking } },
        result: { bookingId },
      }
    })
  }
}
