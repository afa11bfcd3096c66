import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { RedisServer } from '../../tools/servers/redis-server.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'

let redis: RedisServer
let services: ServiceProcess[]
beforeEach(async () => {
  redis = await RedisServer.start()
  services = []
})
afterEach(async () => {
  await Promise.all(services.map((service) => service.stop()))
  await redis.stop()
})

async function start(env: Record<string, string> = {}): Promise<ServiceProcess> {
  const service = await ServiceProcess.start({
    REDIS_URL: redis.url,
    TRUST_PROXY: '1',
    ...env,
  })
  services.push(service)
  return service
}

/** A request that needs nothing but to be counted. */
const ask = ({ url }: ServiceProcess, client: string): Promise<Response> =>
  fetch(`${url}/api/book/9999`, { method: 'POST', headers: { 'X-Forwarded-For': client } })

const statuses = async (service: ServiceProcess, client: string, count: number) => {
  const answers = []
  for (let i = 0; i < count; i++) answers.push((await ask(service, client)).status)
  return answers
}

describe('a service that limits requests, with Redis', () => {
  test('counts there, together with the other instances', async () => {
    const service = await start({ RATE_LIMIT_PER_MINUTE: '3', LOCK_KEY_PREFIX: 'a:' })
    await redis.admin.set('a:rate:192.0.2.1', '1', 'PX', 3_600_000)

    expect(await statuses(service, '192.0.2.1', 3)).toEqual([404, 404, 429])
    expect(await redis.admin.get('a:rate:192.0.2.1')).toBe('4')
  })

  test.each(['is killed', 'is paused'])(
    'counts by itself at once when Redis %s, and in Redis again when that is back',
    async (what) => {
      const service = await start({ RATE_LIMIT_PER_MINUTE: '5', LOCK_COMMAND_TIMEOUT_MS: '400' })
      expect(await statuses(service, '192.0.2.9', 1)).toEqual([404])
      await redis.admin.set('rate:192.0.2.1', '1', 'PX', 3_600_000)

      if (what === 'is killed') await redis.kill()
      else redis.pause()
      // Answered while Redis gives no answer.
      const first = await ask(service, '192.0.2.1')
      expect(first.status).toBe(404)
      expect(first.headers.get('RateLimit')).toMatch(/^"5-in-1min"; r=4; /)

      expect(await statuses(service, '192.0.2.1', 5)).toEqual([404, 404, 404, 404, 429])
      const away = await service.logged('Redis unavailable: counting requests')
      expect(away.level).toBe(40)

      if (what === 'is killed') await redis.launch()
      else redis.resume()
      await until(async () => {
        await ask(service, '192.0.2.2')
        return service.log.some(({ msg }) =>
          msg.startsWith('Redis available again: counting requests'),
        )
      })
      let clients = 0
      await until(async () => {
        const client = `198.51.100.${++clients}`
        await ask(service, client)
        return (await redis.admin.get(`rate:${client}`)) === '1'
      })
    },
  )

  test('starts, and limits, while Redis is away', async () => {
    await redis.kill()
    const service = await start({ RATE_LIMIT_PER_MINUTE: '1' })

    expect(await statuses(service, '192.0.2.1', 2)).toEqual([404, 429])
  })

  test('counts by itself where Redis refuses to, and says nothing of it', async () => {
    const service = await start({ RATE_LIMIT_PER_MINUTE: '1' })
    await redis.admin.hset('rate:192.0.2.1', { field: 'x' })
    await redis.admin.expire('rate:192.0.2.1', 60)

    const response = await ask(service, '192.0.2.1')

    expect(response.status).toBe(404)
    expect(await response.text()).not.toMatch(/redis|wrongtype/i)
  })
})
