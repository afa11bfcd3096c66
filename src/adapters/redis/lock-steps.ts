import { Cluster } from 'ioredis'

import { Batcher } from '../../batching/batcher.ts'
import { hashTag } from './lock-keys.ts'
import type { RedisClient } from './redis-client.ts'

/** Keys to take or to release. With a Redis Cluster, all are in one slot. */
export type LockStep =
  | {
      readonly kind: 'take'
      readonly keys: readonly string[]
      readonly token: string
      readonly ttlMs: number
    }
  | { readonly kind: 'release'; readonly keys: readonly string[]; readonly token: string }

/** For a `take` 1, or the value of a key held by another owner; for a `release` the number of deleted keys. */
export type StepReply = number | string

/**
 * Runs steps in order, each of them atomically.
 *
 * A `take` takes all its keys for one owner, or none. A key that already has the owner's token counts as taken, so a
 * step that is delivered twice has the same reply. A `release` deletes those keys that still have the token ("compare
 * and delete" in the Redis manual, distributed locks).
 *
 * KEYS     the lock keys of all steps
 * ARGV     for each step its number of keys, its token, and the time to live in milliseconds, 0 for a release
 * Returns  a StepReply for each
 */
const RUN_STEPS = `
local function take(first, last, token, ttl)
  local taken = {}
  for i = first, last do
    local key = KEYS[i]
    if redis.call('SET', key, token, 'NX', 'PX', ttl) then
      taken[#taken + 1] = key
    else
      local holder = redis.pcall('GET', key)
      if holder ~= token then
        for _, mine in ipairs(taken) do redis.call('DEL', mine) end
        return type(holder) == 'string' and holder or ''
      end
    end
  end
  return 1
end

local function release(first, last, token)
  local released = 0
  for i = first, last do
    if redis.pcall('GET', KEYS[i]) == token then
      released = released + redis.call('DEL', KEYS[i])
    end
  end
  return released
end

local replies = {}
local first = 1
for at = 1, #ARGV, 3 do
  local last, token, ttl = first + ARGV[at] - 1, ARGV[at + 1], ARGV[at + 2]
  if ttl == '0' then
    replies[#replies + 1] = release(first, last, token)
  else
    replies[#replies + 1] = take(first, last, token, ttl)
  end
  first = last + 1
end
return replies
`

/** The most steps of a script, and the most keys of a script with several steps, since a script blocks Redis. */
const STEPS_MAX = 100
const KEYS_MAX = 1_000

/**
 * Sends the steps of one tick of the event loop as one script.
 *
 * The script is sent with EVAL. EVALSHA would save some bytes, but would need a second command, and twice the time,
 * whenever Redis does not have the script.
 */
export function lockSteps(redis: RedisClient): Batcher<LockStep, StepReply> {
  return new Batcher({
    run: (steps) => runSteps(redis, steps),
    callsMax: STEPS_MAX,
    // Waiting here for a Redis that does not respond would double the wait.
    batchesMax: Infinity,
    begin: redis instanceof Cluster ? stepsOfOneSlot : fewKeys,
  })
}

async function runSteps(
  redis: RedisClient,
  steps: readonly LockStep[],
): Promise<readonly StepReply[]> {
  const keys: string[] = []
  const values: (string | number)[] = []
  for (const step of steps) {
    for (const key of step.keys) keys.push(key)
    values.push(step.keys.length, step.token, step.kind === 'take' ? step.ttlMs : 0)
  }
  return (await redis.eval(RUN_STEPS, keys.length, ...keys, ...values)) as StepReply[]
}

function fewKeys(): (step: LockStep) => boolean {
  let count = 0
  return ({ keys }) => {
    const fits = count === 0 || count + keys.length <= KEYS_MAX
    // A step that does not fit closes the batch. Otherwise later steps would overtake it, such as the release of a
    // lock.
    count = fits ? count + keys.length : Infinity
    return fits
  }
}

/** In a Cluster, all keys of a script must be in one slot. */
function stepsOfOneSlot(): (step: LockStep) => boolean {
  const isFew = fewKeys()
  let slot: string | undefined
  return (step) => {
    const tag = hashTag(step.keys[0] ?? '')
    return (slot ??= tag) === tag && isFew(step)
  }
}
