import type { BookSeatCommand } from '../../src/application/changes/seat-booking.ts'
import { codeOf } from './seat-change.ts'

/** Books seat A-1 of the gala by default. */
export function bookSeatCommand(over: Partial<BookSeatCommand> = {}): BookSeatCommand {
  return {
    eventId: 'gala',
    seatId: 'A-1',
    bookingId: 'b-1',
    code: codeOf(over.bookingId ?? 'b-1'),
    actor: 'public',
    requestId: 'r-1',
    clientId: undefined,
    ...over,
  }
}
