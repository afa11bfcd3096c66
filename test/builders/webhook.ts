import { CHANGE_TYPES } from '../../src/domain/history.ts'
import type { Webhook, WebhookDelivery } from '../../src/domain/webhook.ts'

export const WEBHOOK_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** A webhook for all types of changes, unless said otherwise. */
export function newWebhook(over: Partial<Webhook> = {}): Webhook {
  return {
    id: 'w-1',
    name: 'Shop',
    url: 'https://shop.example/webhooks',
    types: CHANGE_TYPES,
    secret: WEBHOOK_SECRET,
    createdAt: new Date('2026-06-01T09:00:00.001Z'),
    ...over,
  }
}

/** A delivery that was accepted, unless said otherwise. */
export function newDelivery(over: Partial<WebhookDelivery> = {}): WebhookDelivery {
  return {
    id: 'd-1',
    webhookId: 'w-1',
    eventId: 'gala',
    revision: 1,
    type: 'booking.created',
    attempt: 1,
    at: new Date('2026-06-01T10:00:00.001Z'),
    outcome: 'delivered',
    status: 204,
    ...over,
  }
}
