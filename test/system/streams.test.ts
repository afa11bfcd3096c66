import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { pretixPlan } from '../../tools/pretix-plan.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { type Held, RetryingClient } from '../drivers/retrying-client.ts'
import { StreamReader } from '../drivers/stream-reader.ts'
import { ThreeInstances } from '../drivers/three-instances.ts'

const readers: StreamReader[] = []
afterEach(() => {
  for (const reader of readers.splice(0)) reader.drop()
})

async function follow({ url }: { readonly url: string }, eventId: string): Promise<StreamReader> {
  const reader = await StreamReader.follow(url, eventId)
  readers.push(reader)
  return reader
}

describe('with three instances', () => {
  let three: ThreeInstances
  let instances: [ServiceProcess, ServiceProcess, ServiceProcess]
  let client: RetryingClient
  beforeEach(async () => {
    three = await ThreeInstances.start({ LOCK_COMMAND_TIMEOUT_MS: '1000' })
    instances = three.services as typeof instances
    client = new RetryingClient(three.urls)
    await client.openEvent('show', pretixPlan({ rows: 2, seats: 20 }))
  })
  afterEach(() => three.stop())

  /** Each time through the next instance. */
  const hold = async (...seatIds: string[]) => {
    const held = await client.hold(
      'show',
      { seatIds },
      { key: `hold-of-${seatIds.join()}`, insists: true },
    )
    expect(held.status).toBe(201)
    return held.body as Held
  }

  test('a change through one instance is streamed by all', async () => {
    const streams = await Promise.all(instances.map((instance) => follow(instance, 'show')))
    const holds = [await hold('0-0-0'), await hold('0-0-1'), await hold('0-0-2')]
    const held = { '0-0-0': 'held', '0-0-1': 'held', '0-0-2': 'held' }
    await until(() => streams.every(({ taken }) => Object.keys(taken).length === 3))
    for (const { taken } of streams) expect(taken).toEqual(held)

    const [confirmed, released] = holds as [Held, Held]
    await client.ask('POST', `/api/holds/${confirmed.holdId}/confirm`, {
      bearer: confirmed.token,
    })
    await client.ask('DELETE', `/api/holds/${released.holdId}`, { bearer: released.token })
    const now = { '0-0-0': 'booked', '0-0-2': 'held' }
    await until(() => streams.every(({ taken }) => taken['0-0-0'] === 'booked'))
    await until(() => streams.every(({ taken }) => taken['0-0-1'] === undefined))
    for (const { taken } of streams) expect(taken).toEqual(now)
  })

  test('a change is streamed by all instances without Redis, and after its return', async () => {
    const streams = await Promise.all(instances.map((instance) => follow(instance, 'show')))
    const toldByAll = async (seatId: string) => {
      await hold(seatId)
      await until(() => streams.every(({ taken }) => taken[seatId] === 'held'))
    }
    await three.redis.kill()
    for (const seatId of ['0-0-0', '0-0-1', '0-0-2']) await toldByAll(seatId)
    await three.redis.launch()
    for (const seatId of ['0-0-3', '0-0-4', '0-0-5']) await toldByAll(seatId)
    three.redis.pause()
    for (const seatId of ['0-0-6', '0-0-7', '0-0-8']) await toldByAll(seatId)
    three.redis.resume()
    for (const seatId of ['0-0-9', '0-0-10', '0-0-11']) await toldByAll(seatId)

    expect(instances.map(({ stderr, ended }) => [stderr, ended])).toEqual(
      Array(3).fill(['', false]),
    )
  })

  test('readers of a killed instance get the current state from another', async () => {
    const [doomed, other] = instances
    const lost = await Promise.all(Array.from({ length: 20 }, () => follow(doomed, 'show')))
    const kept = await follow(other, 'show')
    await hold('0-0-0')
    await until(() => lost.every(({ taken }) => taken['0-0-0'] === 'held'))

    await doomed.stop()
    await until(() => lost.every(({ closed }) => closed))
    client = new RetryingClient(instances.slice(1).map(({ url }) => url))
    await hold('0-0-1')

    const found = await Promise.all(lost.map(() => follow(other, 'show')))
    const truth = { '0-0-0': 'held', '0-0-1': 'held' }
    for (const { taken } of found) expect(taken).toEqual(truth)
    await until(() => Object.keys(kept.taken).length === 2)
    expect(kept.closed).toBe(false)
  })

  test('an expired hold is streamed by all instances, whether or not it is stored as expired', async () => {
    const streams = await Promise.all(instances.map((instance) => follow(instance, 'show')))
    const told = (state?: string) => streams.every(({ taken }) => taken['0-0-0'] === state)
    /** Holds the seat for so long, and says whether all streams tell of it meanwhile. */
    const isSeenFor = async (ttlMs: number): Promise<boolean> => {
      const { status } = await client.hold('show', { seatIds: ['0-0-0'], ttlMs })
      expect(status).toBe(201)
      const endMs = performance.now() + ttlMs
      await until(() => told('held') || performance.now() > endMs)
      return told('held')
    }
    // A slow machine needs a longer hold.
    for (let ttlMs = 1_000; !(await isSeenFor(ttlMs)); ttlMs *= 2) await until(() => told())

    await until(() => told())
  })
})

test('SIGTERM ends the streams of an instance without waiting for their readers', async () => {
  const service = await ServiceProcess.start({ SHUTDOWN_GRACE_MS: '600000' })
  try {
    const streams = await Promise.all(Array.from({ length: 50 }, () => follow(service, 'default')))
    const activity = await StreamReader.open(`${service.url}/api/activity`)
    readers.push(activity)
    await until(() => activity.events.length > 0)
    service.kill('SIGTERM')

    expect(await service.exit).toEqual({ code: 0, signal: null })
    await until(() => [...streams, activity].every(({ closed }) => closed))
    const ofStreams = service.log.filter(({ url }) => url === '/api/events/default/stream')
    expect(ofStreams.map(({ status }) => status)).toEqual(Array(50).fill(200))
    expect(service.stderr).toBe('')
  } finally {
    await service.stop()
  }
})
