import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, describe, expect, test } from '@jest/globals'

import { RedisServer } from '../../tools/servers/redis-server.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { RawConnection } from '../drivers/raw-connection.ts'
import { StreamReader } from '../drivers/stream-reader.ts'

const OPERATORS_PATHS = ['/healthz', '/readyz', '/metrics', '/api/activity', '/watch']

let service: ServiceProcess
const connections: RawConnection[] = []
afterEach(async () => {
  for (const connection of connections.splice(0)) connection.drop()
  await service.stop()
})

const portOf = (url: string): number => Number(new URL(url).port)

async function connect(url: string, request = ''): Promise<RawConnection> {
  const connection = await RawConnection.open(portOf(url))
  connections.push(connection)
  connection.send(request)
  return connection
}

/** The status of each path, without opening a stream. */
const statusesOf = (url: string, paths: readonly string[]): Promise<number[]> =>
  Promise.all(paths.map(async (path) => (await fetch(url + path, { method: 'HEAD' })).status))

describe('with ADMIN_PORT', () => {
  test('operators are answered there while everything on the public port is taken', async () => {
    const redis = await RedisServer.start()
    try {
      service = await ServiceProcess.start({
        REDIS_URL: redis.url,
        ADMIN_PORT: '0',
        CONNECTIONS_MAX: '3',
        CONNECTIONS_PER_CLIENT_MAX: '3',
        REQUESTS_IN_FLIGHT_MAX: '1',
        STREAMS_MAX: '1',
        STREAMS_PER_CLIENT_MAX: '1',
      })
      const { url, adminUrl } = service
      const metrics = async () => (await fetch(`${adminUrl}/metrics`)).text()
      redis.pause()
      await connect(url, 'GET /api/events/default/stream HTTP/1.1\r\nHost: x\r\n\r\n')
      await until(async () => (await metrics()).includes('holdfast_streams_open 1'))
      await connect(url, 'POST /api/book/1 HTTP/1.1\r\nHost: x\r\n\r\n')
      await until(async () => (await metrics()).includes('holdfast_http_requests_in_flight 1'))
      await connect(url)

      for (const path of ['/healthz', '/readyz']) {
        await expect(fetch(url + path)).rejects.toThrow('fetch failed')
      }
      expect(await statusesOf(adminUrl, OPERATORS_PATHS)).toEqual(Array(5).fill(200))
      const activity = await StreamReader.open(`${adminUrl}/api/activity`)
      await until(() => activity.events.length > 0)
      activity.drop()
    } finally {
      redis.resume()
      await redis.stop()
    }
  })

  test('idle connections to it, even from the same address, shut out nobody', async () => {
    service = await ServiceProcess.start({ ADMIN_PORT: '0' })
    for (let count = 0; count < 150; count++) await connect(service.adminUrl)

    const metrics = await (await fetch(`${service.adminUrl}/metrics`)).text()
    expect(metrics).toContain(
      'holdfast_http_connections_cut_total{reason="too-many-connections"} 51',
    )
    expect(connections.at(-1)?.closed).toBe(false)
  })

  test('only health and readiness remain on the public port', async () => {
    service = await ServiceProcess.start({ ADMIN_PORT: '0' })
    const { url, adminUrl } = service

    expect(await statusesOf(url, OPERATORS_PATHS)).toEqual([200, 200, 404, 404, 404])
    expect(await statusesOf(adminUrl, ['/', '/api/events', '/widget.js'])).toEqual([404, 404, 404])
  })

  test('a stop is reported there until the last request has ended', async () => {
    service = await ServiceProcess.start({ ADMIN_PORT: '0', SHUTDOWN_GRACE_MS: '600000' })
    const { url, adminUrl } = service
    const busy = await connect(
      url,
      'POST /api/book/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
        'Content-Length: 2\r\nExpect: 100-continue\r\n\r\n',
    )
    await until(() => busy.received.includes('100 Continue'))

    service.kill('SIGTERM')
    await until(() =>
      statusesOf(url, ['/healthz']).then(
        () => false,
        () => true,
      ),
    )
    expect(await statusesOf(adminUrl, ['/healthz', '/readyz'])).toEqual([200, 503])

    busy.send('{}')
    expect(await service.exit).toEqual({ code: 0, signal: null })
    expect(busy.received).toContain('Seat 1 booked successfully.')
  })

  test('a port that is taken is reported in one line, and ends the start', async () => {
    const taken = createServer().listen(0)
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    try {
      service = await ServiceProcess.start({ ADMIN_PORT: `${port}` })

      expect((await service.exit).code).toBe(1)
      expect(service.stderr).toBe(
        `Holdfast cannot start. Port ${port} is already in use. Set ADMIN_PORT to another port.\n`,
      )
    } finally {
      taken.close()
    }
  })
})

test('without ADMIN_PORT all routes are on one port', async () => {
  service = await ServiceProcess.start()

  expect(await statusesOf(service.url, OPERATORS_PATHS)).toEqual(Array(5).fill(200))
  expect(await service.logged('listening')).not.toHaveProperty('adminPort')
})
