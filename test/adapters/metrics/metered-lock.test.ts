import { beforeEach, expect, test } from '@jest/globals'

import { MeteredLock } from '../../../src/adapters/metrics/metered-lock.ts'
import { Metrics } from '../../../src/adapters/metrics/metrics.ts'
import { LockUnavailableError } from '../../../src/application/ports/lock.port.ts'
import { lockContract } from '../../contracts/lock.contract.ts'
import { acquireLease } from '../../drivers/acquire-lease.ts'
import { FakeLock } from '../../fakes/fake-lock.ts'

const seat = { eventId: 'gala', seatIds: ['A-1'], ttlMs: 10_000 }

let inner: FakeLock
let metrics: Metrics
let lock: MeteredLock

beforeEach(() => {
  inner = new FakeLock()
  metrics = new Metrics()
  lock = new MeteredLock(inner, 'redis', metrics)
})

lockContract('MeteredLock', async () => ({
  lock,
  other: lock,
  expire: async () => {
    inner.expireAll()
  },
}))

test('acquires and releases are counted by outcome', async () => {
  const lease = await acquireLease(lock, seat)
  await acquireLease(lock, seat)
  await lease?.release()
  await lease?.release()
  inner.unavailable = true
  await expect(acquireLease(lock, seat)).rejects.toBeInstanceOf(LockUnavailableError)

  const text = await metrics.render()
  expect(text).toContain('holdfast_lock_acquires_total{backend="redis",outcome="acquired"} 1')
  expect(text).toContain('holdfast_lock_acquires_total{backend="redis",outcome="busy"} 1')
  expect(text).toContain('holdfast_lock_acquires_total{backend="redis",outcome="unavailable"} 1')
  expect(text).toContain('holdfast_lock_releases_total{backend="redis",outcome="released"} 1')
  expect(text).toContain('holdfast_lock_releases_total{backend="redis",outcome="lost"} 1')
})
