import { beforeEach, describe, expect, test } from '@jest/globals'
import type { DependencyContainer } from 'tsyringe'

import { HttpServer } from '../src/adapters/http/server/http-server.ts'
import { Metrics } from '../src/adapters/metrics/metrics.ts'
import { readConfig } from '../src/config.ts'
import { buildContainer } from '../src/container.ts'
import { ADMIN_SERVER } from '../src/wiring/admin-server.ts'
import { createEndpoints } from '../src/wiring/endpoints.ts'
import { EVENTS, LOCK, SEAT_STORE, USE_CASES } from '../src/wiring/tokens.ts'
import { bookSeatCommand } from './builders/book-seat-command.ts'
import { eventWithSeats } from './builders/event-with-seats.ts'
import { acquireLease } from './drivers/acquire-lease.ts'
import { FakeLock } from './fakes/fake-lock.ts'

const config = readConfig({ STORE: 'memory' })
let services: DependencyContainer
beforeEach(async () => {
  services = await buildContainer(config)
  await services.resolve(EVENTS).addEvent(eventWithSeats('gala', ['A-1', 'A-2']))
})

const book = () => services.resolve(USE_CASES).bookSeat.execute(bookSeatCommand())

describe('the container', () => {
  test('wires a use case that books', async () => {
    expect(await book()).toMatchObject({ outcome: 'done' })
    expect(await services.resolve(SEAT_STORE).find('gala', ['A-1'])).toMatchObject([
      { status: 'booked' },
    ])
  })

  test('lets a test swap the lock', async () => {
    const lock = new FakeLock()
    services.register(LOCK, { useValue: lock })
    await lock.acquire({ eventId: 'gala', seatIds: ['A-1'], ttlMs: 10_000 })

    expect(await book()).toEqual({ outcome: 'refused', refusal: { reason: 'locked' } })
  })

  test('wires a lock that waits for busy seats as long as a request allows', async () => {
    const lock = services.resolve(LOCK)
    const seats = { eventId: 'gala', seatIds: ['A-1', 'A-2'], ttlMs: 10_000 }
    const lease = await acquireLease(lock, seats)
    expect(await acquireLease(lock, seats)).toBeUndefined()

    const next = acquireLease(lock, { ...seats, waitMs: 60_000 })
    await lease?.release()
    expect(await next).toBeDefined()
  })

  test('renders the metrics once for several requests at a time, because any client can request them', async () => {
    const metrics = services.resolve(Metrics)
    const render = metrics.render.bind(metrics)
    let count = 0
    metrics.render = () => {
      count++
      return render()
    }
    const endpoints = createEndpoints(services, config)
    const endpoint = endpoints.find(({ path }) => path === '/metrics')
    const answers = Array.from({ length: 20 }, async () => endpoint?.handle({} as never))

    await Promise.all(answers)
    expect(count).toBe(1)
  })

  test('wires an admin server that reports ready only while the public server serves', async () => {
    const env = { STORE: 'memory', HOST: '127.0.0.1', PORT: '0', ADMIN_PORT: '0' }
    const both = await buildContainer(readConfig(env))
    const admin = both.resolve(ADMIN_SERVER)
    const statusOf = async (path: string) =>
      (await fetch(`http://127.0.0.1:${admin.port}${path}`)).status
    const server = both.resolve(HttpServer)
    await admin.start()
    try {
      const before = [await statusOf('/healthz'), await statusOf('/readyz')]
      await server.start()
      const during = await statusOf('/readyz')
      await server.stop()
      const after = [await statusOf('/healthz'), await statusOf('/readyz')]

      expect({ before, during, after }).toEqual({
        before: [200, 503],
        during: 200,
        after: [200, 503],
      })
    } finally {
      await admin.stop()
    }
  })

  test('makes each service its own seats', async () => {
    await book()

    const others = await buildContainer(config)
    expect(await others.resolve(SEAT_STORE).find('gala', ['A-1'])).toEqual([])
  })
})
