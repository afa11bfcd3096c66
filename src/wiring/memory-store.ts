import type { DependencyContainer } from 'tsyringe'

import { InMemoryEventRepository } from '../adapters/memory/in-memory-event-repository.ts'
import { InMemoryKeyRepository } from '../adapters/memory/in-memory-key-repository.ts'
import { InMemorySeatRepository } from '../adapters/memory/in-memory-seat-repository.ts'
import { InMemoryWebhookRepository } from '../adapters/memory/in-memory-webhook-repository.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import { EVENTS, KEY_STORE, registerSingleton, SEAT_STORE, WEBHOOKS } from './tokens.ts'

/** Registers the store in memory: nothing is left when the process ends. */
export function registerMemoryStore(services: DependencyContainer): void {
  registerSingleton(services, InMemorySeatRepository, (c) => {
    c.resolve(Metrics).storeIsAvailable(true)
    return new InMemorySeatRepository()
  })
  registerSingleton(services, SEAT_STORE, (c) => c.resolve(InMemorySeatRepository))
  registerSingleton(
    services,
    EVENTS,
    (c) => new InMemoryEventRepository(c.resolve(InMemorySeatRepository)),
  )
  registerSingleton(services, KEY_STORE, () => new InMemoryKeyRepository())
  registerSingleton(
    services,
    WEBHOOKS,
    (c) => new InMemoryWebhookRepository(c.resolve(InMemorySeatRepository)),
  )
}
