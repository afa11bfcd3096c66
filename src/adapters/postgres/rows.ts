import type { LapsedSeat } from '../../application/ports/lapsed-seats.port.ts'
import type { SeatsSince } from '../../application/ports/seat-changes.port.ts'
import type { RememberedRequest } from '../../application/ports/seat-repository.port.ts'
import type { Booking } from '../../domain/booking.ts'
import type { Cause, HistoryEntry, SeatAction } from '../../domain/history.ts'
import type { Hold, HoldEnd } from '../../domain/hold.ts'
import type { PublicSeat, Seat, SeatState, SeatStatus } from '../../domain/seat.ts'
import type { SqlRow } from './sql.ts'

interface SeatRow {
  readonly seat_id: string
  readonly version: number
  readonly hold_id: string | null
  readonly held_until: Date | null
  readonly booking_id: string | null
  readonly blocked: boolean
}

/** Null where there are none; the deadlines are those of the held ones alone. */
type PublicSeats = readonly [
  ids: readonly string[] | null,
  versions: readonly number[] | null,
  letters: string | null,
  deadlines: readonly number[] | null,
]

interface HoldRow {
  readonly event_id: string
  readonly hold_id: string
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
  readonly seat_ids: readonly string[]
  readonly booked_at: Date
  readonly reference: string | null
  readonly cancelled_at: Date | null
}

interface CauseRow {
  readonly action: SeatAction
  readonly actor: string
  readonly request_id: string
  readonly at: Date
}

type HistoryRow = CauseRow &
  Pick<SeatRow, 'seat_id' | 'version' | 'hold_id' | 'booking_id'> & {
    readonly revision: number | string
    readonly ordinal: number
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

/** A seat's state as it was read, under the names that a statement compares by. */
export function wasSeat(seat: Seat) {
  const { hold_id, held_until, booking_id, blocked } = fromSeat(seat)
  return {
    was_hold_id: hold_id,
    was_held_until: held_until,
    was_booking_id: booking_id,
    was_blocked: blocked,
  }
}

export function toSeat(row: SqlRow): Seat {
  const { seat_id: id, version, ...state } = row as unknown as SeatRow
  return { id, version, ...toSeatState(state) }
}

export function toLapsedSeat(row: SqlRow): LapsedSeat {
  return { eventId: String(row['event_id']), seat: toSeat(row) as LapsedSeat['seat'] }
}

/** What the letters of {@link PublicSeats} say that a seat is. */
const STATUSES: Readonly<Record<string, Exclude<SeatStatus, 'held'>>> = {
  a: 'available',
  b: 'booked',
  x: 'blocked',
}

export function toSeatsSince({ revision, tag, seats }: SqlRow): Omit<SeatsSince, 'isComplete'> {
  const [ids, versions, letters, deadlines] = seats as PublicSeats
  let held = 0
  const toPublicSeat = (id: string, index: number): PublicSeat => {
    const version = versions?.[index] ?? 0
    const status = STATUSES[letters?.[index] ?? '']
    if (status) return { id, version, status }
    return { id, version, status: 'held', heldUntil: new Date(deadlines?.[held++] ?? 0) }
  }
  return {
    revision: Number(revision),
    tag: String(tag),
    seats: (ids ?? []).map(toPublicSeat),
  }
}

function toSeatState({
  hold_id,
  held_until,
  booking_id,
  blocked,
}: Omit<SeatRow, 'seat_id' | 'version'>): SeatState {
  if (hold_id !== null && held_until !== null) {
    return { status: 'held', holdId: hold_id, heldUntil: held_until }
  }
  if (booking_id !== null) return { status: 'booked', bookingId: booking_id }
  return { status: blocked ? 'blocked' : 'available' }
}

export function fromHold(hold: Hold): HoldRow {
  return {
    event_id: hold.eventId,
    hold_id: hold.id,
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

/** What can change of a hold, as it was read, under the names that a statement compares by. */
export function wasHold(hold: Hold) {
  const { version, seat_ids, expires_at, end_kind, booking_id } = fromHold(hold)
  return {
    was_version: version,
    was_seat_ids: seat_ids,
    was_expires_at: expires_at,
    was_end_kind: end_kind,
    was_booking_id: booking_id,
  }
}

export function toHold(found: SqlRow): Hold {
  const row = found as unknown as HoldRow
  return {
    id: row.hold_id,
    version: row.version,
    eventId: row.event_id,
    seatIds: row.seat_ids,
    tokenDigest: row.token_digest,
    clientId: row.client_id ?? undefined,
    heldAt: row.held_at,
    expiresAt: row.expires_at,
    expiresAtMax: row.expires_at_max,
    end: toHoldEnd(row),
  }
}

function toHoldEnd({ end_kind, booking_id }: HoldRow): HoldEnd | undefined {
  if (booking_id !== null) return { kind: 'confirmed', bookingId: booking_id }
  return end_kind === 'released' ? { kind: 'released' } : undefined
}

export function fromBooking(booking: Booking): BookingRow {
  return {
    event_id: booking.eventId,
    booking_id: booking.id,
    seat_ids: booking.seatIds,
    booked_at: booking.bookedAt,
    reference: booking.reference ?? null,
    cancelled_at: booking.cancelledAt ?? null,
  }
}

export function toBooking(found: SqlRow): Booking {
  const row = found as unknown as BookingRow
  return {
    id: row.booking_id,
    eventId: row.event_id,
    seatIds: row.seat_ids,
    bookedAt: row.booked_at,
    reference: row.reference ?? undefined,
    cancelledAt: row.cancelled_at ?? undefined,
  }
}

export function toRequest(row: SqlRow): RememberedRequest {
  const { key, fingerprint, result } = row as unknown as RememberedRequest
  return { key, fingerprint, result }
}

export function fromCause(action: SeatAction, { actor, requestId, at }: Cause): CauseRow {
  return { action, actor, request_id: requestId, at }
}

export function toHistoryEntry(found: SqlRow): HistoryEntry {
  const row = found as unknown as HistoryRow
  return {
    revision: Number(row.revision),
    ordinal: row.ordinal,
    seatId: row.seat_id,
    version: row.version,
    action: row.action,
    holdId: row.hold_id ?? undefined,
    bookingId: row.booking_id ?? undefined,
    actor: row.actor,
    requestId: row.request_id,
    at: row.at,
  }
}
