import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { giveToUnprivileged } from '../../tools/servers/unprivileged.ts'
import { until } from '../../tools/until.ts'
import { SmallDisk } from '../drivers/small-disk.ts'

const READS = 20

let disk: SmallDisk
let postgres: PostgresServer
let service: ServiceProcess
beforeEach(async () => {
  disk = new SmallDisk({ sizeMiB: 32 })
  postgres = await PostgresServer.start({ fsync: false })
})
afterEach(async () => {
  await service.stop()
  await postgres.stop()
  disk.remove()
})

/** A database on the small disk. The write-ahead log has another, so the server does not crash when that one is full. */
async function createDatabase(): Promise<string> {
  const folder = join(disk.path, 'tables')
  mkdirSync(folder)
  giveToUnprivileged(folder)
  await postgres.query(`create tablespace small location '${folder}'`)
  const url = await postgres.createDatabase('sale')
  await postgres.query('alter database sale set tablespace small')
  return url
}

const logged = (message: string) => service.log.filter(({ msg }) => msg.startsWith(message))
const isAvailable = async () => {
  const metrics = await (await fetch(`${service.url}/metrics`)).text()
  return /^holdfast_store_available (\d)$/m.exec(metrics)?.[1]
}

test('a full disk of Postgres: not ready before and after the first refused booking, until there is room', async () => {
  service = await ServiceProcess.start({ STORE: '', DATABASE_URL: await createDatabase() })
  expect((await service.book(1)).status).toBe(200)
  disk.fill()
  expect(await service.readiness()).toMatchObject({ status: 503, seats: 'unavailable' })
  let seat = 1
  while ((await service.book(++seat)).status === 200);
  expect((await service.book(seat)).status).toBe(503)

  for (let read = 1; read <= READS; read++) {
    expect((await service.book(1)).status).toBe(400)
  }
  expect(await service.readiness()).toMatchObject({ status: 503, seats: 'unavailable' })
  expect(await isAvailable()).toBe('0')
  expect(logged('Seat store')).toHaveLength(1)

  disk.clear()
  await until(async () => (await isAvailable()) === '1')
  expect(await service.readiness()).toMatchObject({ status: 200, seats: 'ok' })
  expect((await service.book(seat)).status).toBe(200)
  expect(logged('Seat store').map(({ msg }) => msg)).toEqual([
    'Seat store unavailable: bookings are answered with 503',
    'Seat store available again',
  ])
})
