import { defaultEvent } from '../../domain/default-event.ts'
import type { Event, EventSummary } from '../../domain/event.ts'
import type { SeatingPlan } from '../../domain/seating-plan.ts'
import type { SqlRow } from './sql.ts'

interface EventSummaryRow {
  readonly event_id: string
  readonly name: string
  readonly starts_at: Date | null
  readonly created_at: Date
  readonly seat_count: number
}

export function toEventSummary(row: SqlRow): EventSummary {
  const { event_id, name, starts_at, created_at, seat_count } = row as unknown as EventSummaryRow
  return {
    id: event_id,
    name,
    startsAt: starts_at ?? undefined,
    createdAt: created_at,
    seatCount: seat_count,
  }
}

export function toEvent(row: SqlRow): Event {
  const summary = toEventSummary(row)
  const plan = row['plan'] as SeatingPlan | null
  return plan ? { ...summary, plan } : defaultEvent(summary)
}
