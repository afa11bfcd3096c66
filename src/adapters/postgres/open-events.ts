/**
 * A step of a statement: `open` are those of the events that the given rows name which are there as a whole. Each is
 * found by its key, and the names are few, so that `event_id = any (array(select event_id from open))` costs next to
 * nothing, and leaves the rows in their order.
 */
export function openEvents(rows: string): string {
  return `
    open as (
      select event_id from (select distinct event_id from ${rows}) as asked, lateral (
        select from events where events.event_id = asked.event_id and is_open offset 0
      ) as event
    )`
}
