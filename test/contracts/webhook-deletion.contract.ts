import { describe, expect, test } from '@jest/globals'

import type { EventRepositoryPort } from '../../src/application/ports/event-repository.port.ts'
import { StoreUnavailableError } from '../../src/application/ports/store-unavailable-error.ts'
import type { WebhookRepositoryPort } from '../../src/application/ports/webhook-repository.port.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { newWebhook } from '../builders/webhook.ts'

export interface BreakableWebhooks {
  readonly events: EventRepositoryPort
  /** Without any webhook. */
  readonly webhooks: WebhookRepositoryPort
  /** Adds deliveries of the first event to the log of a webhook. */
  readonly addDeliveries: (webhookId: string, count: number) => Promise<void>
  /** The same webhooks, for a process that crashes after some steps. */
  readonly breaksOffAfter: (steps: number) => WebhookRepositoryPort
}

const DELIVERIES = 2_500
const BATCH = 1_000

/** What every `WebhookRepositoryPort` promises in which a large deletion could delay bookings. */
export function webhookDeletionContract(
  name: string,
  open: () => Promise<BreakableWebhooks>,
): void {
  describe(`${name}, with a large log of deliveries`, () => {
    test('deletes it in batches, and continues after an interruption', async () => {
      const { events, webhooks, addDeliveries, breaksOffAfter } = await open()
      await events.addEvent(eventWithSeats('gala', ['A-1']))
      for (const id of ['w-1', 'w-2']) {
        await webhooks.addWebhook(newWebhook({ id }), 100)
        await addDeliveries(id, DELIVERIES)
      }
      const countLog = async (webhookId: string) =>
        (await webhooks.listDeliveries({ webhookId, limit: 2 * DELIVERIES })).length

      for (const left of [DELIVERIES - BATCH, DELIVERIES - 2 * BATCH]) {
        const deleting = breaksOffAfter(1).deleteWebhook('w-1')
        await expect(deleting).rejects.toThrow(StoreUnavailableError)
        expect(await countLog('w-1')).toBe(left)
      }
      expect(await webhooks.findWebhook('w-1')).toBeDefined()
      expect(await webhooks.deleteWebhook('w-1')).toBe(true)
      expect(await countLog('w-1')).toBe(0)
      expect(await countLog('w-2')).toBe(DELIVERIES)
    })
  })
}
