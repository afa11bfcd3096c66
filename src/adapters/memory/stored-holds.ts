import type {
  ClientSeatsQuery,
  FormerSeatsQuery,
} from '../../application/ports/client-seats.port.ts'
import type {
  ActiveHoldsQuery,
  HoldsByCodeQuery,
} from '../../application/ports/hold-repository.port.ts'
import type { OldRecordsQuery } from '../../application/ports/retention.port.ts'
import { type Hold, holdStatusAt } from '../../domain/hold.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'
import { EventRecords } from './event-records.ts'

/** The holds of all events. */
export class StoredHolds extends EventRecords<Hold> {
  findByToken(eventId: EventId, tokenDigest: string): Hold | undefined {
    return this.all().find((hold) => hold.eventId === eventId && hold.tokenDigest === tokenDigest)
  }

  findByCode({ eventId, code, countMax }: HoldsByCodeQuery): Hold[] {
    return this.all()
      .filter((hold) => hold.code === code && hold.eventId === eventId)
      .toArray()
      .sort((a, b) => b.heldAt.getTime() - a.heldAt.getTime() || (a.id < b.id ? 1 : -1))
      .slice(0, countMax)
  }

  activeHolds({ eventId, clientId, at, after = '', countMax }: ActiveHoldsQuery): Hold[] {
    return this.all()
      .filter((hold) => hold.eventId === eventId && holdStatusAt(hold, at) === 'active')
      .filter((hold) => clientId === undefined || hold.clientId === clientId)
      .filter((hold) => hold.heldAt <= at && hold.id > after)
      .toArray()
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, countMax)
  }

  countActive(clientId: string, now: Date): number {
    return this.all()
      .filter((hold) => hold.clientId === clientId && holdStatusAt(hold, now) === 'active')
      .reduce((count) => count + 1, 0)
  }

  /** The number of seats that the client holds. */
  countSeats({ eventId, clientId, now, exceptHoldId }: ClientSeatsQuery): number {
    return this.all()
      .filter((hold) => hold.eventId === eventId && hold.clientId === clientId)
      .filter((hold) => hold.id !== exceptHoldId && holdStatusAt(hold, now) === 'active')
      .reduce((sum, { seatIds }) => sum + seatIds.length, 0)
  }

  /** Deletes the holds that expired first. @returns their number */
  deleteExpired({ before, countMax }: OldRecordsQuery): number {
    const expired = this.stored()
      .filter((hold) => hold.expiresAt < before)
      .toArray()
      .sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
    const oldest = new Set(expired.slice(0, countMax))
    return this.delete((hold) => oldest.has(hold), countMax).length
  }

  /** The holds of the client that had a deadline after `since`. */
  recentOf({ eventId, clientId, since }: FormerSeatsQuery): ReadonlyMap<string, Hold> {
    const recent = this.all()
      .filter((hold) => hold.eventId === eventId && hold.clientId === clientId)
      .filter((hold) => hold.expiresAt > since)
    return new Map(recent.map((hold) => [hold.id, hold]))
  }
}

/** The deadlines until `now` of those of the holds that were not confirmed and had such a seat. */
export function expiryTimes(
  holds: ReadonlyMap<string, Hold>,
  isWanted: (seatId: SeatId) => boolean,
  now: Date,
): Date[] {
  return Array.from(holds.values())
    .filter(({ end, seatIds }) => end?.kind !== 'confirmed' && seatIds.some(isWanted))
    .map(({ expiresAt }) => expiresAt)
    .filter((expiresAt) => expiresAt <= now)
}
