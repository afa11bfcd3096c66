import * as seat from '../../model/seat-operations.ts'
import { effectOn } from '../effects.ts'
import type { Sent } from '../journal.ts'
import type { Random } from '../random.ts'
import { ADMIN_KEY } from '../requests/buyer-context.ts'
import type { Message, Sender } from '../sender.ts'

/** Seats of the default event that no hall uses, nor the storm of one key. */
const FIRST = 10_000
const COUNT = 9_000

/** @returns different seats for a fault, which an earlier fault may have sold */
export function spareSeats(random: Random, count: number): string[] {
  const first = FIRST + random.below(COUNT - count)
  return Array.from({ length: count }, (_, index) => `${first + index}`)
}

export function bookSpareSeat(
  sender: Sender,
  seatId: string,
  options: Pick<Message, 'key' | 'bearer' | 'accessKey'> = {},
): Promise<Sent> {
  return sender.send({
    kind: 'book a spare seat',
    method: 'POST',
    path: '/api/events/default/bookings',
    eventId: 'default',
    body: { seatIds: [seatId] },
    wanted: { count: 1, seatIds: [seatId] },
    bearer: ADMIN_KEY,
    effects: ({ seatIds, bookingId }) => seatIds.map(effectOn(seat.booked(bookingId))),
    ...options,
  })
}
