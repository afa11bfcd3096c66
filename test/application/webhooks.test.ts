import { beforeEach, describe, expect, test } from '@jest/globals'

import { CreateWebhook, WEBHOOKS_MAX } from '../../src/application/commands/create-webhook.ts'
import { DeleteWebhook } from '../../src/application/commands/delete-webhook.ts'
import { RedeliverWebhook } from '../../src/application/commands/redeliver-webhook.ts'
import { RotateWebhookSecret } from '../../src/application/commands/rotate-webhook-secret.ts'
import { signingSecrets } from '../../src/domain/webhook.ts'
import { WEBHOOK_SECRET } from '../builders/webhook.ts'
import { WebhookFixture } from '../drivers/webhook-fixture.ts'

const DAY_MS = 86_400_000

const refused = (reason: string) => ({ outcome: 'refused', refusal: { reason } })

describe('webhooks', () => {
  let fixture: WebhookFixture
  beforeEach(async () => {
    fixture = new WebhookFixture()
    await fixture.addEvents(1)
  })

  describe('CreateWebhook', () => {
    const create = (id: string, url = 'https://shop.example/') =>
      new CreateWebhook(fixture.ports).execute({
        webhookId: id,
        secret: WEBHOOK_SECRET,
        name: 'Shop',
        url,
        types: ['hold.placed'],
      })

    test('adds a webhook', async () => {
      const webhook = {
        id: 'w-1',
        secret: WEBHOOK_SECRET,
        name: 'Shop',
        url: 'https://shop.example/',
        types: ['hold.placed'],
        createdAt: fixture.clock.now(),
      }
      expect(await create('w-1')).toEqual({ outcome: 'done', result: webhook })
      expect(await fixture.webhooks.listWebhooks()).toEqual([webhook])
    })

    test('refuses a URL that is not allowed', async () => {
      expect(await create('w-1', 'https://private.example/')).toEqual(refused('url-not-allowed'))
      expect(await fixture.webhooks.listWebhooks()).toEqual([])
    })

    test('refuses more webhooks than the maximum', async () => {
      for (let i = 0; i < WEBHOOKS_MAX; i++) {
        expect(await create(`w-${i}`)).toMatchObject({ outcome: 'done' })
      }
      expect(await create('one more')).toEqual(refused('too-many-webhooks'))
    })
  })

  test('DeleteWebhook deletes a webhook, once', async () => {
    await fixture.addWebhook()
    const remove = () => new DeleteWebhook(fixture.ports).execute({ webhookId: 'w-1' })

    expect(await remove()).toEqual({ outcome: 'done', result: null })
    expect(await fixture.webhooks.listWebhooks()).toEqual([])
    expect(await remove()).toEqual(refused('unknown-webhook'))
  })

  describe('RotateWebhookSecret', () => {
    const rotate = (secret: string, webhookId = 'w-1') =>
      new RotateWebhookSecret(fixture.ports).execute({ webhookId, secret })

    test('keeps the previous secret valid for a day', async () => {
      await fixture.addWebhook({ secret: 'whsec_1' })
      const now = fixture.clock.now()
      const previousValidUntil = new Date(now.getTime() + DAY_MS)
      expect(await rotate('whsec_2')).toEqual({ outcome: 'done', result: { previousValidUntil } })

      const webhook = await fixture.webhooks.findWebhook('w-1')
      if (!webhook) throw new Error('The webhook was not found')
      expect(signingSecrets(webhook, now)).toEqual(['whsec_2', 'whsec_1'])
      const before = new Date(previousValidUntil.getTime() - 1)
      expect(signingSecrets(webhook, before)).toEqual(['whsec_2', 'whsec_1'])
      expect(signingSecrets(webhook, previousValidUntil)).toEqual(['whsec_2'])
    })

    test('refuses an unknown webhook', async () => {
      expect(await rotate('whsec_2')).toEqual(refused('unknown-webhook'))
    })
  })

  describe('RedeliverWebhook', () => {
    const redeliver = (deliveryId: string, webhookId = 'w-1') =>
      new RedeliverWebhook(fixture.ports).execute({ webhookId, deliveryId })

    test('sends the same message again, and adds the result to the log', async () => {
      await fixture.addWebhook()
      await fixture.book(3)
      await fixture.run(fixture.instance())
      const [, second] = await fixture.log()
      fixture.clock.advance(1)
      fixture.sender.answer = () => ({ outcome: 'failed', status: 503 })
      const result = await redeliver(second?.id ?? '')

      expect(fixture.sender.revisions()).toEqual([1, 2, 3, 2])
      const [, sent, , again] = fixture.sender.sent
      expect(again?.message).toEqual(sent?.message)
      const delivery = (await fixture.log()).at(-1)
      expect(delivery).toMatchObject({ revision: 2, attempt: 0, outcome: 'failed', status: 503 })
      expect(result).toEqual({ outcome: 'done', result: delivery })
    })

    test('refuses what is unknown, and changes that the history no longer has', async () => {
      expect(await redeliver('d-1')).toEqual(refused('unknown-webhook'))
      await fixture.addWebhook()
      expect(await redeliver('d-1')).toEqual(refused('unknown-delivery'))
      await fixture.book(2)
      await fixture.run(fixture.instance())
      const [first] = await fixture.log()
      fixture.clock.advance(1)
      await fixture.seats.deleteHistory({ before: fixture.clock.now(), countMax: 9 })
      expect(await redeliver(first?.id ?? '')).toEqual(refused('change-deleted'))
    })
  })
})
