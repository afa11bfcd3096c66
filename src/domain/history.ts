import type { Seat, SeatId } from './seat.ts'

/** What can be done to a seat, told as what has been done. */
export type SeatAction = 'booked'

/** Why a seat changed: who asked for it, with which request, and when. */
export interface Cause {
  /** The name of the key that was used, or "public". */
  readonly actor: string
  readonly requestId: string
  readonly at: Date
}

/** One change of one seat. */
export interface HistoryEntry extends Cause {
  readonly seatId: SeatId
  /** The version that the seat got by it. */
  readonly version: number
  readonly action: SeatAction
  readonly bookingId?: string | undefined
}

/** The entry for a seat that has just become what it is. */
export function historyEntry(seat: Seat, action: SeatAction, cause: Cause): HistoryEntry {
  const bookingId = seat.status === 'booked' ? seat.booking.id : undefined
  return { seatId: seat.id, version: seat.version, action, bookingId, ...cause }
}
