import type { EventId, SeatId } from './seat.ts'

/** A sale of one or more seats of one event. */
export interface Booking {
  readonly id: string
  /** The short code for people; see `SHORT_CODE_DIGITS`. Unique within the event. */
  readonly code: string
  /** Incremented with each change of the booking. A new booking has version 1. */
  readonly version: number
  readonly eventId: EventId
  /** All seats of the booking, including the cancelled ones. If all are cancelled: those that it had at the end. */
  readonly seatIds: readonly SeatId[]
  /** All seats that were cancelled, which no longer belong to the booking. */
  readonly cancelledSeatIds: readonly SeatId[]
  readonly bookedAt: Date
  /** The client's own name for the booking, such as an order number. */
  readonly reference?: string | undefined
  /** The client that booked publicly, for the limit on seats per client. */
  readonly clientId?: string | undefined
  /** When its last seat was cancelled. */
  readonly cancelledAt?: Date | undefined
}

/** `partially-cancelled`: some of its seats were cancelled, but not all. */
export type BookingStatus = 'booked' | 'partially-cancelled' | 'cancelled'

/** A change of a booking: the state as it was read, undefined for a new booking, and the next state. */
export interface BookingTransition {
  readonly from?: Booking | undefined
  readonly to: Booking
}

type NewBooking = Omit<Booking, 'version' | 'cancelledSeatIds' | 'cancelledAt'>

export function newBooking(booking: NewBooking): Booking {
  return { ...booking, version: 1, cancelledSeatIds: [] }
}

/** A seat of a booking, and the seat that replaces it. */
export interface SeatMove {
  readonly from: SeatId
  readonly to: SeatId
}

/** The seats that belong to the booking: all but the cancelled ones. */
export function currentSeatIds({ seatIds, cancelledSeatIds }: Booking): readonly SeatId[] {
  return seatIds.filter((seatId) => !cancelledSeatIds.includes(seatId))
}

/**
 * `not-in-booking`: these seats to leave do not belong to the booking. `cancelled-before`: these new seats were cancelled
 * in this booking.
 */
export interface MoveRefusal {
  readonly reason: 'not-in-booking' | 'cancelled-before'
  readonly seatIds: readonly SeatId[]
}

/** Returns a refusal if some of the seats to leave do not belong to the booking. */
export function notInBooking(
  booking: Booking,
  moves: readonly Pick<SeatMove, 'from'>[],
): MoveRefusal | undefined {
  const current = currentSeatIds(booking)
  const others = moves.map(({ from }) => from).filter((seatId) => !current.includes(seatId))
  return others.length > 0 ? { reason: 'not-in-booking', seatIds: others } : undefined
}

/**
 * Returns why the seats of a booking cannot be moved in this way, if so. A seat that was cancelled cannot become a seat of
 * the booking again: the booking could not show its cancellation any more, which may have been refunded.
 */
export function refusalOfMove(
  booking: Booking,
  moves: readonly SeatMove[],
): MoveRefusal | undefined {
  const others = notInBooking(booking, moves)
  if (others) return others
  const { cancelledSeatIds } = booking
  const cancelled = moves.map(({ to }) => to).filter((seatId) => cancelledSeatIds.includes(seatId))
  return cancelled.length > 0 ? { reason: 'cancelled-before', seatIds: cancelled } : undefined
}

/** Replaces seats of a booking by seats that it has never had or has left by a move; see `refusalOfMove`. */
export function moveBooking(booking: Booking, moves: readonly SeatMove[]): Booking {
  const replacements = new Map(moves.map(({ from, to }) => [from, to]))
  return {
    ...booking,
    version: booking.version + 1,
    seatIds: booking.seatIds.map((seatId) => replacements.get(seatId) ?? seatId),
  }
}

/**
 * Cancels seats of a booking. The booking is cancelled with its last seats. The seats that were cancelled before may belong
 * to others by then, so a cancelled booking shows only the last ones.
 */
export function cancelSeats(booking: Booking, cancelled: readonly SeatId[], now: Date): Booking {
  const current = currentSeatIds(booking)
  const remaining = current.filter((seatId) => !cancelled.includes(seatId))
  const isCancelled = remaining.length === 0
  return {
    ...booking,
    version: booking.version + 1,
    seatIds: isCancelled ? current : booking.seatIds,
    cancelledSeatIds: booking.seatIds.filter((seatId) => !remaining.includes(seatId)),
    cancelledAt: isCancelled ? now : undefined,
  }
}

/** Changes the reference of a booking, or removes it. */
export function changeReference(booking: Booking, reference: string | undefined): Booking {
  return { ...booking, version: booking.version + 1, reference }
}

export function bookingStatus({ cancelledSeatIds, cancelledAt }: Booking): BookingStatus {
  if (cancelledAt) return 'cancelled'
  return cancelledSeatIds.length > 0 ? 'partially-cancelled' : 'booked'
}

/** Whether a stored booking is unchanged since it was read. Both are undefined for a new booking. */
export function isSameBooking(stored: Booking | undefined, read: Booking | undefined): boolean {
  return stored && read ? stateOf(stored) === stateOf(read) : stored === read
}

function stateOf(booking: Booking): string {
  const { id, version, seatIds, cancelledSeatIds, reference, cancelledAt } = booking
  return JSON.stringify([id, version, seatIds, cancelledSeatIds, reference, cancelledAt])
}
