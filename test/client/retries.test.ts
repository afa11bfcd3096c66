import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import {
  type ClientOptions,
  granted,
  HoldfastClient,
  HoldfastError,
  type Retries,
} from '../../client/src/index.ts'
import { RunningApp } from '../drivers/running-app.ts'
import {
  answer,
  passOn,
  passOnAndReset,
  reset,
  ScriptedServer,
  silence,
  type Step,
} from '../fakes/scripted-server.ts'

const SELLER = 'the-key-of-the-box-office'

let server: ScriptedServer
let pauses: number[]
beforeEach(() => {
  pauses = []
})
afterEach(() => server.stop())

/** A client of a server with this script. Its pauses are recorded, and take no time. */
async function clientOf(
  steps: readonly Step[],
  options: Partial<ClientOptions> = {},
): Promise<HoldfastClient> {
  server = await ScriptedServer.start(...steps)
  return new HoldfastClient({
    baseUrl: server.url,
    pause: async (ms) => void pauses.push(ms),
    random: () => 0,
    ...options,
  })
}

const booked = answer(200, { status: 200, message: '', seatId: '1', bookingId: 'b-1' })
const problem = (status: number, code: string, headers = {}): Step =>
  answer(status, { status, code, detail: 'So it is.' }, headers)

const failureOf = async (request: Promise<unknown>): Promise<HoldfastError> => {
  const error = await request.catch((reason: unknown) => reason)
  if (error instanceof HoldfastError) return error
  throw new Error('It did not fail as expected.', { cause: error })
}

describe('over connections that are reset before the request is read, and in the middle of the answer', () => {
  let app: RunningApp
  beforeEach(async () => {
    app = await RunningApp.start({ keys: { seller: SELLER } })
  })
  afterEach(() => app.stop())

  /** The service gets each request three times before an answer arrives. */
  const badWay = () => {
    const lost = passOnAndReset(app.url)
    return clientOf([reset, lost, reset, lost, passOn(app.url)], { key: SELLER })
  }

  test('seats are held once, under one key', async () => {
    const client = await badWay()
    const hold = granted(await client.holdSeats('gala', { seatIds: ['A-1', 'A-2'] }))

    expect(app.seats.changes).toHaveLength(1)
    expect(app.seats.saved).toMatchObject([
      { id: 'A-1', holdId: hold.holdId },
      { id: 'A-2', holdId: hold.holdId },
    ])
    expect(server.requests).toHaveLength(5)
    expect(new Set(server.keys).size).toBe(1)
    expect((await app.client().releaseHold(hold)).ok).toBe(true)
  })

  test('seats are booked once', async () => {
    const { bookingId } = granted(
      await (await badWay()).bookSeats('gala', { seatIds: ['A-1', 'A-2'] }),
    )

    expect(app.seats.changes).toMatchObject([
      { action: 'booked', seats: [{ to: { bookingId } }, {}] },
    ])
  })

  test('a hold is extended, confirmed and released once', async () => {
    const holds = app.client()
    const first = granted(await holds.holdSeats('gala', { seatIds: ['A-1'] }))
    const second = granted(await holds.holdSeats('gala', { seatIds: ['A-2'] }))

    granted(await (await badWay()).extendHold(first, { ttlMs: 700_000 }))
    await server.stop()
    granted(await (await badWay()).confirmHold(first))
    await server.stop()
    granted(await (await badWay()).releaseHold(second))

    const actions = app.seats.changes.map(({ action }) => action)
    expect(actions).toEqual(['held', 'held', 'extended', 'confirmed', 'released'])
  })
})

describe('a request is sent again', () => {
  test.each([
    [408, problem(408, 'request-timeout')],
    [429, problem(429, 'rate-limited')],
    [502, answer(502)],
    ['503 by the service', problem(503, 'store-unavailable')],
    ['503 by a proxy', answer(503)],
    [504, answer(504)],
    ['seats-locked', problem(409, 'seats-locked')],
    ['idempotency-key-in-flight', problem(409, 'idempotency-key-in-flight')],
    ['a connection that is reset', reset],
  ])('after %s, under the same key', async (_what, step) => {
    const client = await clientOf([step, step, booked])

    expect(await client.bookSeat('1')).toMatchObject({ ok: true, value: { bookingId: 'b-1' } })
    expect(server.keys).toEqual(Array(3).fill(expect.stringMatching(/^[\w-]{36}$/)))
    expect(new Set(server.keys).size).toBe(1)
  })

  test('also if it reads or deletes', async () => {
    const client = await clientOf([reset, answer(200, { events: [] }), reset, answer(204)])

    expect(await client.listEvents()).toEqual({ events: [] })
    expect(await client.cancelBooking('b-1')).toMatchObject({ ok: true, status: 204 })
    expect(server.keys[0]).toBeUndefined()
  })

  test('under the given key, and another request under another key', async () => {
    const client = await clientOf([reset, booked], { idempotencyKey: () => 'made' })
    await client.bookSeat('1', {}, { idempotencyKey: 'given' })
    await client.bookSeat('1')

    expect(server.keys).toEqual(['given', 'given', 'made'])
  })

  test.each([
    [400, 'invalid-request'],
    [401, 'key-missing'],
    [403, 'key-wrong'],
    [404, 'seat-not-found'],
    [409, 'seats-not-available'],
    [410, 'hold-gone'],
    [422, 'idempotency-key-reused'],
    [423, 'seat-held'],
    [423, 'seat-locked'],
    [500, 'internal-error'],
  ])('never after %s %s', async (status, code) => {
    const client = await clientOf([problem(status, code)])
    const reply = await client.bookSeat('1').catch((error: unknown) => ({ refusal: error }))

    expect(reply).toMatchObject({ refusal: { status, code } })
    expect(server.requests).toHaveLength(1)
  })

  test('after seat-locked, if the options say so', async () => {
    const client = await clientOf([problem(423, 'seat-locked'), booked])

    expect(await client.bookSeat('1', {}, { retries: { seatLocked: true } })).toMatchObject({
      ok: true,
    })
  })

  test('up to the maximum number of attempts, and then the last answer counts', async () => {
    const unavailable = problem(503, 'store-unavailable', { 'X-Request-Id': 'r-1' })
    const client = await clientOf([reset, reset, unavailable], { retries: { attemptsMax: 3 } })

    expect(await failureOf(client.bookSeat('1'))).toMatchObject({
      status: 503,
      code: 'store-unavailable',
      message: '503 store-unavailable So it is.',
      requestId: 'r-1',
      idempotencyKey: server.keys[0],
    })
    expect(server.requests).toHaveLength(3)
  })
})

describe('a request that the service would carry out a second time is not sent again', () => {
  const webhook = { url: 'https://shop.example/webhooks', name: 'Shop' }

  test.each<[string, (client: HoldfastClient) => Promise<unknown>]>([
    ['createKey', (client) => client.createKey({ name: 'till-1', role: 'seller' })],
    ['createWebhook', (client) => client.createWebhook(webhook)],
    ['rotateWebhookSecret', (client) => client.rotateWebhookSecret('w-1')],
    ['redeliverWebhook', (client) => client.redeliverWebhook('w-1', 'd-1')],
    [
      'with other retries',
      (client) => client.createWebhook(webhook, { retries: { backoffMs: 1 } }),
    ],
  ])('%s', async (_name, send) => {
    const client = await clientOf([reset, answer(200, {})])

    expect(await failureOf(send(client))).toMatchObject({ status: undefined })
    expect(server.requests).toHaveLength(1)
  })

  test('unless the caller says how often', async () => {
    const client = await clientOf([reset, answer(200, { secret: 'whsec_2' })])
    const options = { retries: { attemptsMax: 2 } }

    expect(await client.rotateWebhookSecret('w-1', options)).toEqual({ secret: 'whsec_2' })
  })
})

describe('before it sends again, a client waits', () => {
  const waitsAfter = async (
    step: Step,
    { random = 0, ...retries }: Partial<Retries> & { random?: number } = {},
  ) => {
    const client = await clientOf([step, step, step, step, booked], {
      random: () => random,
      retries,
    })
    await client.bookSeat('1').catch(() => undefined)
    return pauses
  }
  const after = (headers: object) => problem(503, 'overloaded', headers)

  test('as many seconds as Retry-After says', async () => {
    expect(await waitsAfter(after({ 'Retry-After': '7' }))).toEqual([7_000, 7_000, 7_000, 7_000])
  })

  test('until the date that Retry-After names, by the clock of the server', async () => {
    const headers = {
      Date: 'Wed, 01 Jan 2020 00:00:00 GMT',
      'Retry-After': 'Wed, 01 Jan 2020 00:00:09 GMT',
    }

    expect(await waitsAfter(after(headers))).toEqual([9_000, 9_000, 9_000, 9_000])
  })

  test('a random time more, so that callers do not come back together', async () => {
    const waits = await waitsAfter(after({ 'Retry-After': '7' }), { random: 0.5 })

    expect(waits).toEqual([7_050, 7_100, 7_200, 7_400])
  })

  test.each(['0', 'soon', 'Wed, 01 Jan 2020 00:00:00 GMT'])(
    'as long as without Retry-After, if that says %j',
    async (retryAfter) => {
      const waits = await waitsAfter(after({ 'Retry-After': retryAfter }), { random: 0.5 })

      expect(waits).toEqual([50, 100, 200, 400])
    },
  )

  test('not at all if Retry-After is too long: it gives up', async () => {
    expect(await waitsAfter(after({ 'Retry-After': '61' }))).toEqual([])
  })

  test('a random part of a time that doubles up to a limit', async () => {
    const most = [100, 200, 300, 300]
    for (const random of [0, 0.25, 0.999]) {
      pauses = []
      await waitsAfter(reset, { random, backoffMs: 100, backoffMsMax: 300 })
      expect(pauses).toEqual(most.map((ms) => ms * random))
      await server.stop()
    }
    server = await ScriptedServer.start()
  })
})

describe('a server that does not answer', () => {
  test('is asked again after the time-out', async () => {
    const client = await clientOf([silence, booked], {
      timeoutMs: 1_000,
      retries: { attemptsMax: 1_000 },
    })

    expect(await client.bookSeat('1')).toMatchObject({ ok: true })
    expect(new Set(server.keys).size).toBe(1)
  })

  test('fails the request after the last attempt, with the reason', async () => {
    const client = await clientOf([silence], { timeoutMs: 20, retries: { attemptsMax: 3 } })
    const failure = await failureOf(client.bookSeat('1'))

    expect(failure).toMatchObject({ status: undefined, code: undefined, message: 'no answer' })
    expect(failure.cause).toMatchObject({ name: 'TimeoutError' })
    expect(pauses).toHaveLength(2)
  })

  test('is left if the caller aborts the request', async () => {
    const caller = new AbortController()
    const leave: Step = () => {
      caller.abort(new Error('enough'))
    }
    const client = await clientOf([leave])

    const { signal } = caller
    await expect(client.bookSeat('1', {}, { signal })).rejects.toThrow('enough')
    expect(server.requests).toHaveLength(1)
  })

  test('gets no retry if the caller aborts during a pause', async () => {
    const caller = new AbortController()
    const pause = async () => {
      caller.abort(new Error('enough'))
    }
    const client = await clientOf([reset], { pause })

    const { signal } = caller
    await expect(client.bookSeat('1', {}, { signal })).rejects.toThrow('enough')
    expect(server.requests).toHaveLength(1)
  })
})

test('an answer that is not from the service is an error', async () => {
  const client = await clientOf([
    (res) => void res.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Hello</h1>'),
  ])

  expect(await failureOf(client.bookSeat('1'))).toMatchObject({ status: 200, code: undefined })
})
