import { defaultEvent } from '../../domain/default-event.ts'
import type { Event, EventSummary } from '../../domain/event.ts'
import type { SeatingPlan } from '../../domain/seating-plan.ts'
import { type Time, toDate } from './rows.ts'

export type EventSummaryRow = readonly [
  eventId: string,
  name: string,
  startsAt: Time | null,
  createdAt: Time,
  seatCount: number,
]

export type EventRow = readonly [...EventSummaryRow, plan: string | null]

export function fromEvent(event: Event): EventRow {
  const { id, name, startsAt, createdAt, seatCount, plan } = event
  const startsAtMs = startsAt?.getTime() ?? null
  return [id, name, startsAtMs, createdAt.getTime(), seatCount, JSON.stringify(plan)]
}

export function toEventSummary(row: EventSummaryRow | EventRow): EventSummary {
  const [id, name, startsAt, createdAt, seatCount] = row
  return {
    id,
    name,
    startsAt: startsAt === null ? undefined : toDate(startsAt),
    createdAt: toDate(createdAt),
    seatCount,
  }
}

export function toEvent(row: EventRow): Event {
  const [, , , , , plan] = row
  const summary = toEventSummary(row)
  return plan === null
    ? defaultEvent(summary)
    : { ...summary, plan: JSON.parse(plan) as SeatingPlan }
}
