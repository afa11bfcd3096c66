import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { until } from '../../../../tools/until.ts'
import { RawConnection } from '../../../drivers/raw-connection.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

let app: RunningApp
let finishBookings: () => void
beforeEach(() => start(2))
afterEach(async () => {
  finishBookings()
  await app.stop()
})

/** An app in which bookings wait until they are finished. */
async function start(requestsInFlightMax: number): Promise<void> {
  app = await RunningApp.start({ limits: { requestsInFlightMax } })
  const finished = new Promise<void>((resolve) => {
    finishBookings = resolve
  })
  app.seats.beforeSave = () => finished
}

const booking = (seat: number | string, ...headers: string[]): string =>
  [`POST /api/book/${seat} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n')
const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`

/** The statuses that a connection has received, in that order. */
const statuses = ({ received }: RawConnection): string[] => received.match(/HTTP\/1\.1 \d+/g) ?? []

const inFlight = async (): Promise<number> => {
  const metrics = await (await app.fetch('/metrics')).text()
  return Number(/^holdfast_http_requests_in_flight (\d+)$/m.exec(metrics)?.[1])
}

/** Sends requests in one write on a new connection. The first is a booking that waits. */
async function send(...requests: readonly string[]): Promise<RawConnection> {
  const client = await RawConnection.open(app.server.port)
  client.send([booking(1), ...requests].join(''))
  await until(async () => (await inFlight()) === 1)
  return client
}

describe('pipelined requests', () => {
  test('use one slot and leave the others to other clients', async () => {
    const client = await send(...Array.from({ length: 1_100 }, (_, i) => booking((i % 99) + 2)))

    expect((await app.fetch('/api/events')).status).toBe(200)
    expect(await inFlight()).toBe(1)
    client.drop()
  })

  test('are processed one at a time and answered in order', async () => {
    const client = await send(booking(1), get('/no/such/thing'), booking(2))
    expect(app.seats.saved).toEqual([])
    finishBookings()

    await until(() => statuses(client).length === 4)
    const expected = [200, 400, 404, 200].map((status) => `HTTP/1.1 ${status}`)
    expect(statuses(client)).toEqual(expected)
  })

  test('are read from the connection as the previous ones are answered', async () => {
    const client = await send(get('/no/such/1'))
    client.send(get('/no/such/2'))
    client.send(get('/no/such/3'))
    finishBookings()

    await until(() => statuses(client).length === 4)
    for (let i = 1; i <= 3; i++) client.send(get(`/no/such/${i}`))
    await until(() => statuses(client).length === 7)
  })

  test('can have bodies, which are read in turn', async () => {
    const json = ['Content-Type: application/json', 'Content-Length: 20']
    const client = await send(booking(2, ...json, 'Expect: 100-continue'))
    client.send(`{"reference":"mine"}${get('/no/such/thing')}`)
    expect(client.received).toBe('')
    finishBookings()

    await until(() => statuses(client).length === 4)
    const expected = [200, 100, 200, 404].map((status) => `HTTP/1.1 ${status}`)
    expect(statuses(client)).toEqual(expected)
    expect(app.seats.saved.map(({ id }) => id)).toEqual(['1', '2'])
  })

  test('can be HEAD requests', async () => {
    const client = await send('HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n', get('/healthz'))
    finishBookings()

    await until(() => statuses(client).length === 3)
    expect(client.received.match(/"status":"ok"/g)).toHaveLength(1)
  })

  test('are not started after a request with Connection: close', async () => {
    const client = await send(booking(2, 'Connection: close'), booking(3))
    finishBookings()

    await until(() => client.closed)
    expect(statuses(client)[0]).toBe('HTTP/1.1 200')
    expect(app.seats.saved.map(({ id }) => id)).not.toContain('3')
  })

  test('are not started after invalid input', async () => {
    const client = await send(booking(2), booking(3), 'junk\r\n\r\n')
    finishBookings()

    await until(() => client.closed)
    expect(statuses(client)).toEqual(['HTTP/1.1 200'])
    expect(client.received).toContain('Connection: close')
    expect(app.seats.saved.map(({ id }) => id)).toEqual(['1'])
  })

  test('are not started during shutdown', async () => {
    const client = await send(booking(2), booking(3))
    const stopped = app.stop()
    finishBookings()

    await stopped
    await until(() => client.closed)
    expect(statuses(client)).toEqual(['HTTP/1.1 200'])
    expect(app.seats.saved.map(({ id }) => id)).toEqual(['1'])
  })

  test('wait for Retry-After when the first is refused', async () => {
    const places = await Promise.all([send(), RawConnection.open(app.server.port)])
    places[1].send(booking(2))
    await until(async () => (await inFlight()) === 2)
    const client = await RawConnection.open(app.server.port)
    client.send(get('/no/such/1') + get('/no/such/2') + get('/no/such/3'))
    await until(() => statuses(client).length === 1)
    finishBookings()
    await until(() => places.every((place) => statuses(place).length === 1))

    // A client that is not refused is answered many times meanwhile.
    for (let times = 1; times <= 20; times++) await app.fetch('/healthz')
    expect(statuses(client)).toEqual(['HTTP/1.1 503'])
    await until(() => statuses(client).length === 3)
    expect(statuses(client)).toEqual(['HTTP/1.1 503', 'HTTP/1.1 404', 'HTTP/1.1 404'])
  })
})

test('a connection that sends without pause is read one chunk at a time', async () => {
  await app.stop()
  await start(10_000)
  const seatIds = Array.from({ length: 400 }, (_, i) => `more-${i}`)
  app.office.seats.addSeats('default', seatIds)
  const many = seatIds.map((id) => booking(`${id}?${'x'.repeat(15_000)}`))
  const client = await send(...many)
  // Others are answered many times meanwhile.
  for (let times = 1; times <= 20; times++) await app.fetch('/healthz')
  expect(client.unsentBytes).toBeGreaterThan(0)

  finishBookings()
  await until(() => statuses(client).length === many.length + 1)
  expect(client.unsentBytes).toBe(0)
})
