import type { ExpiredSeat } from '../../application/ports/expired-seats.port.ts'
import type { IdempotencyRecord, SeatChange } from '../../application/ports/seat-repository.port.ts'
import type { Booking } from '../../domain/booking.ts'
import { changeTypeOf } from '../../domain/change-type.ts'
import type { Hold, HoldEnd } from '../../domain/hold.ts'
import type { Seat, SeatId, SeatState } from '../../domain/seat.ts'

// Rows are arrays of plain values in the order of the columns, which are cheap to pass between threads. Times are
// milliseconds since 1970.

export type Time = number

export type SeatRow = readonly [
  seatId: string,
  version: number,
  holdId: string | null,
  heldUntil: Time | null,
  bookingId: string | null,
  blocked: number,
]

export type ExpiredSeatRow = readonly [eventId: string, ...SeatRow]

export type HoldRow = readonly [
  holdId: string,
  eventId: string,
  code: string,
  version: number,
  seatIds: string,
  tokenDigest: string,
  clientId: string | null,
  heldAt: Time,
  expiresAt: Time,
  expiresAtMax: Time,
  endKind: string | null,
  bookingId: string | null,
]

export type BookingRow = readonly [
  bookingId: string,
  eventId: string,
  code: string,
  version: number,
  seatIds: string,
  cancelledSeatIds: string,
  bookedAt: Time,
  reference: string | null,
  clientId: string | null,
  cancelledAt: Time | null,
]

/** The columns of a booked seat that a client knows. */
export type BookedSeatRow = readonly [seatId: string, bookingId: string, reference: string | null]

export type RequestRow = readonly [key: string, fingerprint: string, result: string]

export type CauseRow = readonly [
  action: string,
  type: string | null,
  holdId: string | null,
  bookingId: string | null,
  actor: string,
  requestId: string,
  at: Time,
]

export interface ChangeRows {
  readonly eventId: string
  readonly seats: readonly TransitionRow<SeatRow>[]
  readonly cause: CauseRow
  readonly hold: TransitionRow<HoldRow | null, HoldRow> | null
  readonly booking: TransitionRow<BookingRow | null, BookingRow> | null
  readonly request: RequestRow | null
}

/** The row as it was read, and the next one. */
export type TransitionRow<From, To = From> = readonly [from: From, to: To]

export function fromChange(change: SeatChange): ChangeRows {
  const { eventId, seats, action, cause, hold, booking, idempotencyRecord } = change
  const { actor, requestId, at } = cause
  return {
    eventId,
    seats: seats.map(({ from, to }) => [fromSeat(from), fromSeat(to)]),
    cause: [
      action,
      (hold && changeTypeOf(action, hold)) ?? null,
      hold?.to.id ?? null,
      booking?.to.id ?? null,
      actor,
      requestId,
      at.getTime(),
    ],
    hold: hold ? [hold.from ? fromHold(hold.from) : null, fromHold(hold.to)] : null,
    booking: booking
      ? [booking.from ? fromBooking(booking.from) : null, fromBooking(booking.to)]
      : null,
    request: idempotencyRecord
      ? [idempotencyRecord.key, idempotencyRecord.fingerprint, idempotencyRecord.result]
      : null,
  }
}

export function fromSeat(seat: Seat): SeatRow {
  const { id, version } = seat
  switch (seat.status) {
    case 'available':
      return [id, version, null, null, null, 0]
    case 'held':
      return [id, version, seat.holdId, seat.heldUntil.getTime(), null, 0]
    case 'booked':
      return [id, version, null, null, seat.bookingId, 0]
    case 'blocked':
      return [id, version, null, null, null, 1]
  }
}

export function toSeat(row: SeatRow): Seat {
  const [id, version] = row
  return { id, version, ...toSeatState(row) }
}

/** An unreadable row is an error and never an available seat. */
function toSeatState(row: SeatRow): SeatState {
  const [id, , holdId, heldUntil, bookingId, blocked] = row
  const isHeld = holdId !== null && heldUntil !== null && bookingId === null && blocked === 0
  if (isHeld) return { status: 'held', holdId, heldUntil: toDate(heldUntil) }
  if (holdId === null && heldUntil === null) {
    if (bookingId !== null && blocked === 0) return { status: 'booked', bookingId }
    if (bookingId === null && blocked === 1) return { status: 'blocked' }
    if (bookingId === null && blocked === 0) return { status: 'available' }
  }
  throw unreadable('seat', id)
}

export function toExpiredSeat([eventId, ...row]: ExpiredSeatRow): ExpiredSeat {
  const seat = toSeat(row)
  if (seat.status !== 'held') throw unreadable('seat', seat.id)
  return { eventId, seat }
}

function fromHold(hold: Hold): HoldRow {
  return [
    hold.id,
    hold.eventId,
    hold.code,
    hold.version,
    JSON.stringify(hold.seatIds),
    hold.tokenDigest,
    hold.clientId ?? null,
    hold.heldAt.getTime(),
    hold.expiresAt.getTime(),
    hold.expiresAtMax.getTime(),
    hold.end?.kind ?? null,
    hold.end?.kind === 'confirmed' ? hold.end.bookingId : null,
  ]
}

export function toHold(row: HoldRow): Hold {
  const [id, eventId, code, version, seatIds, tokenDigest, clientId, ...rest] = row
  const [heldAt, expiresAt, expiresAtMax, endKind, bookingId] = rest
  return {
    id,
    code,
    version,
    eventId,
    seatIds: JSON.parse(seatIds) as SeatId[],
    tokenDigest,
    clientId: clientId ?? undefined,
    heldAt: toDate(heldAt),
    expiresAt: toDate(expiresAt),
    expiresAtMax: toDate(expiresAtMax),
    end: toHoldEnd(id, endKind, bookingId),
  }
}

function toHoldEnd(id: string, kind: string | null, bookingId: string | null): HoldEnd | undefined {
  if (kind === 'confirmed' && bookingId !== null) return { kind, bookingId }
  if (kind === 'released' && bookingId === null) return { kind }
  if (kind === null && bookingId === null) return undefined
  throw unreadable('hold', id)
}

function fromBooking(booking: Booking): BookingRow {
  return [
    booking.id,
    booking.eventId,
    booking.code,
    booking.version,
    JSON.stringify(booking.seatIds),
    JSON.stringify(booking.cancelledSeatIds),
    booking.bookedAt.getTime(),
    booking.reference ?? null,
    booking.clientId ?? null,
    booking.cancelledAt?.getTime() ?? null,
  ]
}

export function toBooking(row: BookingRow): Booking {
  const [id, eventId, code, version, seatIds, cancelledSeatIds, ...rest] = row
  const [bookedAt, reference, clientId, cancelledAt] = rest
  return {
    id,
    code,
    version,
    eventId,
    seatIds: JSON.parse(seatIds) as SeatId[],
    cancelledSeatIds: JSON.parse(cancelledSeatIds) as SeatId[],
    bookedAt: toDate(bookedAt),
    reference: reference ?? undefined,
    clientId: clientId ?? undefined,
    cancelledAt: cancelledAt === null ? undefined : toDate(cancelledAt),
  }
}

export function toRequest([key, fingerprint, result]: RequestRow): IdempotencyRecord {
  return { key, fingerprint, result }
}

export function toDate(time: number | undefined): Date {
  const date = new Date(time ?? NaN)
  if (Number.isNaN(date.getTime())) throw unreadable('time', String(time))
  return date
}

export function unreadable(what: string, id: string): Error {
  return new Error(`The stored ${what} "${id}" cannot be read`)
}
