import type { EventId, SeatConflict, SeatId } from '../domain/seat.ts'
import type { BookSeats } from './book-seats.ts'
import type { Requester, SeatsRefusal } from './change-seats.ts'

export interface BookSeatCommand extends Requester {
  readonly eventId: EventId
  readonly seatId: SeatId
  /** Unique, and chosen by the caller: ids come from outside, like time. */
  readonly bookingId: string
  readonly reference?: string | undefined
}

export type BookSeatRefusal =
  'unknown-seat' | 'locked' | 'in-flight' | 'key-reused' | 'result-gone' | SeatConflict['reason']

export type BookSeatResult =
  | { readonly outcome: 'booked'; readonly bookingId: string }
  | { readonly outcome: 'refused'; readonly reason: BookSeatRefusal }

/** Books one seat, and says of this one seat why it could not be. */
export class BookSeat {
  readonly #bookSeats: Pick<BookSeats, 'execute'>

  constructor(bookSeats: Pick<BookSeats, 'execute'>) {
    this.#bookSeats = bookSeats
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  async execute({ seatId, ...command }: BookSeatCommand): Promise<BookSeatResult> {
    const result = await this.#bookSeats.execute({ ...command, seatIds: [seatId] })
    return result.outcome === 'done'
      ? { outcome: 'booked', bookingId: result.result.bookingId }
      : { outcome: 'refused', reason: reasonOf(result.refusal) }
  }
}

function reasonOf(refusal: SeatsRefusal): BookSeatRefusal {
  switch (refusal.reason) {
    case 'conflict':
      return refusal.conflicts[0]?.reason ?? 'locked'
    case 'unknown-seats':
      return 'unknown-seat'
    case 'overtaken':
      return 'locked'
    case 'locked':
    case 'in-flight':
    case 'key-reused':
    case 'result-gone':
      return refusal.reason
  }
}
