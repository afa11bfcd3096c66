import { freeSeats, isHeldBy, statusAt } from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { ExpiredSeat } from '../ports/expired-seats.port.ts'
import type { HoldRepositoryPort } from '../ports/hold-repository.port.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'

export interface RecordExpiryPorts {
  readonly holds: Pick<HoldRepositoryPort, 'findHold'>
  readonly seats: Pick<SeatRepositoryPort, 'find' | 'save'>
  readonly clock: ClockPort
}

/**
 * Records the expiry of one hold in the store and the history. Frees all of its seats in one change, also those that are
 * not given.
 */
export async function recordExpiry(
  { holds, seats, clock }: RecordExpiryPorts,
  ofOneHold: readonly ExpiredSeat[],
  requestId: string,
): Promise<'saved' | 'conflict'> {
  const [first] = ofOneHold
  if (!first) return 'conflict'
  const { eventId, seat } = first
  const hold = await holds.findHold(seat.holdId)
  const held = hold ? await seats.find(eventId, hold.seatIds) : ofOneHold.map((each) => each.seat)
  const now = clock.now()
  const isOwn = isHeldBy(seat.holdId)
  const freed = freeSeats(held, (each) => isOwn(each) && statusAt(each, now) === 'available')
  if (freed.length === 0) return 'conflict'
  return seats.save({
    eventId,
    seats: freed,
    action: 'expired',
    cause: { actor: 'system', requestId, at: now },
    // Unchanged, so that its version stays the one that a seller has read: it can still be confirmed.
    hold: hold && { from: hold, to: hold },
  })
}
