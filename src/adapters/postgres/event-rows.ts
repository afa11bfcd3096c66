import { DEFAULT_EVENT_ID, defaultEvent } from '../../domain/default-event.ts'
import { type Event, EVENT_STATUSES, type EventSummary } from '../../domain/event.ts'
import { arePrices } from '../../domain/prices.ts'
import { fromStoredPlan, type StoredPlan } from '../../domain/seating-plan.ts'
import { columnsInMilliseconds } from './milliseconds.ts'
import { RowReader, UnreadableRowError } from './read-row.ts'
import type { SqlRow } from './sql.ts'

/** The columns of an EventSummaryRow. */
export const EVENT_COLUMNS = `
  event_id, event_version, plan_version, seat_count, name, time_zone, event_status, prices,
  ${columnsInMilliseconds('created_at', 'starts_at', 'sale_opens_at', 'sale_closes_at', 'accessible_release_at')}`

/**
 * The condition that an open event is unchanged since it was read. Times are compared in milliseconds, the precision in
 * which they are read.
 *
 * $1         the event
 * $2 to $13  its version, the version of its plan, its creation time, number of seats, name, start, time zone, opening,
 *            closing, status, prices and release of the accessible seats
 */
export const EVENT_IS_AS_READ = `
  event_id = $1 and is_open and event_version = $2 and plan_version = $3
  and ${isSameTime('created_at', '$4')} and seat_count = $5 and name = $6
  and ${isSameTime('starts_at', '$7')} and time_zone is not distinct from $8
  and ${isSameTime('sale_opens_at', '$9')} and ${isSameTime('sale_closes_at', '$10')} and event_status = $11
  and prices::jsonb is not distinct from $12::jsonb and ${isSameTime('accessible_release_at', '$13')}`

/** In UTC, because Citus refuses updates with functions that depend on the time zone of the session. */
function isSameTime(column: string, parameter: string): string {
  const stored = `date_trunc('milliseconds', ${column} at time zone 'UTC')`
  return `${stored} is not distinct from ${parameter}::timestamptz at time zone 'UTC'`
}

/** The values of $1 to $13 above. */
export function eventAsRead(event: EventSummary) {
  const { id, version, planVersion, createdAt, seatCount } = event
  return [id, version, planVersion, createdAt, seatCount, ...detailsOf(event)]
}

/** The values of name, start, time zone, opening, closing, status, prices and release of the accessible seats. */
export function detailsOf(event: EventSummary) {
  const { name, startsAt, timeZone, saleOpensAt, saleClosesAt, status } = event
  const { prices, accessibleReleaseAt } = event
  return [
    ...[name, startsAt ?? null, timeZone ?? null],
    ...[saleOpensAt ?? null, saleClosesAt ?? null, status],
    ...[prices ? JSON.stringify(prices) : null, accessibleReleaseAt ?? null],
  ]
}

export function toEventSummary(row: SqlRow): EventSummary {
  const read = new RowReader(row)
  return {
    id: read.text('event_id'),
    version: read.integer('event_version'),
    planVersion: read.integer('plan_version'),
    createdAt: read.time('created_at'),
    seatCount: read.integer('seat_count'),
    name: read.text('name'),
    startsAt: read.timeOrNone('starts_at'),
    timeZone: read.textOrNone('time_zone'),
    saleOpensAt: read.timeOrNone('sale_opens_at'),
    saleClosesAt: read.timeOrNone('sale_closes_at'),
    status: read.oneOf('event_status', EVENT_STATUSES),
    prices: read.valueOrNone('prices', arePrices),
    accessibleReleaseAt: read.timeOrNone('accessible_release_at'),
  }
}

export function toEvent(row: SqlRow): Event {
  const summary = toEventSummary(row)
  const plan = row['plan'] as StoredPlan | null
  if (plan) return { ...summary, plan: fromStoredPlan(plan) }
  if (summary.id !== DEFAULT_EVENT_ID) throw new UnreadableRowError('plan')
  return { ...summary, plan: defaultEvent(summary).plan }
}
