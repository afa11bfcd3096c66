import { Cluster } from 'ioredis'

import { Batcher } from '../../batching/batcher.ts'
import { hashTag } from './lock-keys.ts'
import type { RedisClient } from './redis-client.ts'

/** Keys to take or to let go, all in one slot where the Redis is a Cluster. */
export type LockStep =
  | {
      readonly kind: 'take'
      readonly keys: readonly string[]
      readonly token: string
      readonly ttlMs: number
    }
  | { readonly kind: 'release'; readonly keys: readonly string[]; readonly token: string }

/** Of a `take` 1, or what stands in a key that someone else holds; of a `release` how many keys were the owner's. */
export type StepReply = number | string

/**
 * Runs steps one after another, each whole or not at all.
 *
 * A `take` takes all its keys for one owner, or none. A key that already carries the owner's token counts as taken, so
 * that a step which was delivered twice gives the same answer twice. A `release` deletes those keys that still carry
 * the token (the "compare and delete" of the Redis manual's page on distributed locks).
 *
 * KEYS     the lock keys of all steps
 * ARGV     for each step how many of the keys it has, its token, and how many milliseconds to take them for: 0 for a
 *          release
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

/** How many steps, and keys of more than one step, one script may have, since Redis does nothing else meanwhile. */
const STEPS_MAX = 100
const KEYS_MAX = 1_000

/**
 * Sends the steps of one tick as one script.
 *
 * It is sent whole each time: EVALSHA saves some bytes, but a Redis that forgot the script would need a second command,
 * and with it twice the time.
 */
export function lockSteps(redis: RedisClient): Batcher<LockStep, StepReply> {
  return new Batcher({
    run: (steps) => runSteps(redis, steps),
    callsMax: STEPS_MAX,
    // Whoever waited here for a Redis that does not answer would wait twice.
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
    // What does not fit closes the batch, so that nobody asks for a lock before it was let go.
    count = fits ? count + keys.length : Infinity
    return fits
  }
}

/** A Cluster runs no script on the keys of several slots. */
function stepsOfOneSlot(): (step: LockStep) => boolean {
  const isFew = fewKeys()
  let slot: string | undefined
  return (step) => {
    const tag = hashTag(step.keys[0] ?? '')
    return (slot ??= tag) === tag && isFew(step)
  }
}
