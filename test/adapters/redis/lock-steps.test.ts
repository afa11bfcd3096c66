import { describe, expect, test } from '@jest/globals'
import { Cluster } from 'ioredis'

import { hashTag } from '../../../src/adapters/redis/lock-keys.ts'
import { type LockStep, lockSteps } from '../../../src/adapters/redis/lock-steps.ts'
import type { RedisClient } from '../../../src/adapters/redis/redis-client.ts'

/** The number of keys from which a script has no room for another step. */
const KEYS_MAX = 1_000

/** Records the keys of each script, and answers each step with 1. */
function recordingClient({ isCluster = false } = {}): {
  readonly redis: RedisClient
  readonly scripts: string[][]
} {
  const scripts: string[][] = []
  const redis = Object.create(isCluster ? Cluster.prototype : null) as RedisClient
  redis.eval = ((_script: string, keyCount: number, ...rest: (string | number)[]) => {
    scripts.push(rest.slice(0, keyCount).map(String))
    return Promise.resolve(Array.from({ length: (rest.length - keyCount) / 3 }, () => 1))
  }) as RedisClient['eval']
  return { redis, scripts }
}

const take = (keys: readonly string[]): LockStep => ({
  ...{ kind: 'take', keys, token: 'token', ttlMs: 1_000 },
})
const keysFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => `key ${first + i}`)

describe('the steps of one tick', () => {
  test('are sent as one script', async () => {
    const { redis, scripts } = recordingClient()
    const steps = lockSteps(redis)
    await Promise.all([steps.call(take(['a'])), steps.call(take(['b', 'c']))])

    expect(scripts).toEqual([['a', 'b', 'c']])
  })

  test.each([
    ['as many as fit are one script', KEYS_MAX - 1, 1, 1],
    ['one key too many is another script', KEYS_MAX, 1, 2],
    ['a step with more keys than fit has a script of its own', KEYS_MAX + 1, 1, 2],
  ])('%s', async (_what, first, second, count) => {
    const { redis, scripts } = recordingClient()
    const steps = lockSteps(redis)
    await Promise.all([
      steps.call(take(keysFrom(0, first))),
      steps.call(take(keysFrom(first, second))),
    ])

    expect(scripts).toHaveLength(count)
    expect(scripts.flat()).toEqual(keysFrom(0, first + second))
  })

  test('keep their order if one does not fit', async () => {
    const { redis, scripts } = recordingClient()
    const steps = lockSteps(redis)
    await Promise.all([
      steps.call(take(keysFrom(0, 600))),
      steps.call(take(keysFrom(600, 600))),
      steps.call({ kind: 'release', keys: ['late'], token: 'token' }),
    ])

    expect(scripts.map((keys) => keys.at(-1))).toEqual(['key 599', 'late'])
  })

  test('are sent to a Cluster slot by slot, in order', async () => {
    const { redis, scripts } = recordingClient({ isCluster: true })
    const steps = lockSteps(redis)
    const keys = ['lock:{gala}:a', 'lock:{gala}:b', 'lock:{matinee}:a', 'lock:{gala}:c']
    await Promise.all(keys.map((key) => steps.call(take([key]))))

    expect(scripts.flat().sort()).toEqual(keys.toSorted())
    for (const script of scripts) expect(new Set(script.map(hashTag)).size).toBe(1)
    const ofGala = scripts.flat().filter((key) => key.includes('gala'))
    expect(ofGala).toEqual(['lock:{gala}:a', 'lock:{gala}:b', 'lock:{gala}:c'])
  })
})

// The examples of the Redis Cluster specification, "Hash tags".
test.each([
  ['{user1000}.following', 'user1000'],
  ['foo{}{bar}', 'foo{}{bar}'],
  ['foo{{bar}}zap', '{bar'],
  ['foo{bar}{zap}', 'bar'],
  ['lock:seat:1', 'lock:seat:1'],
])('the hash tag of %s is %s', (key, expected) => {
  expect(hashTag(key)).toBe(expected)
})
