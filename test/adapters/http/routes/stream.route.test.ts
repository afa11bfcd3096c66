import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { pino } from 'pino'

import { endpoint } from '../../../../src/adapters/http/endpoint/endpoint.ts'
import type { EventStream } from '../../../../src/adapters/http/streams/event-stream.ts'
import { EVENT_STREAM_TYPE } from '../../../../src/adapters/http/streams/open-streams.ts'
import { StoreUnavailableError } from '../../../../src/application/ports/store-unavailable-error.ts'
import { until } from '../../../../tools/until.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RawConnection } from '../../../drivers/raw-connection.ts'
import { RunningApp, type RunningAppOptions } from '../../../drivers/running-app.ts'
import { StreamReader } from '../../../drivers/stream-reader.ts'
import { MINUTE_MS } from '../../../drivers/use-case-fixture.ts'

const STREAM = '/api/events/gala/stream'

let app: RunningApp
const readers: StreamReader[] = []
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.drop()
  await app.stop()
})

async function start(options: RunningAppOptions = {}): Promise<void> {
  app = await RunningApp.start(options)
}

async function follow(eventId = 'gala'): Promise<StreamReader> {
  const reader = await StreamReader.follow(app.url, eventId)
  readers.push(reader)
  return reader
}

async function metric(name: string): Promise<number> {
  const text = await (await app.fetch('/metrics')).text()
  return Number(new RegExp(`^${RegExp.escape(name)} (\\d+)$`, 'm').exec(text)?.[1])
}

describe('a stream', () => {
  test('begins with a snapshot of the unavailable seats, followed by changes', async () => {
    await start()
    await app.office.hold('h-1', ['A-1'])
    await app.office.book('b-1', ['A-2'])
    const reader = await follow()

    expect(reader.status).toBe(200)
    expect(reader.response.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-request-id': expect.any(String),
    })
    expect(reader.received).toMatch(/^retry: \d+\n\nevent: snapshot\nid: 2\ndata: \{.*\}\n\n$/)
    expect(reader.events).toEqual([
      {
        name: 'snapshot',
        id: '2',
        data: {
          eventId: 'gala',
          revision: 2,
          seats: [
            { seatId: 'A-1', version: 1, status: 'held' },
            { seatId: 'A-2', version: 1, status: 'booked' },
          ],
        },
      },
    ])

    await app.office.confirm('h-1', 'b-2')
    await until(() => reader.events.length === 2)
    expect(reader.events[1]).toEqual({
      name: 'changes',
      id: '3',
      data: { revision: 3, seats: [{ seatId: 'A-1', version: 2, status: 'booked' }] },
    })
  })

  test('sends the expiry of a hold', async () => {
    await start()
    await app.office.hold('h-1', ['A-1'])
    const reader = await follow()
    app.office.clock.advance(10 * MINUTE_MS)

    await until(() => reader.events.length === 2)
    expect(reader.events[1]?.data).toEqual({
      revision: 1,
      seats: [{ seatId: 'A-1', version: 1, status: 'available' }],
    })
  })

  test('of an unknown event: 404', async () => {
    await start()
    const { status, body } = await new ApiClient(app).get('/api/events/no-such/stream')
    expect([status, body.code]).toEqual([404, 'event-not-found'])
  })

  test('while the store is unavailable: 503', async () => {
    await start()
    app.seats.changesError = new StoreUnavailableError('away')
    const { status, body } = await new ApiClient(app).get(STREAM)
    expect([status, body.code]).toEqual([503, 'store-unavailable'])
  })

  test('sends heartbeats while nothing changes', async () => {
    await start({ streams: { heartbeatMs: 20 } })
    const reader = await follow()
    await until(() => reader.received.split(': heartbeat\n\n').length > 2)
    expect(reader.events).toHaveLength(1)
  })

  test('answers HEAD with the headers only', async () => {
    await start()
    const response = await app.fetch(STREAM, { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('text/event-stream')
    expect((await app.fetch('/api/events/no-such/stream', { method: 'HEAD' })).status).toBe(404)
  })

  test('is logged and counted as one request, with the time until its first bytes', async () => {
    await start()
    const reader = await follow()
    reader.drop()

    const line = await until(() => app.log.find(({ url }) => url === STREAM))
    expect(line).toMatchObject({ msg: 'request', method: 'GET', status: 200 })
    const text = await (await app.fetch('/metrics')).text()
    const labels = 'method="GET",route="/api/events/:eventId/stream",status="200"'
    expect(text).toContain(`holdfast_http_request_duration_seconds_count{${labels}} 1`)
  })
})

describe('many streams', () => {
  test('of one event share one serialized change', async () => {
    await start()
    const all = await Promise.all(Array.from({ length: 500 }, () => follow()))
    expect(await metric('holdfast_streams_open')).toBe(500)
    const written = jest.spyOn(JSON, 'stringify')
    try {
      await app.office.book('b-1', ['A-1'])
      await until(() => all.every(({ taken }) => taken['A-1'] === 'booked'))
      const seats = expect.arrayContaining([{ seatId: 'A-1', version: 1, status: 'booked' }])
      const changes = expect.objectContaining({ revision: 1, seats })
      expect(written.mock.calls.filter(([value]) => changes.asymmetricMatch(value))).toHaveLength(1)
    } finally {
      written.mockRestore()
    }
  })

  test('do not count as requests in flight', async () => {
    await start({ limits: { requestsInFlightMax: 1 } })
    for (let i = 0; i < 5; i++) await follow()

    expect(await metric('holdfast_http_requests_in_flight')).toBe(0)
    expect((await app.book('1')).status).toBe(200)
  })

  test('are refused beyond the limit until one ends', async () => {
    await start({ streams: { streamsMax: 2 } })
    const first = await follow()
    await follow('default')

    const response = await app.fetch(STREAM)
    expect(response.status).toBe(503)
    expect(response.headers.get('Retry-After')).toBe('5')
    expect(await response.json()).toMatchObject({ code: 'too-many-streams' })

    first.drop()
    await until(async () => (await metric('holdfast_streams_open')) === 1)
    await follow()
  })

  test('of one client are refused beyond the limit per client', async () => {
    await start({ streams: { streamsMax: 4, streamsPerClientMax: 2 }, trustProxy: '1' })
    const open = async (client: string): Promise<StreamReader> => {
      const headers = { 'X-Forwarded-For': client }
      const reader = await StreamReader.open(app.url + STREAM, { headers })
      readers.push(reader)
      return reader
    }
    const first = await open('2001:db8:0:1::1')
    await open('2001:db8:0:2::2')

    const refused = await open('2001:db8:0:3::3')
    expect(refused.status).toBe(429)
    expect(refused.response.headers['retry-after']).toBe('5')
    await until(() => refused.received.includes('"code":"too-many-streams-per-client"'))
    expect(await metric('holdfast_http_problems_total{code="too-many-streams-per-client"}')).toBe(1)
    expect((await open('203.0.113.1')).status).toBe(200)

    first.drop()
    await until(async () => (await open('2001:db8:0:1::1')).status === 200)
  })

  test('whose clients disconnected during the rate limit check use no slot', async () => {
    let count = (): void => undefined
    const counted = new Promise<void>((resolve) => (count = resolve))
    const counter = {
      increment: jest.fn(async () => {
        await counted
        return { totalHits: 1, resetTime: undefined }
      }),
    }
    const rate = { requestsPerMinute: 10, counter, logger: pino({ level: 'silent' }) }
    await start({ limits: { rate }, streams: { streamsMax: 1 } })
    const client = await RawConnection.open(app.server.port)
    client.send(`GET ${STREAM} HTTP/1.1\r\nHost: x\r\n\r\n`)
    await until(() => counter.increment.mock.calls.length === 1)
    client.drop()
    await until(() => app.log.some(({ url, status }) => url === STREAM && status === 499))
    count()

    expect((await follow()).status).toBe(200)
    expect(await metric('holdfast_http_requests_in_flight')).toBe(0)
  })

  test('that were refused, not found or requested by HEAD use no slot', async () => {
    await start({ streams: { streamsMax: 1 } })
    for (let i = 0; i < 3; i++) {
      expect((await app.fetch('/api/events/no-such/stream')).status).toBe(404)
      await until(async () => (await app.fetch(STREAM, { method: 'HEAD' })).status === 200)
    }
    const reader = await until(() => follow().catch(() => undefined))
    expect((await app.fetch(STREAM)).status).toBe(503)
    reader.drop()
    await until(() => follow().catch(() => undefined))
  })
})

describe('a reader that does not read', () => {
  const SEATS = Array.from({ length: 400 }, (_, i) => `${'x'.repeat(120)}-${i}`)

  /** Changes seats that have long names until the condition holds. */
  async function changeUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
    app.office.seats.addSeats('gala', SEATS)
    await until(async () => {
      await app.office.block(SEATS)
      await app.office.unblock(SEATS)
      return condition()
    })
  }

  test('is disconnected when it falls behind, without affecting others', async () => {
    await start({ streams: { waitingBytesMax: 16_384 } })
    const [hangs, reads] = [await follow(), await follow()]
    hangs.pause()
    await changeUntil(async () => (await metric('holdfast_streams_cut_total')) === 1)

    await app.office.book('b-1', ['A-1'])
    await until(() => reads.taken['A-1'] === 'booked')
    expect(await metric('holdfast_streams_open')).toBe(1)
    hangs.resume()
    await until(() => hangs.closed)
    expect(reads.closed).toBe(false)
  })

  test('is not disconnected for a snapshot over the limit of unread bytes', async () => {
    await start({ streams: { waitingBytesMax: 1_024 } })
    app.office.seats.addSeats('gala', SEATS)
    await app.office.block(SEATS)
    const { events } = await follow()

    expect(events[0]?.data.seats).toHaveLength(SEATS.length)
    await app.office.book('b-1', ['A-1'])
    await until(() => readers[0]?.taken['A-1'] === 'booked')
    expect(await metric('holdfast_streams_cut_total')).toBe(0)
  })

  test('does not delay the shutdown', async () => {
    await start({ streams: { waitingBytesMax: 1_073_741_824 }, shutdownGraceMs: 600_000 })
    const [hangs, reads] = [await follow(), await follow()]
    hangs.pause()
    // Much more than the socket buffers hold.
    await changeUntil(() => reads.received.length > 16_000_000)

    await app.stop()
    await until(() => reads.closed)
  })
})

test('a stream that cannot be written is closed, and logged as an internal error', async () => {
  let stream: EventStream | undefined
  const broken = endpoint({
    method: 'get',
    path: '/broken',
    operationId: 'broken',
    tag: 'Test',
    summary: 'Send what is not bytes',
    access: 'public',
    answers: { 200: { description: 'A stream.', text: EVENT_STREAM_TYPE, isStream: true } },
    handle: async () => ({
      status: 200,
      sendEvents: (opened) => {
        stream = opened
        return () => undefined
      },
    }),
  })
  await start({ endpoints: [broken] })
  const reader = await StreamReader.open(`${app.url}/broken`)
  readers.push(reader)
  await until(() => reader.received.startsWith('retry'))

  const notBytes = { length: 1 } as Buffer
  stream?.send({ plain: notBytes, chunk: notBytes })
  await until(() => reader.closed)
  await until(() => app.log.length > 0)
  expect(app.log).toMatchObject([
    { level: pino.levels.values['error'], url: '/broken', err: { type: 'TypeError' } },
  ])
})

describe('at shutdown', () => {
  test('all streams end immediately, and new ones end immediately', async () => {
    await start({ shutdownGraceMs: 600_000 })
    const all = await Promise.all(Array.from({ length: 20 }, () => follow()))
    const late = await RawConnection.open(app.server.port)
    app.office.seats.beforeSave = () => new Promise((resolve) => (finish = resolve))
    let finish: () => void = () => undefined
    const booking = app.book('1')
    await until(async () => (await metric('holdfast_http_requests_in_flight')) === 1)

    const stopped = app.stop()
    await until(() => all.every(({ closed }) => closed))
    late.send(`GET ${STREAM} HTTP/1.1\r\nHost: x\r\n\r\n`)
    await until(() => late.received.includes('HTTP/1.1 200') && late.received.endsWith('0\r\n\r\n'))
    expect(late.received).not.toContain('snapshot')

    finish()
    expect((await booking).status).toBe(200)
    await stopped
  })
})
