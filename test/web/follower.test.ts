import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'

import type { HoldfastClient } from '../../client/src/index.ts'
import { Follower } from '../../web/seat-map/live/follower.ts'
import { FakeSource } from './fake-source.ts'

type Availability = Awaited<ReturnType<HoldfastClient['getAvailability']>>

const SILENCE_MS = 30_000

let sources: FakeSource[]
let asked: PromiseWithResolvers<Availability>[]
let follower: Follower

beforeEach(() => {
  jest.useFakeTimers()
  sources = []
  asked = []
  follower = new Follower({
    serviceUrl: 'https://tickets.example',
    eventId: 'gala',
    client: {
      getAvailability: (() => {
        const answer = Promise.withResolvers<Availability>()
        asked.push(answer)
        return answer.promise
      }) as HoldfastClient['getAvailability'],
    },
    board: { applySnapshot: () => undefined, applyChanges: () => undefined },
    onConnection: () => undefined,
    open: () => {
      const source = new FakeSource()
      sources.push(source)
      return source
    },
  })
  follower.isSeen = true
  sources[0]?.send('snapshot', { revision: 7, seats: [] })
})

afterEach(() => {
  follower.stop()
  jest.useRealTimers()
})

const fail = async () => {
  asked.at(-1)?.reject(new Error('no answer'))
  await jest.advanceTimersByTimeAsync(0)
}

test('asks again after each silence', async () => {
  await jest.advanceTimersByTimeAsync(SILENCE_MS)
  await fail()
  await jest.advanceTimersByTimeAsync(SILENCE_MS)

  expect(asked).toHaveLength(2)
})

test('asks nothing more once it was stopped, even while it was asking', async () => {
  await jest.advanceTimersByTimeAsync(SILENCE_MS)
  follower.stop()
  await fail()

  expect(jest.getTimerCount()).toBe(0)
  expect(asked).toHaveLength(1)
})

test.each([
  ['keeps its stream', 7, 1],
  ['opens another stream', 8, 2],
  ['opens another stream', 6, 2],
])('%s when the service is at revision %i after a silence', async (_, revision, count) => {
  await jest.advanceTimersByTimeAsync(SILENCE_MS)
  asked[0]?.resolve({ eventId: 'gala', revision, seats: [], etag: 'x' })
  await jest.advanceTimersByTimeAsync(0)

  expect(sources).toHaveLength(count)
})

test('goes on when it is seen again', async () => {
  await jest.advanceTimersByTimeAsync(SILENCE_MS)
  follower.stop()
  await fail()
  follower.isSeen = true
  sources.at(-1)?.send('snapshot', { revision: 8, seats: [] })
  await jest.advanceTimersByTimeAsync(SILENCE_MS)

  expect(asked).toHaveLength(2)
})
