import { beforeEach, describe, expect, test } from '@jest/globals'

import {
  FailoverRequestCounter,
  type RequestCounterMode,
} from '../../../../src/adapters/http/limits/failover-request-counter.ts'
import { InProcessRequestCounter } from '../../../../src/adapters/http/limits/in-process-request-counter.ts'
import { requestCounterContract, WINDOW_MS } from '../../../contracts/request-counter.contract.ts'
import { FakeClock } from '../../../fakes/fake-clock.ts'

const PROBE_INTERVAL_MS = 500

let clock: FakeClock
let changes: RequestCounterMode[]
/** What the primary does with a request. */
let answers: 'counts' | 'refuses' | 'hangs'
let asked: number
let counter: FailoverRequestCounter

beforeEach(() => {
  clock = new FakeClock()
  changes = []
  answers = 'counts'
  asked = 0
  counter = failoverCounter()
})

function failoverCounter(): FailoverRequestCounter {
  const { monotonicMs } = clock
  const options = { windowMs: WINDOW_MS, clientsMax: 1_000, monotonicMs }
  const [primary, fallback] = [
    new InProcessRequestCounter(options),
    new InProcessRequestCounter(options),
  ]
  return new FailoverRequestCounter({
    primary: {
      increment: async (client) => {
        asked++
        if (answers === 'refuses') throw new Error('away')
        if (answers === 'hangs') await new Promise(() => undefined)
        return primary.increment(client)
      },
    },
    fallback,
    probeIntervalMs: PROBE_INTERVAL_MS,
    onModeChange: (mode) => changes.push(mode),
    monotonicMs,
  })
}

const count = async (client = 'a'): Promise<number> => (await counter.increment(client)).totalHits

const passTime = async (ms: number): Promise<void> => {
  clock.advance(ms)
}

requestCounterContract('FailoverRequestCounter with its primary', async () => ({
  counter,
  other: counter,
  passTime,
}))

requestCounterContract('FailoverRequestCounter without its primary', async () => {
  answers = 'refuses'
  return { counter, other: counter, passTime }
})

describe('FailoverRequestCounter', () => {
  test('counts a request in the fallback if the primary fails', async () => {
    await count()
    answers = 'refuses'

    expect([await count(), await count()]).toEqual([1, 2])
  })

  test('reports a change of mode once, also for concurrent requests', async () => {
    answers = 'refuses'
    await Promise.all(Array.from({ length: 20 }, () => count()))

    expect(changes).toEqual(['fallback'])
  })

  test('probes the primary once per interval, without waiting for it', async () => {
    answers = 'refuses'
    await count()
    answers = 'hangs'
    asked = 0
    for (let i = 0; i < 10; i++) await count()
    expect(asked).toBe(0)

    clock.advance(PROBE_INTERVAL_MS)
    for (let i = 0; i < 10; i++) await count()
    expect(asked).toBe(1)
    expect(changes).toEqual(['fallback'])
  })

  test('returns to the primary when a probe succeeds', async () => {
    answers = 'refuses'
    await count()
    answers = 'counts'
    clock.advance(PROBE_INTERVAL_MS)

    expect(await count()).toBe(2)
    expect(await count()).toBe(2)
    expect(changes).toEqual(['fallback', 'primary'])
  })
})
