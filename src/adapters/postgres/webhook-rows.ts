import type {
  ClaimedEvent,
  DeliveryClaim,
} from '../../application/ports/webhook-repository.port.ts'
import { CHANGE_TYPES, isChangeType } from '../../domain/history.ts'
import type { Webhook, WebhookDelivery } from '../../domain/webhook.ts'
import { RowReader } from './read-row.ts'
import type { SqlRow } from './sql.ts'

const OUTCOMES = ['delivered', 'failed', 'given-up'] as const

export function toWebhook(row: SqlRow): Webhook {
  const read = new RowReader(row)
  const previous = read.textOrNone('previous_secret')
  return {
    id: read.text('webhook_id'),
    name: read.text('name'),
    url: read.text('url'),
    types: read.texts('types').filter(isChangeType),
    secret: read.text('secret'),
    previousSecret:
      previous === undefined
        ? undefined
        : { value: previous, validUntil: read.time('previous_secret_until') },
    createdAt: read.time('created_at'),
    disabledAt: read.timeOrNone('disabled_at'),
  }
}

export function toClaimedEvent(
  row: SqlRow,
  { webhookId, claimId }: Omit<DeliveryClaim, 'eventId'>,
): ClaimedEvent {
  const read = new RowReader(row)
  return {
    webhookId,
    claimId,
    eventId: read.text('event_id'),
    revision: read.integer('revision'),
    attempts: read.integer('attempts'),
    latest: read.integer('latest'),
  }
}

/** The values of the columns in the order of DELIVERY_COLUMNS; nulls without a delivery. */
export function fromDelivery(delivery: WebhookDelivery | undefined): readonly unknown[] {
  const { id, eventId, revision, type, attempt, at, outcome, status, error } = delivery ?? {}
  return [id, eventId, revision, type, attempt, at, outcome, status, error].map(
    (value) => value ?? null,
  )
}

export function toDelivery(row: SqlRow): WebhookDelivery {
  const read = new RowReader(row)
  return {
    id: read.text('delivery_id'),
    webhookId: read.text('webhook_id'),
    eventId: read.text('event_id'),
    revision: read.integer('revision'),
    type: read.oneOf('type', CHANGE_TYPES),
    attempt: read.integer('attempt'),
    at: read.time('at'),
    outcome: read.oneOf('outcome', OUTCOMES),
    status: read.integerOrNone('status'),
    error: read.textOrNone('error'),
  }
}
