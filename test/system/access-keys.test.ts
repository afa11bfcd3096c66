import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'

import { granted, HoldfastError } from '../../client/src/index.ts'
import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import { ServiceProcess, type ServiceSettings } from '../../tools/servers/service-process.ts'
import { TcpProxy } from '../../tools/servers/tcp-proxy.ts'
import { until } from '../../tools/until.ts'
import { ADMIN } from '../builders/keys.ts'

const services: ServiceProcess[] = []
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop()))
})

async function start(env: ServiceSettings): Promise<ServiceProcess> {
  const service = await ServiceProcess.start({ DEMO_EVENT: 'false', ...env })
  services.push(service)
  return service
}

const createKey = async (service: ServiceProcess, name: string) =>
  granted(await service.client({ key: ADMIN }).createKey({ name, role: 'seller' })).key

const deleteKey = async (service: ServiceProcess, name: string): Promise<void> => {
  granted(await service.client({ key: ADMIN }).deleteKey(name))
}

/** The answer to a request for a booking that does not exist: `booking-not-found` if the key is accepted. */
async function answerTo(service: ServiceProcess, key: string): Promise<string | undefined> {
  try {
    await service.client({ key, retries: { attemptsMax: 1 } }).getBooking('b-1')
  } catch (error) {
    if (!(error instanceof HoldfastError)) throw error
    return String(error.code)
  }
  return undefined
}

describe('instances with one Postgres', () => {
  let postgres: PostgresServer
  beforeAll(async () => {
    postgres = await PostgresServer.start()
  })
  afterAll(() => postgres.stop())

  const startOn = (url: string, env: ServiceSettings = {}) =>
    start({ STORE: 'postgres', DATABASE_URL: url, ADMIN_KEY: ADMIN, ...env })

  test('replace a key without a restart, and without refusing the next one', async () => {
    const [one, other] = await Promise.all([startOn(postgres.url), startOn(postgres.url)])
    const key = await createKey(one, 'till-1')
    expect([await answerTo(one, key), await answerTo(other, key)]).toEqual([
      'booking-not-found',
      'booking-not-found',
    ])
    const next = await createKey(other, 'till-1b')
    granted(await one.client({ key }).bookSeats('default', { seatIds: ['1'] }))
    granted(await one.client({ key: next }).bookSeats('default', { seatIds: ['2'] }))

    await deleteKey(one, 'till-1')
    expect(await answerTo(one, key)).toBe('key-wrong')
    await until(async () => {
      expect(await answerTo(other, next)).toBe('booking-not-found')
      return (await answerTo(other, key)) === 'key-wrong'
    })
    expect(await answerTo(one, next)).toBe('booking-not-found')
    const { entries } = await other.client({ key: next }).getHistory('default')
    expect(entries.map(({ seatId, actor }) => [seatId, actor])).toEqual([
      ['1', 'till-1'],
      ['2', 'till-1b'],
    ])
  })

  test('accept the known keys while the database is unavailable, and no others', async () => {
    const proxy = await TcpProxy.start(postgres.port)
    try {
      const settings = { DATABASE_CONNECT_TIMEOUT_MS: '500' }
      const service = await startOn(postgres.urlAt(proxy.port), settings)
      const key = await createKey(service, 'till-3')
      proxy.targetPort = 1
      proxy.cut()
      await service.logged('Failed to read the access keys')

      expect(await answerTo(service, key)).toBe('store-unavailable')
      expect(await answerTo(service, 'not-the-key')).toBe('key-wrong')
      proxy.targetPort = postgres.port
      await until(async () => (await answerTo(service, key)) === 'booking-not-found')
    } finally {
      await proxy.close()
    }
  })

  test('store the digest of a key only', async () => {
    const service = await startOn(postgres.url)
    const key = await createKey(service, 'till-4')
    const rows = JSON.stringify(await postgres.query('select * from access_keys'))

    expect(rows).toContain('till-4')
    expect(rows).not.toContain(key.slice('hk_'.length))
    expect(JSON.stringify(service.log)).not.toContain(key)
  })
})

test('the embedded store keeps keys across a restart, as digests only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
  try {
    const settings = { STORE: 'embedded', DATA_DIR: folder }
    const service = await start({ ...settings, ADMIN_KEY: ADMIN })
    const key = await createKey(service, 'till-1')
    await service.stop()

    const files = ['holdfast.db', 'holdfast.db-wal'].map((name) => readFileSync(join(folder, name)))
    const stored = Buffer.concat(files)
    expect(stored.includes('till-1')).toBe(true)
    expect(stored.includes(key.slice('hk_'.length))).toBe(false)
    expect(await answerTo(await start(settings), key)).toBe('booking-not-found')
  } finally {
    await Promise.all(services.splice(0).map((service) => service.stop()))
    rmSync(folder, { recursive: true })
  }
})
