import type { Webhook, WebhookDelivery, WebhookMessage } from '../../domain/webhook.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { WebhookSenderPort } from '../ports/webhook-sender.port.ts'

export interface SendMessagePorts {
  readonly sender: Pick<WebhookSenderPort, 'send'>
  readonly clock: ClockPort
  /** Returns a unique id for a delivery. */
  readonly newId: () => string
  /** Called after each attempt. */
  readonly onDelivery: (delivery: WebhookDelivery, webhook: Webhook) => void
}

export interface SendOptions {
  /** The number of the attempt, from 1; 0 for a redelivery on request. */
  readonly attempt: number
  /** Whether the change is given up if the attempt fails at this time. Default: it is not. */
  readonly isGivenUp?: ((now: Date) => boolean) | undefined
  /** Ends the attempt early. */
  readonly signal?: AbortSignal | undefined
}

export interface SentMessage {
  readonly delivery: WebhookDelivery
  /** Whether the receiver answered that it no longer exists. */
  readonly isGone: boolean
}

/** Sends a message once, and describes the attempt for the log. */
export class SendMessage {
  readonly #ports: SendMessagePorts

  constructor(ports: SendMessagePorts) {
    this.#ports = ports
  }

  async execute(
    webhook: Webhook,
    message: WebhookMessage,
    { attempt, isGivenUp, signal }: SendOptions,
  ): Promise<SentMessage> {
    const { sender, clock, newId, onDelivery } = this.#ports
    const sending = { webhook, message, now: clock.now(), signal }
    const { outcome, status, error } = await sender.send(sending)
    const at = clock.now()
    const { eventId, revision, type } = message
    const failure = isGivenUp?.(at) ? 'given-up' : 'failed'
    const delivery: WebhookDelivery = {
      id: newId(),
      webhookId: webhook.id,
      eventId,
      revision,
      type,
      attempt,
      at,
      outcome: outcome === 'accepted' ? 'delivered' : failure,
      status,
      error,
    }
    onDelivery(delivery, webhook)
    return { delivery, isGone: outcome === 'gone' }
  }
}
