import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'

import { HoldfastClient } from '../../client/src/index.ts'

const BODY = '{"status":"ok"}'

/** The bodies of the answers so far. The test decides when their parts arrive. */
let bodies: ReadableStreamDefaultController<Uint8Array>[]

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] })
  bodies = []
})
afterEach(() => {
  jest.useRealTimers()
})

/** A client of a service that answers at once, but sends the body when the test says so. */
function newClient(timeoutMs: number): HoldfastClient {
  return new HoldfastClient({
    baseUrl: 'http://tickets.example',
    timeoutMs,
    retries: { attemptsMax: 1 },
    fetch: async (_url, { signal } = {}) => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          bodies.push(controller)
          signal?.addEventListener('abort', () => {
            controller.error(signal.reason)
          })
        },
      })
      return new Response(body, { headers: { 'Content-Type': 'application/json' } })
    },
  })
}

/** Sends the body byte by byte, with pauses. */
async function send(pauseMs: number): Promise<void> {
  for (const byte of new TextEncoder().encode(BODY)) {
    await jest.advanceTimersByTimeAsync(pauseMs)
    bodies[0]?.enqueue(Uint8Array.of(byte))
  }
  bodies[0]?.close()
}

test('a long answer may take longer than the time limit, as long as something arrives', async () => {
  const health = newClient(10_000).getHealth()
  await send(9_000)

  expect(await health).toEqual({ status: 'ok' })
  expect(jest.getTimerCount()).toBe(0)
})

test('an answer that stops is given up', async () => {
  const health = newClient(10_000)
    .getHealth()
    .catch((error: unknown) => error)
  await jest.advanceTimersByTimeAsync(9_000)
  bodies[0]?.enqueue(new TextEncoder().encode('{'))
  await jest.advanceTimersByTimeAsync(10_000)

  expect(await health).toMatchObject({ status: undefined, cause: { name: 'TimeoutError' } })
})

test.each([Infinity, 2 ** 31])('a limit of %d ms is none', async (timeoutMs) => {
  const health = newClient(timeoutMs).getHealth()
  await jest.advanceTimersByTimeAsync(0)
  expect(jest.getTimerCount()).toBe(0)
  await send(3_600_000)

  expect(await health).toEqual({ status: 'ok' })
})

test('a stream without a limit waits for the first message', async () => {
  const seats = newClient(Infinity).followSeats('gala', { timeoutMs: Infinity })
  const first = seats.next()
  await jest.advanceTimersByTimeAsync(86_400_000)
  bodies[0]?.enqueue(
    new TextEncoder().encode('event: snapshot\ndata: {"revision":7,"seats":[]}\n\n'),
  )

  expect((await first).value).toMatchObject({ revision: 7 })
  expect(bodies).toHaveLength(1)
  await seats.return(undefined)
})
