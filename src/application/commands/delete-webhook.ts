import { type Done, type Refused, refused } from '../changes/change-result.ts'
import type { WebhookRepositoryPort } from '../ports/webhook-repository.port.ts'

export type DeleteWebhookResult = Done<null> | Refused<{ readonly reason: 'unknown-webhook' }>

/** Deletes a webhook and the log of its deliveries. Its deliveries end. */
export class DeleteWebhook {
  readonly #webhooks: Pick<WebhookRepositoryPort, 'deleteWebhook'>

  constructor(ports: { readonly webhooks: Pick<WebhookRepositoryPort, 'deleteWebhook'> }) {
    this.#webhooks = ports.webhooks
  }

  async execute({ webhookId }: { readonly webhookId: string }): Promise<DeleteWebhookResult> {
    return (await this.#webhooks.deleteWebhook(webhookId))
      ? { outcome: 'done', result: null }
      : refused({ reason: 'unknown-webhook' })
  }
}
