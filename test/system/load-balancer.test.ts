import { execFileSync } from 'node:child_process'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { LoadBalancer } from '../../tools/servers/load-balancer.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { RawConnection } from '../drivers/raw-connection.ts'
import { CountingInstance } from '../fakes/counting-instance.ts'

let instances: CountingInstance[]
let balancer: LoadBalancer

beforeEach(async () => {
  instances = await Promise.all([1, 2, 3].map(() => CountingInstance.start()))
  balancer = await LoadBalancer.start(instances.map(({ port }) => port))
  await until(() => book().catch(() => false))
  for (const instance of instances) instance.bookings = 0
})

afterEach(async () => {
  await balancer.stop()
  await Promise.all(instances.map((instance) => instance.stop()))
})

test('HAProxy accepts the deployed configuration', () => {
  const check = () => execFileSync('haproxy', ['-c', '-f', 'deploy/haproxy.cfg'])

  expect(check).not.toThrow()
})

describe('the balancer', () => {
  test('distributes bookings to all instances', async () => {
    const statuses = await bookMany(30)

    expect(statuses).toEqual(Array(30).fill(200))
    expect(received().every((bookings) => bookings > 0)).toBe(true)
    expect(sum(received())).toBe(30)
  })

  test('sends a booking to another instance if the connection to one is refused', async () => {
    await instances[0]?.stop()

    expect(await bookMany(30)).toEqual(Array(30).fill(200))
    expect(sum(received())).toBe(30)
  })

  test('answers 502 answer-lost and does not repeat a booking if the connection is lost', async () => {
    for (const instance of instances) {
      instance.onBooking = (req) => req.socket.destroy()
    }

    const response = await book()

    expect(response.status).toBe(502)
    expect(await response.json()).toMatchObject({ status: 502, code: 'answer-lost' })
    expect(sum(received())).toBe(1)
  })

  test('answers 503 no-instance, with Retry-After, if no instance can be reached', async () => {
    await Promise.all(instances.map((instance) => instance.stop()))

    const response = await book()

    expect(response.status).toBe(503)
    expect(response.headers.get('Retry-After')).toBe('1')
    expect(await response.json()).toMatchObject({ status: 503, code: 'no-instance' })
  })

  test('sends no bookings to an instance while /readyz is not 200', async () => {
    const [unready] = instances as [CountingInstance]
    unready.ready = false
    await until(async () => {
      const before = unready.bookings
      await bookMany(6)
      return unready.bookings === before
    })

    unready.ready = true
    await until(async () => {
      const before = unready.bookings
      await bookMany(6)
      return unready.bookings > before
    })
  })

  test('sends bookings to a restarted instance again', async () => {
    const [gone] = instances as [CountingInstance]
    await gone.stop()
    await bookMany(6)
    const before = gone.bookings
    await gone.startAgain()

    await until(async () => {
      await bookMany(6)
      return gone.bookings > before
    })
  })

  test('passes X-Request-Id on in both directions', async () => {
    for (const instance of instances) {
      instance.onBooking = (req, res) =>
        res.setHeader('X-Request-Id', req.headers['x-request-id'] ?? '').end()
    }

    const response = await book({ 'X-Request-Id': 'mine' })

    expect(response.headers.get('X-Request-Id')).toBe('mine')
  })

  test('appends the address of the client to X-Forwarded-For', async () => {
    for (const instance of instances) {
      instance.onBooking = (req, res) =>
        res.setHeader('X-Seen', String(req.headers['x-forwarded-for'])).end()
    }

    const response = await book({ 'X-Forwarded-For': '192.0.2.1' })

    expect(response.headers.get('X-Seen')).toBe('192.0.2.1, 127.0.0.1')
  })

  test('does not buffer answers', async () => {
    for (const instance of instances) {
      instance.onBooking = (_req, res) => res.write('data: first\n\n')
    }

    const response = await book()
    const first = await response.body?.getReader().read()

    expect(Buffer.from(first?.value ?? '').toString()).toBe('data: first\n\n')
  })
})

test('counts requests by the address of the client, whatever its X-Forwarded-For says', async () => {
  const env = { TRUST_PROXY: '1', RATE_LIMIT_PER_MINUTE: '2' }
  const service = await ServiceProcess.start(env)
  const front = await LoadBalancer.start([Number(new URL(service.url).port)])
  try {
    await until(() =>
      fetch(`${front.url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
    const statuses = []
    for (const client of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
      const headers = { 'X-Forwarded-For': client }
      const url = `${front.url}/api/book/9999`
      statuses.push((await fetch(url, { method: 'POST', headers })).status)
    }

    expect(statuses).toEqual([404, 404, 429])
  } finally {
    await front.stop()
    await service.stop()
  }
})

test('serves metrics and live activity only on the port for operators', async () => {
  const service = await ServiceProcess.start({ ADMIN_PORT: '0' })
  const [port, adminPort] = [service.url, service.adminUrl].map((url) => Number(new URL(url).port))
  const front = await LoadBalancer.start([port ?? 0], { adminPorts: [adminPort ?? 0] })
  const statusOf = (url: string) =>
    fetch(url).then(
      ({ status }) => status,
      () => 0,
    )
  try {
    await until(async () => (await statusOf(`${front.adminUrl}/metrics`)) === 200)
    await until(async () => (await statusOf(`${front.url}/readyz`)) === 200)

    expect(await statusOf(`${front.adminUrl}/watch`)).toBe(200)
    expect(await statusOf(`${front.url}/metrics`)).toBe(404)
    expect(await statusOf(`${front.adminUrl}/api/events`)).toBe(404)
  } finally {
    await front.stop()
    await service.stop()
  }
})

test('closes connections above the limit of one client, and serves another client', async () => {
  const ports = instances.map(({ port }) => port)
  const front = await LoadBalancer.start(ports, { connectionsPerClientMax: 3 })
  const opened: RawConnection[] = []
  const connect = async (localAddress: string): Promise<RawConnection> => {
    const connection = await RawConnection.open(front.port, { localAddress })
    opened.push(connection)
    return connection
  }
  try {
    await until(() => connect('127.0.0.2').catch(() => undefined))
    const greedy: RawConnection[] = []
    for (let i = 0; i < 8; i++) {
      // One that is refused may be reset before it is seen to be connected.
      const connection = await connect('127.0.0.1').catch(() => undefined)
      if (connection) greedy.push(connection)
    }
    await until(() => greedy.filter(({ closed }) => !closed).length === 3)

    await until(async () => {
      const other = await connect('127.0.0.2')
      other.send('POST /api/book/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
      await until(() => other.closed)
      return other.received.startsWith('HTTP/1.1 200 ')
    })
  } finally {
    for (const connection of opened) connection.drop()
    await front.stop()
  }
})

function book(headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${balancer.url}/api/book/1`, { method: 'POST', headers })
}

async function bookMany(count: number): Promise<number[]> {
  const responses = await Promise.all(Array.from({ length: count }, () => book()))
  return responses.map(({ status }) => status)
}

function received(): number[] {
  return instances.map(({ bookings }) => bookings)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
