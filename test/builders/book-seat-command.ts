import type { BookSeatCommand } from '../../src/application/commands/book-seat.ts'

/** Someone books seat A-1 of the gala, unless said otherwise. */
export function bookSeatCommand(over: Partial<BookSeatCommand> = {}): BookSeatCommand {
  return {
    eventId: 'gala',
    seatId: 'A-1',
    bookingId: 'b-1',
    actor: 'public',
    requestId: 'r-1',
    ...over,
  }
}
