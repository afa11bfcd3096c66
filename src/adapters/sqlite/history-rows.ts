import type { SeatsUpdate } from '../../application/ports/seats-since.port.ts'
import type { EventUpdate } from '../../domain/event.ts'
import {
  EVENT_ACTION,
  type HistoryEntry,
  isChangeType,
  type SeatAction,
} from '../../domain/history.ts'
import type { PublicSeat, SeatId, SeatStatus } from '../../domain/seat.ts'
import { type CauseRow, toDate, unreadable } from './rows.ts'

export type HistoryRow = readonly [
  revision: number,
  ordinal: number,
  seatId: string | null,
  version: number | null,
  update: string | null,
  ...cause: CauseRow,
]

export function toHistoryEntry(row: HistoryRow): HistoryEntry {
  const [revision, ordinal, seatId, version, update, action, type, ...rest] = row
  const [holdId, bookingId, actor, requestId, at] = rest
  const common = { revision, ordinal, actor, requestId, at: toDate(at) }
  if (update !== null) {
    return { ...common, action: EVENT_ACTION, update: JSON.parse(update) as EventUpdate }
  }
  if (seatId === null || version === null) throw unreadable('history entry', String(revision))
  return {
    ...common,
    seatId,
    version,
    action: action as SeatAction,
    type: type !== null && isChangeType(type) ? type : undefined,
    holdId: holdId ?? undefined,
    bookingId: bookingId ?? undefined,
  }
}

/**
 * The state of an event, and seats as arrays of ids and versions, a letter for each status, and deadlines of held
 * seats.
 */
export type SeatsSinceRow = readonly [
  revision: number,
  tag: string,
  isComplete: boolean,
  ids: string,
  versions: string,
  letters: string | null,
  deadlines: string,
]

/** The letters of a {@link SeatsSinceRow}. */
const STATUSES: Readonly<Record<string, SeatStatus>> = {
  a: 'available',
  h: 'held',
  b: 'booked',
  x: 'blocked',
}

export function toSeatsSince(row: SeatsSinceRow): SeatsUpdate {
  const [revision, tag, isComplete, ids, versions, letters, deadlines] = row
  const seatIds = JSON.parse(ids) as readonly SeatId[]
  const versionOf = JSON.parse(versions) as readonly number[]
  const deadlineOf = JSON.parse(deadlines) as readonly number[]
  let held = 0
  const seats = seatIds.map((id, index): PublicSeat => {
    const version = versionOf[index]
    const status = STATUSES[letters?.[index] ?? '']
    if (version === undefined || status === undefined) throw unreadable('seat', id)
    if (status !== 'held') return { id, version, status }
    return { id, version, status, heldUntil: toDate(deadlineOf[held++]) }
  })
  return { revision, tag, isComplete, seats }
}
