import type { Webhook, WebhookMessage } from '../../domain/webhook.ts'

export interface MessageToSend {
  readonly webhook: Pick<Webhook, 'id' | 'url' | 'secret' | 'previousSecret'>
  readonly message: WebhookMessage
  readonly now: Date
  /** Ends the attempt early. */
  readonly signal?: AbortSignal | undefined
}

/** `gone`: the receiver answered that it no longer exists. `failed`: any other response than a success, or none. */
export interface SendResult {
  readonly outcome: 'accepted' | 'gone' | 'failed'
  readonly status?: number | undefined
  readonly error?: string | undefined
}

/** Sends signed messages to the URLs of webhooks. */
export interface WebhookSenderPort {
  /** Whether the URL may be sent to: not to a private address, unless that is configured. */
  isAllowed(url: string): Promise<boolean>

  /**
   * Sends a message once, and waits for a response for a bounded time. Never rejects. A message that is sent again has
   * the same id, so that its receiver can recognise it.
   */
  send(message: MessageToSend): Promise<SendResult>
}
