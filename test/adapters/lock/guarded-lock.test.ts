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

test('what this process holds is refused without asking the server', async () => {
  await acquireLease(lock, seat)
  server.unavailable = true

  expect(await lock.acquire(seat)).toEqual({ outcome: 'refused', reason: 'locked' })
})

test('a lock that the server refuses does not stay behind in the guard', async () => {
  await acquireLease(server, seat)
  expect(await acquireLease(lock, seat)).toBeUndefined()
  server.expireAll()

  expect(await acquireLease(lock, seat)).toBeDefined()
})

test('nor does one that the server did not answer for', async () => {
  server.unavailable = true
  await expect(lock.acquire(seat)).rejects.toBeInstanceOf(LockUnavailableError)
  server.unavailable = false

  expect(await acquireLease(lock, seat)).toBeDefined()
})

test('a release says what became of the lock on the server', async () => {
  const lease = await acquireLease(lock, seat)
  server.expireAll()

  expect(await lease?.release()).toBe('lost')
  expect(guard.heldCount).toBe(0)
})
