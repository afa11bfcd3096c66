import { setImmediate as nextLoop } from 'node:timers/promises'
import { locks } from 'node:worker_threads'

import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'

import { HoldfastError } from '../../client/src/index.ts'
import {
  type Connection,
  type OpenOptions,
  type Polled,
  StreamFollower,
} from '../../web/streams/stream-follower.ts'
import { StreamSlots } from '../../web/streams/stream-slots.ts'

/** A stream of the client, in the hands of a test. */
class FakeStream {
  readonly options: OpenOptions
  #next = Promise.withResolvers<number>()

  constructor(options: OpenOptions) {
    this.options = options
    options.signal.addEventListener('abort', () => {
      // Nobody may be reading.
      this.#next.promise.catch(() => undefined)
      this.#next.reject(options.signal.reason)
    })
  }

  get isAborted(): boolean {
    return this.options.signal.aborted
  }

  send(message: number): void {
    this.#next.resolve(message)
  }

  async *read(): AsyncGenerator<number> {
    for (;;) {
      const message = await this.#next.promise
      this.#next = Promise.withResolvers()
      yield message
    }
  }
}

/** A message that a page fails to show. */
const BROKEN = -1

/** A window of a browser, with all streams that it has opened. */
class FakeWindow {
  readonly streams: FakeStream[] = []
  readonly seen: (Connection | number)[] = []
  readonly failures: unknown[] = []
  pollCount = 0
  /** Unless a test says otherwise, polls get no answer. */
  poll: () => Promise<Polled<number>> = () => new Promise(() => undefined)
  readonly follower: StreamFollower<number>

  constructor(slots?: StreamSlots) {
    this.follower = new StreamFollower({
      open: (options) => {
        const stream = new FakeStream(options)
        this.streams.push(stream)
        return stream.read()
      },
      poll: () => {
        this.pollCount++
        return this.poll()
      },
      slots,
      onMessage: (message) => {
        if (message === BROKEN) throw new Error('broken')
        this.seen.push(message)
      },
      onConnection: (connection) => this.seen.push(connection),
      onFailure: (failure) => this.failures.push(failure),
      random: () => 0.5,
    })
  }

  get isConnected(): boolean {
    return this.streams.some(({ isAborted }) => !isAborted)
  }
}

let window: FakeWindow
let streams: FakeStream[]
let seen: (Connection | number)[]
let follower: StreamFollower<number>

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] })
  window = new FakeWindow()
  ;({ streams, seen, follower } = window)
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
    streams[0]?.options.onLost(new HoldfastError(undefined))
    streams[0]?.options.onLost(new HoldfastError(undefined))
    await send(8)

    expect(seen.slice(2)).toEqual(['live', 'reconnecting', 8, 'live'])
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

const REFUSED = new HoldfastError({ status: 503, headers: new Headers(), body: undefined })

/** Lets the stream be lost or refused, and time pass. */
const lose = async (ms = 0, failure = REFUSED) => {
  streams.at(-1)?.options.onLost(failure)
  await jest.advanceTimersByTimeAsync(ms)
}

describe('without a stream', () => {
  test('a window without a state polls at once, and then every few seconds', async () => {
    let message = 7
    window.poll = async () => ({ message: message++, pauseMs: 5_000 })
    await lose()
    expect(seen).toEqual(['connecting', 7, 'delayed'])

    await lose(6_249)
    expect(window.pollCount).toBe(1)
    await jest.advanceTimersByTimeAsync(1)
    expect(seen.slice(3)).toEqual([8])
    expect(window.failures).toEqual([REFUSED, REFUSED])
  })

  test('a window with a state gives the stream two seconds to come back', async () => {
    window.poll = async () => ({ message: 8, pauseMs: 5_000 })
    await send(7)
    await lose(2_499)
    expect(window.pollCount).toBe(0)

    await jest.advanceTimersByTimeAsync(1)
    expect(seen.slice(2)).toEqual(['live', 'reconnecting', 8, 'delayed'])
  })

  test('polling ends when the stream is connected, and begins again when it is lost', async () => {
    window.poll = async () => ({ message: 7, pauseMs: 5_000 })
    await lose()
    await send(8)
    await jest.advanceTimersByTimeAsync(60_000)
    expect(window.pollCount).toBe(1)
    expect(seen.slice(-2)).toEqual([8, 'live'])

    await lose(3_000)
    expect(window.pollCount).toBe(2)
  })

  test('a poll that is answered after the stream is connected has no effect', async () => {
    const { promise, resolve } = Promise.withResolvers<Polled<number>>()
    window.poll = () => promise
    await lose()
    await send(8)
    resolve({ message: 7, pauseMs: 5_000 })
    await jest.advanceTimersByTimeAsync(60_000)

    expect(seen).toEqual(['connecting', 8, 'live'])
    expect(window.pollCount).toBe(1)
  })

  test('the pause grows with each failure, and follows Retry-After', async () => {
    const failure = (seconds: number) =>
      new HoldfastError({
        status: 503,
        headers: new Headers({ 'Retry-After': String(seconds) }),
        body: undefined,
      })
    window.poll = () => Promise.reject(failure(30))
    await lose()
    expect(seen).toEqual(['connecting', 'reconnecting'])
    await jest.advanceTimersByTimeAsync(37_499)
    expect(window.pollCount).toBe(1)

    window.poll = () => Promise.reject(failure(0))
    for (const pauseMs of [1, 12_500, 25_000, 50_000, 75_000, 75_000]) {
      await jest.advanceTimersByTimeAsync(pauseMs - 1)
      const before = window.pollCount
      await jest.advanceTimersByTimeAsync(1)
      expect(window.pollCount).toBe(before + 1)
    }

    window.poll = async () => ({ message: 7, pauseMs: 5_000 })
    await jest.advanceTimersByTimeAsync(90_000)
    expect(seen.slice(2)).toContain('delayed')
  })

  test('a hidden window does not poll', async () => {
    window.poll = async () => ({ message: 7, pauseMs: 5_000 })
    await lose()
    follower.isVisible = false
    await jest.advanceTimersByTimeAsync(60_000)

    expect(window.pollCount).toBe(1)
    expect(jest.getTimerCount()).toBe(0)
  })
})

test('a failure of the page itself is reported, and the stream opened again after a pause', async () => {
  const reported: unknown[] = []
  Object.assign(globalThis, { reportError: (error: unknown) => reported.push(error) })
  await send(BROKEN)
  expect(reported).toEqual([new Error('broken')])
  await jest.advanceTimersByTimeAsync(5_000)
  await send(8)

  expect(streams).toHaveLength(2)
  expect(seen).toEqual(['connecting', 'reconnecting', 8, 'live'])
})

describe('a hidden page', () => {
  test('disconnects after three seconds, and connects again when it is visible', async () => {
    await send(7)
    follower.isVisible = false
    await jest.advanceTimersByTimeAsync(2_999)
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
    await jest.advanceTimersByTimeAsync(1_500)
    follower.isVisible = true
    await jest.advanceTimersByTimeAsync(60_000)

    expect(streams.map(({ isAborted }) => isAborted)).toEqual([false])
  })
})

describe('the windows of a browser', () => {
  let service = 0
  let windows: FakeWindow[]

  /** Opens this many windows at a service. */
  async function open(count: number): Promise<void> {
    const slots = new StreamSlots(locks, `https://${++service}.example`)
    windows = Array.from({ length: count }, () => new FakeWindow(slots))
    for (const window of windows) {
      window.follower.isVisible = true
      await settle()
    }
  }

  /** Lets the locks and promises settle. */
  async function settle(): Promise<void> {
    for (let loop = 0; loop < 20; loop++) await nextLoop()
  }

  /** Lets all connected windows receive a message, and time pass. */
  async function turn(message: number): Promise<void> {
    for (const {
      streams: [...all],
    } of windows)
      all.at(-1)?.send(message)
    await settle()
    await jest.advanceTimersByTimeAsync(2_000)
    await settle()
  }

  const connected = () => windows.filter(({ isConnected }) => isConnected)

  afterEach(async () => {
    for (const window of windows) window.follower.stop()
    await settle()
  })

  test('are live while they are few', async () => {
    await open(3)
    for (let message = 1; message < 5; message++) await turn(message)

    for (const window of windows) {
      expect(window.seen).toEqual(['connecting', 1, 'live', 2, 3, 4])
      expect(window.streams).toHaveLength(1)
    }
  })

  test('have at most three streams, and take turns', async () => {
    await open(10)
    expect(connected()).toHaveLength(3)
    for (let message = 1; message <= 12; message++) {
      await turn(message)
      expect(connected()).toHaveLength(3)
    }

    for (const window of windows) {
      const messages = window.seen.filter((each) => typeof each === 'number')
      expect(messages.length).toBeGreaterThanOrEqual(3)
      expect(window.seen.filter((each) => typeof each === 'string').at(-1)).toBe('shared')
    }
  })

  test('are live again when others are closed', async () => {
    await open(4)
    for (let message = 1; message <= 4; message++) await turn(message)
    expect(windows.filter(({ seen }) => seen.includes('shared')).length).toBeGreaterThan(1)

    windows.pop()?.follower.stop()
    for (let message = 5; message <= 8; message++) await turn(message)

    expect(connected()).toHaveLength(3)
    for (const { seen } of windows) {
      expect(seen.filter((each) => typeof each === 'string').at(-1)).toBe('live')
    }
  })

  test('pass a slot on when the service does not answer', async () => {
    await open(4)
    await settle()
    for (let check = 0; check < 5; check++) {
      await jest.advanceTimersByTimeAsync(2_000)
      await settle()
    }

    expect(windows.every(({ streams }) => streams.length > 0)).toBe(true)
    expect(connected()).toHaveLength(3)
  })

  test('poll only with a slot', async () => {
    await open(10)
    for (const window of windows) {
      window.poll = async () => ({ message: 7, pauseMs: 5_000 })
      window.streams[0]?.options.onLost(REFUSED)
    }
    await jest.advanceTimersByTimeAsync(0)

    expect(windows.filter(({ pollCount }) => pollCount > 0)).toHaveLength(3)
  })

  test('pass a slot on when they are hidden', async () => {
    await open(4)
    const [first, , , last] = windows
    expect(last?.isConnected).toBe(false)
    if (first) first.follower.isVisible = false
    await jest.advanceTimersByTimeAsync(3_000)
    await settle()

    expect(first?.isConnected).toBe(false)
    expect(last?.isConnected).toBe(true)
  })
})
