import type { Booking } from '../domain/booking.ts'
import { type EventId, isBookedAs, type SeatId, takeSeats } from '../domain/seat.ts'
import {
  type ChangeResult,
  ChangeSeats,
  type ChangeSeatsPorts,
  refused,
  type RepeatDecision,
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
  readonly #ports: ChangeSeatsPorts & { readonly clock: ClockPort }

  constructor(
    ports: ChangeSeatsPorts & { readonly clock: ClockPort },
    options: { readonly lockTtlMs: number },
  ) {
    this.#changeSeats = new ChangeSeats(ports, options)
    this.#ports = ports
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  execute(command: BookSeatsCommand): Promise<BookSeatsResult> {
    const { eventId, seatIds, bookingId, reference, actor, requestId } = command
    const asked = { book: seatIds, reference }
    const repeat = (result: BookedSeats) => this.#repeat(command, result)
    const target = { eventId, seatIds, requester: command, asked, repeat }

    return this.#changeSeats.execute<BookedSeats, never>(target, (seats) => {
      const now = this.#ports.clock.now()
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

  /** A booking stands until it is cancelled. */
  async #repeat(
    { eventId, seatIds }: BookSeatsCommand,
    result: BookedSeats,
  ): Promise<RepeatDecision<BookedSeats, never>> {
    const seats = await this.#ports.seats.find(eventId, seatIds)
    const isStanding = seats.length === seatIds.length && seats.every(isBookedAs(result.bookingId))
    return isStanding
      ? { outcome: 'unchanged', reliesOn: { seats }, result }
      : refused({ reason: 'result-gone' })
  }
}
