import { setTimeout as lasting } from 'node:timers/promises'

import type { RedisServer } from '../../../tools/servers/redis-server.ts'
import { until } from '../../../tools/until.ts'
import { LOCK_TTL_MS } from '../instance.ts'
import type { PostgresSystem } from '../postgres-system.ts'
import type { Fault } from './fault.ts'
import { networkFault } from './network-faults.ts'

type RedisFault = Fault<PostgresSystem>

/** Long enough that every request in flight has noticed. */
const OUTAGE_MS = 2_000

/** Resolves when an instance has noticed that there is no Redis, with the number of those that have. */
async function degraded({ instances }: PostgresSystem): Promise<number> {
  return until(async () => {
    const readiness = await Promise.all(
      instances.map(({ process }) => process.readiness().catch(() => undefined)),
    )
    return readiness.filter((state) => state?.lock === 'degraded').length || undefined
  })
}

/** The number of clients that Redis keeps waiting. */
async function pausedClients({ admin }: RedisServer): Promise<number> {
  const clients = String(await admin.client('LIST')).split('\n')
  return clients.filter((client) => / flags=\w*b/.test(client)).length
}

/** The time of CLIENT PAUSE. */
const PAUSE_MS = 1_500

const FOREIGN = 'another program'

/**
 * Gives every lock that is in use at this moment to another program, as if it had expired and been taken.
 *
 * ARGV[1]  the new owner
 * ARGV[2]  the time to live in milliseconds
 * Returns  the keys
 */
const TAKE_OVER_LOCKS = `
local keys = redis.call('KEYS', 'lock:*seat:*')
for _, key in ipairs(keys) do redis.call('SET', key, ARGV[1], 'PX', ARGV[2]) end
return keys`

/**
 * Loses all keys, if there are locks.
 *
 * Returns  the number of locks
 */
const LOSE_LOCKS = `
local locks = #redis.call('KEYS', 'lock:*seat:*')
if locks > 0 then redis.call('FLUSHALL') end
return locks`

const takeover: RedisFault = {
  name: 'the locks of requests in flight expire, and another program takes them',
  run: async ({ redis: { admin } }, { violations }) => {
    let taken: string[] = []
    while (taken.length === 0) {
      taken = (await admin.eval(TAKE_OVER_LOCKS, 0, FOREIGN, 4 * LOCK_TTL_MS)) as string[]
    }
    await lasting(LOCK_TTL_MS)
    for (const key of taken) {
      const owner = await admin.get(key)
      if (owner !== FOREIGN) {
        violations.push(`the lock ${key} of another program was released`)
      }
      await admin.del(key)
    }
    return taken.length
  },
}

export const REDIS_FAULTS: readonly RedisFault[] = [
  {
    name: 'Redis is killed and started again, empty',
    run: async (system) => {
      await system.redis.kill()
      await lasting(OUTAGE_MS)
      const hit = await degraded(system)
      await system.redis.launch()
      return hit
    },
  },
  {
    name: 'Redis is paused (SIGSTOP)',
    run: async (system) => {
      system.redis.pause()
      await lasting(OUTAGE_MS)
      const hit = await degraded(system)
      system.redis.resume()
      return hit
    },
  },
  {
    name: 'Redis loses all keys (FLUSHALL)',
    run: ({ redis: { admin } }) =>
      until(async () => {
        return Number(await admin.eval(LOSE_LOCKS, 0)) || undefined
      }),
  },
  {
    name: 'Redis loses all scripts (SCRIPT FLUSH)',
    run: async ({ redis: { admin } }) => {
      const memory = await admin.info('memory')
      await admin.script('FLUSH')
      return Number(/^number_of_cached_scripts:(\d+)/m.exec(memory)?.[1])
    },
  },
  {
    name: 'Redis delays all writes (CLIENT PAUSE)',
    run: ({ redis }) =>
      until(async () => {
        await redis.admin.call('CLIENT', 'PAUSE', PAUSE_MS, 'WRITE')
        return (await pausedClients(redis)) || undefined
      }),
  },
  {
    name: 'Redis closes all connections (CLIENT KILL)',
    run: async ({ redis: { admin } }) =>
      Number(await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')),
  },
  takeover,
  networkFault('Redis', ({ toRedis }) => toRedis, 'requests'),
  networkFault('Redis', ({ toRedis }) => toRedis, 'replies'),
]
