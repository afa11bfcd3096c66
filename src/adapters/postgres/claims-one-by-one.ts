import type { ClaimQuery } from '../../application/ports/webhook-repository.port.ts'
import type { EventId } from '../../domain/seat.ts'
import { RowReader } from './read-row.ts'
import type { SqlDatabase, SqlRow, SqlStatement } from './sql.ts'

// Claims in a distributed database, in which no statement can lock rows of several nodes. Events are searched without a
// lock.

const NEW_EVENTS_MAX = 100

const IS_DUE = `
  (attempts = 0 or coalesce(next_attempt_at <= $3, true)) and coalesce(claimed_until <= $3, true)
  and exists (select from webhooks where webhooks.webhook_id = $1 and disabled_at is null)`

/**
 * $1       the webhook
 * $2       the events to search, as an array, or null for all
 * Returns  the `event_id` of events without a cursor: those that were created after the webhook
 */
const FIND_NEW_EVENTS: SqlStatement = {
  name: 'find-new-events',
  text: `
    select revisions.event_id from revisions, events
    where events.event_id = revisions.event_id and is_open
      and ($2::text[] is null or revisions.event_id = any ($2))
      and exists (select from webhooks where webhooks.webhook_id = $1 and disabled_at is null)
      and not exists (
        select from webhook_cursors
        where webhook_cursors.webhook_id = $1 and webhook_cursors.event_id = revisions.event_id
      )
    limit ${NEW_EVENTS_MAX}`,
}

/**
 * Adds a cursor at revision 0. The event is locked, so that it cannot be deleted meanwhile.
 *
 * $1, $2   the webhook and the event
 */
const ADD_CURSOR: SqlStatement = {
  name: 'add-cursor',
  text: `
    with webhook as (
      select webhook_id from webhooks where webhook_id = $1
    ), event as (
      select event_id from events where event_id = $2 and is_open for key share
    )
    insert into webhook_cursors (webhook_id, event_id, revision)
    select webhook_id, event_id, 0 from webhook, event
    on conflict do nothing`,
}

/**
 * $1       the webhook
 * $2       the events to search, as an array, or null for all
 * $3       the current time
 * $4       the most events
 * Returns  the `event_id` of each event that can be claimed, those first that are due longest
 */
const FIND_DUE_EVENTS: SqlStatement = {
  name: 'find-due-events',
  text: `
    select revisions.event_id from webhook_cursors, revisions
    where webhook_id = $1 and revisions.event_id = webhook_cursors.event_id
      and revisions.revision > webhook_cursors.revision
      and ($2::text[] is null or webhook_cursors.event_id = any ($2)) and ${IS_DUE}
    order by next_attempt_at nulls first
    limit $4`,
}

/**
 * Claims an event, unless another instance was faster.
 *
 * $1, $2   the webhook and the event
 * $3       the current time
 * $4, $5   the id of the claim, and until when it is valid
 * Returns  a ClaimedEventRow, or nothing
 */
const CLAIM_EVENT: SqlStatement = {
  name: 'claim-event',
  text: `
    update webhook_cursors set claim_id = $4, claimed_until = $5
    from revisions
    where webhook_id = $1 and webhook_cursors.event_id = $2 and revisions.event_id = $2
      and revisions.revision > webhook_cursors.revision and ${IS_DUE}
    returning webhook_cursors.event_id, webhook_cursors.revision, attempts, revisions.revision as latest`,
}

/**
 * Claims the events that are due one after the other, with one connection.
 * @returns a ClaimedEventRow for each claimed event; those before an error, if there are any
 */
export async function claimOneByOne(
  database: SqlDatabase,
  query: ClaimQuery,
): Promise<readonly SqlRow[]> {
  const { webhookId, eventIds = null } = query
  const added = await database.run(FIND_NEW_EVENTS, [webhookId, eventIds])
  for (const eventId of eventIdsOf(added)) {
    await database.run(ADD_CURSOR, [webhookId, eventId])
  }
  const claims: Claims = { rows: [], tried: new Set() }
  try {
    let mayHaveMore: boolean
    do {
      mayHaveMore = await claimMore(database, query, claims)
    } while (mayHaveMore)
  } catch (error) {
    if (claims.rows.length === 0) throw error
  }
  return claims.rows
}

interface Claims {
  readonly rows: SqlRow[]
  /** Also the events that another instance was faster to claim. */
  readonly tried: Set<EventId>
}

/** @returns whether other events may take the place of those that another instance was faster to claim */
async function claimMore(
  database: SqlDatabase,
  query: ClaimQuery,
  { rows, tried }: Claims,
): Promise<boolean> {
  const { webhookId, eventIds = null, now, claimId, claimedUntil } = query
  const missing = query.countMax - rows.length
  const due = await database.run(FIND_DUE_EVENTS, [webhookId, eventIds, now, missing])
  const next = eventIdsOf(due).filter((eventId) => !tried.has(eventId))
  for (const eventId of next) {
    tried.add(eventId)
    const values = [webhookId, eventId, now, claimId, claimedUntil]
    rows.push(...(await database.run(CLAIM_EVENT, values)))
  }
  return next.length > 0 && rows.length < query.countMax
}

function eventIdsOf(rows: readonly SqlRow[]): EventId[] {
  return rows.map((row) => new RowReader(row).text('event_id'))
}
