import type { DependencyContainer } from 'tsyringe'

import { InProcessLock } from '../adapters/lock/in-process-lock.ts'
import { WaitingLock } from '../adapters/lock/waiting-lock.ts'
import { MeteredLock } from '../adapters/metrics/metered-lock.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import type { Config } from '../config.ts'
import { IMMEDIATE_LOCK, LOCK, LOCK_STATE, registerSingleton } from './tokens.ts'

/** Registers the lock: in Redis if it is configured, otherwise in this process. */
export async function registerLock(services: DependencyContainer, config: Config): Promise<void> {
  if (config.REDIS_URL === undefined) registerInProcessLock(services)
  else {
    const { registerRedisLock } = await import('./redis-lock.ts')
    registerRedisLock(services, config, config.REDIS_URL)
  }

  registerSingleton(
    services,
    LOCK,
    (c) =>
      new WaitingLock(c.resolve(IMMEDIATE_LOCK), {
        onWaited: (durationMs) => {
          c.resolve(Metrics).lockWaited(durationMs)
        },
      }),
  )
}

function registerInProcessLock(services: DependencyContainer): void {
  registerSingleton(services, IMMEDIATE_LOCK, (c) => {
    const metrics = c.resolve(Metrics)
    metrics.lockBackendInUse('in-process')
    return new MeteredLock(new InProcessLock(), 'in-process', metrics)
  })
  registerSingleton(services, LOCK_STATE, () => () => ({ backend: 'in-process', state: 'ok' }))
}
