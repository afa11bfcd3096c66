import { type ChangeType, isChangeType } from '../../domain/history.ts'
import type { DeliveryOutcome, Webhook, WebhookDelivery } from '../../domain/webhook.ts'
import { type Time, toDate } from './rows.ts'

export type WebhookRow = readonly [
  webhookId: string,
  name: string,
  url: string,
  types: string,
  secret: string,
  previousSecret: string | null,
  previousSecretUntil: Time | null,
  createdAt: Time,
  disabledAt: Time | null,
]

export type ClaimedEventRow = readonly [
  eventId: string,
  revision: number,
  attempts: number,
  latest: number,
]

export type ProgressRow = readonly [
  revision: number,
  attempts: number,
  nextAttemptAt: Time | null,
  claimedUntil: Time | null,
]

export type DeliveryRow = readonly [
  webhookId: string,
  deliveryId: string,
  eventId: string,
  revision: number,
  type: string,
  attempt: number,
  at: Time,
  outcome: string,
  status: number | null,
  error: string | null,
]

export function fromWebhook(webhook: Webhook): WebhookRow {
  const { id, name, url, types, secret, previousSecret, createdAt, disabledAt } = webhook
  const { value = null, validUntil } = previousSecret ?? {}
  const previousUntil = validUntil?.getTime() ?? null
  return [
    ...([id, name, url, JSON.stringify(types), secret, value, previousUntil] as const),
    ...([createdAt.getTime(), disabledAt?.getTime() ?? null] as const),
  ]
}

export function toWebhook(row: WebhookRow): Webhook {
  const [id, name, url, types, secret, previous, previousUntil, createdAt, disabledAt] = row
  return {
    id,
    name,
    url,
    types: (JSON.parse(types) as readonly string[]).filter(isChangeType),
    secret,
    previousSecret:
      previous === null
        ? undefined
        : { value: previous, validUntil: toDate(previousUntil ?? undefined) },
    createdAt: toDate(createdAt),
    disabledAt: disabledAt === null ? undefined : toDate(disabledAt),
  }
}

export function fromDelivery(delivery: WebhookDelivery): DeliveryRow {
  const { id, webhookId, eventId, revision, type, attempt, at, outcome } = delivery
  const { status = null, error = null } = delivery
  const key = [webhookId, id, eventId, revision] as const
  return [...key, type, attempt, at.getTime(), outcome, status, error]
}

export function toDelivery(row: DeliveryRow): WebhookDelivery {
  const [webhookId, id, eventId, revision, type, attempt, at, outcome, status, error] = row
  return {
    id,
    webhookId,
    eventId,
    revision,
    type: type as ChangeType,
    attempt,
    at: toDate(at),
    outcome: outcome as DeliveryOutcome,
    status: status ?? undefined,
    error: error ?? undefined,
  }
}
