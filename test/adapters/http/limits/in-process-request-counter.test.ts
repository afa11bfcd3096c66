import { describe, expect, test } from '@jest/globals'

import { InProcessRequestCounter } from '../../../../src/adapters/http/limits/in-process-request-counter.ts'
import { requestCounterContract, WINDOW_MS } from '../../../contracts/request-counter.contract.ts'
import { FakeClock } from '../../../fakes/fake-clock.ts'

function counterWith({ clientsMax }: { clientsMax: number }) {
  const clock = new FakeClock()
  const { monotonicMs } = clock
  const counter = new InProcessRequestCounter({ windowMs: WINDOW_MS, clientsMax, monotonicMs })
  return { clock, counter }
}

requestCounterContract('InProcessRequestCounter', async () => {
  const { clock, counter } = counterWith({ clientsMax: 100 })
  return {
    counter,
    other: counter,
    passTime: async (ms) => {
      clock.advance(ms)
    },
  }
})

describe('InProcessRequestCounter', () => {
  test('drops the client with the oldest window beyond the maximum number', async () => {
    const { counter } = counterWith({ clientsMax: 3 })
    for (const client of ['a', 'b', 'c', 'b', 'd']) await counter.increment(client)

    expect(counter.clients).toBe(3)
    expect((await counter.increment('b')).totalHits).toBe(3)
    expect((await counter.increment('a')).totalHits).toBe(1)
  })

  test('never has more than the maximum number of clients', async () => {
    const { counter } = counterWith({ clientsMax: 1_000 })
    for (let client = 0; client < 1_000_000; client++) void counter.increment(`${client}`)

    expect(counter.clients).toBe(1_000)
  })

  test('removes clients whose window has ended when any client counts', async () => {
    const { clock, counter } = counterWith({ clientsMax: 100 })
    for (const client of ['a', 'b', 'c']) await counter.increment(client)
    clock.advance(WINDOW_MS - 1)
    await counter.increment('d')
    clock.advance(1)
    await counter.increment('e')

    expect(counter.clients).toBe(2)
  })
})
