import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'

import { afterEach, describe, expect, test } from '@jest/globals'

import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'

let service: ServiceProcess
afterEach(() => service.stop())

describe('starting', () => {
  test('with seats in memory books a seat', async () => {
    service = await ServiceProcess.start({ STORE: 'memory' })

    const first = await fetch(`${service.url}/api/book/1`, { method: 'POST' })
    const second = await fetch(`${service.url}/api/book/1`, { method: 'POST' })
    const unknown = await fetch(`${service.url}/api/book/9999`, { method: 'POST' })
    const ready = await fetch(`${service.url}/readyz`)

    expect([first.status, second.status, unknown.status]).toEqual([200, 400, 404])
    expect(await ready.json()).toEqual({
      status: 'ready',
      dependencies: {
        seats: { backend: 'memory', state: 'ok' },
        lock: { backend: 'in-process', state: 'ok' },
      },
    })
  })

  test('with a wrong setting says which, and ends', async () => {
    service = await ServiceProcess.start({ LOCK_TTL_MS: 'long' })

    expect((await service.exit).code).toBe(1)
    expect(service.stderr).toBe(
      'Holdfast cannot start. LOCK_TTL_MS=long: must be a whole number from 100 to 600000 (milliseconds)\n',
    )
  })

  test.each([{}, { REDIS_URL: 'redis://127.0.0.1:1' }])(
    'on a port that is taken says so in one line, and ends, with %j',
    async (env) => {
      const taken = createServer().listen(0)
      await once(taken, 'listening')
      const { port } = taken.address() as AddressInfo
      try {
        service = await ServiceProcess.start({ PORT: `${port}`, ...env })

        expect((await service.exit).code).toBe(1)
        expect(service.stderr).toBe(
          `Holdfast cannot start. Port ${port} is already in use. Set PORT to another port.\n`,
        )
      } finally {
        taken.close()
      }
    },
  )
})

describe('stopping', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'on %s finishes the request in flight as the last on its connection, lets idle ones go, and exits with 0',
    async (signal) => {
      service = await ServiceProcess.start({ SHUTDOWN_GRACE_MS: '600000' })
      const idle = await openConnection(service)
      idle.socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
      await until(() => idle.received().includes('"ok"'))
      const busy = await requestInFlight(service)

      service.kill(signal)
      await service.logged('stopping')
      busy.socket.write('{}')

      expect(await service.exit).toEqual({ code: 0, signal: null })
      expect(busy.received()).toContain('HTTP/1.1 200 OK')
      expect(busy.received()).toContain('Connection: close')
      expect(busy.received()).toContain('Seat 1 booked successfully.')
      await until(() => idle.socket.destroyed && busy.socket.destroyed)
      expect(service.stderr).toBe('')
    },
  )

  test('says that it is not ready, and serves everyone else for the delay that is set', async () => {
    service = await ServiceProcess.start({ SHUTDOWN_DELAY_MS: '600000' })
    service.kill('SIGTERM')
    await service.logged('stopping')

    const ready = await fetch(`${service.url}/readyz`)
    const booked = await fetch(`${service.url}/api/book/1`, { method: 'POST' })

    expect([ready.status, booked.status]).toEqual([503, 200])
    expect(booked.headers.get('Connection')).toBe('close')
  })

  test('ends by itself when the delay is over', async () => {
    service = await ServiceProcess.start({ SHUTDOWN_DELAY_MS: '50' })
    service.kill('SIGTERM')

    expect(await service.exit).toEqual({ code: 0, signal: null })
  })

  test('in the middle of starting does not listen, stops, and exits with 0', async () => {
    const silent = createTcpServer().listen(0)
    await once(silent, 'listening')
    try {
      const { port } = silent.address() as AddressInfo
      const env = { REDIS_URL: `redis://127.0.0.1:${port}`, LOCK_COMMAND_TIMEOUT_MS: '2000' }
      service = new ServiceProcess(env)
      await once(silent, 'connection')
      service.kill('SIGTERM')

      expect(await service.exit).toEqual({ code: 0, signal: null })
      const messages = service.log.map((line) => line.msg)
      expect(messages).toContain('stopped')
      expect(messages).not.toContain('listening')
    } finally {
      silent.close()
    }
  })

  test('does not wait for a connection that never sent a request', async () => {
    service = await ServiceProcess.start({ SHUTDOWN_GRACE_MS: '600000' })
    const silent = await openConnection(service)
    const busy = await requestInFlight(service)

    service.kill('SIGTERM')
    await service.logged('stopping')
    busy.socket.write('{}')

    expect(await service.exit).toEqual({ code: 0, signal: null })
    await until(() => silent.socket.destroyed)
    expect(busy.received()).toContain('Seat 1 booked successfully.')
  })

  test('cuts requests that do not finish within the grace period, and still exits with 0', async () => {
    service = await ServiceProcess.start({ SHUTDOWN_GRACE_MS: '50' })
    const stuck = await requestInFlight(service)

    service.kill('SIGTERM')

    expect(await service.exit).toEqual({ code: 0, signal: null })
    await until(() => stuck.socket.destroyed)
  })

  test('ends at once when it is told a second time', async () => {
    service = await ServiceProcess.start({ SHUTDOWN_GRACE_MS: '600000' })
    await requestInFlight(service)
    service.kill('SIGTERM')
    await service.logged('stopping')

    await until(() => {
      service.kill('SIGTERM')
      return service.ended
    })

    expect(await service.exit).toEqual({ code: 1, signal: null })
  })
})

interface Connection {
  readonly socket: Socket
  readonly received: () => string
}

async function openConnection({ url }: ServiceProcess): Promise<Connection> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let received = ''
  socket.on('data', (chunk) => {
    received += chunk.toString()
  })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return { socket, received: () => received }
}

/** A booking whose headers the service has read, which its "100 Continue" proves, and whose body is still to come. */
async function requestInFlight(started: ServiceProcess): Promise<Connection> {
  const connection = await openConnection(started)
  connection.socket.write(
    `POST /api/book/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n` +
      'Content-Length: 2\r\nExpect: 100-continue\r\n\r\n',
  )
  await until(() => connection.received().includes('100 Continue'))
  return connection
}
