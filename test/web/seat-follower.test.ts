import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'

import type { FollowedSeats, HoldfastClient, StreamOptions } from '../../client/src/index.ts'
import { type Connection, SeatFollower } from '../../web/seat-map/live/seat-follower.ts'
import { snapshot } from './messages.ts'

/** A stream of the client, in the hands of a test. */
class FakeStream {
  readonly options: StreamOptions
  #next = Promise.withResolvers<number>()

  constructor(options: StreamOptions) {
    this.options = options
    options.signal?.addEventListener('abort', () => {
      this.#next.reject(options.signal?.reason)
    })
  }

  get isAborted(): boolean {
    return this.options.signal?.aborted === true
  }

  send(revision: number): void {
    this.#next.resolve(revision)
  }

  async *read(): AsyncGenerator<FollowedSeats> {
    for (;;) {
      const revision = await this.#next.promise
      this.#next = Promise.withResolvers()
      yield { ...snapshot({}), revision }
    }
  }
}

let streams: FakeStream[]
let seen: (Connection | number)[]
let follower: SeatFollower

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] })
  streams = []
  seen = []
  follower = new SeatFollower({
    client: {
      followSeats: ((_eventId, options = {}) => {
        const stream = new FakeStream(options)
        streams.push(stream)
        return stream.read()
      }) as HoldfastClient['followSeats'],
    },
    eventId: 'gala',
    board: { apply: (message) => seen.push((message as FollowedSeats).revision) },
    onConnected: () => undefined,
    onMessage: () => undefined,
    onConnection: (connection) => seen.push(connection),
  })
  follower.isVisible = true
})
afterEach(() => {
  follower.stop()
  jest.useRealTimers()
})

const send = async (revision: number) => {
  streams.at(-1)?.send(revision)
  await jest.advanceTimersByTimeAsync(0)
}

describe('the connection', () => {
  test('is live once the first message is on the board', async () => {
    await send(7)
    await send(8)

    expect(seen).toEqual(['connecting', 7, 'live', 8])
  })

  test('is reconnecting while the stream is lost, and live again after the next message', async () => {
    await send(7)
    streams[0]?.options.onLost?.()
    streams[0]?.options.onLost?.()
    await send(8)

    expect(seen.slice(2)).toEqual(['live', 'reconnecting', 8, 'live'])
  })

  test('is tried without end, whatever the failure', () => {
    expect(streams[0]?.options.retries).toMatchObject({ anyFailure: true })
    expect(streams[0]?.options.retries?.attemptsMax).toBeUndefined()
  })

  test('is replaced at once when the network is back', async () => {
    await send(7)
    follower.restart()
    await send(8)

    expect(streams.map(({ isAborted }) => isAborted)).toEqual([true, false])
    expect(seen.slice(2)).toEqual(['live', 'reconnecting', 8, 'live'])
  })

  test('ends when it is stopped, and is not restarted by the network', async () => {
    follower.stop()
    follower.restart()
    await jest.advanceTimersByTimeAsync(0)

    expect(streams.map(({ isAborted }) => isAborted)).toEqual([true])
    expect(jest.getTimerCount()).toBe(0)
  })
})

describe('a hidden page', () => {
  test('disconnects after a minute, and connects again when it is visible', async () => {
    await send(7)
    follower.isVisible = false
    await jest.advanceTimersByTimeAsync(59_999)
    expect(streams[0]?.isAborted).toBe(false)
    await jest.advanceTimersByTimeAsync(1)
    expect(streams[0]?.isAborted).toBe(true)

    follower.isVisible = true
    await send(8)
    expect(streams).toHaveLength(2)
    expect(seen.slice(2)).toEqual(['live', 'connecting', 8, 'live'])
  })

  test('that is soon visible again stays connected', async () => {
    follower.isVisible = false
    await jest.advanceTimersByTimeAsync(30_000)
    follower.isVisible = true
    await jest.advanceTimersByTimeAsync(60_000)

    expect(streams.map(({ isAborted }) => isAborted)).toEqual([false])
  })
})
