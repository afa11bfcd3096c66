import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { Activity, FollowedSeats, HoldfastClient } from '../../client/src/index.ts'
import { TcpProxy } from '../../tools/servers/tcp-proxy.ts'
import { until } from '../../tools/until.ts'
import { RunningApp } from '../drivers/running-app.ts'
import { MINUTE_MS } from '../drivers/use-case-fixture.ts'

let app: RunningApp
let proxy: TcpProxy
let client: HoldfastClient
let abort: AbortController
let seats: AsyncGenerator<FollowedSeats>
beforeEach(async () => {
  app = await RunningApp.start()
  proxy = await TcpProxy.start(app.server.port)
  abort = new AbortController()
  client = app.client({ baseUrl: `http://127.0.0.1:${proxy.port}`, fetch })
  seats = client.followSeats('gala', { signal: abort.signal, retries: { backoffMs: 1 } })
})
afterEach(async () => {
  await seats.return(undefined)
  await proxy.close()
  await app.stop()
})

const next = async (): Promise<FollowedSeats> => {
  const { value } = (await seats.next()) as { value: FollowedSeats }
  return value
}

const statusesOf = ({ taken }: FollowedSeats) =>
  Object.fromEntries(Array.from(taken.values(), ({ seatId, status }) => [seatId, status]))

describe('followSeats', () => {
  test('yields the event and its sale, and passes the headers of the connection', async () => {
    await app.office.events.growDefaultEvent({ seatCount: 200, createdAt: new Date(0) })
    const dates: (string | null)[] = []
    const onConnected = (headers: Headers) => void dates.push(headers.get('Date'))
    const following = client.followSeats('default', { signal: abort.signal, onConnected })
    const { value } = (await following.next()) as { value: FollowedSeats }

    expect(value).toMatchObject({ event: { eventId: 'default', seatCount: 200 }, sale: 'open' })
    expect(dates).toEqual([expect.stringMatching(/ GMT$/)])
    await following.return(undefined)
  })

  test('yields the current seats, and again after each change', async () => {
    await app.office.hold('h-1', ['A-1'])
    const snapshot = await next()
    expect(snapshot.kind).toBe('snapshot')
    expect(statusesOf(snapshot)).toEqual({ 'A-1': 'held' })

    await app.office.book('b-1', ['A-2'])
    const booked = await next()
    expect(booked.kind).toBe('changes')
    expect(booked.changed).toEqual([{ seatId: 'A-2', version: 1, status: 'booked' }])
    expect(statusesOf(booked)).toEqual({ 'A-1': 'held', 'A-2': 'booked' })

    app.office.clock.advance(10 * MINUTE_MS)
    const expired = await next()
    expect(expired.changed).toEqual([{ seatId: 'A-1', version: 1, status: 'available' }])
    expect(statusesOf(expired)).toEqual({ 'A-2': 'booked' })
  })

  test('reconnects when the stream is lost, and yields what has changed in between', async () => {
    await app.office.book('b-1', ['A-1'])
    await app.office.book('b-2', ['A-2'])
    await next()
    proxy.requests.flow = 'drop'
    proxy.cut()
    await app.office.cancel('b-1')
    await app.office.book('b-3', ['A-3'])
    proxy.requests.flow = 'pass'

    const { revision, changed } = await next()
    expect(revision).toBe(4)
    expect(changed).toEqual([
      { seatId: 'A-1', version: 1, status: 'available' },
      { seatId: 'A-3', version: 1, status: 'booked' },
    ])
  })

  test('reconnects when the stream is silent for too long', async () => {
    seats = client.followSeats('gala', { timeoutMs: 1_000, retries: { backoffMs: 1 } })
    await next()
    const again = await next()

    expect(again).toMatchObject({ kind: 'snapshot', revision: 0, changed: [] })
  })

  test('throws for an unknown event', async () => {
    seats = client.followSeats('no-such')
    await expect(seats.next()).rejects.toMatchObject({ status: 404, code: 'event-not-found' })
  })

  test('stops when its signal is aborted', async () => {
    await next()
    const waiting = seats.next()
    abort.abort(new Error('enough'))

    await expect(waiting).rejects.toThrow('enough')
  })

  test('closes the stream when the caller leaves the loop', async () => {
    for await (const { revision } of seats) {
      expect(revision).toBe(0)
      break
    }
    const line = await until(() => app.log.find(({ url }) => url === '/api/events/gala/stream'))
    expect(line['status']).toBe(200)
  })
})

test('followActivity yields the ticks of the last minute, then each new one', async () => {
  const nextOf = async (stream: AsyncGenerator<readonly Activity[]>) =>
    (await stream.next()) as { readonly value: readonly Activity[] }
  const first = client.followActivity()
  const { value: ticks } = await nextOf(first)
  expect(ticks).toMatchObject([{ instance: 'test' }])
  await until(() => app.activity.recent.length > 1)

  const second = client.followActivity()
  const { value: recent } = await nextOf(second)
  const { value: newest } = await nextOf(second)

  expect(recent.length).toBeGreaterThan(1)
  expect(recent[0]).toEqual(ticks[0])
  expect(newest).toHaveLength(1)
  await Promise.all([first.return(undefined), second.return(undefined)])
})
