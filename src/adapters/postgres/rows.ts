import type { ExpiredSeat } from '../../application/ports/expired-seats.port.ts'
import type { IdempotencyRecord } from '../../application/ports/seat-repository.port.ts'
import type { Booking } from '../../domain/booking.ts'
import type { Cause, SavedAction } from '../../domain/history.ts'
import type { Hold, HoldEnd } from '../../domain/hold.ts'
import type { Seat, SeatState } from '../../domain/seat.ts'
import { RowReader, UnreadableRowError } from './read-row.ts'
import type { SqlRow } from './sql.ts'

interface SeatRow {
  readonly seat_id: string
  readonly version: number
  readonly hold_id: string | null
  readonly held_until: Date | null
  readonly booking_id: string | null
  readonly blocked: boolean
}

interface HoldRow {
  readonly event_id: string
  readonly hold_id: string
  readonly code: string
  readonly version: number
  readonly seat_ids: readonly string[]
  readonly token_digest: string
  readonly client_id: string | null
  readonly held_at: Date
  readonly expires_at: Date
  readonly expires_at_max: Date
  readonly end_kind: HoldEnd['kind'] | null
  readonly booking_id: string | null
}

interface BookingRow {
  readonly event_id: string
  readonly booking_id: string
  readonly code: string
  readonly version: number
  readonly seat_ids: readonly string[]
  readonly cancelled_seat_ids: readonly string[]
  readonly booked_at: Date
  readonly reference: string | null
  readonly client_id: string | null
  readonly cancelled_at: Date | null
}

interface CauseRow {
  readonly action: SavedAction
  readonly actor: string
  readonly request_id: string
  readonly at: Date
}

export function fromSeat(seat: Seat): SeatRow {
  return {
    seat_id: seat.id,
    version: seat.version,
    hold_id: seat.status === 'held' ? seat.holdId : null,
    held_until: seat.status === 'held' ? seat.heldUntil : null,
    booking_id: seat.status === 'booked' ? seat.bookingId : null,
    blocked: seat.status === 'blocked',
  }
}

export function toSeat(row: SqlRow): Seat {
  const read = new RowReader(row)
  return { id: read.text('seat_id'), version: read.integer('version'), ...toSeatState(read) }
}

/** A row with two states, or an incomplete one, is an error and never an available seat. */
function toSeatState(read: RowReader): SeatState {
  const [holdId, bookingId] = [read.textOrNone('hold_id'), read.textOrNone('booking_id')]
  const heldUntil = read.timeOrNone('held_until')
  const isBlocked = read.boolean('blocked')
  const states: SeatState[] = []
  if (holdId !== undefined && heldUntil) states.push({ status: 'held', holdId, heldUntil })
  if (bookingId !== undefined) states.push({ status: 'booked', bookingId })
  if (isBlocked) states.push({ status: 'blocked' })
  const isHalfHeld = (holdId === undefined) !== (heldUntil === undefined)
  const [state = { status: 'available' }, ...others] = states
  if (isHalfHeld || others.length > 0) {
    throw new UnreadableRowError('hold_id, held_until, booking_id, blocked')
  }
  return state
}

export function toExpiredSeat(row: SqlRow): ExpiredSeat {
  const seat = toSeat(row)
  if (seat.status !== 'held') throw new UnreadableRowError('held_until')
  return { eventId: new RowReader(row).text('event_id'), seat }
}

export function fromHold(hold: Hold): HoldRow {
  return {
    event_id: hold.eventId,
    hold_id: hold.id,
    code: hold.code,
    version: hold.version,
    seat_ids: hold.seatIds,
    token_digest: hold.tokenDigest,
    client_id: hold.clientId ?? null,
    held_at: hold.heldAt,
    expires_at: hold.expiresAt,
    expires_at_max: hold.expiresAtMax,
    end_kind: hold.end?.kind ?? null,
    booking_id: hold.end?.kind === 'confirmed' ? hold.end.bookingId : null,
  }
}

export function toHold(row: SqlRow): Hold {
  const read = new RowReader(row)
  return {
    id: read.text('hold_id'),
    code: read.text('code'),
    version: read.integer('version'),
    eventId: read.text('event_id'),
    seatIds: read.texts('seat_ids'),
    tokenDigest: read.text('token_digest'),
    clientId: read.textOrNone('client_id'),
    heldAt: read.time('held_at'),
    expiresAt: read.time('expires_at'),
    expiresAtMax: read.time('expires_at_max'),
    end: toHoldEnd(read),
  }
}

function toHoldEnd(read: RowReader): HoldEnd | undefined {
  const kind = read.oneOfOrNone('end_kind', ['released', 'confirmed'])
  const bookingId = read.textOrNone('booking_id')
  if ((kind === 'confirmed') !== (bookingId !== undefined)) {
    throw new UnreadableRowError('end_kind, booking_id')
  }
  if (bookingId !== undefined) return { kind: 'confirmed', bookingId }
  return kind && { kind: 'released' }
}

export function fromBooking(booking: Booking): BookingRow {
  return {
    event_id: booking.eventId,
    booking_id: booking.id,
    code: booking.code,
    version: booking.version,
    seat_ids: booking.seatIds,
    cancelled_seat_ids: booking.cancelledSeatIds,
    booked_at: booking.bookedAt,
    reference: booking.reference ?? null,
    client_id: booking.clientId ?? null,
    cancelled_at: booking.cancelledAt ?? null,
  }
}

export function toBooking(row: SqlRow): Booking {
  const read = new RowReader(row)
  return {
    id: read.text('booking_id'),
    code: read.text('code'),
    version: read.integer('version'),
    eventId: read.text('event_id'),
    seatIds: read.texts('seat_ids'),
    cancelledSeatIds: read.texts('cancelled_seat_ids'),
    bookedAt: read.time('booked_at'),
    reference: read.textOrNone('reference'),
    clientId: read.textOrNone('client_id'),
    cancelledAt: read.timeOrNone('cancelled_at'),
  }
}

export function toRequest(row: SqlRow): IdempotencyRecord {
  const read = new RowReader(row)
  return {
    key: read.text('key'),
    fingerprint: read.text('fingerprint'),
    result: read.text('result'),
  }
}

export function fromCause(action: SavedAction, { actor, requestId, at }: Cause): CauseRow {
  return { action, actor, request_id: requestId, at }
}
