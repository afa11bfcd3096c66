import type {
  ClaimedEvent,
  ClaimQuery,
  DeliveriesQuery,
  DeliveryClaim,
  DeliveryPosition,
  DeliveryProgress,
  WebhookRepositoryPort,
} from '../../application/ports/webhook-repository.port.ts'
import type { EventId } from '../../domain/seat.ts'
import type { Webhook, WebhookDelivery } from '../../domain/webhook.ts'
import type { InMemorySeatRepository } from './in-memory-seat-repository.ts'

/** How far the delivery of one event to one webhook has got. */
interface Cursor {
  readonly revision: number
  readonly attempts: number
  readonly nextAttemptAt?: Date | undefined
  readonly claimId?: string | undefined
  readonly claimedUntil?: Date | undefined
}

interface StoredWebhook {
  webhook: Webhook
  readonly cursors: Map<EventId, Cursor>
  /** Oldest first. */
  deliveries: WebhookDelivery[]
}

const BEGINNING: Cursor = { revision: 0, attempts: 0 }

type Seats = Pick<InMemorySeatRepository, 'revisions' | 'history' | 'hasEvent' | 'onDelete'>

/** Webhooks in the memory of this process. */
export class InMemoryWebhookRepository implements WebhookRepositoryPort {
  readonly #seats: Seats
  readonly #webhooks = new Map<string, StoredWebhook>()

  constructor(seats: Seats) {
    this.#seats = seats
    seats.onDelete((eventId) => {
      for (const stored of this.#webhooks.values()) {
        stored.cursors.delete(eventId)
        stored.deliveries = stored.deliveries.filter((delivery) => delivery.eventId !== eventId)
      }
    })
  }

  async addWebhook(webhook: Webhook, countMax: number): Promise<'added' | 'full'> {
    if (this.#webhooks.size >= countMax) return 'full'
    const cursors = new Map<EventId, Cursor>()
    for (const [eventId, revision] of this.#seats.revisions()) {
      cursors.set(eventId, { ...BEGINNING, revision })
    }
    this.#webhooks.set(webhook.id, { webhook, cursors, deliveries: [] })
    return 'added'
  }

  async findWebhook(webhookId: string): Promise<Webhook | undefined> {
    return this.#webhooks.get(webhookId)?.webhook
  }

  async listWebhooks(): Promise<readonly Webhook[]> {
    return Array.from(this.#webhooks.values(), ({ webhook }) => webhook).sort(
      (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || compareIds(a.id, b.id),
    )
  }

  async deleteWebhook(webhookId: string): Promise<boolean> {
    return this.#webhooks.delete(webhookId)
  }

  async rotateSecret(webhookId: string, secret: string, previousUntil: Date): Promise<boolean> {
    const stored = this.#webhooks.get(webhookId)
    if (!stored) return false
    const previousSecret = { value: stored.webhook.secret, validUntil: previousUntil }
    stored.webhook = { ...stored.webhook, secret, previousSecret }
    return true
  }

  async disableWebhook(webhookId: string, at: Date): Promise<void> {
    const stored = this.#webhooks.get(webhookId)
    if (stored) stored.webhook = { ...stored.webhook, disabledAt: stored.webhook.disabledAt ?? at }
  }

  async claimEvents(query: ClaimQuery): Promise<readonly ClaimedEvent[]> {
    const { webhookId, eventIds, claimId, now, claimedUntil, countMax } = query
    const stored = this.#webhooks.get(webhookId)
    if (!stored || stored.webhook.disabledAt) return []
    const due = Array.from(this.#seats.revisions(), ([eventId, latest]) => {
      return { eventId, latest, cursor: stored.cursors.get(eventId) ?? BEGINNING }
    })
      .filter(({ eventId }) => !eventIds || eventIds.includes(eventId))
      .filter(({ cursor, latest }) => cursor.revision < latest && isDue(cursor, now))
      .sort((a, b) => dueAtMs(a.cursor) - dueAtMs(b.cursor))
      .slice(0, countMax)
    return due.map(({ eventId, latest, cursor }) => {
      stored.cursors.set(eventId, { ...cursor, claimId, claimedUntil })
      const { revision, attempts } = cursor
      return { webhookId, eventId, claimId, revision, attempts, latest }
    })
  }

  async saveProgress(
    { webhookId, eventId, claimId }: DeliveryClaim,
    { delivery, ...progress }: DeliveryProgress,
  ): Promise<number | undefined> {
    const stored = this.#webhooks.get(webhookId)
    if (!stored || stored.cursors.get(eventId)?.claimId !== claimId) return undefined
    const kept = progress.claimedUntil ? { claimId } : {}
    stored.cursors.set(eventId, { ...progress, ...kept })
    if (delivery) stored.deliveries.push(delivery)
    return this.#seats.revisions().get(eventId)
  }

  async addDelivery(delivery: WebhookDelivery): Promise<void> {
    if (!this.#seats.hasEvent(delivery.eventId)) return
    this.#webhooks.get(delivery.webhookId)?.deliveries.push(delivery)
  }

  async findDelivery(webhookId: string, deliveryId: string): Promise<WebhookDelivery | undefined> {
    return this.#webhooks.get(webhookId)?.deliveries.find(({ id }) => id === deliveryId)
  }

  async listDeliveries({
    webhookId,
    after,
    limit,
  }: DeliveriesQuery): Promise<readonly WebhookDelivery[]> {
    const { deliveries = [] } = this.#webhooks.get(webhookId) ?? {}
    return deliveries
      .toSorted(newestFirst)
      .filter((delivery) => !after || newestFirst(after, delivery) < 0)
      .slice(0, limit)
  }

  async deleteDeliveries({
    before,
    countMax,
  }: {
    readonly before: Date
    readonly countMax: number
  }): Promise<number> {
    const old = this.#webhooks
      .values()
      .flatMap(({ deliveries }) => deliveries)
      .filter(({ at }) => at < before)
      .toArray()
      .sort((a, b) => newestFirst(b, a))
      .slice(0, countMax)
    const deleted = new Set(old)
    for (const stored of this.#webhooks.values()) {
      stored.deliveries = stored.deliveries.filter((delivery) => !deleted.has(delivery))
    }
    return deleted.size
  }

  async oldestPendingChange(): Promise<Date | undefined> {
    const times: Date[] = []
    for (const { webhook, cursors } of this.#webhooks.values()) {
      if (webhook.disabledAt) continue
      for (const eventId of this.#seats.revisions().keys()) {
        const { revision } = cursors.get(eventId) ?? BEGINNING
        const from = { revision: revision + 1, ordinal: 0 }
        const [next] = await this.#seats.history({ eventId, from, limit: 1 })
        if (next) times.push(next.at)
      }
    }
    return times.sort((a, b) => a.getTime() - b.getTime())[0]
  }
}

/** A claim counts until it expires, even if the process that made it has stopped. */
function isDue(cursor: Cursor, now: Date): boolean {
  const { attempts, claimedUntil } = cursor
  const isFree = claimedUntil === undefined || claimedUntil <= now
  return isFree && (attempts === 0 || dueAtMs(cursor) <= now.getTime())
}

function dueAtMs({ nextAttemptAt }: Cursor): number {
  return nextAttemptAt?.getTime() ?? 0
}

function newestFirst(a: DeliveryPosition, b: DeliveryPosition): number {
  return b.at.getTime() - a.at.getTime() || compareIds(b.id, a.id)
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
