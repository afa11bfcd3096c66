import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { RedisServer } from '../../tools/servers/redis-server.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { TcpProxy } from '../../tools/servers/tcp-proxy.ts'
import { until } from '../../tools/until.ts'
import { Crowd, type Tally } from '../drivers/crowd.ts'
import { SeatsOnOffer } from '../drivers/seats-on-offer.ts'

const BUYERS = 32
/** How often a sale goes on at most. */
const SELLS = 3
const TTL_MS = 1_000

/** For a Redis that hangs: it is given up soon, and so are locks. */
const IMPATIENT = { LOCK_TTL_MS: `${TTL_MS}`, LOCK_COMMAND_TIMEOUT_MS: '400' }

let redis: RedisServer
let service: ServiceProcess
beforeEach(async () => {
  redis = await RedisServer.start()
})
afterEach(async () => {
  await service.stop()
  await redis.stop()
})

const settings = (redisUrl: string) => ({
  REDIS_URL: redisUrl,
  DEFAULT_EVENT_SEATS: `${SeatsOnOffer.seatsFor(SELLS)}`,
})

/** A crowd that comes in pairs, and what it buys. */
function openSale(): { seats: SeatsOnOffer; crowd: Crowd } {
  const seats = new SeatsOnOffer(2)
  return { seats, crowd: new Crowd(service.url, { buyers: BUYERS, nextSeat: seats.next }) }
}

const lockState = async (): Promise<string> => (await service.readiness()).lock

const metric = async (line: string): Promise<boolean> =>
  (await (await fetch(`${service.url}/metrics`)).text()).includes(line)

function expectAnOrderlySale(tally: Tally): void {
  expect(tally.failures).toEqual([])
  expect(tally.unexpected).toEqual([])
  expect(tally.bookedSeats.length).toBeGreaterThan(0)
  expect(tally.soldTwice).toEqual([])
}

/** A machine that stalls may see more than one change, but never two of the same kind in a row. */
function expectOneWarningForEachChange(): void {
  const warnings = service.log
    .filter((line) => line.level >= 40 && line.msg !== 'request' && !('requestCount' in line))
    .map((line) => line.msg.split(':', 1)[0])
  expect(warnings.length).toBeGreaterThan(0)
  expect(warnings).toEqual(
    warnings.map((_, index) => (index % 2 === 0 ? 'Redis unavailable' : 'Redis available again')),
  )
  expect(warnings.at(-1)).toBe('Redis available again')
}

describe('a service with Redis', () => {
  test('respects a lock of another program until it is released', async () => {
    service = await ServiceProcess.start(settings(redis.url))
    const book = (seat: number) => fetch(`${service.url}/api/book/${seat}`, { method: 'POST' })
    await redis.admin.set('lock:seat:2', 'x', 'EX', 3_600)

    expect((await book(2)).status).toBe(423)
    expect((await book(1)).status).toBe(200)
    await redis.admin.del('lock:seat:2')
    expect((await book(2)).status).toBe(200)
    await until(async () => (await redis.seatLocks()).length === 0)
  })

  test('answers all requests and sells no seat twice when Redis is killed under load, and reconnects', async () => {
    service = await ServiceProcess.start(settings(redis.url))
    expect(await lockState()).toBe('ok')
    const { seats, crowd } = openSale()
    await seats.sell(crowd, 200)

    const inFlight = crowd.inFlight
    await redis.kill()
    await until(async () => (await lockState()) === 'degraded')
    await seats.sell(crowd, 200)
    expect(await metric('holdfast_lock_backend_in_use{backend="in-process"} 1')).toBe(true)

    await redis.launch()
    await until(async () => (await lockState()) === 'ok')
    expect(await metric('holdfast_lock_backend_in_use{backend="redis"} 1')).toBe(true)
    await until(async () => (await redis.seatLocks()).length > 0)
    const tally = await crowd.goHome()

    expect(inFlight).toBeGreaterThan(0)
    expectAnOrderlySale(tally)
    expectOneWarningForEachChange()
  })

  test('answers all requests and sells no seat twice when Redis stalls under load', async () => {
    service = await ServiceProcess.start({ ...settings(redis.url), ...IMPATIENT })
    const { seats, crowd } = openSale()
    await seats.sell(crowd, 200)

    redis.pause()
    await until(async () => (await lockState()) === 'degraded')
    await seats.sell(crowd, 200)
    redis.resume()
    await until(async () => (await lockState()) === 'ok')
    const tally = await crowd.goHome()

    expectAnOrderlySale(tally)
    await until(async () => (await redis.seatLocks()).length === 0)
  })

  test('notices without a request that Redis was killed, and that it is back', async () => {
    service = await ServiceProcess.start(settings(redis.url))
    expect(await lockState()).toBe('ok')
    await redis.kill()
    await service.logged('Redis unavailable: using in-process locks')
    expect(await lockState()).toBe('degraded')
    expect(await metric('holdfast_lock_backend_in_use{backend="in-process"} 1')).toBe(true)
    await redis.launch()

    await service.logged('Redis available again: using locks in Redis')
    expect(await lockState()).toBe('ok')
  })

  test('starts without Redis, logs it once, and connects later', async () => {
    await redis.kill()
    service = await ServiceProcess.start(settings(redis.url))

    expect((await fetch(`${service.url}/api/book/1`, { method: 'POST' })).status).toBe(200)
    expect(await lockState()).toBe('degraded')
    await redis.launch()
    await until(async () => (await lockState()) === 'ok')
    expectOneWarningForEachChange()
  })

  test('releases all locks when it stops, also those of disconnected buyers', async () => {
    const proxy = await TcpProxy.start(redis.port)
    try {
      service = await ServiceProcess.start(settings(`redis://127.0.0.1:${proxy.port}`))
      proxy.replies.flow = 'hold'
      const buyer = new AbortController()
      const { signal } = buyer
      const gone = fetch(`${service.url}/api/book/1`, { method: 'POST', signal }).catch(
        () => 'gone',
      )
      await until(async () => (await redis.admin.exists('lock:seat:1')) === 1)
      buyer.abort()
      expect(await gone).toBe('gone')
      await service.logged('request')

      service.kill('SIGTERM')
      await service.logged('stopping')
      await until(async () => (await redis.seatLocks()).length === 0)
      proxy.replies.flow = 'pass'
      expect(await service.exit).toEqual({ code: 0, signal: null })
    } finally {
      await proxy.close()
    }
  })

  test('exits with 0 while Redis is stalled', async () => {
    service = await ServiceProcess.start({ ...settings(redis.url), ...IMPATIENT })
    redis.pause()
    service.kill('SIGTERM')

    expect(await service.exit).toEqual({ code: 0, signal: null })
    redis.resume()
  })

  test('sells no seat twice when it is paused under load for longer than the lock time to live', async () => {
    service = await ServiceProcess.start({ ...settings(redis.url), ...IMPATIENT })
    const { seats, crowd } = openSale()
    await seats.sell(crowd, 200)

    // Paused at a moment when it holds locks, which may take more than one try.
    const held = await until(async () => {
      service.kill('SIGSTOP')
      const keys = await redis.seatLocks()
      if (keys.length > 0) return keys
      service.kill('SIGCONT')
      return undefined
    })
    const inFlight = crowd.inFlight
    // Every lock of the paused process runs out, and another program takes them.
    await until(async () => (await redis.seatLocks()).length === 0)
    for (const key of held) await redis.admin.set(key, 'another', 'PX', TTL_MS)
    service.kill('SIGCONT')
    await seats.sell(crowd, 200)
    const tally = await crowd.goHome()

    expect(inFlight).toBe(BUYERS)
    expectAnOrderlySale(tally)
  })
})
