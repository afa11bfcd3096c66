import {
  isWorthRetrying,
  nextAttemptAt,
  type Webhook,
  type WebhookMessage,
} from '../../domain/webhook.ts'
import type { SeatHistoryPort } from '../ports/seat-history.port.ts'
import type {
  ClaimedEvent,
  DeliveryProgress,
  WebhookRepositoryPort,
} from '../ports/webhook-repository.port.ts'
import { readMessages } from './read-messages.ts'
import { SendMessage, type SendMessagePorts } from './send-message.ts'

/** After this many messages, other events of the webhook get their turn. */
const MESSAGES_PER_CLAIM = 100

export interface DeliverEventPorts extends SendMessagePorts {
  readonly webhooks: Pick<WebhookRepositoryPort, 'saveProgress' | 'disableWebhook'>
  readonly history: SeatHistoryPort
  /** Returns a number from 0 up to but not including 1. */
  readonly random: () => number
}

export interface EventToDeliver {
  readonly webhook: Webhook
  readonly claimed: ClaimedEvent
  /** The duration of a claim, in milliseconds. Must be longer than an attempt to send can take. */
  readonly leaseMs: number
  /** Ends the delivery early. */
  readonly signal: AbortSignal
}

/** `more`: the event has further changes to deliver. */
type Step = 'continue' | 'more' | 'stop'

/**
 * Delivers the changes of one claimed event to one webhook, one after the other. A change is only sent after all
 * earlier ones were accepted or given up, and this was saved. So a receiver gets the changes in the order of their
 * revisions. It may get a change twice, for example if the instance stops between the response and the save.
 */
export class DeliverEvent {
  readonly #ports: DeliverEventPorts
  readonly #target: EventToDeliver
  readonly #sendMessage: SendMessage
  #revision: number
  #attempts: number
  #latest: number
  #sentCount = 0

  constructor(ports: DeliverEventPorts, target: EventToDeliver) {
    this.#ports = ports
    this.#target = target
    this.#sendMessage = new SendMessage(ports)
    this.#revision = target.claimed.revision
    this.#attempts = target.claimed.attempts
    this.#latest = target.claimed.latest
  }

  /** @returns whether the event has further changes to deliver now */
  async execute(): Promise<boolean> {
    let step: Step = 'continue'
    while (step === 'continue') step = await this.#deliverSome()
    return step === 'more'
  }

  async #deliverSome(): Promise<Step> {
    const messages = await readMessages(this.#ports.history, {
      eventId: this.#target.claimed.eventId,
      after: this.#revision,
      upTo: this.#latest,
    })
    for (const message of messages) {
      if (this.#target.signal.aborted) return this.#stop()
      if (this.#target.webhook.types.includes(message.type)) {
        const step = await this.#deliver(message)
        if (step !== 'continue') return step
      }
      this.#revision = message.revision
    }
    // Without messages, the history was deleted.
    if (messages.length === 0) this.#revision = this.#latest
    return this.#save({})
  }

  async #deliver(message: WebhookMessage): Promise<Step> {
    const { webhook, signal } = this.#target
    const { delivery, isGone } = await this.#sendMessage.execute(webhook, message, {
      attempt: this.#attempts + 1,
      isGivenUp: (now) => !signal.aborted && !isWorthRetrying(message.change.at, now),
      signal,
    })
    if (isGone) await this.#ports.webhooks.disableWebhook(webhook.id, delivery.at)
    if (isGone || delivery.outcome === 'failed') {
      // An attempt that this instance ended itself says nothing about the receiver.
      if (signal.aborted) return this.#stop({ delivery })
      this.#attempts++
      const next = nextAttemptAt(this.#attempts, delivery.at, this.#ports.random())
      return this.#stop({ nextAttemptAt: next, delivery })
    }
    this.#revision = message.revision
    this.#attempts = 0
    this.#sentCount++
    return this.#save({ delivery })
  }

  /**
   * Saves that all changes up to this revision are done. Releases the event if this is its latest revision, or after
   * `MESSAGES_PER_CLAIM` messages; otherwise extends the claim.
   */
  async #save(progress: Pick<DeliveryProgress, 'delivery'>): Promise<Step> {
    const { webhooks, clock } = this.#ports
    const { claimed, leaseMs } = this.#target
    const isEnd = this.#revision >= this.#latest || this.#sentCount >= MESSAGES_PER_CLAIM
    const now = clock.now()
    const latest = await webhooks.saveProgress(claimed, {
      revision: this.#revision,
      attempts: this.#attempts,
      nextAttemptAt: now,
      claimedUntil: isEnd ? undefined : new Date(now.getTime() + leaseMs),
      ...progress,
    })
    // The claim was lost, so another instance delivers the event.
    if (latest === undefined) return 'stop'
    this.#latest = latest
    if (!isEnd) return 'continue'
    return this.#revision < latest ? 'more' : 'stop'
  }

  /** Releases the event before its next change is delivered. */
  async #stop(
    progress: Pick<DeliveryProgress, 'delivery' | 'nextAttemptAt'> = {},
  ): Promise<'stop'> {
    const { webhooks } = this.#ports
    const { claimed } = this.#target
    const reached = { revision: this.#revision, attempts: this.#attempts }
    await webhooks.saveProgress(claimed, { ...reached, ...progress })
    return 'stop'
  }
}
