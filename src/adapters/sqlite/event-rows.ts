import type { EventChange } from '../../application/ports/event-repository.port.ts'
import { defaultEvent } from '../../domain/default-event.ts'
import {
  type Event,
  EVENT_STATUSES,
  type EventSummary,
  type EventUpdate,
  eventUpdateOf,
} from '../../domain/event.ts'
import { type Cause, EVENT_ACTION } from '../../domain/history.ts'
import { fromStoredPlan, type StoredPlan } from '../../domain/seating-plan.ts'
import { type Time, toDate, unreadable } from './rows.ts'

/** The columns of an event without its plan, in the order of `EVENT_COLUMNS`. */
export type EventSummaryRow = readonly [
  eventId: string,
  version: number,
  planVersion: number,
  createdAt: Time,
  seatCount: number,
  name: string,
  startsAt: Time | null,
  timeZone: string | null,
  saleOpensAt: Time | null,
  saleClosesAt: Time | null,
  status: string,
]

export const EVENT_COLUMNS =
  'event_id, event_version, plan_version, created_at, seat_count, name, starts_at, time_zone, sale_opens_at, sale_closes_at, event_status'

export type EventRow = readonly [...EventSummaryRow, plan: string | null]

/** The entry of the history for a change of the event itself, without its position. */
export type EventEntryRow = readonly [
  action: string,
  update: string,
  actor: string,
  requestId: string,
  at: Time,
]

export function fromEvent(event: Event): EventRow {
  return [...fromEventSummary(event), JSON.stringify(event.plan)]
}

export function fromEventSummary(event: EventSummary): EventSummaryRow {
  return [
    event.id,
    event.version,
    event.planVersion,
    event.createdAt.getTime(),
    event.seatCount,
    event.name,
    event.startsAt?.getTime() ?? null,
    event.timeZone ?? null,
    event.saleOpensAt?.getTime() ?? null,
    event.saleClosesAt?.getTime() ?? null,
    event.status,
  ]
}

/** @returns null if nothing changes */
export function fromEventChange(change: EventChange): EventEntryRow | null {
  const { from, to, cause } = change
  if (from.version === to.version) return null
  return fromEventUpdate(eventUpdateOf(change), cause)
}

export function fromEventUpdate(
  update: EventUpdate,
  { actor, requestId, at }: Cause,
): EventEntryRow {
  return [EVENT_ACTION, JSON.stringify(update), actor, requestId, at.getTime()]
}

export function toEventSummary(row: EventSummaryRow | EventRow): EventSummary {
  const [id, version, planVersion, createdAt, seatCount, name, ...details] = row
  const [startsAt, timeZone, saleOpensAt, saleClosesAt, storedStatus] = details
  const status = EVENT_STATUSES.find((known) => known === storedStatus)
  if (!status) throw unreadable('event', id)
  return {
    id,
    version,
    planVersion,
    createdAt: toDate(createdAt),
    seatCount,
    name,
    startsAt: toDateOrNone(startsAt),
    timeZone: timeZone ?? undefined,
    saleOpensAt: toDateOrNone(saleOpensAt),
    saleClosesAt: toDateOrNone(saleClosesAt),
    status,
  }
}

export function toEvent(row: EventRow): Event {
  const plan = row.at(-1) as string | null
  const summary = toEventSummary(row)
  return {
    ...summary,
    plan:
      plan === null ? defaultEvent(summary).plan : fromStoredPlan(JSON.parse(plan) as StoredPlan),
  }
}

function toDateOrNone(time: Time | null): Date | undefined {
  return time === null ? undefined : toDate(time)
}
