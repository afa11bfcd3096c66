import type { ClaimedEvent, ClaimQuery } from '../../application/ports/webhook-repository.port.ts'
import { claimOneByOne } from './claims-one-by-one.ts'
import type { SqlDatabase, SqlRow, SqlStatement } from './sql.ts'
import { toClaimedEvent } from './webhook-rows.ts'

// The statements exist twice: for some events, which are found by their keys, and for all. A distributed database has its
// own.

/**
 * Adds a cursor at revision 0 for events without one. They were created after the webhook. The events are locked, so that
 * they cannot be deleted meanwhile.
 */
const addCursors = (ofEvents: string) => `
  insert into webhook_cursors (webhook_id, event_id, revision)
  select webhook_id, revisions.event_id, 0
  from webhooks, revisions, events
  where webhook_id = $1 and disabled_at is null and events.event_id = revisions.event_id and is_open ${ofEvents}
    and not exists (
      select from webhook_cursors
      where webhook_cursors.webhook_id = $1 and webhook_cursors.event_id = revisions.event_id
    )
  for key share of events
  on conflict do nothing`

/**
 * Claims events. A row that another instance is claiming is skipped. Because the claim is a write, its commit waits
 * until it is as durable as a booking, and so are all changes that it has seen.
 */
const claimEventsOf = (ofEvents: string) => `
  with due as (
    select webhook_cursors.event_id, latest.revision as latest
    from webhook_cursors, lateral (
      select revision from revisions
      where revisions.event_id = webhook_cursors.event_id and revisions.revision > webhook_cursors.revision
    ) as latest
    where webhook_id = $1 ${ofEvents}
      and (attempts = 0 or coalesce(next_attempt_at <= $4, true)) and coalesce(claimed_until <= $4, true)
      and exists (select from webhooks where webhooks.webhook_id = $1 and disabled_at is null)
    order by next_attempt_at nulls first
    limit $5
    for update of webhook_cursors skip locked
  )
  update webhook_cursors set claim_id = $2, claimed_until = $3
  from due
  where webhook_cursors.webhook_id = $1 and webhook_cursors.event_id = due.event_id
  returning webhook_cursors.event_id, webhook_cursors.revision, attempts, latest`

/** $1  the webhook */
const ADD_ALL_CURSORS: SqlStatement = {
  name: 'add-all-cursors',
  text: addCursors(''),
}

/**
 * $1  the webhook
 * $2  the events, as an array
 */
const ADD_CURSORS: SqlStatement = {
  name: 'add-cursors',
  text: addCursors('and revisions.event_id = any ($2)'),
}

/**
 * $1, $2   the webhook and the id of the claim
 * $3       until when the claim is valid
 * $4       the current time
 * $5       the most events to claim
 * Returns  a ClaimedEventRow for each claimed event
 */
const CLAIM_ALL_EVENTS: SqlStatement = {
  name: 'claim-all-events',
  text: claimEventsOf(''),
}

/**
 * $6       the events, as an array
 * Returns  the same for some events
 */
const CLAIM_EVENTS: SqlStatement = {
  name: 'claim-events',
  text: claimEventsOf('and webhook_cursors.event_id = any ($6)'),
}

export async function claimEvents(
  database: SqlDatabase,
  query: ClaimQuery,
): Promise<readonly ClaimedEvent[]> {
  const rows = database.isDistributed
    ? await claimOneByOne(database, query)
    : await claimTogether(database, query)
  return rows.map((row) => toClaimedEvent(row, query))
}

async function claimTogether(
  database: SqlDatabase,
  { webhookId, eventIds, claimId, now, claimedUntil, countMax }: ClaimQuery,
): Promise<readonly SqlRow[]> {
  const values = [webhookId, claimId, claimedUntil, now, countMax]
  if (eventIds) await database.run(ADD_CURSORS, [webhookId, eventIds])
  else await database.run(ADD_ALL_CURSORS, [webhookId])
  return eventIds
    ? database.run(CLAIM_EVENTS, [...values, eventIds])
    : database.run(CLAIM_ALL_EVENTS, values)
}
