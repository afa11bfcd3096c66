import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { RedisServer } from '../../tools/servers/redis-server.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { RawConnection } from '../drivers/raw-connection.ts'
import { rawRequest } from '../drivers/raw-request.ts'

let redis: RedisServer
let service: ServiceProcess
beforeEach(async () => {
  redis = await RedisServer.start()
})
afterEach(async () => {
  await service.stop()
  await redis.stop()
})

const start = async (env: Record<string, string> = {}): Promise<void> => {
  service = await ServiceProcess.start({ REDIS_URL: redis.url, ...env })
}

const portOf = ({ url }: ServiceProcess): number => Number(new URL(url).port)

describe('a seat id with a meaning of its own elsewhere', () => {
  test('changes nothing in Redis, neither while it is asked for nor later', async () => {
    await start()
    const ids = [
      '%E0%A4%A',
      '%00',
      '%0d%0a',
      '1%0d%0aSET%20canary%20gone%0d%0a',
      '{}',
      '%7Bdefault%7D',
      '*',
      '%3F',
      '[a-z]',
      '"',
      "'",
      "')%20redis.call('FLUSHALL')%20--",
      "1';%20DROP%20TABLE%20seats;%20--",
      '..%2F..%2Fetc%2Fpasswd',
      '__proto__',
      'constructor',
      '${7*7}',
      'store',
    ]
    await redis.admin.set('canary', 'alive')
    const before = await redis.admin.keys('*')
    const monitor = await redis.admin.duplicate().monitor()
    const written = new Set<string>()
    monitor.on('monitor', (_time: string, [command = '', ...args]: string[]) => {
      if (/^(set|eval|del|flushall)$/i.test(command)) {
        for (const arg of args) if (arg.includes('lock:') && !arg.includes('\n')) written.add(arg)
      }
    })

    const statuses = []
    for (const id of ids) statuses.push((await service.book(id)).status)

    expect(statuses.slice(0, 4)).toEqual([400, 400, 400, 400])
    expect(new Set(statuses.slice(4))).toEqual(new Set([404]))
    await until(async () => !(await redis.seatLocks()).length)
    const ofSeats = () => [...written].filter((key) => key.startsWith('lock:seat:'))
    await until(() => ofSeats().length >= ids.length - 4)
    monitor.disconnect()
    expect(ofSeats()).toHaveLength(ids.length - 4)
    for (const key of written) expect(key).toMatch(/^lock:(seat:[\w.~:%-]+|probe:[\w-]+|store)$/)
    expect((await redis.admin.keys('*')).toSorted()).toEqual(before.toSorted())
    expect(await redis.admin.get('canary')).toBe('alive')
    expect((await service.book(1)).status).toBe(200)
  })
})

test('JSON that is 8,000 levels deep is refused, and the service goes on', async () => {
  await start()
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ] as const) {
    const deep = `{"reference":${open.repeat(8_000)}1${close.repeat(8_000)}}`
    const response = await fetch(`${service.url}/api/book/1`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: deep,
    })

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'invalid-request' })
  }
  expect((await service.book(1)).status).toBe(200)
})

describe('the log', () => {
  const FORGED = '"}\n{"level":60,"msg":"forged"}\r\n'
  const SECRET = 'Bearer hunter2'

  // That a line is no JSON object would throw in the process that reads it.
  test('has one JSON object a line, in which nothing that a client sent stands for itself', async () => {
    await start()
    const requests = [
      `GET /${encodeURIComponent(FORGED)} HTTP/1.1\r\nHost: x`,
      'GET /"},{"level":60,"msg":"forged"} HTTP/1.1\r\nHost: x',
      `GET /x HTTP/1.1\r\nHost: x\r\nX-Request-Id: "},{"msg":"forged"}`,
      `GET /x HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: "},{"msg":"forged"}`,
      'GET /\\u2028\\n HTTP/1.1\r\nHost: "},{"msg":"forged"}',
      `POST /api/book/${encodeURIComponent(FORGED)} HTTP/1.1\r\nHost: x`,
    ]
    for (const request of requests) {
      await rawRequest(portOf(service), `${request}\r\nConnection: close\r\n\r\n`)
    }
    const lines = await until(() => {
      const found = service.log.filter(({ msg }) => msg === 'request')
      return found.length === requests.length && found
    })

    expect(service.log.filter(({ msg }) => !['listening', 'request'].includes(msg))).toEqual([])
    for (const line of lines) {
      expect(line.level).toBe(40)
      expect(line['requestId']).toMatch(/^[0-9a-f-]{36}$/)
      expect(String(line['url'])).not.toMatch(/[\r\n]/)
    }
  })

  test('says nothing of what could not be read as a request, but why', async () => {
    await start()
    for (const junk of [`\x01${FORGED}`, `GET /\x1b[31m${FORGED} HTTP/1.1`, 'X: \x00']) {
      const bytes = `GET / HTTP/1.1\r\nAuthorization: ${SECRET}\r\n${junk}\r\n\r\n`
      await rawRequest(portOf(service), bytes)
    }
    const lines = await until(() => {
      const found = service.log.filter(({ msg }) => msg === 'Unreadable request')
      return found.length === 3 && found
    })

    const secretBytes = Array.from(Buffer.from(SECRET)).join()
    for (const line of lines) {
      expect(line).toMatchObject({ status: 400, reason: expect.stringMatching(/^Parse Error/) })
      expect(JSON.stringify(line)).not.toMatch(/forged|hunter2/)
      expect(JSON.stringify(line)).not.toContain(secretBytes)
    }
  })
})

describe('the settings are kept', () => {
  const answerTo = (request: string) => rawRequest(portOf(service), request)

  test('for headers', async () => {
    await start({ HEADERS_MAX: '10', HEADER_BYTES_MAX: '1024' })
    const get = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n'

    expect(await answerTo(`${get}${'X: y\r\n'.repeat(8)}\r\n`)).toMatch(/^HTTP\/1.1 200 /)
    expect(await answerTo(`${get}${'X: y\r\n'.repeat(9)}\r\n`)).toMatch(/^HTTP\/1.1 431 /)
    expect(await answerTo(`${get}X: ${'y'.repeat(1_024)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /)
  })

  test('for time', async () => {
    await start({
      HEADERS_TIMEOUT_MS: '200',
      REQUEST_TIMEOUT_MS: '400',
      KEEP_ALIVE_TIMEOUT_MS: '1',
    })
    const post = 'POST /api/book/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'

    expect(await answerTo('GET /')).toMatch(/^HTTP\/1.1 408 /)
    expect(await answerTo(`${post}Content-Length: 9\r\n\r\n{`)).toMatch(/^HTTP\/1.1 408 /)
    // One that arrives at once; on a machine that stalls, it may not.
    await until(async () => /^HTTP\/1.1 200 /.test(await answerTo(`${post}\r\n`)))
  })

  test('for connections, which are counted', async () => {
    await start({ CONNECTIONS_MAX: '2', CONNECTIONS_PER_CLIENT_MAX: '2' })
    const clients = await Promise.all(
      Array.from({ length: 5 }, () => RawConnection.open(portOf(service))),
    )
    const left = await until(() => {
      const open = clients.filter(({ closed }) => !closed)
      return open.length === 2 && open
    })
    left[0]?.send('GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n')

    const refused = 'holdfast_http_connections_refused_total{limit="all-clients"} 3'
    await until(() => left[0]?.received.includes(refused))
    for (const client of clients) client.drop()
  })

  test('for requests at work', async () => {
    await start({ REQUESTS_IN_FLIGHT_MAX: '1' })
    redis.pause()
    const bookings = [service.book(1), service.book(2)]

    expect((await Promise.race(bookings)).status).toBe(503)

    redis.resume()
    const statuses = (await Promise.all(bookings)).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([200, 503])
  })
})
