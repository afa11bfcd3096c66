import type { DependencyContainer } from 'tsyringe'

import { SqliteEventRepository } from '../adapters/sqlite/sqlite-event-repository.ts'
import { SqliteKeyRepository } from '../adapters/sqlite/sqlite-key-repository.ts'
import { SqliteSeatRepository } from '../adapters/sqlite/sqlite-seat-repository.ts'
import { SqliteWebhookRepository } from '../adapters/sqlite/sqlite-webhook-repository.ts'
import { StoreThread } from '../adapters/sqlite/store-thread.ts'
import type { Config } from '../config.ts'
import { reportStoreState } from './store-state.ts'
import { EVENTS, KEY_STORE, LIFECYCLE, registerSingleton, SEAT_STORE, WEBHOOKS } from './tokens.ts'

/** Registers the store in the data folder, for one instance. */
export function registerEmbeddedStore(services: DependencyContainer, config: Config): void {
  registerSingleton(services, StoreThread, (c) => {
    return new StoreThread({ path: config.DATA_DIR, onChange: reportStoreState(c) })
  })
  registerSingleton(services, SEAT_STORE, (c) => new SqliteSeatRepository(c.resolve(StoreThread)))
  registerSingleton(services, EVENTS, (c) => new SqliteEventRepository(c.resolve(StoreThread)))
  registerSingleton(services, KEY_STORE, (c) => new SqliteKeyRepository(c.resolve(StoreThread)))
  registerSingleton(services, WEBHOOKS, (c) => new SqliteWebhookRepository(c.resolve(StoreThread)))
  services.register(LIFECYCLE, {
    useFactory: (c) => ({
      start: () => c.resolve(StoreThread).open(),
      stop: () => c.resolve(StoreThread).close(),
    }),
  })
}
