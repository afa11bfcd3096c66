import type { BookSeatCommand } from '../../src/application/commands/book-seat.ts'

/** Books seat A-1 of the gala by default. */
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
