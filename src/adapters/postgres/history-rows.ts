import type { SeatsUpdate } from '../../application/ports/seats-since.port.ts'
import type { EventUpdate } from '../../domain/event.ts'
import {
  type ChangeType,
  EVENT_ACTION,
  type HistoryEntry,
  isChangeType,
  SEAT_ACTIONS,
} from '../../domain/history.ts'
import type { PublicSeat, SeatStatus } from '../../domain/seat.ts'
import { RowReader, UnreadableRowError } from './read-row.ts'
import type { SqlRow } from './sql.ts'

export function toHistoryEntry(row: SqlRow): HistoryEntry {
  const read = new RowReader(row)
  const common = {
    revision: read.integer('revision'),
    ordinal: read.integer('ordinal'),
    actor: read.text('actor'),
    requestId: read.text('request_id'),
    at: read.time('at'),
  }
  // The driver parses JSON.
  const update = row['event_update'] as EventUpdate | null
  if (update) return { ...common, action: read.oneOf('action', [EVENT_ACTION]), update }
  return {
    ...common,
    seatId: read.text('seat_id'),
    version: read.integer('version'),
    action: read.oneOf('action', SEAT_ACTIONS),
    type: toChangeType(read.textOrNone('type')),
    holdId: read.textOrNone('hold_id'),
    bookingId: read.textOrNone('booking_id'),
  }
}

/** A type that a newer version of this program has added is ignored. */
function toChangeType(type: string | undefined): ChangeType | undefined {
  return type !== undefined && isChangeType(type) ? type : undefined
}

/** Null when there are none. Only held seats have deadlines. */
type PublicSeats = readonly [
  ids: readonly string[] | null,
  versions: readonly number[] | null,
  letters: string | null,
  deadlines: readonly number[] | null,
]

/** The letters of {@link PublicSeats}. */
const STATUSES: Readonly<Record<string, SeatStatus>> = {
  a: 'available',
  b: 'booked',
  h: 'held',
  x: 'blocked',
}

export function toSeatsSince(row: SqlRow): Omit<SeatsUpdate, 'isComplete'> {
  const read = new RowReader(row)
  return {
    revision: read.integer('revision'),
    tag: read.text('tag'),
    seats: toPublicSeats(row['seats'] as PublicSeats),
  }
}

function toPublicSeats([ids, versions, letters, deadlines]: PublicSeats): PublicSeat[] {
  let held = 0
  return (ids ?? []).map((id, index) => {
    const version = versions?.[index]
    const status = STATUSES[letters?.[index] ?? '']
    if (version === undefined || status === undefined) throw new UnreadableRowError('seats')
    if (status !== 'held') return { id, version, status }
    const heldUntil = new Date(deadlines?.[held++] ?? NaN)
    if (Number.isNaN(heldUntil.getTime())) throw new UnreadableRowError('held_until')
    return { id, version, status, heldUntil }
  })
}
