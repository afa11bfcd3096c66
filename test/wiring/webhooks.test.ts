import 'reflect-metadata'

import { expect, test } from '@jest/globals'

import { createLogger } from '../../src/adapters/system/logger.ts'
import type {
  ClaimQuery,
  WebhookRepositoryPort,
} from '../../src/application/ports/webhook-repository.port.ts'
import { DeliverWebhooks } from '../../src/application/webhooks/deliver-webhooks.ts'
import { readConfig } from '../../src/config.ts'
import { buildContainer } from '../../src/container.ts'
import { LOGGER, WEBHOOKS } from '../../src/wiring/tokens.ts'
import { webhookPorts } from '../../src/wiring/webhooks.ts'
import type { LogLine } from '../../tools/servers/service-process.ts'
import { newDelivery, newWebhook } from '../builders/webhook.ts'

test.each([
  ['a first failure', { attempt: 1, status: 500 }, ['Webhook delivery failed']],
  ['a later failure', { attempt: 2, status: 500 }, []],
  ['410', { attempt: 2, status: 410 }, ['Webhook disabled by its receiver']],
  ['410 to a redelivery, which disables nothing', { attempt: 0, status: 410 }, []],
  [
    'a last failure',
    { attempt: 9, status: 500, outcome: 'given-up' },
    ['Webhook message given up'],
  ],
  [
    '410 to a last attempt',
    { attempt: 9, status: 410, outcome: 'given-up' },
    ['Webhook disabled by its receiver'],
  ],
] as const)('the log of %s', async (_what, over, messages) => {
  const lines: string[] = []
  const output = { write: (line: string) => lines.push(line) }
  const services = await buildContainer(readConfig({ STORE: 'memory' }))
  services.registerInstance(LOGGER, createLogger({ level: 'info', output, redact: (text) => text }))

  webhookPorts(services).onDelivery(newDelivery({ outcome: 'failed', ...over }), newWebhook())
  expect(lines.map((line) => (JSON.parse(line) as LogLine).msg)).toEqual(messages)
})

test('a claim outlasts a short attempt and a slow store', async () => {
  const claims: ClaimQuery[] = []
  const services = await buildContainer(readConfig({ STORE: 'memory', WEBHOOK_TIMEOUT_MS: '100' }))
  services.registerInstance(WEBHOOKS, {
    listWebhooks: () => Promise.resolve([newWebhook()]),
    claimEvents: (query: ClaimQuery) => {
      claims.push(query)
      return Promise.resolve([])
    },
  } as Partial<WebhookRepositoryPort> as WebhookRepositoryPort)
  const deliver = services.resolve(DeliverWebhooks)

  await deliver.execute()
  await deliver.stop()
  const leases = claims.map(({ now, claimedUntil }) => claimedUntil.getTime() - now.getTime())
  expect(leases).toEqual([5_200])
})
