import type {
  ClaimedEvent,
  ClaimQuery,
  DeliveriesQuery,
  DeliveryClaim,
  DeliveryProgress,
  WebhookRepositoryPort,
} from '../../application/ports/webhook-repository.port.ts'
import type { Webhook, WebhookDelivery } from '../../domain/webhook.ts'
import { columnsInMilliseconds, inMilliseconds } from './milliseconds.ts'
import { RowReader } from './read-row.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'
import { claimEvents } from './webhook-claims.ts'
import {
  addDelivery,
  deleteDeliveries,
  deleteLog,
  findDelivery,
  listDeliveries,
  saveProgress,
} from './webhook-deliveries.ts'
import { toWebhook } from './webhook-rows.ts'

const WEBHOOK_COLUMNS = `
  webhook_id, name, url, types, secret, previous_secret,
  ${columnsInMilliseconds('previous_secret_until', 'created_at', 'disabled_at')}`

/**
 * Adds a webhook, with a cursor at the current revision of each event. The events are locked, so that they cannot be
 * deleted meanwhile.
 *
 * $1 - $5  the webhook, its name, its URL, its types and its secret
 * $6       when it was created
 * $7       the most webhooks, which concurrent statements may exceed by their number
 * Returns  a row, or nothing if there are as many already
 */
const ADD_WEBHOOK: SqlStatement = {
  name: 'add-webhook',
  text: addWebhook('for key share of events'),
}

/** A distributed database cannot lock the events of all nodes in one statement. */
const ADD_WEBHOOK_TO_DISTRIBUTED: SqlStatement = {
  name: 'add-webhook-to-distributed',
  text: addWebhook(''),
}

/**
 * Deletes cursors of events that were deleted while a webhook was added. An event that is deleted later loses its cursor
 * together with its other rows.
 */
const DELETE_CURSORS_OF_DELETED: SqlStatement = {
  name: 'delete-cursors-of-deleted',
  text: `
    delete from webhook_cursors
    where not exists (
      select from events where events.event_id = webhook_cursors.event_id and is_open
    )`,
}

function addWebhook(lock: string): string {
  return `
    with added as (
      insert into webhooks (webhook_id, name, url, types, secret, created_at)
      select $1, $2, $3, $4, $5, $6 where (select count(*) from webhooks) < $7
      returning webhook_id
    ), cursors as (
      insert into webhook_cursors (webhook_id, event_id, revision)
      select webhook_id, revisions.event_id, revision from added, revisions, events
      where events.event_id = revisions.event_id and is_open
      ${lock}
    )
    select 1 as added from added`
}

/**
 * $1       the webhook
 * Returns  a WebhookRow, or nothing
 */
const FIND_WEBHOOK: SqlStatement = {
  name: 'find-webhook',
  text: `select ${WEBHOOK_COLUMNS} from webhooks where webhook_id = $1`,
}

/** Returns  a WebhookRow for each webhook, in order of creation */
const LIST_WEBHOOKS: SqlStatement = {
  name: 'list-webhooks',
  text: `
    select ${WEBHOOK_COLUMNS} from webhooks
    order by webhooks.created_at, webhook_id collate "C"`,
}

/**
 * Deletes its cursors and deliveries as well.
 *
 * $1       the webhook
 * Returns  a row if it existed
 */
const DELETE_WEBHOOK: SqlStatement = {
  name: 'delete-webhook',
  text: 'delete from webhooks where webhook_id = $1 returning 1 as deleted',
}

/**
 * $1, $2   the webhook and its new secret
 * $3       until when the current secret is valid
 * Returns  a row if the webhook exists
 */
const ROTATE_SECRET: SqlStatement = {
  name: 'rotate-secret',
  text: `
    update webhooks set previous_secret = secret, previous_secret_until = $3, secret = $2
    where webhook_id = $1
    returning 1 as rotated`,
}

/**
 * $1  the webhook
 * $2  the current time
 */
const DISABLE_WEBHOOK: SqlStatement = {
  name: 'disable-webhook',
  text: 'update webhooks set disabled_at = coalesce(disabled_at, $2) where webhook_id = $1',
}

/** Returns  one row with the time `at` of the oldest change that some webhook has not got, or null */
const OLDEST_PENDING_CHANGE: SqlStatement = {
  name: 'oldest-pending-change',
  text: `
    select min(${inMilliseconds('pending.at')}) as at
    from (
      select (
        select at from history
        where history.event_id = revisions.event_id
          and history.revision > coalesce(webhook_cursors.revision, 0)
        order by history.revision, ordinal
        limit 1
      ) as at
      from webhooks cross join revisions
        left join webhook_cursors on webhook_cursors.webhook_id = webhooks.webhook_id
          and webhook_cursors.event_id = revisions.event_id
      where disabled_at is null and coalesce(webhook_cursors.revision, 0) < revisions.revision
    ) as pending`,
}

/** Webhooks in a Postgres database. */
export class PostgresWebhookRepository implements WebhookRepositoryPort {
  readonly #database: SqlDatabase

  constructor(database: SqlDatabase) {
    this.#database = database
  }

  async addWebhook(webhook: Webhook, countMax: number): Promise<'added' | 'full'> {
    const { id, name, url, types, secret, createdAt } = webhook
    const values = [id, name, url, types, secret, createdAt, countMax]
    if (!this.#database.isDistributed) {
      const [added] = await this.#database.run(ADD_WEBHOOK, values)
      return added ? 'added' : 'full'
    }
    const [added] = await this.#database.run(ADD_WEBHOOK_TO_DISTRIBUTED, values)
    if (!added) return 'full'
    await this.#database.run(DELETE_CURSORS_OF_DELETED, [])
    return 'added'
  }

  async findWebhook(webhookId: string): Promise<Webhook | undefined> {
    const [found] = await this.#database.run(FIND_WEBHOOK, [webhookId])
    return found && toWebhook(found)
  }

  async listWebhooks(): Promise<readonly Webhook[]> {
    return (await this.#database.run(LIST_WEBHOOKS, [])).map(toWebhook)
  }

  async deleteWebhook(webhookId: string): Promise<boolean> {
    // All at once, a large log would exceed the statement timeout.
    await deleteLog(this.#database, webhookId)
    const deleted = await this.#database.run(DELETE_WEBHOOK, [webhookId])
    return deleted.length > 0
  }

  async rotateSecret(webhookId: string, secret: string, previousUntil: Date): Promise<boolean> {
    const rotated = await this.#database.run(ROTATE_SECRET, [webhookId, secret, previousUntil])
    return rotated.length > 0
  }

  async disableWebhook(webhookId: string, at: Date): Promise<void> {
    await this.#database.run(DISABLE_WEBHOOK, [webhookId, at])
  }

  claimEvents(query: ClaimQuery): Promise<readonly ClaimedEvent[]> {
    return claimEvents(this.#database, query)
  }

  saveProgress(claim: DeliveryClaim, progress: DeliveryProgress): Promise<number | undefined> {
    return saveProgress(this.#database, claim, progress)
  }

  addDelivery(delivery: WebhookDelivery): Promise<void> {
    return addDelivery(this.#database, delivery)
  }

  findDelivery(webhookId: string, deliveryId: string): Promise<WebhookDelivery | undefined> {
    return findDelivery(this.#database, webhookId, deliveryId)
  }

  listDeliveries(query: DeliveriesQuery): Promise<readonly WebhookDelivery[]> {
    return listDeliveries(this.#database, query)
  }

  async deleteDeliveries(query: {
    readonly before: Date
    readonly countMax: number
  }): Promise<number> {
    // The process may have ended while it added a webhook.
    if (this.#database.isDistributed) await this.#database.run(DELETE_CURSORS_OF_DELETED, [])
    return deleteDeliveries(this.#database, query)
  }

  async oldestPendingChange(): Promise<Date | undefined> {
    const [row] = await this.#database.run(OLDEST_PENDING_CHANGE, [])
    return new RowReader(row).timeOrNone('at')
  }
}
