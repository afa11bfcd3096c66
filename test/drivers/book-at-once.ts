import { randomUUID } from 'node:crypto'

import type { DependencyContainer } from 'tsyringe'

import { DEFAULT_EVENT_ID } from '../../src/domain/default-event.ts'
import type { SeatId } from '../../src/domain/seat.ts'
import { USE_CASES } from '../../src/wiring/tokens.ts'
import { bookSeatCommand } from '../builders/book-seat-command.ts'

export interface BookingOptions {
  /** Whether each booking has an idempotency key of its own. */
  readonly keys?: boolean
}

/**
 * Books each of the seats of the default event, all in the same tick.
 * @returns "booked", or why not
 */
export function bookAtOnce(
  services: DependencyContainer,
  seatIds: readonly SeatId[],
  { keys = false }: BookingOptions = {},
): Promise<string[]> {
  const { bookSeat } = services.resolve(USE_CASES)
  return Promise.all(
    seatIds.map(async (seatId) => {
      const idempotencyKey = keys ? randomUUID() : undefined
      const ids = { seatId, bookingId: randomUUID(), idempotencyKey }
      const command = bookSeatCommand({ eventId: DEFAULT_EVENT_ID, ...ids })
      const result = await bookSeat.execute(command)
      return result.outcome === 'done' ? 'booked' : result.refusal.reason
    }),
  )
}
