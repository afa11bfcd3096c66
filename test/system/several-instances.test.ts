import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { granted, type HoldfastClient, type Schemas } from '../../client/src/index.ts'
import { pretixPlan } from '../../tools/pretix-plan.ts'
import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import { RedisServer } from '../../tools/servers/redis-server.ts'
import { ServiceProcess, type ServiceSettings } from '../../tools/servers/service-process.ts'
import { TcpProxy } from '../../tools/servers/tcp-proxy.ts'
import { until } from '../../tools/until.ts'
import { Crowd } from '../drivers/crowd.ts'
import { SeatsOnOffer } from '../drivers/seats-on-offer.ts'
import { findDiscrepanciesAt, NO_DISCREPANCIES } from '../drivers/stored-bookings.ts'

const BUYERS = 32
/** How often the sale goes on. */
const SELLS = 7
const SEATS = SeatsOnOffer.seatsFor(SELLS)
const TTL_MS = 1_000
const SHORT_LOCKS = { LOCK_TTL_MS: `${TTL_MS}`, LOCK_COMMAND_TIMEOUT_MS: '400' }

let postgres: PostgresServer
let redis: RedisServer
const services: ServiceProcess[] = []
beforeEach(async () => {
  ;[postgres, redis] = await Promise.all([PostgresServer.start(), RedisServer.start()])
})
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop()))
  await Promise.all([postgres.stop(), redis.stop()])
})

async function start(env: ServiceSettings = {}): Promise<ServiceProcess> {
  const service = await ServiceProcess.start({
    STORE: '',
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    DEFAULT_EVENT_SEATS: `${SEATS}`,
    ...env,
  })
  services.push(service)
  return service
}

describe('two instances with one Redis and one Postgres', () => {
  test('respect the seat locks of each other', async () => {
    const proxy = await TcpProxy.start(redis.port)
    try {
      const other = await start()
      const service = await start({ REDIS_URL: `redis://127.0.0.1:${proxy.port}` })
      // The first has the lock in Redis, but not the word of it yet.
      proxy.replies.flow = 'hold'
      const first = service.book(1, 'k-1')
      await until(async () => (await redis.admin.exists('lock:seat:1')) === 1)

      expect((await other.book(1, 'k-2')).status).toBe(423)
      expect((await other.book(1, 'k-1')).status).toBe(409)
      expect((await other.book(2)).status).toBe(200)

      proxy.replies.flow = 'pass'
      const { bookingId } = (await (await first).json()) as { bookingId: string }
      await until(async () => (await redis.admin.exists('lock:seat:1')) === 0)
      expect((await other.book(1)).status).toBe(400)
      expect(await (await other.book(1, 'k-1')).json()).toMatchObject({ status: 200, bookingId })
    } finally {
      await proxy.close()
    }
  })

  test('keep their claim on Redis while one of them runs', async () => {
    const [leaving] = [await start(), await start()]
    leaving.kill('SIGTERM')
    expect(await leaving.exit).toEqual({ code: 0, signal: null })

    expect(await redis.admin.exists('lock:store')).toBe(1)
  })
})

test('a change of an event reaches the other instances, and their streams', async () => {
  const key = 'key-of-an-administrator'
  const instances = await Promise.all([start({ ADMIN_KEY: key }), start({ ADMIN_KEY: key })])
  const [admin, buyer] = [instances[0].client({ key }), instances[1].client()]
  const hold = (seat: number) => buyer.holdSeats('default', { seatIds: [`${seat}`] })
  expect(await hold(1)).toMatchObject({ ok: true })
  const read = await buyer.getEvent('default')
  expect(read).toMatchObject({ version: 1, status: 'on-sale' })

  const versions = new Set<number>()
  const following = (async () => {
    for await (const { eventVersion } of buyer.followSeats('default')) {
      if (versions.add(eventVersion).has(2)) return
    }
  })()
  await until(() => versions.has(1))
  granted(await admin.changeEvent('default', read, { name: 'Hamlet', status: 'closed' }))

  await until(async () => (await buyer.getEvent('default')).version === 2)
  expect(await buyer.getEvent('default')).toMatchObject({ name: 'Hamlet', status: 'closed' })
  expect(await hold(2)).toMatchObject({ ok: false, refusal: { code: 'not-on-sale' } })
  await following
  expect([...versions]).toEqual([1, 2])
  await expectNewPlanEverywhere(admin, buyer)
})

/** The other instance and its streams get the new plan, and sell its seats and no others. */
async function expectNewPlanEverywhere(admin: HoldfastClient, buyer: HoldfastClient) {
  const planOf = (seats: number) => pretixPlan({ seats }) as Schemas['NewSeatingPlan']
  granted(await admin.createEvent({ eventId: 'gala', plan: planOf(2) }))
  const best = { bestAvailable: { quantity: 1 } }
  const hold = granted(await buyer.holdSeats('gala', best))
  granted(await buyer.releaseHold(hold))

  const following = (async () => {
    for await (const { event } of buyer.followSeats('gala')) {
      if (event.planVersion === 2) return
    }
  })()
  const replaced = await admin.replacePlan('gala', await admin.getEvent('gala'), planOf(3))
  expect(granted(replaced)).toMatchObject({ version: 2, added: ['0-0-2'] })
  await following
  await until(async () => (await buyer.getEvent('gala')).planVersion === 2)
  granted(await buyer.holdSeats('gala', { bestAvailable: { quantity: 3 } }))
}

test('three instances book a seat once for fifty requests with the same key', async () => {
  const instances = await Promise.all([start(), start(), start()])
  const answers = await Promise.all(
    Array.from({ length: 17 }, () => instances.map((service) => service.book(1, 'k-1'))).flat(),
  )

  const statuses = answers.map(({ status }) => status)
  const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as {
    bookingId?: string
  }[]
  expect(statuses).toContain(200)
  expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([])
  expect(new Set(bodies.flatMap(({ bookingId }) => bookingId ?? [])).size).toBe(1)
})

describe('three instances with one Redis and one Postgres, during a sale', () => {
  test('sell no seat twice and lose no booking when any server is killed, paused, emptied or restarted', async () => {
    const [killed, paused, steady] = await Promise.all([
      start(SHORT_LOCKS),
      start(SHORT_LOCKS),
      start(SHORT_LOCKS),
    ])
    const seats = new SeatsOnOffer(4)
    const crowd = new Crowd(
      [killed, paused, steady].map(({ url }) => url),
      { buyers: BUYERS, nextSeat: seats.next },
    )
    const inFlight: number[] = []
    const hit = async (fault: () => unknown) => {
      await seats.sell(crowd, 50)
      inFlight.push(crowd.inFlight)
      await fault()
    }

    await hit(() => killed.stop())
    await hit(() => redis.admin.flushall())
    await hit(async () => {
      // Whatever locks it holds have expired when it goes on.
      paused.kill('SIGSTOP')
      const ttl = await redis.admin.set('ttl of the test', 'x', 'PX', TTL_MS + 100)
      expect(ttl).toBe('OK')
      await until(async () => (await redis.admin.exists('ttl of the test')) === 0)
      paused.kill('SIGCONT')
    })
    await hit(async () => {
      await postgres.kill()
      await until(() => crowd.tally.byStatus.has(503))
      await postgres.launch()
    })
    await hit(() => redis.kill())
    await seats.sell(crowd, 50)
    await redis.launch()

    for (const service of [paused, steady]) {
      await until(async () => {
        const { status, seats, lock } = await service.readiness()
        return status === 200 && seats === 'ok' && lock === 'ok'
      })
    }
    await seats.sell(crowd, 50)
    const tally = await crowd.goHome()

    expect(Math.min(...inFlight)).toBeGreaterThan(0)
    // The one that was killed had requests in flight, which is more than connections refused.
    expect(tally.failures.map((error) => (error as NodeJS.ErrnoException).code)).toContain(
      'ECONNRESET',
    )
    await until(async () => (await redis.seatLocks()).length === 0)
    await expectEverySeatToBeSoldOrForSale(steady)
    expect(await findDiscrepanciesAt(postgres.url, tally)).toEqual(NO_DISCREPANCIES)
  })
})

/** Nothing is stuck: a seat that has no booking can be booked. */
async function expectEverySeatToBeSoldOrForSale(service: ServiceProcess): Promise<void> {
  let seat = 0
  const buyer = async () => {
    while (seat < SEATS) {
      const mine = ++seat
      const { status } = await until(async () => {
        const response = await service.book(mine)
        // A busy machine may keep the store waiting, which is no verdict on the seat.
        return response.status !== 503 && response
      })
      expect([200, 400]).toContain(status)
    }
  }
  await Promise.all(Array.from({ length: BUYERS }, buyer))
  expect(await postgres.query('select count(booking_id)::int as booked from seats')).toEqual([
    { booked: SEATS },
  ])
}
