import type { EventId } from '../../domain/seat.ts'
import type { Webhook } from '../../domain/webhook.ts'
import type { ClaimedEvent, WebhookRepositoryPort } from '../ports/webhook-repository.port.ts'
import { DeliverEvent, type DeliverEventPorts } from './deliver-event.ts'

export interface WebhookLanePorts extends DeliverEventPorts {
  readonly webhooks: Pick<WebhookRepositoryPort, 'claimEvents' | 'saveProgress' | 'disableWebhook'>
  /** Called with an error that ended a delivery. The delivery is tried again after its claim expires. */
  readonly onError: (error: unknown) => void
}

export interface WebhookLaneOptions {
  /** The most events that are delivered to a webhook at a time, by this instance. */
  readonly eventsMax: number
  /** The duration of a claim, in milliseconds. Must be longer than an attempt to send can take. */
  readonly leaseMs: number
}

/** The deliveries of this instance to one webhook. Each webhook has its own, so a slow receiver delays no other. */
export class WebhookLane {
  readonly #ports: WebhookLanePorts
  readonly #options: WebhookLaneOptions
  readonly #running = new Set<Promise<void>>()
  readonly #stopping = new AbortController()
  #webhook: Webhook
  #claiming: Promise<void> | undefined
  /** Whether events may be due that were not claimed because of a claim in progress or for lack of room. */
  #mayHaveMore = false

  constructor(webhook: Webhook, ports: WebhookLanePorts, options: WebhookLaneOptions) {
    this.#webhook = webhook
    this.#ports = ports
    this.#options = options
  }

  /** Deliveries that start from now on use the current secrets. */
  update(webhook: Webhook): void {
    this.#webhook = webhook
  }

  /** Claims events that are due, as far as there is room, and starts their deliveries. */
  async start(eventIds?: readonly EventId[]): Promise<void> {
    const countMax = this.#options.eventsMax - this.#running.size
    if (this.#stopping.signal.aborted) return
    if (this.#claiming || countMax <= 0) {
      this.#mayHaveMore = true
      return
    }
    this.#claiming = this.#claimAndRun(countMax, eventIds).finally(() => {
      this.#claiming = undefined
    })
    await this.#claiming
    if (this.#running.size < this.#options.eventsMax) this.#continue()
  }

  /** Aborts the deliveries, and resolves when they have ended. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    // Its errors are reported by the caller of `start`.
    await Promise.allSettled([this.#claiming])
    await Promise.all(this.#running)
  }

  async #claimAndRun(countMax: number, eventIds: readonly EventId[] | undefined): Promise<void> {
    const claimed = await this.#claim(countMax, eventIds)
    this.#mayHaveMore ||= claimed.length === countMax
    for (const event of claimed) this.#run(event)
  }

  #claim(countMax: number, eventIds: readonly EventId[] | undefined) {
    const now = this.#ports.clock.now()
    return this.#ports.webhooks.claimEvents({
      webhookId: this.#webhook.id,
      eventIds,
      claimId: this.#ports.newId(),
      now,
      claimedUntil: new Date(now.getTime() + this.#options.leaseMs),
      countMax,
    })
  }

  #run(claimed: ClaimedEvent): void {
    const { signal } = this.#stopping
    const target = { webhook: this.#webhook, claimed, leaseMs: this.#options.leaseMs, signal }
    const running = new DeliverEvent(this.#ports, target)
      .execute()
      .then((hasMore) => {
        this.#mayHaveMore ||= hasMore
      })
      .catch(this.#ports.onError)
      .finally(() => {
        this.#running.delete(running)
        this.#continue()
      })
    this.#running.add(running)
  }

  #continue(): void {
    if (!this.#mayHaveMore) return
    this.#mayHaveMore = false
    this.start().catch(this.#ports.onError)
  }
}
