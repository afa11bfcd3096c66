import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'

import {
  type ClientOptions,
  type FollowedSeats,
  HoldfastClient,
  type HoldfastError,
} from '../../client/src/index.ts'
import { answer, reset, ScriptedServer, silence, type Step } from '../fakes/scripted-server.ts'

const EMPTY = 'event: snapshot\ndata: {"revision":7,"seats":[]}\n\n'
const ANY_FAILURE = { anyFailure: true, backoffMsMax: 15_000 }

/** A stream that the server closes after one message. */
const oneMessage: Step = (res) => {
  res.writeHead(200, { 'Content-Type': 'text/event-stream' }).end(EMPTY)
}

describe('after a lost stream', () => {
  let server: ScriptedServer
  let pauses: number[]
  let failures: HoldfastError[]
  beforeEach(() => {
    pauses = []
    failures = []
  })
  afterEach(() => server.stop())

  /** Follows a server with this script. Pauses are recorded, and take no time. */
  async function follow(steps: readonly Step[], options: Partial<ClientOptions> = {}) {
    server = await ScriptedServer.start(...steps)
    const client = new HoldfastClient({
      baseUrl: server.url,
      pause: async (ms) => void pauses.push(ms),
      random: () => 0.5,
      ...options,
    })
    return client.followSeats('gala', {
      retries: ANY_FAILURE,
      onLost: (failure) => failures.push(failure),
    })
  }

  test('the client reconnects after pauses that grow up to a limit', async () => {
    const seats = await follow([reset, reset, reset, reset, reset, reset, oneMessage])

    expect((await seats.next()).value).toMatchObject({ revision: 7 })
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 7_500, 7_500])
    expect(failures).toHaveLength(6)
    await seats.return(undefined)
  })

  test('the pauses start over once a message has arrived', async () => {
    const seats = await follow([reset, reset, oneMessage])
    await seats.next()
    await seats.next()

    expect(pauses).toEqual([500, 1_000, 500])
    await seats.return(undefined)
  })

  test.each([
    ['no JSON', 'event: snapshot\ndata: {"revision":\n\n'],
    ['JSON of another form', 'event: snapshot\ndata: {"seats":null}\n\n'],
  ])('a stream with an unreadable message is lost: %s', async (_what, text) => {
    const unreadable: Step = (res) => {
      res.writeHead(200, { 'Content-Type': 'text/event-stream' }).end(text)
    }
    const seats = await follow([unreadable, unreadable, oneMessage])

    expect((await seats.next()).value).toMatchObject({ revision: 7 })
    expect(pauses).toEqual([500, 1_000])
    await seats.return(undefined)
  })

  test('the caller gets the reason', async () => {
    const busy = answer(503, { code: 'too-many-streams' }, { 'Retry-After': '2' })
    const seats = await follow([busy, reset, oneMessage])
    await seats.next()

    expect(failures).toMatchObject([
      { code: 'too-many-streams', retryAfterS: 2 },
      { status: undefined },
    ])
    await seats.return(undefined)
  })

  test('a connect that gets no answer is given up', async () => {
    const seats = await follow([silence, oneMessage], { timeoutMs: 300 })

    expect((await seats.next()).value).toMatchObject({ revision: 7 })
    expect(failures).not.toEqual([])
    await seats.return(undefined)
  })

  test.each([
    ['a proxy that answers 404', answer(404)],
    ['an internal error', answer(500, { status: 500, code: 'internal-error' })],
  ])('the client can be told to reconnect after any failure: %s', async (_what, step) => {
    const seats = await follow([step, oneMessage])

    expect((await seats.next()).value).toMatchObject({ revision: 7 })
    expect(pauses).toEqual([500])
    await seats.return(undefined)
  })

  test('it waits for Retry-After then, up to the longest time that is set', async () => {
    const busy = (s: string) => answer(503, { code: 'too-many-streams' }, { 'Retry-After': s })
    const seats = await follow([busy('2'), busy('3600'), oneMessage])
    await seats.next()

    expect(pauses).toEqual([2_500, 61_000])
    await seats.return(undefined)
  })
})

describe('a stream without messages', () => {
  /** The connections that were made. The test decides what arrives on them. */
  let connections: ReadableStreamDefaultController<Uint8Array>[]
  let abort: AbortController
  let received: FollowedSeats[]
  let ended: Promise<unknown>

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] })
    connections = []
    received = []
    abort = new AbortController()
    const client = new HoldfastClient({
      baseUrl: 'http://tickets.example',
      fetch: async (_url, init) => {
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            connections.push(controller)
            init?.signal?.addEventListener('abort', () => {
              controller.error(init.signal?.reason)
            })
          },
        })
        return new Response(body)
      },
      random: () => 0,
    })
    ended = (async () => {
      const seats = client.followSeats('gala', { signal: abort.signal })
      for await (const now of seats) received.push(now)
    })().catch((error: unknown) => error)
  })
  afterEach(async () => {
    abort.abort()
    await ended
    jest.useRealTimers()
  })

  const send = async (text: string) => {
    connections.at(-1)?.enqueue(new TextEncoder().encode(text))
    await jest.advanceTimersByTimeAsync(0)
  }

  test('stays connected as long as there are heartbeats', async () => {
    await jest.advanceTimersByTimeAsync(0)
    await send(EMPTY)
    for (let minute = 0; minute < 5; minute++) {
      await jest.advanceTimersByTimeAsync(40_000)
      await send(': heartbeat\n\n')
    }

    expect(connections).toHaveLength(1)
    await jest.advanceTimersByTimeAsync(45_100)
    expect(connections).toHaveLength(2)
  })

  test('is not lost because the device slept', async () => {
    await jest.advanceTimersByTimeAsync(0)
    await send(EMPTY)
    jest.setSystemTime(Date.now() + 3_600_000)
    await jest.advanceTimersByTimeAsync(45_000)
    await send(EMPTY)

    expect(connections).toHaveLength(1)
    expect(received).toHaveLength(2)
  })

  test('is not lost once nobody follows it', async () => {
    await jest.advanceTimersByTimeAsync(0)
    await send(EMPTY)
    abort.abort()
    await ended

    expect(jest.getTimerCount()).toBe(0)
    expect(connections).toHaveLength(1)
  })
})
