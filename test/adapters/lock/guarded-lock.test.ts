import { beforeEach, expect, test } from '@jest/globals'

import { GuardedLock } from '../../../src/adapters/lock/guarded-lock.ts'
import { LockUnavailableError } from '../../../src/application/ports/lock.port.ts'
import { lockContract } from '../../contracts/lock.contract.ts'
import { acquireLease } from '../../drivers/acquire-lease.ts'
import { FakeLock } from '../../fakes/fake-lock.ts'

const seat = { eventId: 'gala', seatIds: ['A-1'], ttlMs: 10_000 }

let guard: FakeLock
let server: FakeLock
let lock: GuardedLock

beforeEach(() => {
  guard = new FakeLock()
  server = new FakeLock()
  lock = new GuardedLock({ guard, lock: server })
})

lockContract('GuardedLock', async () => ({
  lock,
  other: new GuardedLock({ guard: new FakeLock(), lock: server }),
  expire: async () => {
    guard.expireAll()
    server.expireAll()
  },
}))

test('a lock held by this process is refused without a request to the server', async () => {
  await acquireLease(lock, seat)
  server.unavailable = true

  expect(await lock.acquire(seat)).toEqual({ outcome: 'refused', reason: 'locked' })
})

test('the guard is released when the server refuses the lock', async () => {
  await acquireLease(server, seat)
  expect(await acquireLease(lock, seat)).toBeUndefined()
  server.expireAll()

  expect(await acquireLease(lock, seat)).toBeDefined()
})

test('the guard is released when the server does not respond', async () => {
  server.unavailable = true
  await expect(lock.acquire(seat)).rejects.toBeInstanceOf(LockUnavailableError)
  server.unavailable = false

  expect(await acquireLease(lock, seat)).toBeDefined()
})

test('a release returns the outcome of the server', async () => {
  const lease = await acquireLease(lock, seat)
  server.expireAll()

  expect(await lease?.release()).toBe('lost')
  expect(guard.heldCount).toBe(0)
})
