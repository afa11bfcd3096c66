import type { EventUpdate } from '../../domain/event.ts'
import { type Cause, EVENT_ACTION } from '../../domain/history.ts'

/**
 * The steps of a statement that record a change of an event: they raise its revision, and add an entry to its history.
 *
 * @param changed a query with the `event_id` of the event, or without a row if nothing has changed. It reads all other
 *   writes of the statement, so that the revision is locked last, as in the save statement
 * @param first the number of the first parameter, as `eventEntryValues` returns them
 */
export function eventHistory({ changed, first }: { changed: string; first: number }): string {
  const entry = Array.from({ length: 5 }, (_, index) => `$${first + index}`).join(', ')
  return `
    changed_event as (${changed}), new_revision as (
      insert into revisions as latest (event_id, revision)
      select event_id, 1 from changed_event
      on conflict (event_id) do update set revision = latest.revision + 1
      returning event_id, revision
    ), history_row as (
      insert into history (event_id, revision, ordinal, action, event_update, actor, request_id, at)
      select event_id, revision, 0, ${entry} from new_revision
    )`
}

/** The action, what has changed as JSON, the actor, the id of the request, and the time. */
export function eventEntryValues(update: EventUpdate, { actor, requestId, at }: Cause) {
  return [EVENT_ACTION, JSON.stringify(update), actor, requestId, at]
}
