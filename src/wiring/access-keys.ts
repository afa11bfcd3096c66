import { setTimeout as delay } from 'node:timers/promises'

import type { DependencyContainer, InjectionToken } from 'tsyringe'

import { KeptKeys } from '../adapters/cache/kept-keys.ts'
import { AccessKeys } from '../adapters/http/endpoint/access-keys.ts'
import { WrongKeys } from '../adapters/http/limits/wrong-keys.ts'
import { PacedTask } from '../adapters/system/paced-task.ts'
import { RepeatedTask } from '../adapters/system/repeated-task.ts'
import type { Config } from '../config.ts'
import { KEY_STORE, LIFECYCLE, LOGGER, registerSingleton } from './tokens.ts'

/** How long a deleted key stays valid on other instances, apart from the time of the read. */
const REFRESH_INTERVAL_MS = 1_000

/** Limits the reads for unknown keys, because any client can send them. */
const REFRESH_INTERVAL_MIN_MS = 100

const REFRESH = Symbol('refresh of the access keys') as InjectionToken<PacedTask<void>>

/** Registers the check of access keys, and reads them from the store periodically. */
export function registerAccessKeys(services: DependencyContainer, config: Config): void {
  registerSingleton(services, KeptKeys, (c) => new KeptKeys(c.resolve(KEY_STORE)))
  registerSingleton(services, REFRESH, (c) => {
    const kept = c.resolve(KeptKeys)
    // The pause keeps the process alive, because a stop waits for the last read.
    const options = { intervalMs: REFRESH_INTERVAL_MIN_MS, pause: (ms: number) => delay(ms) }
    return new PacedTask(() => kept.refresh(), options)
  })
  registerSingleton(services, AccessKeys, (c) => {
    const [kept, refresh] = [c.resolve(KeptKeys), c.resolve(REFRESH)]
    return new AccessKeys({
      admin: config.ADMIN_KEY,
      seller: config.SELLER_KEY,
      stored: {
        find: (digest) => kept.find(digest),
        hasKeyFor: (role) => kept.hasKeyFor(role),
        // Failures are reported by the repeated task.
        refresh: () => refresh.run().catch(() => undefined),
      },
      wrongKeys: new WrongKeys({ perMinute: config.WRONG_KEYS_PER_MINUTE }),
    })
  })
  registerRefresh(services)
}

function registerRefresh(services: DependencyContainer): void {
  services.register(LIFECYCLE, {
    useFactory: (c) => {
      const [refresh, logger] = [c.resolve(REFRESH), c.resolve(LOGGER)]
      let isFailing = false
      const task = new RepeatedTask(
        async () => {
          await refresh.run()
          isFailing = false
        },
        {
          intervalMs: REFRESH_INTERVAL_MS,
          onError: (err) => {
            if (!isFailing)
              logger.warn({ err }, 'Failed to read the access keys: using the last ones')
            isFailing = true
          },
        },
      )
      return {
        start: async () => {
          await refresh.run()
          await task.start()
        },
        stop: () => task.stop(),
      }
    },
  })
}
