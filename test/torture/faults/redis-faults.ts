import { setTimeout as lasting } from 'node:timers/promises'

import { LOCK_TTL_MS } from '../instance.ts'
import type { PostgresSystem } from '../postgres-system.ts'
import type { Fault } from './fault.ts'
import { networkFault } from './network-faults.ts'

type RedisFault = Fault<PostgresSystem>

/** Long enough that every request in flight has noticed. */
const OUTAGE_MS = 2_000

const command = (name: string, ...args: [string, ...string[]]): RedisFault => ({
  name,
  run: async ({ redis }) => {
    await redis.admin.call(...args)
    return undefined
  },
})

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
    run: async ({ redis }) => {
      await redis.kill()
      await lasting(OUTAGE_MS)
      await redis.launch()
      return undefined
    },
  },
  {
    name: 'Redis is paused (SIGSTOP)',
    run: async ({ redis }) => {
      redis.pause()
      await lasting(OUTAGE_MS)
      redis.resume()
      return undefined
    },
  },
  command('Redis loses all keys (FLUSHALL)', 'FLUSHALL'),
  command('Redis loses all scripts (SCRIPT FLUSH)', 'SCRIPT', 'FLUSH'),
  command('Redis delays all writes (CLIENT PAUSE)', 'CLIENT', 'PAUSE', '1500', 'WRITE'),
  command(
    'Redis closes all connections (CLIENT KILL)',
    'CLIENT',
    'KILL',
    'TYPE',
    'normal',
    'SKIPME',
    'yes',
  ),
  takeover,
  networkFault('Redis', ({ toRedis }) => toRedis, 'requests'),
  networkFault('Redis', ({ toRedis }) => toRedis, 'replies'),
]
