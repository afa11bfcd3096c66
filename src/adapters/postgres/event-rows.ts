import { DEFAULT_EVENT_ID, defaultEvent } from '../../domain/default-event.ts'
import { type Event, EVENT_STATUSES, type EventSummary } from '../../domain/event.ts'
import type { SeatingPlan } from '../../domain/seating-plan.ts'
import { columnsInMilliseconds } from './milliseconds.ts'
import { RowReader, UnreadableRowError } from './read-row.ts'
import type { SqlRow } from './sql.ts'

/** The columns of an EventSummaryRow. */
export const EVENT_COLUMNS = `
  event_id, event_version, seat_count, name, time_zone, event_status,
  ${columnsInMilliseconds('created_at', 'starts_at', 'sale_opens_at', 'sale_closes_at')}`

/**
 * A condition: the details of the event are as they were read. Times are compared in milliseconds, the precision in which
 * they are read.
 *
 * $1         the event
 * $2 to $10  its version, creation time, number of seats, name, start, time zone, opening, closing and status
 */
export const EVENT_IS_AS_READ = `
  event_id = $1 and event_version = $2 and date_trunc('milliseconds', created_at) = $3
    and seat_count = $4 and name = $5 and date_trunc('milliseconds', starts_at) is not distinct from $6
    and time_zone is not distinct from $7 and date_trunc('milliseconds', sale_opens_at) is not distinct from $8
    and date_trunc('milliseconds', sale_closes_at) is not distinct from $9 and event_status = $10`

/** The values of EVENT_IS_AS_READ. */
export function eventAsRead(event: EventSummary) {
  const { id, version, createdAt, seatCount } = event
  return [id, version, createdAt, seatCount, ...detailsOf(event)]
}

/** The values of the details, in the order of EVENT_IS_AS_READ. */
export function detailsOf(event: EventSummary) {
  const { name, startsAt, timeZone, saleOpensAt, saleClosesAt, status } = event
  return [
    ...[name, startsAt ?? null, timeZone ?? null],
    ...[saleOpensAt ?? null, saleClosesAt ?? null, status],
  ]
}

export function toEventSummary(row: SqlRow): EventSummary {
  const read = new RowReader(row)
  return {
    id: read.text('event_id'),
    version: read.integer('event_version'),
    createdAt: read.time('created_at'),
    seatCount: read.integer('seat_count'),
    name: read.text('name'),
    startsAt: read.timeOrNone('starts_at'),
    timeZone: read.textOrNone('time_zone'),
    saleOpensAt: read.timeOrNone('sale_opens_at'),
    saleClosesAt: read.timeOrNone('sale_closes_at'),
    status: read.oneOf('event_status', EVENT_STATUSES),
  }
}

export function toEvent(row: SqlRow): Event {
  const summary = toEventSummary(row)
  const plan = row['plan'] as SeatingPlan | null
  if (plan) return { ...summary, plan }
  if (summary.id !== DEFAULT_EVENT_ID) throw new UnreadableRowError('plan')
  return { ...summary, plan: defaultEvent(summary).plan }
}
