import type { DependencyContainer, InjectionToken } from 'tsyringe'

import { FailoverLock } from '../adapters/lock/failover-lock.ts'
import { GuardedLock } from '../adapters/lock/guarded-lock.ts'
import { InProcessLock } from '../adapters/lock/in-process-lock.ts'
import { MeteredLock } from '../adapters/metrics/metered-lock.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import {
  closeRedisClient,
  connectRedisClient,
  createRedisClient,
  type RedisClient,
} from '../adapters/redis/redis-client.ts'
import { RedisLock } from '../adapters/redis/redis-lock.ts'
import { RedisStoreClaim } from '../adapters/redis/store-claim.ts'
import type { Config } from '../config.ts'
import {
  IMMEDIATE_LOCK,
  LIFECYCLE,
  LOCK_STATE,
  LOGGER,
  registerSingleton,
  SEAT_STORE,
} from './tokens.ts'

export const REDIS = Symbol('Redis') as InjectionToken<RedisClient>

/** The interval at which an unavailable Redis is probed. */
export const REDIS_PROBE_INTERVAL_MS = 500

/** Registers the client of Redis and the lock in Redis, with in-process locks while it is unavailable. */
export function registerRedisLock(
  services: DependencyContainer,
  config: Config,
  url: string,
): void {
  registerSingleton(services, REDIS, () =>
    createRedisClient({ url, commandTimeoutMs: config.LOCK_COMMAND_TIMEOUT_MS }),
  )
  registerSingleton(
    services,
    RedisLock,
    (c) => new RedisLock(c.resolve(REDIS), { keyPrefix: config.LOCK_KEY_PREFIX }),
  )

  registerSingleton(services, FailoverLock, (c) => {
    const metrics = c.resolve(Metrics)
    const redisLock = c.resolve(RedisLock)
    // Shared by both, so that this process does not lock a seat twice around a change of mode.
    const inProcess = new InProcessLock()
    metrics.lockBackendInUse('redis')
    return new FailoverLock({
      primary: new MeteredLock(
        new GuardedLock({ guard: inProcess, lock: redisLock }),
        'redis',
        metrics,
      ),
      fallback: new MeteredLock(inProcess, 'in-process', metrics),
      probe: () => redisLock.probe(),
      probeIntervalMs: REDIS_PROBE_INTERVAL_MS,
      onModeChange: (mode, cause) => {
        metrics.lockBackendInUse(mode === 'primary' ? 'redis' : 'in-process')
        const message =
          mode === 'primary'
            ? 'Redis available again: using locks in Redis'
            : 'Redis unavailable: using in-process locks'
        c.resolve(LOGGER).warn({ err: cause }, message)
      },
    })
  })

  registerSingleton(
    services,
    RedisStoreClaim,
    (c) =>
      new RedisStoreClaim(c.resolve(REDIS), {
        storeId: () => c.resolve(SEAT_STORE).id(),
        keyPrefix: config.LOCK_KEY_PREFIX,
        // Other instances with the same store still need the claim.
        releaseOnStop: config.STORE !== 'postgres',
        onChange: (state) => {
          if (state === 'lost') c.resolve(LOGGER).error('Redis keeps the locks of another store')
          else c.resolve(LOGGER).warn('Redis keeps the locks of this store again')
        },
        // Otherwise an unavailable Redis would be noticed by the first request for a lock.
        onNoReply: () => void c.resolve(FailoverLock).check(),
      }),
  )

  registerSingleton(services, IMMEDIATE_LOCK, (c) => c.resolve(FailoverLock))
  registerSingleton(services, LOCK_STATE, (c) => {
    const [lock, claim] = [c.resolve(FailoverLock), c.resolve(RedisStoreClaim)]
    return () => {
      if (claim.state === 'lost') {
        const detail = 'Redis keeps the locks of another store.'
        return { backend: 'redis', state: 'foreign', detail }
      }
      return lock.mode === 'primary'
        ? { backend: 'redis', state: 'ok' }
        : { backend: 'in-process', state: 'degraded', detail: 'Redis is unavailable.' }
    }
  })

  services.register(LIFECYCLE, {
    useFactory: (c) => ({
      start: async () => {
        const lock = c.resolve(FailoverLock)
        await connectRedisClient(c.resolve(REDIS))
        await lock.check()
      },
      stop: async () => {
        c.resolve(FailoverLock).stop()
        await c.resolve(RedisLock).releaseAll()
        await closeRedisClient(c.resolve(REDIS))
      },
    }),
  })
  services.register(LIFECYCLE, { useFactory: (c) => c.resolve(RedisStoreClaim) })
}
