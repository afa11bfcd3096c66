import { randomUUID } from 'node:crypto'

import type { DependencyContainer } from 'tsyringe'

import { Metrics } from '../adapters/metrics/metrics.ts'
import { PacedTask } from '../adapters/system/paced-task.ts'
import { RepeatedTask } from '../adapters/system/repeated-task.ts'
import { HttpWebhookSender } from '../adapters/webhooks/http-webhook-sender.ts'
import { DeliverWebhooks } from '../application/webhooks/deliver-webhooks.ts'
import type { Config } from '../config.ts'
import type { Webhook, WebhookDelivery } from '../domain/webhook.ts'
import { reportTo } from './repeated-task.ts'
import {
  CLOCK,
  LIFECYCLE,
  LOGGER,
  registerSingleton,
  SEAT_FEED,
  SEAT_STORE,
  WEBHOOKS,
} from './tokens.ts'

/** The least time between two searches for changed events to deliver. */
const CHANGED_INTERVAL_MS = 50

/** The interval at which all events are searched, for retries and for deliveries that other instances did not finish. */
const DUE_INTERVAL_MS = 1_000

/** The interval at which the lag is measured. */
const LAG_INTERVAL_MS = 15_000

const FAILURE = 'Failed to deliver webhooks'

/** The most events that this instance delivers to one webhook at a time. */
const EVENTS_PER_WEBHOOK_MAX = 8

/** Registers the delivery of webhooks. */
export function registerWebhooks(services: DependencyContainer, config: Config): void {
  registerSingleton(services, HttpWebhookSender, () => {
    return new HttpWebhookSender({
      allowsPrivateAddresses: config.WEBHOOK_PRIVATE_ADDRESSES,
      timeoutMs: config.WEBHOOK_TIMEOUT_MS,
    })
  })
  registerSingleton(services, DeliverWebhooks, (c) => {
    const onError = reportTo(c, FAILURE)
    const deliverChanged = new PacedTask(() => c.resolve(DeliverWebhooks).deliverChanged(), {
      intervalMs: CHANGED_INTERVAL_MS,
    })
    const ports = {
      ...webhookPorts(c),
      feed: c.resolve(SEAT_FEED),
      random: Math.random,
      onChanged: () => void deliverChanged.run().catch(onError),
      onError,
    }
    // With a short timeout, the saves around an attempt can take much longer than the attempt.
    const leaseMs = 2 * config.WEBHOOK_TIMEOUT_MS + 5_000
    return new DeliverWebhooks(ports, { eventsMax: EVENTS_PER_WEBHOOK_MAX, leaseMs })
  })
  services.register(LIFECYCLE, { useFactory: createDelivery })
}

/** The ports of the use cases of webhooks. */
export function webhookPorts(c: DependencyContainer) {
  return {
    webhooks: c.resolve(WEBHOOKS),
    history: c.resolve(SEAT_STORE),
    sender: c.resolve(HttpWebhookSender),
    clock: c.resolve(CLOCK),
    newId: randomUUID,
    onDelivery: reportDelivery(c),
  }
}

function createDelivery(c: DependencyContainer) {
  const deliver = c.resolve(DeliverWebhooks)
  const onError = reportTo(c, FAILURE)
  const tasks = [
    new RepeatedTask(() => deliver.execute(), { intervalMs: DUE_INTERVAL_MS, onError }),
    new RepeatedTask(() => measureLag(c), { intervalMs: LAG_INTERVAL_MS, onError }),
  ]
  return {
    start: async () => {
      await Promise.all(tasks.map((task) => task.start()))
    },
    stop: async () => {
      await Promise.all(tasks.map((task) => task.stop()))
      await deliver.stop()
      c.resolve(HttpWebhookSender).close()
    },
  }
}

async function measureLag(c: DependencyContainer): Promise<void> {
  const oldest = await c.resolve(WEBHOOKS).oldestPendingChange()
  const nowMs = c.resolve(CLOCK).now().getTime()
  c.resolve(Metrics).webhooksLag(oldest ? Math.max(0, nowMs - oldest.getTime()) : 0)
}

function reportDelivery(c: DependencyContainer) {
  return ({ outcome, ...delivery }: WebhookDelivery, { id, name }: Webhook): void => {
    c.resolve(Metrics).webhookDelivery(outcome)
    const { eventId, revision, attempt, status, error } = delivery
    const details = { webhookId: id, name, eventId, revision, status, error }
    const logger = c.resolve(LOGGER)
    // A redelivery, which has the attempt number 0, disables no webhook.
    if (status === 410 && attempt > 0) logger.warn(details, 'Webhook disabled by its receiver')
    else if (outcome === 'given-up') logger.error(details, 'Webhook message given up')
    else if (outcome === 'failed' && attempt === 1) logger.warn(details, 'Webhook delivery failed')
  }
}
