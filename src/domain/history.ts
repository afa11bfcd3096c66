import type { SeatId } from './seat.ts'

/** What can be done to a seat, told as what has been done. */
export const SEAT_ACTIONS = [
  'held',
  'extended',
  'released',
  'expired',
  'confirmed',
  'booked',
  'cancelled',
  'blocked',
  'unblocked',
] as const

export type SeatAction = (typeof SEAT_ACTIONS)[number]

/** Why a seat changed: who asked for it, with which request, and when. */
export interface Cause {
  /** The name of the key that was used, "public", or "system" for what the service does by itself. */
  readonly actor: string
  readonly requestId: string
  readonly at: Date
}

/** One change of one seat. */
export interface HistoryEntry extends Cause {
  /** Which change of the event it was part of; seats that changed together share it. */
  readonly revision: number
  /** Its place among the entries of that change, from 0. */
  readonly ordinal: number
  readonly seatId: SeatId
  /** The version that the seat got by it. */
  readonly version: number
  readonly action: SeatAction
  readonly holdId?: string | undefined
  readonly bookingId?: string | undefined
}
