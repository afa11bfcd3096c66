import { beforeEach, describe, expect, test } from '@jest/globals'

import type { RefreshPace, RefreshPacePort } from '../../src/application/ports/refresh-pace.port.ts'

/** The maximum delay of a refresh, in calls of `advance`. */
const ADVANCES_MAX = 1_000

/** What every `RefreshPacePort` promises. */
export function refreshPaceContract(name: string, open: () => RefreshPacePort): void {
  describe(name, () => {
    let pace: RefreshPace
    /** Ends each refresh, in the order in which they began. */
    let refreshes: PromiseWithResolvers<void>[]
    beforeEach(() => {
      refreshes = []
      const refresh = () => {
        const refreshing: PromiseWithResolvers<void> = Promise.withResolvers()
        refreshes.push(refreshing)
        return refreshing.promise
      }
      pace = open().create(refresh, () => 1)
    })

    const settle = () => new Promise(setImmediate)

    async function advance(times: number): Promise<void> {
      for (let i = 0; i < times; i++) pace.advance()
      await settle()
    }

    test('begins the first refresh immediately', async () => {
      const requested = pace.request()
      expect(refreshes).toHaveLength(1)
      refreshes[0]?.resolve()

      await requested
    })

    test('lets requests during a refresh wait for the next one, which begins after the first has ended', async () => {
      const ended: string[] = []
      const request = (id: string) => void pace.request().then(() => ended.push(id))
      request('first')
      request('second')
      request('third')
      await advance(ADVANCES_MAX)
      expect(refreshes).toHaveLength(1)

      refreshes[0]?.resolve()
      await settle()
      await advance(ADVANCES_MAX)
      expect(refreshes).toHaveLength(2)
      expect(ended).toEqual(['first'])
      refreshes[1]?.resolve()
      await settle()
      expect(ended).toEqual(['first', 'second', 'third'])
    })

    test('shares one refresh among requests soon after the previous one', async () => {
      const first = pace.request()
      refreshes[0]?.resolve()
      await first
      const later = [pace.request(), pace.request()]
      expect(refreshes).toHaveLength(1)

      await advance(ADVANCES_MAX)
      expect(refreshes).toHaveLength(2)
      refreshes[1]?.resolve()
      await Promise.all(later)
    })

    test('rejects a request with the error of its refresh, and refreshes again for the next', async () => {
      const first = pace.request()
      refreshes[0]?.reject(new Error('failed'))
      await expect(first).rejects.toThrow('failed')

      const next = pace.request()
      await advance(ADVANCES_MAX)
      refreshes[1]?.resolve()
      await next
    })

    test('refreshes periodically without a request, also after failures', async () => {
      for (const count of [1, 2, 3]) {
        await advance(ADVANCES_MAX)
        expect(refreshes).toHaveLength(count)
        refreshes.at(-1)?.reject(new Error('failed'))
        await settle()
      }
    })
  })
}
