import { expect, test } from '@jest/globals'

import { InProcessLock } from '../../../src/adapters/lock/in-process-lock.ts'
import { lockContract, TTL_MS } from '../../contracts/lock.contract.ts'
import { acquireLease } from '../../drivers/acquire-lease.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'

lockContract('InProcessLock', async () => {
  const clock = new FakeClock()
  const lock = new InProcessLock(clock.monotonicMs)
  return {
    lock,
    other: lock,
    expire: async () => {
      clock.advance(TTL_MS)
    },
  }
})

test('a lock that is released after its time to live was lost, even if nobody else has taken it', async () => {
  const clock = new FakeClock()
  const lock = new InProcessLock(clock.monotonicMs)
  const lease = await acquireLease(lock, { eventId: 'gala', seatIds: ['A-1'], ttlMs: TTL_MS })
  clock.advance(TTL_MS)

  expect(await lease?.release()).toBe('lost')
})
