import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import express, { type ErrorRequestHandler } from 'express'

import { HttpProblem } from '../../../src/adapters/http/http-problem.ts'
import { RequestsInFlight } from '../../../src/adapters/http/limits/requests-in-flight.ts'
import { RawConnection } from '../../support/raw-connection.ts'
import { RunningApp } from '../../support/running-app.ts'
import { stopTime } from '../../support/stopped-time.ts'
import { until } from '../../support/until.ts'

const MAX = 2

let app: RunningApp
let finishBookings: () => void
let bookings: Promise<Response>[]
beforeEach(async () => {
  app = await RunningApp.start({ limits: { requestsInFlightMax: MAX } })
  const finished = new Promise<void>((resolve) => {
    finishBookings = resolve
  })
  app.seats.beforeSave = () => finished
  bookings = []
})
afterEach(async () => {
  finishBookings()
  await Promise.allSettled(bookings)
  await app.stop()
})

/** What comes through a trusted proxy has to name the client. */
const FORWARDED = { 'X-Forwarded-For': '203.0.113.9' }

async function inFlight(): Promise<number> {
  const metrics = await (await app.fetch('/metrics')).text()
  return Number(/^holdfast_http_requests_in_flight (\d+)$/m.exec(metrics)?.[1])
}

async function fill(): Promise<void> {
  for (let seat = 1; seat <= MAX; seat++) bookings.push(app.book(`${seat}`, { headers: FORWARDED }))
  await until(async () => (await inFlight()) === MAX)
}

describe('beyond the requests that may be at work', () => {
  test('a booking is refused at once, and changes nothing', async () => {
    await fill()

    const response = await app.book('50')

    expect(response.status).toBe(503)
    expect(response.headers.get('Retry-After')).toBe('1')
    expect(await response.json()).toEqual({
      status: 503,
      message: 'Too many requests are at work, try again.',
      code: 'overloaded',
    })
    expect(app.seats.saved).toEqual([])
  })

  test('anything else is refused with a problem document', async () => {
    await fill()

    const response = await app.fetch('/no/such/thing')

    expect(response.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8')
    expect(response.headers.get('Retry-After')).toBe('1')
    expect(await response.json()).toMatchObject({ status: 503, code: 'overloaded' })
  })

  test.each(['/healthz', '/readyz', '/metrics'])('%s answers all the same', async (path) => {
    await fill()

    expect((await app.fetch(path)).status).toBe(200)
  })

  test('the log has one line for it, without a stack', async () => {
    await fill()
    await app.book('50')

    const line = await until(() => app.log.find(({ status }) => status === 503))
    expect(line).toMatchObject({ msg: 'request', url: '/api/book/50' })
    expect(line).not.toHaveProperty('err')
  })
})

describe('who is refused and asks again at once', () => {
  const REQUEST = 'GET /no/such/thing HTTP/1.1\r\nHost: x\r\n\r\n'
  const answersOf = ({ received }: RawConnection) => received.match(/HTTP\/1\.1 \d+/g) ?? []

  /** The URLs of all that was refused, in that order. */
  const refused = () => app.log.filter(({ status }) => status === 503).map(({ url }) => url)

  beforeEach(stopTime)
  afterEach(() => {
    jest.useRealTimers()
  })

  /** The time that `Retry-After` tells. */
  function comeAgain(): void {
    jest.advanceTimersByTime(1_000)
  }

  /** Asks once while all places are taken, and a second time when they are free. */
  async function askTwice(): Promise<RawConnection> {
    await fill()
    const client = await RawConnection.open(app.server.port)
    client.send(REQUEST)
    await until(() => answersOf(client).length === 1)
    finishBookings()
    await Promise.all(bookings)
    client.send(REQUEST)
    return client
  }

  test('is not heard until the time to come again, and others are', async () => {
    const client = await askTwice()

    expect((await app.fetch('/no/such/thing')).status).toBe(404)
    expect(answersOf(client)).toEqual(['HTTP/1.1 503'])
    comeAgain()
    await until(() => answersOf(client).length === 2)
    expect(answersOf(client)).toEqual(['HTTP/1.1 503', 'HTTP/1.1 404'])
  })

  test('is not heard, either, when the body of the first request came late', async () => {
    await fill()
    const client = await RawConnection.open(app.server.port)
    client.send('POST /api/book/50 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n')
    await until(() => answersOf(client).length === 1)
    client.send('{}')
    // What comes after the body in one piece is read with it.
    await app.fetch('/healthz')
    client.send(REQUEST)

    // Who is never refused is answered many times meanwhile.
    for (let times = 1; times <= 20; times++) await app.fetch('/healthz')
    expect(answersOf(client)).toEqual(['HTTP/1.1 503'])
    comeAgain()
    await until(() => answersOf(client).length === 2)
  })

  test('is heard at once behind a proxy, whose connections are everybody’s', async () => {
    await app.stop()
    app = await RunningApp.start({ limits: { requestsInFlightMax: MAX }, trustProxy: 'loopback' })
    const finished = new Promise<void>((resolve) => {
      finishBookings = resolve
    })
    app.seats.beforeSave = () => finished

    await fill()
    const client = await RawConnection.open(app.server.port)
    const request = REQUEST.replace('\r\n\r\n', '\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n')
    client.send(request)
    await until(() => answersOf(client).length === 1)
    client.send(request)
    await app.fetch('/asked/later', { headers: FORWARDED })

    await until(() => refused().length === 3)
    expect(refused()).toEqual(['/no/such/thing', '/no/such/thing', '/asked/later'])
  })

  test('does not hold up an orderly end', async () => {
    const client = await askTwice()

    await app.stop()
    await until(() => client.closed)
  })
})

describe('a place is free again', () => {
  test('when a request has its answer', async () => {
    await fill()
    finishBookings()
    const statuses = (await Promise.all(bookings)).map(({ status }) => status)

    expect(statuses).toEqual([200, 200])
    expect((await app.book('50')).status).toBe(200)
    await until(async () => (await inFlight()) === 0)
  })

  test('when a client goes away, with all that it had sent', async () => {
    const client = await RawConnection.open(app.server.port)
    client.send(
      [1, 2, 3].map((seat) => `POST /api/book/${seat} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''),
    )
    await until(async () => (await inFlight()) === MAX)

    client.drop()

    await until(async () => (await inFlight()) === 0)
  })
})

describe('a body that is slow to come', () => {
  const HEADERS =
    'POST /api/book/50 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
    'Content-Length: 2\r\nExpect: 100-continue\r\n\r\n'

  async function slowBookings(): Promise<RawConnection[]> {
    const clients = await Promise.all(
      Array.from({ length: 2 * MAX }, () => RawConnection.open(app.server.port)),
    )
    for (const client of clients) client.send(HEADERS)
    await until(() => clients.every(({ received }) => received.includes('100 Continue')))
    return clients
  }

  test('keeps nobody out', async () => {
    finishBookings()
    const clients = await slowBookings()

    expect((await app.book('1')).status).toBe(200)
    await until(async () => (await inFlight()) === 0)
    for (const client of clients) client.drop()
  })

  test('counts once it is there', async () => {
    const [first, second] = await slowBookings()
    first?.send('{}')
    bookings.push(app.book('1'))
    await until(async () => (await inFlight()) === MAX)

    expect((await app.book('2')).status).toBe(503)
    second?.drop()
  })
})

describe('a route', () => {
  let changes: number[]
  let url: string
  let stop: () => Promise<void>
  beforeEach(async () => {
    changes = []
    const routes = express()
    const inFlight = new RequestsInFlight(1, { requestsInFlight: (count) => changes.push(count) })
    routes.use((req, res, next) => {
      inFlight.admit(req, res)
      next()
    })
    routes.get('/stream', (_req, res) => {
      res.locals.leaveFlight?.()
      res.write('first')
    })
    routes.put('/deaf', () => undefined)
    const refuse: ErrorRequestHandler = (error, _req, res, next) => {
      if (error instanceof HttpProblem) res.sendStatus(503)
      else next(error)
    }
    routes.use(refuse)
    const server = createServer(routes).listen(0, '127.0.0.1')
    await once(server, 'listening')
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    stop = async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    }
  })

  test('whose answer goes on for long may leave its place', async () => {
    const streams = await Promise.all([fetch(`${url}/stream`), fetch(`${url}/stream`)])

    expect(streams.map(({ status }) => status)).toEqual([200, 200])
    expect(changes).toEqual([1, 0, 1, 0])
    const cut = Promise.allSettled(streams.map((stream) => stream.text()))
    await stop()
    await cut
  })

  test('that reads no body keeps its place, whatever comes', async () => {
    const put = () => fetch(`${url}/deaf`, { method: 'PUT', body: 'x' })
    const cut = Promise.allSettled([put()])
    await until(() => changes.length > 0)

    expect((await put()).status).toBe(503)
    expect(changes).toEqual([1])
    await stop()
    await cut
  })
})
