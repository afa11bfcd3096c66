import type { EventScope } from './event-scope.ts'

/**
 * A CTE `open_events` with the open events among those of the given rows. Each is found by its key, and there are few of
 * them, so the condition `OPEN_EVENTS_ONLY` is cheap. It keeps the order of the rows.
 */
export function openEvents(rows: string, inScope: EventScope): string {
  return `
    open_events as (
      select event_id from (select distinct event_id from ${rows}) as given, lateral (
        select from events where ${inScope('events')}events.event_id = given.event_id and is_open offset 0
      ) as event
    )`
}

/**
 * A condition on a row of a table: its event is open. A subquery, so that the planner finds the event by its key,
 * independently of statistics.
 */
export function isInOpenEvent(table: string): string {
  return `(select is_open from events where events.event_id = ${table}.event_id)`
}

/** A condition on rows with an unambiguous `event_id`. */
export const OPEN_EVENTS_ONLY = 'event_id = any (array(select event_id from open_events))'

/** The condition that the event $1 is open. Evaluated once, by its key. */
export const IS_OPEN = '(select is_open from events where events.event_id = $1)'
