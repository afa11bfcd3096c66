import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { Crowd } from '../drivers/crowd.ts'
import { SeatsOnOffer } from '../drivers/seats-on-offer.ts'
import { SmallDisk } from '../drivers/small-disk.ts'
import { findDiscrepanciesIn, NO_DISCREPANCIES } from '../drivers/stored-bookings.ts'

const BUYERS = 16
/** How often a sale goes on. */
const SELLS = 2
const DEFAULT_EVENT_SEATS = `${SeatsOnOffer.seatsFor(SELLS)}`

let folder: string
const services: ServiceProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
})
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop()))
  rmSync(folder, { recursive: true })
})

/** Starts the service with the embedded store, by default in the folder `data`. */
async function start(env: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> {
  const service = await ServiceProcess.start({ STORE: 'embedded', ...env }, { cwd: folder })
  services.push(service)
  return service
}

describe('a data folder that is removed while the service runs', () => {
  const data = () => join(folder, 'data')
  const isRefused = async (service: ServiceProcess, seat: number) => {
    expect((await service.book(seat)).status).toBe(503)
    expect(await service.readiness()).toMatchObject({ status: 503, seats: 'unavailable' })
    await service.logged('Seat store unavailable')
  }

  test('means 503, and no sale until it is restored', async () => {
    const service = await start()
    expect((await service.book(1)).status).toBe(200)
    renameSync(data(), `${data()}.away`)

    await isRefused(service, 2)
    expect(readdirSync(folder)).toEqual(['data.away'])
    renameSync(`${data()}.away`, data())

    await until(async () => (await service.readiness()).status === 200)
    expect((await service.book(1)).status).toBe(400)
    expect((await service.book(3)).status).toBe(200)
  })

  test('is not replaced by an empty one', async () => {
    const service = await start()
    await service.book(1)
    rmSync(data(), { recursive: true })
    await isRefused(service, 2)
    mkdirSync(data())
    await isRefused(service, 2)

    const other = await start({ DATA_DIR: 'other' })
    await other.book(2)
    other.kill('SIGTERM')
    await other.exit
    rmSync(data(), { recursive: true })
    renameSync(join(folder, 'other'), data())

    await isRefused(service, 1)
  })
})

test('without free file descriptors, a connected buyer can still book', async () => {
  const service = await start({ DEFAULT_EVENT_SEATS })
  const seats = new SeatsOnOffer(1)
  const crowd = new Crowd(service.url, { buyers: 1, nextSeat: seats.next })
  await seats.sell(crowd, 1)
  const descriptors = () => readdirSync(`/proc/${service.pid}/fd`).length

  const limit = descriptors() + 10
  execFileSync('prlimit', [`--pid=${service.pid}`, `--nofile=${limit}:${limit}`])
  const sockets = Array.from({ length: 50 }, () => idleConnection(service.url))
  await until(() => descriptors() >= limit - 1)
  await seats.sell(crowd, 100)
  for (const socket of sockets) socket.destroy()

  const tally = await crowd.goHome()
  expect(tally.unexpected).toEqual([])
  expect(tally.failures).toEqual([])
  await until(async () => (await service.readiness()).status === 200)
})

describe('a disk', () => {
  let disk: SmallDisk
  beforeEach(() => {
    disk = new SmallDisk({ sizeMiB: 64 })
  })
  afterEach(async () => {
    await Promise.all(services.map((service) => service.stop()))
    disk.remove()
  })

  const refusal = async (path: string) => {
    const service = await start({ DATA_DIR: path })
    expect((await service.exit).code).toBe(1)
    return service.stderr
  }

  test('that is read-only: the service does not start, and prints one line', async () => {
    disk.makeReadOnly()

    expect(await refusal(disk.path)).toMatch(
      /^Holdfast cannot start\. The data folder .* cannot be used: EROFS.*\n$/,
    )
  })

  test('that is full: the service does not start, and prints one line', async () => {
    disk.fill()

    expect(await refusal(join(disk.path, 'data'))).toMatch(
      /^Holdfast cannot start\. The data folder .* cannot be used: .*(full|ENOSPC).*\n$/,
    )
  })

  test('without room for the tables: the service does not start, and prints one line', async () => {
    disk.fill({ leaveMiB: 0.05 })

    expect(await refusal(join(disk.path, 'data'))).toMatch(
      /^Holdfast cannot start\. The data folder .* cannot be used: .*full.*\n$/,
    )
  })

  test('that becomes full during a sale: 503 until there is room, and no acknowledged booking is lost', async () => {
    const DATA_DIR = join(disk.path, 'data')
    const service = await start({ DATA_DIR, DEFAULT_EVENT_SEATS })
    const seats = new SeatsOnOffer(1)
    const crowd = new Crowd(service.url, { buyers: BUYERS, nextSeat: seats.next })
    await seats.sell(crowd, 100)

    disk.fill()
    await until(() => crowd.tally.byStatus.has(503))
    await until(async () => (await service.readiness()).status === 503)
    disk.clear()
    await seats.sell(crowd, 100)
    await until(async () => (await service.readiness()).status === 200)
    const tally = await crowd.goHome()
    await service.stop()

    expect(await findDiscrepanciesIn(DATA_DIR, tally)).toEqual(NO_DISCREPANCIES)
    expect(tally.unexpected.map(([status]) => status)).toEqual([503])
  })
})

function idleConnection(url: string): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  return socket
}
