import { randomUUID } from 'node:crypto'

import type { DependencyContainer } from 'tsyringe'

import { AnnouncedSeats } from '../adapters/announcing/change-announcements.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import {
  DeleteOldRecords,
  DELIVERIES_KEPT_DAYS,
} from '../application/commands/delete-old-records.ts'
import { PurgeEvents } from '../application/commands/purge-events.ts'
import { SetUpEvents } from '../application/commands/set-up-events.ts'
import type { Config } from '../config.ts'
import { demoEvent } from '../demo/demo-event.ts'
import { registerRepeatedTask } from './repeated-task.ts'
import {
  CLOCK,
  EVENTS,
  LIFECYCLE,
  registerSingleton,
  SEAT_FEED,
  SEAT_STORE,
  SEATS,
  USE_CASES,
  WEBHOOKS,
} from './tokens.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The interval at which old records are deleted. */
const RETENTION_INTERVAL_MS = HOUR_MS / 6

/** The interval at which rows of deleted events are deleted, so that their ids can be used again. */
const PURGE_INTERVAL_MS = 5_000

/** The interval at which expired holds are recorded, for webhooks. Their seats are available before that. */
const SWEEP_INTERVAL_MS = 2_000

/** Registers the store, the initial events, and the periodic deletion of old data. */
export async function registerStore(services: DependencyContainer, config: Config): Promise<void> {
  await registerStoreOfKind(services, config)
  registerAnnouncedSeats(services)
  registerFirstEvents(services, config)
  registerRetention(services, config)
  registerPurge(services, config)
  registerSweeping(services)
}

/** Only the configured store is loaded, which saves a fifth of the modules. */
async function registerStoreOfKind(services: DependencyContainer, config: Config): Promise<void> {
  if (config.STORE === 'memory') {
    const { registerMemoryStore } = await import('./memory-store.ts')
    registerMemoryStore(services)
  } else if (config.STORE === 'embedded') {
    const { registerEmbeddedStore } = await import('./embedded-store.ts')
    registerEmbeddedStore(services, config)
  } else {
    const { registerPostgresStore } = await import('./postgres-store.ts')
    registerPostgresStore(services, config)
  }
}

function registerAnnouncedSeats(services: DependencyContainer): void {
  registerSingleton(services, SEATS, (c) => {
    const [seats, feed, metrics] = [c.resolve(SEAT_STORE), c.resolve(SEAT_FEED), c.resolve(Metrics)]
    return new AnnouncedSeats({ seats, feed, metrics })
  })
}

function registerFirstEvents(services: DependencyContainer, config: Config): void {
  services.register(LIFECYCLE, {
    useFactory: (c) => ({
      start: () => {
        const setUp = new SetUpEvents({ events: c.resolve(EVENTS), clock: c.resolve(CLOCK) })
        return setUp.execute({
          seatCount: config.DEFAULT_EVENT_SEATS,
          demo: config.DEMO_EVENT ? demoEvent() : undefined,
        })
      },
      stop: () => Promise.resolve(),
    }),
  })
}

function registerRetention(services: DependencyContainer, config: Config): void {
  const { IDEMPOTENCY_KEYS_KEPT_HOURS, HISTORY_KEPT_DAYS } = config
  registerRepeatedTask(services, {
    create: (c) => {
      const deleteOld = new DeleteOldRecords(
        {
          retention: c.resolve(SEAT_STORE),
          webhooks: c.resolve(WEBHOOKS),
          deletedEvents: c.resolve(EVENTS),
          clock: c.resolve(CLOCK),
        },
        {
          idempotencyRecordsKeptMs: IDEMPOTENCY_KEYS_KEPT_HOURS * HOUR_MS,
          historyKeptMs: HISTORY_KEPT_DAYS > 0 ? HISTORY_KEPT_DAYS * DAY_MS : undefined,
          deliveriesKeptMs: DELIVERIES_KEPT_DAYS * DAY_MS,
        },
      )
      return (signal) => deleteOld.execute(signal)
    },
    intervalMs: RETENTION_INTERVAL_MS,
    failure: 'Failed to delete old records',
  })
}

function registerPurge(services: DependencyContainer, config: Config): void {
  registerRepeatedTask(services, {
    create: (c) => {
      const purgeEvents = new PurgeEvents(
        { deletedEvents: c.resolve(EVENTS), clock: c.resolve(CLOCK) },
        { idempotencyRecordsKeptMs: config.IDEMPOTENCY_KEYS_KEPT_HOURS * HOUR_MS },
      )
      return (signal) => purgeEvents.execute(signal)
    },
    intervalMs: PURGE_INTERVAL_MS,
    failure: 'Failed to delete rows of deleted events',
  })
}

function registerSweeping(services: DependencyContainer): void {
  registerRepeatedTask(services, {
    create: (c) => {
      const { expireHolds } = c.resolve(USE_CASES)
      return (signal) => expireHolds.execute({ requestId: randomUUID() }, signal)
    },
    intervalMs: SWEEP_INTERVAL_MS,
    failure: 'Failed to record expired holds',
  })
}
