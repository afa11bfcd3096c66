import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import pg from 'pg'

import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import { ServiceProcess, type ServiceSettings } from '../../tools/servers/service-process.ts'
import { TcpProxy } from '../../tools/servers/tcp-proxy.ts'
import { until } from '../../tools/until.ts'
import { Crowd, Tally } from '../drivers/crowd.ts'
import { SeatsOnOffer } from '../drivers/seats-on-offer.ts'
import { findDiscrepanciesAt, NO_DISCREPANCIES } from '../drivers/stored-bookings.ts'

const BUYERS = 32
/** The maximum number of `sell` calls per test. */
const SELLS = 3

let postgres: PostgresServer
let databases = 0
let databaseUrl: string
const services: ServiceProcess[] = []

beforeAll(async () => {
  postgres = await PostgresServer.start()
})
afterAll(() => postgres.stop())

beforeEach(async () => {
  databaseUrl = await postgres.createDatabase(`sale_${++databases}`)
})
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop()))
})

async function start(env: ServiceSettings = {}): Promise<ServiceProcess> {
  const service = await ServiceProcess.start({
    STORE: '',
    DATABASE_URL: databaseUrl,
    DEFAULT_EVENT_SEATS: `${SeatsOnOffer.seatsFor(SELLS)}`,
    ...env,
  })
  services.push(service)
  return service
}

const crowdAt = (service: ServiceProcess, seats: SeatsOnOffer) =>
  new Crowd(service.url, { buyers: BUYERS, nextSeat: seats.next })

/** Repeats a request while the answer is 503: on a busy machine the store may be unavailable for longer. */
const answerOf = (ask: () => Promise<Response>): Promise<Response> =>
  until(async () => {
    const response = await ask()
    return response.status !== 503 && response
  })

async function expectStored(tally: Tally): Promise<void> {
  expect(await findDiscrepanciesAt(databaseUrl, tally)).toEqual(NO_DISCREPANCIES)
}

describe('a failure of the Postgres server under load', () => {
  let service: ServiceProcess
  let seats: SeatsOnOffer
  let crowd: Crowd
  beforeEach(async () => {
    service = await start()
    seats = new SeatsOnOffer(2)
    crowd = crowdAt(service, seats)
    await seats.sell(crowd, 100)
  })

  async function expectRecoveryWithoutLoss(): Promise<void> {
    await seats.sell(crowd, 100)
    expect(await service.readiness()).toMatchObject({ status: 200, seats: 'ok' })
    const tally = await crowd.goHome()

    expect(tally.failures).toEqual([])
    expect(tally.unexpected.map(([status]) => status)).toEqual([503])
    await expectStored(tally)
  }

  test('kill: 503 without delay, and no acknowledged booking is lost', async () => {
    const inFlight = crowd.inFlight
    await postgres.kill()
    await until(() => (crowd.tally.byStatus.get(503) ?? 0) > 1_000)
    expect(await service.readiness()).toMatchObject({ status: 503, seats: 'unavailable' })
    await postgres.launch()

    expect(inFlight).toBeGreaterThan(0)
    await expectRecoveryWithoutLoss()
  })

  test('kill of one backend process: 503 for a moment, and no acknowledged booking is lost', async () => {
    const [busy] = await until(async () => {
      const backends = await postgres.query<{ pid: number }>(
        `select pid from pg_stat_activity where application_name = 'holdfast' and state = 'active'`,
      )
      return backends.length > 0 && backends
    })
    process.kill(busy?.pid ?? 0, 'SIGKILL')
    await until(() => crowd.tally.byStatus.has(503))

    await expectRecoveryWithoutLoss()
  })
})

test('the service keeps running when the Postgres server is killed without load', async () => {
  const service = await start()
  await service.book(1)
  await postgres.kill()
  expect((await service.book(2)).status).toBe(503)
  await service.logged('Seat store unavailable')
  await postgres.launch()

  await until(async () => (await service.readiness()).status === 200)
  await service.logged('Seat store available again')
  expect((await service.book(1)).status).toBe(400)
  expect((await service.book(2)).status).toBe(200)
})

describe('a failure of the network to the Postgres server', () => {
  let proxy: TcpProxy
  beforeEach(async () => {
    proxy = await TcpProxy.start(postgres.port)
  })
  afterEach(() => proxy.close())

  /** A service behind that network, with this statement timeout. */
  const startBehindProxy = (statementTimeoutMs: number) =>
    start({
      DATABASE_URL: databaseUrl.replace(`:${postgres.port}/`, `:${proxy.port}/`),
      DATABASE_CONNECT_TIMEOUT_MS: `${statementTimeoutMs}`,
      DATABASE_STATEMENT_TIMEOUT_MS: `${statementTimeoutMs}`,
    })

  test.each(['requests', 'replies'] as const)(
    'lost %s: 503 meanwhile, and no acknowledged booking is lost',
    async (direction) => {
      const service = await startBehindProxy(1_000)
      const seats = new SeatsOnOffer(2)
      const crowd = crowdAt(service, seats)
      await seats.sell(crowd, 100)
      proxy[direction].flow = 'drop'
      await until(() => (crowd.tally.byStatus.get(503) ?? 0) > BUYERS)
      expect((await service.readiness()).status).toBe(503)
      proxy[direction].flow = 'pass'
      await seats.sell(crowd, 100)
      const tally = await crowd.goHome()

      expect(proxy[direction].stopped).toBeGreaterThan(0)
      expect(tally.failures).toEqual([])
      expect(tally.unexpected.map(([status]) => status)).toEqual([503])
      await expectStored(tally)
    },
  )

  test('lost reply to a stored booking: a repeated request returns that booking', async () => {
    // Long enough to store a booking on any machine.
    const service = await startBehindProxy(5_000)
    const history = () =>
      postgres.query<{ booking_id: string }>('select booking_id from history', [], databaseUrl)
    // The reply to the read of the seat passes; the reply to the write is lost.
    proxy.requests.rewrite = (text) => {
      if (text.includes('save-')) proxy.replies.flow = 'drop'
      return text
    }

    const first = await service.book(1, 'k-1')
    expect(first.status).toBe(503)
    expect(first.headers.get('Retry-After')).toBe('1')
    const [stored] = await until(async () => {
      const entries = await history()
      return entries.length > 0 && entries
    })
    proxy.requests.rewrite = (text) => text
    proxy.replies.flow = 'pass'

    const again = await answerOf(() => service.book(1, 'k-1'))
    expect(await again.json()).toMatchObject({ status: 200, bookingId: stored?.booking_id })
    expect((await answerOf(() => service.book(1, 'k-2'))).status).toBe(400)
    expect(await history()).toHaveLength(1)
  })
})

describe('a service with a Postgres server', () => {
  test('keeps all acknowledged bookings when it is killed during a sale', async () => {
    const everything = new Tally()
    const seats = new SeatsOnOffer(2)
    for (let round = 1; round <= SELLS; round++) {
      const service = await start()
      const crowd = crowdAt(service, seats)
      await seats.sell(crowd, 50 + Math.random() * 150)
      const inFlight = crowd.inFlight
      await service.stop()
      const tally = await crowd.goHome()

      expect(inFlight).toBeGreaterThan(0)
      everything.add(tally)
    }

    await expectStored(everything)
  })

  test('finishes requests in flight after SIGTERM, and exits with 0', async () => {
    const service = await start()
    const seats = new SeatsOnOffer(2)
    const crowd = crowdAt(service, seats)
    await seats.sell(crowd, 100)
    const inFlight = crowd.inFlight
    service.kill('SIGTERM')

    expect(await service.exit).toEqual({ code: 0, signal: null })
    const tally = await crowd.goHome()
    expect(inFlight).toBeGreaterThan(0)
    expect(tally.unexpected).toEqual([])
    await expectStored(tally)
  })

  test.each([
    ['server', 'postgres://u:secret@127.0.0.1:1/sale', 'connect ECONNREFUSED 127.0.0.1:1'],
    ['database', 'DATABASE/nowhere', 'database "nowhere" does not exist'],
  ])('does not start without the %s, and prints one line', async (_what, url, reason) => {
    const service = await start({
      DATABASE_URL: url.replace('DATABASE', databaseUrl.replace(/\/[^/]*$/, '')),
    })

    expect((await service.exit).code).toBe(1)
    expect(service.stderr).toBe(`Holdfast cannot start. The database is unavailable: ${reason}\n`)
  })

  test('is not ready while the database is read-only', async () => {
    const service = await start()
    const name = new URL(databaseUrl).pathname.slice(1)
    const only = (reads: 'on' | 'off') =>
      postgres.query(`alter database ${name} set default_transaction_read_only = ${reads}`)
    const reconnect = () =>
      postgres.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'holdfast'`,
      )
    await only('on')
    await reconnect()
    await until(async () => (await service.readiness()).seats === 'unavailable')
    expect((await service.book(1)).status).toBe(503)

    await only('off')
    await reconnect()
    await until(async () => (await service.readiness()).status === 200)
    expect((await service.book(1)).status).toBe(200)
  })

  test('is ready while requests wait for a connection', async () => {
    const service = await start({ DATABASE_CONNECTIONS_MAX: '1' })
    const holder = new pg.Client({ connectionString: databaseUrl })
    await holder.connect()
    await holder.query('begin; select from seats for update')
    const buyers = [1, 2, 3, 4, 5].map((seat) => service.book(seat))
    await until(async () => {
      const waiting = await postgres.query(
        `select from pg_stat_activity where application_name = 'holdfast' and wait_event_type = 'Lock'`,
      )
      return waiting.length === 1
    })

    expect(await service.readiness()).toMatchObject({ status: 200, seats: 'ok' })
    await holder.query('commit')
    await holder.end()
    expect((await Promise.all(buyers)).map(({ status }) => status)).toEqual(Array(5).fill(200))
  })

  test('deletes expired idempotency records at its start', async () => {
    await (await start()).book(1, 'young')
    await postgres.query(
      `insert into requests (event_id, key, fingerprint, result, saved_at)
       select event_id, 'old', fingerprint, result, saved_at - interval '25 hours' from requests`,
      [],
      databaseUrl,
    )
    await start()

    const keys = () => postgres.query('select key from requests', [], databaseUrl)
    await until(async () => (await keys()).length === 1)
    expect(await keys()).not.toEqual([{ key: 'old' }])
  })
})

describe('TLS to the Postgres server', () => {
  let secure: PostgresServer
  beforeAll(async () => {
    secure = await PostgresServer.start({ tlsFolder: 'tools/servers/tls' })
  })
  afterAll(() => secure.stop())

  const urlWith = (certificate: string) =>
    `${secure.url}?sslmode=verify-full&sslrootcert=tools/servers/tls/${certificate}`

  test('is enabled by the connection string', async () => {
    const service = await start({ DATABASE_URL: urlWith('server.crt') })

    expect((await service.book(1)).status).toBe(200)
    const sessions = await secure.query<{ ssl: boolean }>(
      `select ssl from pg_stat_ssl join pg_stat_activity using (pid)
       where application_name = 'holdfast'`,
    )
    expect(new Set(sessions.map(({ ssl }) => ssl))).toEqual(new Set([true]))
  })

  test('rejects a server certificate of another authority', async () => {
    const service = await start({ DATABASE_URL: urlWith('another.crt') })

    expect((await service.exit).code).toBe(1)
    expect(service.stderr).toMatch(/^Holdfast cannot start\. The database .*certificate.*\n$/)
  })
})
