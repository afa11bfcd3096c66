import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'

import { afterEach, expect, test } from '@jest/globals'

import { ServiceProcess } from '../../tools/servers/service-process.ts'

const PASSWORD = 'ticktock'

let service: ServiceProcess
let redis: Server | undefined
afterEach(async () => {
  await service.stop()
  redis?.close()
  redis = undefined
})

/** Refuses every command, and repeats the password that came with it. */
async function repeatingRedis(): Promise<number> {
  redis = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      for (const command of chunk.toString().match(/^\*\d/gm) ?? []) {
        socket.write(`-ERR unknown command ${command}, with args beginning with: '${PASSWORD}'\r\n`)
      }
    })
  }).listen(0, '127.0.0.1')
  await once(redis, 'listening')
  return (redis.address() as AddressInfo).port
}

test('a password that Redis repeats in its error is not logged', async () => {
  const port = await repeatingRedis()
  service = await ServiceProcess.start({ REDIS_URL: `redis://:${PASSWORD}@127.0.0.1:${port}` })
  const { err } = await service.logged('Redis unavailable')
  const pages = ['/metrics', '/readyz'].map(async (path) =>
    (await fetch(service.url + path)).text(),
  )

  expect(err).toMatchObject({ message: expect.stringContaining("beginning with: '***'") })
  expect(JSON.stringify([service.log, service.stderr, await Promise.all(pages)])).not.toContain(
    PASSWORD,
  )
})

test.each([
  `postgres://holdfast:${PASSWORD}@127.0.0.1:1/shop`,
  `postgres://holdfast:${PASSWORD}%@127.0.0.1:1/shop`,
  `postgres://holdfast:1/${PASSWORD}@127.0.0.1/shop`,
  `postgresql:///shop?host=/nowhere/${PASSWORD}&password=${PASSWORD}`,
])('the password of a database that cannot be reached is not printed: %s', async (url) => {
  service = await ServiceProcess.start({ DATABASE_URL: url, STORE: 'postgres' })

  expect((await service.exit).code).toBe(1)
  expect(service.stderr).toMatch(/^Holdfast cannot start\. [^\n]+\n$/)
  expect(service.stderr).not.toContain(PASSWORD)
})
