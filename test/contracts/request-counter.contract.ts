import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { RequestCounter } from '../../src/adapters/http/limits/rate-limit.ts'

/** The length of the windows: longer than any test takes. */
export const WINDOW_MS = 600_000

export interface CounterUnderTest {
  readonly counter: RequestCounter
  /** Another counter of the same store. The same object if a counter is its own store. */
  readonly other: RequestCounter
  /** Moves the time forward for every open window. */
  readonly passTime: (ms: number) => Promise<unknown>
  readonly close?: () => Promise<void>
}

/** What every `RequestCounter` promises. */
export function requestCounterContract(name: string, open: () => Promise<CounterUnderTest>): void {
  describe(`${name}, as a counter of requests`, () => {
    let subject: CounterUnderTest
    beforeEach(async () => {
      subject = await open()
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const count = async (client: string, counter = subject.counter): Promise<number> =>
      (await counter.increment(client)).totalHits

    test('counts each client separately', async () => {
      expect([await count('a'), await count('a'), await count('b')]).toEqual([1, 2, 1])
    })

    test('shares its counts with other counters of the same store', async () => {
      await count('a')

      expect(await count('a', subject.other)).toBe(2)
    })

    test('returns the end of the window, which further requests do not delay', async () => {
      const leftMs = async (): Promise<number> => {
        const { resetTime } = await subject.counter.increment('a')
        return (resetTime?.getTime() ?? 0) - Date.now()
      }
      const first = await leftMs()
      await subject.passTime(WINDOW_MS / 2)
      const second = await leftMs()

      expect(first).toBeGreaterThan(WINDOW_MS / 2)
      expect(first).toBeLessThanOrEqual(WINDOW_MS)
      expect(second).toBeGreaterThan(0)
      expect(second).toBeLessThanOrEqual(WINDOW_MS / 2)
    })

    test('starts again at one after the window has ended', async () => {
      await count('a')
      await subject.passTime(WINDOW_MS)

      expect(await count('a')).toBe(1)
    })

    test('counts each of many concurrent requests', async () => {
      const { counter, other } = subject
      const counts = await Promise.all(
        Array.from({ length: 100 }, (_, i) => count('a', i % 2 ? counter : other)),
      )

      expect(counts.toSorted((a, b) => a - b)).toEqual(counts.map((_, i) => i + 1))
    })

    test.each(['192.0.2.1', '2001:db8::/56', 'unknown'])(
      'accepts the client %s',
      async (client) => {
        expect([await count(client), await count(client)]).toEqual([1, 2])
      },
    )
  })
}
