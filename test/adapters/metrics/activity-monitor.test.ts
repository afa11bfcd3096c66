import { beforeEach, describe, expect, test } from '@jest/globals'

import type { Activity } from '../../../src/adapters/metrics/activity.ts'
import { ActivityMonitor } from '../../../src/adapters/metrics/activity-monitor.ts'
import { Metrics } from '../../../src/adapters/metrics/metrics.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'

let metrics: Metrics
let clock: FakeClock
let readings: number
let monitor: ActivityMonitor
let heard: Activity[]
beforeEach(() => {
  metrics = new Metrics()
  clock = new FakeClock()
  readings = 0
  heard = []
  monitor = new ActivityMonitor({
    totals: () => {
      readings++
      return metrics.totals()
    },
    clock,
    monotonicMs: clock.monotonicMs,
    instance: 'i-1',
  })
})

const listen = () => monitor.listen((activity) => heard.push(activity))

async function tick(): Promise<void> {
  clock.advance(500)
  await monitor.tick()
}

const request = (status: number, durationMs: number, problemCode?: string) => {
  metrics.requestFinished({ method: 'POST', route: '/x', status, durationMs, problemCode })
}

describe('the reported activity', () => {
  test('is the difference between two readings of the metrics', async () => {
    request(200, 1)
    metrics.seatsSaved('booked', 'saved')
    listen()
    await tick()
    expect(heard).toEqual([])

    for (let i = 0; i < 8; i++) request(200, 0.5)
    request(400, 1.5, 'seat-already-booked')
    request(423, 1.5, 'seat-locked')
    metrics.requestsInFlight(3)
    metrics.streamsOpen(2)
    metrics.seatsSaved('booked', 'saved')
    metrics.seatsSaved('held', 'saved')
    metrics.seatsSaved('held', 'saved')
    metrics.seatsSaved('confirmed', 'saved')
    metrics.seatsSaved('released', 'saved')
    metrics.seatsSaved('booked', 'conflict')
    metrics.seatsSaved('held', 'unknown')
    metrics.lockAcquired('redis', 'acquired')
    metrics.lockAcquired('in-process', 'acquired')
    metrics.lockAcquired('redis', 'busy')
    metrics.lockAcquired('redis', 'unavailable')
    metrics.lockWaited(30)
    metrics.lockWaited(10)
    await tick()

    expect(heard).toEqual([
      {
        instance: 'i-1',
        at: '2026-06-01T10:00:01.000Z',
        intervalMs: 500,
        requests: 10,
        inFlight: 3,
        booked: 1,
        held: 2,
        confirmed: 1,
        released: 1,
        refused: { 'seat-already-booked': 1, 'seat-locked': 1 },
        lock: { acquired: 2, busy: 1, unavailable: 1, waits: 2, waitMsTotal: 40 },
        staleWrites: 1,
        latencyMs: { p50: 0.63, p99: 2.43 },
        watchers: 2,
      },
    ])

    await tick()
    expect(heard[1]).toMatchObject({ requests: 0, booked: 0, refused: {}, inFlight: 3 })
    expect(heard[1]?.latencyMs).toEqual({ p50: 0, p99: 0 })
  })

  test('is read while there is a listener, and for a minute after that', async () => {
    await tick()
    expect(readings).toBe(0)
    const end = listen()
    await tick()
    end()
    for (let i = 0; i < 200; i++) await tick()

    expect(readings).toBe(120)
    expect(monitor.recent).toEqual([])
  })

  test('is complete for a listener that was away for less than a minute', async () => {
    const end = listen()
    await tick()
    end()
    request(200, 1)
    await tick()
    listen()
    await tick()

    expect(monitor.recent.map(({ requests }) => requests)).toEqual([1, 0])
  })

  test('does not include the time in which it was not read', async () => {
    const end = listen()
    await tick()
    end()
    for (let i = 0; i < 121; i++) await tick()
    request(200, 1)
    await tick()
    listen()
    await tick()
    request(200, 1)
    await tick()

    expect(heard.map(({ requests }) => requests)).toEqual([1])
  })

  test('goes to all listeners, and is kept for one minute for later ones', async () => {
    listen()
    for (let i = 0; i < 10; i++) await tick()
    expect(monitor.recent).toEqual(heard)
    expect(monitor.recent).toHaveLength(9)

    listen()
    await tick()
    expect(heard).toHaveLength(9 + 2)
    for (let i = 0; i < 200; i++) await tick()
    expect(monitor.recent).toHaveLength(120)
    expect(monitor.recent.at(-1)).toBe(heard.at(-1))
  })
})
