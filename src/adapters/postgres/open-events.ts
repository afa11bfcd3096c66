/**
 * A CTE `open_events` with those events of the given rows that are open. Each is found by its key, and there are few of
 * them, so that the condition `OPEN_EVENTS_ONLY` costs next to nothing and keeps the rows in their order.
 */
export function openEvents(rows: string): string {
  return `
    open_events as (
      select event_id from (select distinct event_id from ${rows}) as asked, lateral (
        select from events where events.event_id = asked.event_id and is_open offset 0
      ) as event
    )`
}

/** A condition on rows with an unambiguous `event_id`. */
export const OPEN_EVENTS_ONLY = 'event_id = any (array(select event_id from open_events))'
