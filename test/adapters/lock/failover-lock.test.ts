import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'

import { FailoverLock, type LockMode } from '../../../src/adapters/lock/failover-lock.ts'
import { LockUnavailableError } from '../../../src/application/ports/lock.port.ts'
import { until } from '../../../tools/until.ts'
import { lockContract } from '../../contracts/lock.contract.ts'
import { acquireLease } from '../../drivers/acquire-lease.ts'
import { FakeLock } from '../../fakes/fake-lock.ts'

const seat = { eventId: 'gala', seatIds: ['A-1'], ttlMs: 10_000 }

let primary: FakeLock
let fallback: FakeLock
let changes: LockMode[]
let lock: FailoverLock

beforeEach(() => {
  primary = new FakeLock()
  fallback = new FakeLock()
  changes = []
  lock = failoverLock()
})
afterEach(() => {
  lock.stop()
})

function failoverLock(): FailoverLock {
  return new FailoverLock({
    primary,
    fallback,
    probe: async () => {
      if (primary.unavailable) throw new LockUnavailableError('still unavailable')
    },
    probeIntervalMs: 1,
    onModeChange: (mode) => {
      changes.push(mode)
    },
  })
}

lockContract('FailoverLock with its primary', async () => ({
  lock,
  other: lock,
  expire: async () => {
    primary.expireAll()
  },
}))

lockContract('FailoverLock without its primary', async () => {
  primary.unavailable = true
  return {
    lock,
    other: lock,
    expire: async () => {
      fallback.expireAll()
    },
  }
})

describe('FailoverLock', () => {
  test('does not use the fallback while the primary responds', async () => {
    await lock.start()
    await acquireLease(lock, seat)

    expect([primary.heldCount, fallback.heldCount]).toEqual([1, 0])
    expect(changes).toEqual([])
  })

  test('uses the fallback when the primary is unavailable at the start', async () => {
    primary.unavailable = true

    await lock.start()

    expect(lock.mode).toBe('fallback')
    expect(await acquireLease(lock, seat)).toBeDefined()
    expect(fallback.heldCount).toBe(1)
  })

  test('grants the request that found the primary unavailable', async () => {
    await lock.start()
    primary.unavailable = true

    expect(await acquireLease(lock, seat)).toBeDefined()
    expect(fallback.heldCount).toBe(1)
  })

  test('reports a change of mode once for concurrent requests', async () => {
    primary.unavailable = true
    await Promise.all(Array.from({ length: 20 }, () => acquireLease(lock, seat)))

    expect(changes).toEqual(['fallback'])
  })

  test('returns to the primary after a successful probe', async () => {
    primary.unavailable = true
    await acquireLease(lock, seat)
    primary.unavailable = false
    await until(() => lock.mode === 'primary')

    expect(await acquireLease(lock, seat)).toBeDefined()
    expect(primary.heldCount).toBe(1)
    expect(changes).toEqual(['fallback', 'primary'])
  })

  test('follows repeated outages of the primary', async () => {
    for (let outage = 0; outage < 3; outage++) {
      primary.unavailable = true
      await acquireLease(lock, seat)
      primary.unavailable = false
      await until(() => lock.mode === 'primary')
    }

    expect(changes).toEqual(['fallback', 'primary', 'fallback', 'primary', 'fallback', 'primary'])
  })

  test('rethrows other errors of the primary, without falling back', async () => {
    const bug = new TypeError('a bug')
    const broken = new FailoverLock({
      primary: {
        acquire: async () => {
          throw bug
        },
      },
      fallback,
      probe: async () => undefined,
      probeIntervalMs: 1,
      onModeChange: () => undefined,
    })

    await expect(acquireLease(broken, seat)).rejects.toBe(bug)
    expect(broken.mode).toBe('primary')
  })

  test('does not probe after it was stopped', async () => {
    jest.useFakeTimers()
    try {
      primary.unavailable = true
      await lock.start()
      expect(jest.getTimerCount()).toBe(1)

      lock.stop()
      expect(jest.getTimerCount()).toBe(0)
    } finally {
      jest.useRealTimers()
    }
  })
})
