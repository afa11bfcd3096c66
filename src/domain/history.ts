import type { EventUpdate } from './event.ts'
import type { SeatId } from './seat.ts'

/** The changes of a seat that the history records. */
export const SEAT_ACTIONS = [
  'held',
  'extended',
  'released',
  'expired',
  'confirmed',
  'booked',
  'cancelled',
  'moved',
  'blocked',
  'unblocked',
] as const

export type SeatAction = (typeof SEAT_ACTIONS)[number]

/** The action of a change of the event itself. */
export const EVENT_ACTION = 'event-updated'

/** The changes that the history records. */
export const HISTORY_ACTIONS = [...SEAT_ACTIONS, EVENT_ACTION] as const

export type HistoryAction = (typeof HISTORY_ACTIONS)[number]

/** What a saved change did. The reference of a booking changes without its seats, so the history has no entry for it. */
export type SavedAction = SeatAction | 'reference-changed'

/**
 * The types of changes that webhooks report. A type names what happened to the hold or the booking as a whole; the
 * action names what happened to each seat.
 */
export const CHANGE_TYPES = [
  'hold.placed',
  'hold.extended',
  'hold.changed',
  'hold.released',
  'hold.expired',
  'booking.created',
  'booking.moved',
  'booking.cancelled',
  'seats.blocked',
  'seats.unblocked',
  'event.updated',
] as const

export type ChangeType = (typeof CHANGE_TYPES)[number]

/** A newer version of this program may have stored further types. */
export function isChangeType(type: string): type is ChangeType {
  return CHANGE_TYPES.some((known) => known === type)
}

/** Why a seat changed: the actor, the request and the time. */
export interface Cause {
  /** The name of the API key; "public" without a key; "system" for changes that the service makes itself. */
  readonly actor: string
  readonly requestId: string
  readonly at: Date
}

/** An entry of the history of an event: a change of one seat, or of the event itself. */
export type HistoryEntry = SeatEntry | EventEntry

interface Entry extends Cause {
  /** The number of the change within its event. Seats that changed together have the same revision. */
  readonly revision: number
  /** The position within the entries of that change, from 0. */
  readonly ordinal: number
}

/** One change of one seat. */
export interface SeatEntry extends Entry {
  readonly seatId: SeatId
  /** The version of the seat after the change. */
  readonly version: number
  readonly action: SeatAction
  /** Undefined if it follows from the action alone. Earlier releases always recorded it. */
  readonly type?: ChangeType | undefined
  readonly holdId?: string | undefined
  readonly bookingId?: string | undefined
}

/** A change of the event itself. */
export interface EventEntry extends Entry {
  readonly seatId?: undefined
  readonly action: typeof EVENT_ACTION
  readonly update: EventUpdate
}
