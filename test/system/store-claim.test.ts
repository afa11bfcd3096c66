import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { RedisServer } from '../../tools/servers/redis-server.ts'
import { ServiceProcess, type ServiceSettings } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'

let redis: RedisServer
const services: ServiceProcess[] = []
beforeEach(async () => {
  redis = await RedisServer.start()
})
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop()))
  await redis.stop()
})

async function start(env: ServiceSettings = {}): Promise<ServiceProcess> {
  const service = await ServiceProcess.start({ REDIS_URL: redis.url, ...env })
  services.push(service)
  return service
}

describe('two services with separate stores and one Redis', () => {
  test('do not both start: the second prints one line with the remedy', async () => {
    const first = await start()
    const second = await start()

    expect((await second.exit).code).toBe(1)
    expect(second.stderr).toBe(
      'Holdfast cannot start. Redis keeps the locks of another seat store. ' +
        'Let all instances share one database by setting DATABASE_URL, ' +
        'or give this one its own REDIS_URL or LOCK_KEY_PREFIX.\n',
    )
    expect((await first.book(1)).status).toBe(200)
  })

  test('can replace each other, also after a crash', async () => {
    await (await start()).stop()
    const second = await start()
    expect((await second.book(1)).status).toBe(200)

    second.kill('SIGTERM')
    await second.exit
    expect(await redis.admin.exists('lock:store')).toBe(0)
    expect((await (await start()).book(1)).status).toBe(200)
  })

  test('that start without Redis detect the conflict later, and one becomes not ready', async () => {
    await redis.kill()
    const both = [await start(), await start()]
    await redis.launch()

    const readiness = () => Promise.all(both.map((service) => service.readiness()))
    await until(async () => (await readiness()).some(({ lock }) => lock === 'foreign'))
    await until(async () => (await readiness()).some(({ lock }) => lock === 'ok'))
    const states = (await readiness()).map(({ status, lock }) => `${status} ${lock}`)
    expect(states.sort()).toEqual(['200 ok', '503 foreign'])

    // Without Redis nobody says that the other store has given it up.
    await redis.kill()
    await until(async () => {
      await Promise.all(both.map((service) => service.book(1)))
      return (await readiness()).some(({ lock }) => lock === 'degraded')
    })
    const without = (await readiness()).map(({ status, lock }) => `${status} ${lock}`)
    expect(without.sort()).toEqual(['200 degraded', '503 foreign'])
  })
})
