import type { OldRecordsQuery } from '../../application/ports/retention.port.ts'
import type {
  DeliveriesQuery,
  DeliveryClaim,
  DeliveryProgress,
} from '../../application/ports/webhook-repository.port.ts'
import type { WebhookDelivery } from '../../domain/webhook.ts'
import { deleteOldest } from './delete-oldest.ts'
import { deleteByCtid, deleteDeliveriesOfAllNodes } from './delete-rows.ts'
import { columnsInMilliseconds } from './milliseconds.ts'
import { RowReader } from './read-row.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'
import { fromDelivery, toDelivery } from './webhook-rows.ts'

const DELIVERY_COLUMNS =
  'webhook_id, delivery_id, event_id, revision, type, attempt, at, outcome, status, error'

/**
 * $1 - $3   the webhook, the event and the id of the claim
 * $4, $5    the new revision and the number of attempts
 * $6, $7    when the event is due again, or null, and until when it is claimed, or null to release it
 * $8 - $16  the delivery to log, or nulls
 * Returns   one row with the `latest` revision of the event, or nothing if the claim was lost
 */
const SAVE_PROGRESS: SqlStatement = {
  name: 'save-progress',
  text: `
    with saved as (
      update webhook_cursors
      set revision = $4, attempts = $5, next_attempt_at = $6, claimed_until = $7,
        claim_id = case when $7::timestamptz is null then null else claim_id end
      where webhook_id = $1 and event_id = $2 and claim_id = $3
      returning webhook_id
    ), logged as (
      insert into webhook_deliveries (${DELIVERY_COLUMNS})
      select webhook_id, $8, $9, $10, $11, $12, $13, $14, $15, $16 from saved where $8::text is not null
    )
    select (select revision from revisions where revisions.event_id = $2) as latest from saved`,
}

/**
 * The event is locked, so that it cannot be deleted meanwhile.
 *
 * $1        the webhook
 * $2 - $10  the delivery
 */
const ADD_DELIVERY: SqlStatement = {
  name: 'add-delivery',
  text: `
    with webhook as (
      select webhook_id from webhooks where webhook_id = $1
    ), event as (
      select event_id from events where event_id = $3 and is_open for key share
    )
    insert into webhook_deliveries (${DELIVERY_COLUMNS})
    select webhook_id, $2, event_id, $4, $5, $6, $7, $8, $9, $10 from webhook, event`,
}

/**
 * $1, $2   the webhook and the delivery
 * Returns  a DeliveryRow, or nothing
 */
const FIND_DELIVERY: SqlStatement = {
  name: 'find-delivery',
  text: `
    select webhook_id, delivery_id, event_id, revision, type, attempt, outcome, status, error,
      ${columnsInMilliseconds('at')}
    from webhook_deliveries where webhook_id = $1 and delivery_id = $2`,
}

/**
 * $1       the webhook
 * $2       the most deliveries to return
 * $3, $4   the time and the id of the last delivery of the previous page, or null for the first page
 * Returns  a DeliveryRow for each delivery, newest first
 */
const LIST_DELIVERIES: SqlStatement = {
  name: 'list-deliveries',
  text: `
    select webhook_id, delivery_id, event_id, revision, type, attempt, outcome, status, error,
      ${columnsInMilliseconds('at')}
    from webhook_deliveries
    where webhook_id = $1
      and ($3::timestamptz is null or (webhook_deliveries.at, delivery_id collate "C") < ($3, $4))
    order by webhook_deliveries.at desc, delivery_id collate "C" desc
    limit $2`,
}

/** Small enough not to delay bookings. */
const DELIVERIES_PER_BATCH = 1_000

/**
 * $1       the webhook
 * $2       the most deliveries to delete
 * Returns  a row for each deleted delivery
 */
const DELETE_LOG: SqlStatement = {
  name: 'delete-log',
  text: `${deleteByCtid('webhook_deliveries', 'webhook_id', 'at, delivery_id collate "C"')} returning 1 as deleted`,
}

/** The same in a distributed database. */
const DELETE_LOG_OF_ALL_NODES: SqlStatement = {
  name: 'delete-log-of-all-nodes',
  text: `${deleteDeliveriesOfAllNodes('webhook_id')} returning 1 as deleted`,
}

const DELIVERIES = {
  name: 'webhook_deliveries',
  keyColumns: ['webhook_id', 'delivery_id'],
  timeColumn: 'at',
} as const

export async function saveProgress(
  database: SqlDatabase,
  { webhookId, eventId, claimId }: DeliveryClaim,
  { revision, attempts, nextAttemptAt, claimedUntil, delivery }: DeliveryProgress,
): Promise<number | undefined> {
  const [saved] = await database.run(SAVE_PROGRESS, [
    ...[webhookId, eventId, claimId, revision, attempts],
    ...[nextAttemptAt ?? null, claimedUntil ?? null],
    ...fromDelivery(delivery),
  ])
  return saved && new RowReader(saved).integer('latest')
}

export async function addDelivery(database: SqlDatabase, delivery: WebhookDelivery): Promise<void> {
  await database.run(ADD_DELIVERY, [delivery.webhookId, ...fromDelivery(delivery)])
}

export async function findDelivery(
  database: SqlDatabase,
  webhookId: string,
  deliveryId: string,
): Promise<WebhookDelivery | undefined> {
  const [found] = await database.run(FIND_DELIVERY, [webhookId, deliveryId])
  return found && toDelivery(found)
}

export async function listDeliveries(
  database: SqlDatabase,
  { webhookId, after, limit }: DeliveriesQuery,
): Promise<readonly WebhookDelivery[]> {
  const values = [webhookId, limit, after?.at ?? null, after?.id ?? null]
  return (await database.run(LIST_DELIVERIES, values)).map(toDelivery)
}

export function deleteDeliveries(database: SqlDatabase, query: OldRecordsQuery): Promise<number> {
  return deleteOldest(database, DELIVERIES, query)
}

/** Deletes the log of a webhook in batches. Ends with the first that is not full, as deliveries may add to the log. */
export async function deleteLog(database: SqlDatabase, webhookId: string): Promise<void> {
  const statement = database.isDistributed ? DELETE_LOG_OF_ALL_NODES : DELETE_LOG
  let count: number
  do {
    count = (await database.run(statement, [webhookId, DELIVERIES_PER_BATCH])).length
  } while (count === DELIVERIES_PER_BATCH)
}
