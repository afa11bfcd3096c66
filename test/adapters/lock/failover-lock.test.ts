import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'

import { FailoverLock, type LockMode } from '../../../src/adapters/lock/failover-lock.ts'
import {
  type LockPort,
  type LockRequest,
  LockUnavailableError,
} from '../../../src/application/ports/lock.port.ts'
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

const PROBE_INTERVAL_MS = 1

function failoverLock(to: LockPort = primary): FailoverLock {
  return new FailoverLock({
    primary: to,
    fallback,
    probe: async () => {
      if (primary.unavailable) throw new LockUnavailableError('still unavailable')
    },
    probeIntervalMs: PROBE_INTERVAL_MS,
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
    await lock.check()
    await acquireLease(lock, seat)

    expect([primary.heldCount, fallback.heldCount]).toEqual([1, 0])
    expect(changes).toEqual([])
  })

  test('uses the fallback when the primary is unavailable at the start', async () => {
    primary.unavailable = true

    await lock.check()

    expect(lock.mode).toBe('fallback')
    expect(await acquireLease(lock, seat)).toBeDefined()
    expect(fallback.heldCount).toBe(1)
  })

  test('grants the request that found the primary unavailable', async () => {
    await lock.check()
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

  describe('with timers under control', () => {
    beforeEach(() => {
      jest.useFakeTimers()
    })
    afterEach(() => {
      jest.useRealTimers()
    })

    test('keeps the fallback, without asking the primary, until a probe succeeds', async () => {
      let asked = 0
      const acquire = (request: LockRequest) => {
        asked++
        return primary.acquire(request)
      }
      lock = failoverLock({ acquire })
      primary.unavailable = true
      await acquireLease(lock, seat)
      for (let probe = 1; probe <= 3; probe++) {
        await jest.advanceTimersByTimeAsync(PROBE_INTERVAL_MS)
        await acquireLease(lock, { ...seat, seatIds: [`B-${probe}`] })
        expect(lock.mode).toBe('fallback')
      }
      expect(asked).toBe(1)

      primary.unavailable = false
      await jest.advanceTimersByTimeAsync(PROBE_INTERVAL_MS)
      expect(lock.mode).toBe('primary')
      expect(changes).toEqual(['fallback', 'primary'])
      expect(jest.getTimerCount()).toBe(0)
    })

    test('does not probe again if it was stopped during a probe', async () => {
      primary.unavailable = true
      await lock.check()
      jest.advanceTimersByTime(PROBE_INTERVAL_MS)
      lock.stop()
      await jest.advanceTimersByTimeAsync(PROBE_INTERVAL_MS)

      expect(jest.getTimerCount()).toBe(0)
    })
  })

  test('does not probe after it was stopped', async () => {
    jest.useFakeTimers()
    try {
      primary.unavailable = true
      await lock.check()
      expect(jest.getTimerCount()).toBe(1)

      lock.stop()
      expect(jest.getTimerCount()).toBe(0)
    } finally {
      jest.useRealTimers()
    }
  })
})
