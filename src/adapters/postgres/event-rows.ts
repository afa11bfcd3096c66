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
