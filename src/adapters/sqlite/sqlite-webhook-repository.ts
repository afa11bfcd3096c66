import type {
  ClaimedEvent,
  ClaimQuery,
  DeliveriesQuery,
  DeliveryClaim,
  DeliveryProgress,
  WebhookRepositoryPort,
} from '../../application/ports/webhook-repository.port.ts'
import type { Webhook, WebhookDelivery } from '../../domain/webhook.ts'
import { toDate } from './rows.ts'
import type { StoreThread } from './store-thread.ts'
import { fromDelivery, fromWebhook, toDelivery, toWebhook } from './webhook-rows.ts'

/** Small enough not to delay bookings. */
const DELIVERIES_PER_BATCH = 1_000

const AFTER_ALL = [Number.MAX_SAFE_INTEGER, ''] as const

/** Webhooks in the embedded SQLite database. */
export class SqliteWebhookRepository implements WebhookRepositoryPort {
  readonly #thread: Pick<StoreThread, 'read' | 'write'>

  constructor(thread: Pick<StoreThread, 'read' | 'write'>) {
    this.#thread = thread
  }

  async addWebhook(webhook: Webhook, countMax: number): Promise<'added' | 'full'> {
    const isAdded = await this.#thread.write('webhooks', 'add', fromWebhook(webhook), countMax)
    return isAdded ? 'added' : 'full'
  }

  async findWebhook(webhookId: string): Promise<Webhook | undefined> {
    const found = await this.#thread.read('webhooks', 'find', webhookId)
    return found && toWebhook(found)
  }

  async listWebhooks(): Promise<readonly Webhook[]> {
    return (await this.#thread.read('webhooks', 'list')).map(toWebhook)
  }

  async deleteWebhook(webhookId: string): Promise<boolean> {
    // All at once, a large log would block the thread. The last batch is not full, as deliveries may add to the log.
    let count: number
    do {
      count = await this.#thread.write('webhooks', 'deleteLog', webhookId, DELIVERIES_PER_BATCH)
    } while (count === DELIVERIES_PER_BATCH)
    return this.#thread.write('webhooks', 'remove', webhookId)
  }

  rotateSecret(webhookId: string, secret: string, previousUntil: Date): Promise<boolean> {
    const untilMs = previousUntil.getTime()
    return this.#thread.write('webhooks', 'rotateSecret', webhookId, secret, untilMs)
  }

  disableWebhook(webhookId: string, at: Date): Promise<void> {
    return this.#thread.write('webhooks', 'disable', webhookId, at.getTime())
  }

  async claimEvents(query: ClaimQuery): Promise<readonly ClaimedEvent[]> {
    const { webhookId, eventIds = null, claimId, now, claimedUntil, countMax } = query
    const times = [now.getTime(), claimedUntil.getTime()] as const
    const ids = [webhookId, claimId] as const
    const claimed = await this.#thread.write('webhooks', 'claim', ids, eventIds, times, countMax)
    return claimed.map(([eventId, revision, attempts, latest]) => {
      return { webhookId, eventId, claimId, revision, attempts, latest }
    })
  }

  saveProgress(
    { webhookId, eventId, claimId }: DeliveryClaim,
    { revision, attempts, nextAttemptAt, claimedUntil, delivery }: DeliveryProgress,
  ): Promise<number | undefined> {
    const times = [nextAttemptAt?.getTime() ?? null, claimedUntil?.getTime() ?? null] as const
    return this.#thread.write(
      'webhooks',
      'saveProgress',
      [webhookId, eventId, claimId],
      [revision, attempts, ...times],
      delivery ? fromDelivery(delivery) : null,
    )
  }

  addDelivery(delivery: WebhookDelivery): Promise<void> {
    return this.#thread.write('webhooks', 'addDelivery', fromDelivery(delivery))
  }

  async findDelivery(webhookId: string, deliveryId: string): Promise<WebhookDelivery | undefined> {
    const found = await this.#thread.read('webhooks', 'findDelivery', webhookId, deliveryId)
    return found && toDelivery(found)
  }

  async listDeliveries({
    webhookId,
    after,
    limit,
  }: DeliveriesQuery): Promise<readonly WebhookDelivery[]> {
    const position = after ? ([after.at.getTime(), after.id] as const) : AFTER_ALL
    const found = await this.#thread.read('webhooks', 'listDeliveries', webhookId, position, limit)
    return found.map(toDelivery)
  }

  deleteDeliveries({
    before,
    countMax,
  }: {
    readonly before: Date
    readonly countMax: number
  }): Promise<number> {
    return this.#thread.write('webhooks', 'deleteDeliveries', before.getTime(), countMax)
  }

  async oldestPendingChange(): Promise<Date | undefined> {
    const atMs = await this.#thread.read('webhooks', 'oldestPendingChange')
    return atMs === undefined ? undefined : toDate(atMs)
  }
}
