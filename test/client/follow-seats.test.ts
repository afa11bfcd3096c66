import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { FollowedSeats, HoldfastClient } from '../../client/src/index.ts'
import { SeatsFollower } from '../../client/src/followed-seats.ts'
import { MINUTE_MS } from '../support/box-office.ts'
import { RunningApp } from '../support/running-app.ts'
import { TcpProxy } from '../support/tcp-proxy.ts'
import { until } from '../support/until.ts'

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

const statesOf = ({ taken }: FollowedSeats) =>
  Object.fromEntries(Array.from(taken.values(), ({ seatId, status }) => [seatId, status]))

describe('who follows the seats of an event', () => {
  test('has them as they are, and again after each change', async () => {
    await app.office.hold('h-1', ['A-1'])
    expect(statesOf(await next())).toEqual({ 'A-1': 'held' })

    await app.office.book('b-1', ['A-2'])
    const booked = await next()
    expect(booked.changed).toEqual([{ seatId: 'A-2', version: 1, status: 'booked' }])
    expect(statesOf(booked)).toEqual({ 'A-1': 'held', 'A-2': 'booked' })

    app.office.clock.advance(10 * MINUTE_MS)
    const lapsed = await next()
    expect(lapsed.changed).toEqual([{ seatId: 'A-1', version: 1, status: 'available' }])
    expect(statesOf(lapsed)).toEqual({ 'A-2': 'booked' })
  })

  test('goes on when the stream was lost, and is told what changed meanwhile', async () => {
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

  test('takes a stream for lost that says nothing', async () => {
    seats = client.followSeats('gala', { timeoutMs: 1_000, retries: { backoffMs: 1 } })
    await next()
    const told = await next()

    expect(told).toMatchObject({ revision: 0, changed: [] })
  })

  test('of an event that there is not is told so', async () => {
    seats = client.followSeats('no-such')
    await expect(seats.next()).rejects.toMatchObject({ status: 404, code: 'event-not-found' })
  })

  test('can stop at any time', async () => {
    await next()
    const waiting = seats.next()
    abort.abort(new Error('enough'))

    await expect(waiting).rejects.toThrow('enough')
  })

  test('leaves the stream with the loop', async () => {
    for await (const { revision } of seats) {
      expect(revision).toBe(0)
      break
    }
    const line = await until(() => app.log.find(({ url }) => url === '/api/events/gala/stream'))
    expect(line['status']).toBe(200)
  })
})

describe('what a stream tells', () => {
  const event = (name: string, revision: number, ...told: [string, number, string][]) => ({
    name,
    data: JSON.stringify({
      revision,
      seats: told.map(([seatId, version, status]) => ({ seatId, version, status })),
    }),
  })
  const states = (followed: FollowedSeats) => [statesOf(followed), followed.changed.length]

  test('counts unless more is known of the seat', () => {
    const follower = new SeatsFollower()
    follower.apply(event('snapshot', 2, ['A', 2, 'booked']))

    expect(states(follower.apply(event('changes', 2, ['A', 1, 'held'])))).toEqual([
      { A: 'booked' },
      0,
    ])
    expect(states(follower.apply(event('changes', 2, ['A', 2, 'available'])))).toEqual([{}, 1])
  })

  test('as a snapshot counts whatever was known', () => {
    const follower = new SeatsFollower()
    follower.apply(event('snapshot', 9, ['A', 5, 'booked'], ['B', 4, 'held']))

    expect(states(follower.apply(event('snapshot', 1, ['A', 1, 'held'])))).toEqual([
      { A: 'held' },
      2,
    ])
  })
})
