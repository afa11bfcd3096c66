import { DEFAULT_EVENT_ID, defaultEvent } from '../../domain/default-event.ts'
import type { Event, EventSummary } from '../../domain/event.ts'
import type { SeatingPlan } from '../../domain/seating-plan.ts'
import { RowReader, UnreadableRowError } from './read-row.ts'
import type { SqlRow } from './sql.ts'

export function toEventSummary(row: SqlRow): EventSummary {
  const read = new RowReader(row)
  return {
    id: read.text('event_id'),
    name: read.text('name'),
    startsAt: read.timeOrNone('starts_at'),
    createdAt: read.time('created_at'),
    seatCount: read.integer('seat_count'),
  }
}

export function toEvent(row: SqlRow): Event {
  const summary = toEventSummary(row)
  const plan = row['plan'] as SeatingPlan | null
  if (plan) return { ...summary, plan }
  if (summary.id !== DEFAULT_EVENT_ID) throw new UnreadableRowError('plan')
  return defaultEvent(summary)
}
