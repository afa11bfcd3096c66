import type { RememberedRequest } from '../../application/ports/seat-repository.port.ts'
import type { Cause, HistoryEntry, SeatAction } from '../../domain/history.ts'
import type { Seat } from '../../domain/seat.ts'
import type { SqlRow } from './sql.ts'

interface SeatRow {
  readonly seat_id: string
  readonly version: number
  readonly booking_id: string | null
  readonly booked_at: Date | null
  readonly reference: string | null
}

interface RequestRow {
  readonly key: string
  readonly fingerprint: string
  readonly booking_id: string
}

interface CauseRow {
  readonly action: SeatAction
  readonly actor: string
  readonly request_id: string
  readonly at: Date
}

type HistoryRow = CauseRow & Pick<SeatRow, 'seat_id' | 'version' | 'booking_id'>

export function fromSeat(seat: Seat): SeatRow {
  const { id: seat_id, version } = seat
  if (seat.status === 'available') {
    return { seat_id, version, booking_id: null, booked_at: null, reference: null }
  }
  const { id: booking_id, bookedAt: booked_at, reference = null } = seat.booking
  return { seat_id, version, booking_id, booked_at, reference }
}

export function toSeat(row: SqlRow): Seat {
  const { seat_id: id, version, booking_id, booked_at, reference } = row as unknown as SeatRow
  if (booking_id === null || booked_at === null) return { id, version, status: 'available' }
  const booking = { id: booking_id, bookedAt: booked_at, reference: reference ?? undefined }
  return { id, version, status: 'booked', booking }
}

export function fromRequest({ key, fingerprint, bookingId }: RememberedRequest): RequestRow {
  return { key, fingerprint, booking_id: bookingId }
}

export function toRequest(row: SqlRow): RememberedRequest {
  const { key, fingerprint, booking_id: bookingId } = row as unknown as RequestRow
  return { key, fingerprint, bookingId }
}

export function fromCause(action: SeatAction, { actor, requestId, at }: Cause): CauseRow {
  return { action, actor, request_id: requestId, at }
}

export function toHistoryEntry(row: SqlRow): HistoryEntry {
  const { seat_id, version, action, booking_id, actor, request_id, at } =
    row as unknown as HistoryRow
  return {
    seatId: seat_id,
    version,
    action,
    bookingId: booking_id ?? undefined,
    actor,
    requestId: request_id,
    at,
  }
}
