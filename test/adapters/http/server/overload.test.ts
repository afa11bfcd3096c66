import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'

import { until } from '../../../../tools/until.ts'
import { RawConnection } from '../../../drivers/raw-connection.ts'
import { RunningApp } from '../../../drivers/running-app.ts'
import { stopTime } from '../../../fakes/stopped-time.ts'

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

/** A request through a trusted proxy must identify the client. */
const FORWARDED = { 'X-Forwarded-For': '203.0.113.9' }

async function inFlight(): Promise<number> {
  const metrics = await (await app.fetch('/metrics')).text()
  return Number(/^holdfast_http_requests_in_flight (\d+)$/m.exec(metrics)?.[1])
}

async function fill(): Promise<void> {
  for (let seat = 1; seat <= MAX; seat++) bookings.push(app.book(`${seat}`, { headers: FORWARDED }))
  await until(async () => (await inFlight()) === MAX)
}

describe('at the limit of requests in flight', () => {
  test('a booking is refused immediately and changes nothing', async () => {
    await fill()

    const response = await app.book('50')

    expect(response.status).toBe(503)
    expect(response.headers.get('Retry-After')).toBe('1')
    expect(await response.json()).toEqual({
      status: 503,
      message: 'Too many requests are in progress. Try again.',
      code: 'overloaded',
    })
    expect(app.seats.saved).toEqual([])
  })

  test('other requests are refused with a problem document', async () => {
    await fill()

    const response = await app.fetch('/no/such/thing')

    expect(response.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8')
    expect(response.headers.get('Retry-After')).toBe('1')
    expect(await response.json()).toMatchObject({ status: 503, code: 'overloaded' })
  })

  test.each(['/healthz', '/readyz', '/metrics'])('%s is still answered', async (path) => {
    await fill()

    expect((await app.fetch(path)).status).toBe(200)
  })

  test('a refusal is logged once, without a stack', async () => {
    await fill()
    await app.book('50')

    const line = await until(() => app.log.find(({ status }) => status === 503))
    expect(line).toMatchObject({ msg: 'request', url: '/api/book/50' })
    expect(line).not.toHaveProperty('err')
  })
})

describe('the connection of a refused request', () => {
  const REQUEST = 'GET /no/such/thing HTTP/1.1\r\nHost: x\r\n\r\n'
  const answersOf = ({ received }: RawConnection) => received.match(/HTTP\/1\.1 \d+/g) ?? []

  /** The URLs of the refused requests, in order. */
  const refused = () => app.log.filter(({ status }) => status === 503).map(({ url }) => url)

  beforeEach(stopTime)
  afterEach(() => {
    jest.useRealTimers()
  })

  /** Advances the time by `Retry-After`. */
  function waitRetryAfter(): void {
    jest.advanceTimersByTime(1_000)
  }

  /** Sends a request while no slot is free, and another when the slots are free again. */
  async function sendTwice(): Promise<RawConnection> {
    await fill()
    const client = await RawConnection.open(app.server.port)
    client.send(REQUEST)
    await until(() => answersOf(client).length === 1)
    finishBookings()
    await Promise.all(bookings)
    client.send(REQUEST)
    return client
  }

  test('is not read until Retry-After has passed, and others are', async () => {
    const client = await sendTwice()

    expect((await app.fetch('/no/such/thing')).status).toBe(404)
    expect(answersOf(client)).toEqual(['HTTP/1.1 503'])
    waitRetryAfter()
    await until(() => answersOf(client).length === 2)
    expect(answersOf(client)).toEqual(['HTTP/1.1 503', 'HTTP/1.1 404'])
  })

  test('is not read either if the body of the refused request arrives late', async () => {
    await fill()
    const client = await RawConnection.open(app.server.port)
    client.send('POST /api/book/50 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n')
    await until(() => answersOf(client).length === 1)
    client.send('{}')
    // Bytes that arrive together with the body would be read with it.
    await app.fetch('/healthz')
    client.send(REQUEST)

    // Clients that were not refused are answered meanwhile.
    for (let times = 1; times <= 20; times++) await app.fetch('/healthz')
    expect(answersOf(client)).toEqual(['HTTP/1.1 503'])
    waitRetryAfter()
    await until(() => answersOf(client).length === 2)
  })

  const UPLOAD =
    'POST /api/book/50 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
    'Content-Length: 100\r\nExpect: 100-continue\r\n\r\n'

  /** Sends another request, and expects it to be answered after `Retry-After` and not before. */
  async function expectPause(client: RawConnection, statuses: string[]): Promise<void> {
    client.send(REQUEST)
    for (let times = 1; times <= 20; times++) await app.fetch('/healthz')
    expect(answersOf(client)).toEqual(statuses)
    waitRetryAfter()
    await until(() => answersOf(client).length === statuses.length + 1)
  }

  test('is not read either if the request is refused after its body', async () => {
    const client = await RawConnection.open(app.server.port)
    client.send(UPLOAD)
    await until(() => answersOf(client).length === 1)
    await fill()
    client.send(`{}${' '.repeat(98)}`)
    await until(() => answersOf(client).length === 2)
    finishBookings()
    await Promise.all(bookings)

    await expectPause(client, ['HTTP/1.1 100', 'HTTP/1.1 503'])
  })

  test('is not read either if the request is refused during its body', async () => {
    await app.stop()
    app = await RunningApp.start({ limits: { uploadBytesMax: 10 } })
    const client = await RawConnection.open(app.server.port)
    client.send(UPLOAD)
    await until(() => answersOf(client).length === 1)
    client.send('{     ')
    await until(() => answersOf(client).length === 2)
    client.send(' '.repeat(94))

    await expectPause(client, ['HTTP/1.1 100', 'HTTP/1.1 429'])
  })

  test('is read immediately if it belongs to a trusted proxy', async () => {
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

  test('does not delay the shutdown', async () => {
    const client = await sendTwice()

    await app.stop()
    await until(() => client.closed)
  })
})

describe('a slot is freed', () => {
  test('when a request is answered', async () => {
    await fill()
    finishBookings()
    const statuses = (await Promise.all(bookings)).map(({ status }) => status)

    expect(statuses).toEqual([200, 200])
    expect((await app.book('50')).status).toBe(200)
    await until(async () => (await inFlight()) === 0)
  })

  test('when the work for a disconnected client is done, and not before', async () => {
    const clients = await Promise.all(
      Array.from({ length: MAX }, () => RawConnection.open(app.server.port)),
    )
    clients.forEach((client, seat) => {
      client.send(`POST /api/book/${seat + 1} HTTP/1.1\r\nHost: x\r\n\r\n`)
    })
    await until(async () => (await inFlight()) === MAX)
    for (const client of clients) client.drop()
    await until(() => app.log.filter(({ status }) => status === 499).length === MAX)

    expect((await app.book('50')).status).toBe(503)
    finishBookings()
    await until(async () => (await inFlight()) === 0)
  })
})

describe('a request with a slow body', () => {
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

  test('takes no slot while the body is received', async () => {
    finishBookings()
    const clients = await slowBookings()

    expect((await app.book('1')).status).toBe(200)
    await until(async () => (await inFlight()) === 0)
    for (const client of clients) client.drop()
  })

  test('takes a slot when the body is complete', async () => {
    const [first, second] = await slowBookings()
    first?.send('{}')
    bookings.push(app.book('1'))
    await until(async () => (await inFlight()) === MAX)

    expect((await app.book('2')).status).toBe(503)
    second?.drop()
  })

  test('is refused if no slot is free when the body is complete', async () => {
    const [late] = await slowBookings()
    await fill()
    late?.send('{}')

    await until(() => late?.received.includes('"code":"overloaded"'))
    finishBookings()
    await Promise.all(bookings)
    expect(app.seats.saved.map(({ id }) => id)).not.toContain('50')
  })
})

describe('the share of one client', () => {
  const from = (client: string) => ({ headers: { 'X-Forwarded-For': client } })

  /** Takes all slots of one client. */
  async function fillAs(client: string): Promise<void> {
    await app.stop()
    const limits = { requestsInFlightMax: 2 * MAX, requestsInFlightPerClientMax: MAX }
    app = await RunningApp.start({ limits, trustProxy: 'loopback' })
    const finished = new Promise<void>((resolve) => {
      finishBookings = resolve
    })
    app.seats.beforeSave = () => finished
    for (let seat = 1; seat <= MAX; seat++) bookings.push(app.book(`${seat}`, from(client)))
    await until(async () => (await inFlight()) === MAX)
  }

  test('is enforced with 429, in the format of the booking route', async () => {
    await fillAs('203.0.113.1')
    const refused = await app.book('50', from('203.0.113.1'))

    expect(refused.status).toBe(429)
    expect(refused.headers.get('Retry-After')).toBe('1')
    expect(await refused.json()).toEqual({
      status: 429,
      message: 'Too many requests of this client are in progress. Try again.',
      code: 'too-many-concurrent-requests',
    })
  })

  test('leaves the other slots to other clients', async () => {
    await fillAs('203.0.113.1')

    expect((await app.fetch('/api/events', from('203.0.113.2'))).status).toBe(200)
  })

  test('is shared by all addresses of an IPv6 network', async () => {
    await fillAs('2001:db8:0:1::1')

    expect((await app.fetch('/api/events', from('2001:db8:0:2::2'))).status).toBe(429)
  })
})
