import { InProcessLock } from '../../../src/adapters/lock/in-process-lock.ts'
import { lockContract, TTL_MS } from '../../contracts/lock.contract.ts'
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
