import type { Webhook, WebhookDelivery } from '../../domain/webhook.ts'
import { type Done, type Refused, refused } from '../changes/change-result.ts'
import type { SeatHistoryPort } from '../ports/seat-history.port.ts'
import type { WebhookRepositoryPort } from '../ports/webhook-repository.port.ts'
import { readMessages } from '../webhooks/read-messages.ts'
import { SendMessage, type SendMessagePorts } from '../webhooks/send-message.ts'

export interface RedeliverWebhookPorts extends SendMessagePorts {
  readonly webhooks: Pick<WebhookRepositoryPort, 'findWebhook' | 'findDelivery' | 'addDelivery'>
  readonly history: SeatHistoryPort
}

export interface RedeliverWebhookCommand {
  readonly webhookId: string
  readonly deliveryId: string
}

/** `change-deleted`: the history no longer has the change. */
export type RedeliverWebhookResult =
  | Done<WebhookDelivery>
  | Refused<{ readonly reason: 'unknown-webhook' | 'unknown-delivery' | 'change-deleted' }>

/** Sends the message of an earlier delivery again, once and immediately. It has the same message id. */
export class RedeliverWebhook {
  readonly #ports: RedeliverWebhookPorts
  readonly #sendMessage: SendMessage

  constructor(ports: RedeliverWebhookPorts) {
    this.#ports = ports
    this.#sendMessage = new SendMessage(ports)
  }

  async execute({
    webhookId,
    deliveryId,
  }: RedeliverWebhookCommand): Promise<RedeliverWebhookResult> {
    const { webhooks } = this.#ports
    const webhook = await webhooks.findWebhook(webhookId)
    if (!webhook) return refused({ reason: 'unknown-webhook' })
    const earlier = await webhooks.findDelivery(webhookId, deliveryId)
    if (!earlier) return refused({ reason: 'unknown-delivery' })
    return this.#send(webhook, earlier)
  }

  async #send(webhook: Webhook, earlier: WebhookDelivery): Promise<RedeliverWebhookResult> {
    const { eventId, revision } = earlier
    const query = { eventId, after: revision - 1, upTo: revision }
    const [message] = await readMessages(this.#ports.history, query)
    if (!message) return refused({ reason: 'change-deleted' })
    const { delivery } = await this.#sendMessage.execute(webhook, message, { attempt: 0 })
    await this.#ports.webhooks.addDelivery(delivery)
    return { outcome: 'done', result: delivery }
  }
}
