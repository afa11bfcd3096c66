import type { EventPage } from '../../application/ports/event-repository.port.ts'
import type { EventSummary } from '../../domain/event.ts'
import { EVENT_COLUMNS, toEventSummary } from './event-rows.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

/** An event without a start has none of these times. */
const CONDITIONS = `
  is_open and ($2::text is null or event_status = $2)
    and ($3::timestamptz is null or events.starts_at >= $3)
    and ($4::timestamptz is null or events.starts_at < $4)`

/**
 * $1       the most events to return
 * $2       their status, or null
 * $3, $4   the times from which, and before which they start, or null
 * $5, $6   the creation time and the id of the last event of the previous page, or null for the first page
 * Returns  an EventSummaryRow for each event, in order
 */
const LIST_EVENTS: SqlStatement = {
  name: 'list-events',
  text: `
    select ${EVENT_COLUMNS} from events
    where ${CONDITIONS}
      and ($5::timestamptz is null or (events.created_at, event_id collate "C") > ($5, $6))
    order by events.created_at, event_id collate "C"
    limit $1`,
}

/**
 * The first position is always given, so that past events are skipped by the index.
 *
 * $1 - $4  as above
 * $5, $6   the start and the id after which to begin
 * Returns  an EventSummaryRow for each event, in order
 */
const LIST_EVENTS_BY_START: SqlStatement = {
  name: 'list-events-by-start',
  text: `
    select ${EVENT_COLUMNS} from events
    where ${CONDITIONS}
      and (coalesce(events.starts_at, 'infinity'), event_id collate "C") > ($5, $6)
    order by coalesce(events.starts_at, 'infinity'), event_id collate "C"
    limit $1`,
}

export async function listEvents(
  database: SqlDatabase,
  { status, startsFrom, startsBefore, order, after, limit }: EventPage,
): Promise<readonly EventSummary[]> {
  const conditions = [limit, status ?? null, startsFrom ?? null, startsBefore ?? null]
  const first = [startsFrom ?? '-infinity', '']
  const found =
    order === 'startsAt'
      ? await database.run(LIST_EVENTS_BY_START, [
          ...conditions,
          ...(after ? [after.startsAt ?? 'infinity', after.id] : first),
        ])
      : await database.run(LIST_EVENTS, [
          ...conditions,
          ...[after?.createdAt ?? null, after?.id ?? null],
        ])
  return found.map(toEventSummary)
}
