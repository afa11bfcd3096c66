import type { EventId } from '../../domain/seat.ts'
import type { Webhook } from '../../domain/webhook.ts'
import type { SeatFeedPort } from '../ports/seat-feed.port.ts'
import type { WebhookRepositoryPort } from '../ports/webhook-repository.port.ts'
import { WebhookLane, type WebhookLaneOptions, type WebhookLanePorts } from './webhook-lane.ts'

export interface DeliverWebhooksPorts extends WebhookLanePorts {
  readonly feed: Pick<SeatFeedPort, 'listenToAll'>
  /** Called when this instance has changed an event, while there are webhooks. Must not throw. */
  readonly onChanged: () => void
  readonly webhooks: WebhookLanePorts['webhooks'] & Pick<WebhookRepositoryPort, 'listWebhooks'>
}

/**
 * Delivers saved changes to the webhooks. The history of each event is the queue: a webhook has a position in it, and
 * the changes after this position are delivered. So a change that was saved is delivered even if this instance stops,
 * and one that was not saved never is.
 */
export class DeliverWebhooks {
  readonly #ports: DeliverWebhooksPorts
  readonly #options: WebhookLaneOptions
  readonly #lanes = new Map<string, WebhookLane>()
  /** The stops of lanes whose webhook was deleted or disabled, until their deliveries have ended. */
  readonly #ending = new Set<Promise<void>>()
  readonly #changed = new Set<EventId>()
  #unlisten: (() => void) | undefined

  constructor(ports: DeliverWebhooksPorts, options: WebhookLaneOptions) {
    this.#ports = ports
    this.#options = options
  }

  /** Starts the deliveries of the events that this instance has changed. Call soon after `onChanged`. */
  async deliverChanged(): Promise<void> {
    if (this.#changed.size === 0) return
    const eventIds = [...this.#changed]
    this.#changed.clear()
    await Promise.all(this.#lanes.values().map((lane) => lane.start(eventIds)))
  }

  /** Starts all deliveries that are due, also those that another instance left undone. Call periodically. */
  async execute(): Promise<void> {
    const webhooks = await this.#ports.webhooks.listWebhooks()
    const active = webhooks.filter(({ disabledAt }) => !disabledAt)
    const ids = new Set(active.map(({ id }) => id))
    for (const [id, lane] of this.#lanes) if (!ids.has(id)) this.#drop(id, lane)
    for (const webhook of active) this.#open(webhook)
    this.#listenWhileActive()
    await Promise.all(this.#lanes.values().map((lane) => lane.start()))
  }

  /** Aborts the requests in flight and releases their events. Another instance continues with them. */
  async stop(): Promise<void> {
    this.#unlisten?.()
    await Promise.all([...this.#lanes.values().map((lane) => lane.stop()), ...this.#ending])
  }

  #drop(id: string, lane: WebhookLane): void {
    this.#lanes.delete(id)
    const ending = lane.stop().finally(() => this.#ending.delete(ending))
    this.#ending.add(ending)
  }

  #open(webhook: Webhook): void {
    const lane = this.#lanes.get(webhook.id)
    if (lane) lane.update(webhook)
    else this.#lanes.set(webhook.id, new WebhookLane(webhook, this.#ports, this.#options))
  }

  /** Without webhooks, a change costs nothing. */
  #listenWhileActive(): void {
    if (this.#lanes.size > 0) {
      this.#unlisten ??= this.#ports.feed.listenToAll((eventId) => {
        this.#changed.add(eventId)
        this.#ports.onChanged()
      })
      return
    }
    this.#unlisten?.()
    this.#unlisten = undefined
    this.#changed.clear()
  }
}
