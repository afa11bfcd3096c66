import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'

import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const TTL_MS = 10 * MINUTE_MS

let postgres: PostgresServer
let databases = 0
let databaseUrl: string
let rightService: ServiceProcess
const services: ServiceProcess[] = []
beforeAll(async () => {
  postgres = await PostgresServer.start()
})
beforeEach(async () => {
  databaseUrl = await postgres.createDatabase(`wrong_clock_${++databases}`)
  rightService = await start()
})
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop()))
})
afterAll(() => postgres.stop())

async function start(env: Record<string, string> = {}): Promise<ServiceProcess> {
  const service = await ServiceProcess.start({
    STORE: 'postgres',
    DATABASE_URL: databaseUrl,
    DEMO_EVENT: 'false',
    HOLD_TTL_MS: String(TTL_MS),
    ...env,
  })
  services.push(service)
  return service
}

/** A service on a machine whose clock is wrong. */
function startWrong(shiftMs: number, env: Record<string, string> = {}): Promise<ServiceProcess> {
  const shiftedClock = pathToFileURL(resolve('test/fakes/shifted-clock.ts')).href
  return start({
    NODE_OPTIONS: `--import=${shiftedClock} --disable-warning=ExperimentalWarning`,
    CLOCK_SHIFT_MS: String(shiftMs),
    ...env,
  })
}

interface Answered {
  readonly status: number
  readonly body: {
    readonly code?: string
    readonly holdId: string
    readonly token: string
    readonly expiresAt: string
    readonly expiresInMs: number
    readonly seats: readonly { readonly seatId: string; readonly status: string }[]
    readonly dependencies: Readonly<Record<string, { readonly state: string }>>
  }
}

interface Ask {
  readonly body?: unknown
  readonly key?: string
  readonly bearer?: string
}

async function ask(service: ServiceProcess, path: string, sent?: Ask): Promise<Answered> {
  const response = await fetch(service.url + path, {
    method: sent ? 'POST' : 'GET',
    headers: {
      ...(sent?.body !== undefined && { 'Content-Type': 'application/json' }),
      ...(sent?.key !== undefined && { 'Idempotency-Key': sent.key }),
      ...(sent?.bearer !== undefined && { Authorization: `Bearer ${sent.bearer}` }),
    },
    body: JSON.stringify(sent?.body),
  })
  return { status: response.status, body: (await response.json()) as Answered['body'] }
}

const hold = (service: ServiceProcess, seatIds: string[], key?: string) =>
  ask(service, '/api/events/default/holds', { body: { seatIds }, ...(key && { key }) })

const clockState = async (service: ServiceProcess) => {
  const { status, body } = await ask(service, '/readyz')
  return [status, body.dependencies['clock']?.state]
}

test.each([
  ['15 minutes', 15 * MINUTE_MS],
  ['2 days', 2 * DAY_MS],
])('an instance that starts %s ahead frees no hold and forgets no request', async (_, shiftMs) => {
  const held = await hold(rightService, ['1', '2'], 'key-of-the-first-hold')
  const wrong = await startWrong(shiftMs)
  expect(await clockState(wrong)).toEqual([200, 'degraded'])
  expect(wrong.log).toContainEqual(
    expect.objectContaining({ msg: expect.stringContaining("s ahead of the store's") }),
  )
  // It ends only after what it does at the start is done.
  wrong.kill('SIGTERM')
  expect((await wrong.exit).code).toBe(0)

  const [{ count } = { count: undefined }] = await postgres.query(
    `select count(*) from history where action = 'expired'`,
    [],
    databaseUrl,
  )
  expect(count).toBe('0')
  const repeated = await hold(rightService, ['1', '2'], 'key-of-the-first-hold')
  expect([repeated.status, repeated.body.token]).toEqual([201, held.body.token])
  const confirmed = await ask(rightService, `/api/holds/${held.body.holdId}/confirm`, {
    bearer: held.body.token,
  })
  expect(confirmed.status).toBe(200)
})

describe.each([
  ['that started 15 minutes ahead', {}],
  ['whose clock was set 15 minutes ahead while it ran', { CLOCK_SHIFT_AT: 'signal' }],
])('an instance %s', (_, env) => {
  test('takes no seat that is held, and holds none for longer than it should', async () => {
    await hold(rightService, ['1'])
    const wrong = await startWrong(15 * MINUTE_MS, env)
    if ('CLOCK_SHIFT_AT' in env) {
      expect(await clockState(wrong)).toEqual([200, 'ok'])
      wrong.kill('SIGUSR2')
      await until(() => wrong.stderr.includes('The clock was set'))
    }

    expect(await hold(wrong, ['1'])).toMatchObject({
      status: 409,
      body: { code: 'seats-not-available' },
    })
    expect((await wrong.book(1)).status).toBe(423)
    const { body } = await ask(wrong, '/api/events/default/seats')
    expect(body.seats).toEqual([{ seatId: '1', status: 'held' }])
    const own = await hold(wrong, ['2'])
    expect(Date.parse(own.body.expiresAt)).toBeLessThanOrEqual(Date.now() + TTL_MS + MINUTE_MS)
    expect(own.body.expiresInMs).toBeLessThanOrEqual(TTL_MS + MINUTE_MS)
    await until(async () => (await clockState(wrong))[1] === 'degraded')
    expect(await clockState(rightService)).toEqual([200, 'ok'])
    const metrics = await (await fetch(`${wrong.url}/metrics`)).text()
    expect(metrics).toMatch(/^holdfast_clock_skew_seconds (89\d|900)/m)
  })
})

test('an instance whose clock is behind shortens no hold of another', async () => {
  const { body: held } = await hold(rightService, ['1'])
  const wrong = await startWrong(-15 * MINUTE_MS)
  expect(await clockState(wrong)).toEqual([200, 'degraded'])

  const extended = await ask(wrong, `/api/holds/${held.holdId}/extend`, { bearer: held.token })
  expect([extended.status, extended.body.expiresAt]).toEqual([200, held.expiresAt])
  expect((await rightService.book(1)).status).toBe(423)
})
