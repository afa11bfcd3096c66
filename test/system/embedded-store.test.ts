import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { EmbeddedPostgres } from '../../src/adapters/postgres/embedded-postgres.ts'
import { StoreUnavailableError } from '../../src/application/ports/seat-repository.port.ts'
import { Crowd, Tally } from '../support/crowd.ts'
import { ServiceProcess } from '../support/service-process.ts'
import { SmallDisk } from '../support/small-disk.ts'
import { findDiscrepancies, NO_DISCREPANCIES } from '../support/stored-bookings.ts'
import { until } from '../support/until.ts'

const SEATS = 5_000
const BUYERS = 16

let folder: string
const services: ServiceProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
})
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop()))
  rmSync(folder, { recursive: true })
})

/** Starts the service in the folder, so that everything it leaves is there. */
async function start(env: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> {
  const service = await ServiceProcess.start({ STORE: '', ...env }, { cwd: folder })
  services.push(service)
  return service
}

describe('a service with nothing set', () => {
  test('still has its bookings after it was killed', async () => {
    const first = await start()
    const { bookingId } = (await (await first.book(1, 'k-1')).json()) as { bookingId: string }
    expect(await first.readiness()).toEqual({ status: 200, seats: 'ok', lock: 'ok' })
    await first.stop()

    const second = await start()
    expect((await second.book(1)).status).toBe(400)
    expect(await (await second.book(1, 'k-1')).json()).toMatchObject({ status: 200, bookingId })
    expect((await second.book(2, 'k-1')).status).toBe(422)
    expect((await second.book(2)).status).toBe(200)
  })

  test('still has its bookings after it was stopped', async () => {
    const first = await start()
    await first.book(1)
    first.kill('SIGTERM')
    expect(await first.exit).toEqual({ code: 0, signal: null })

    expect((await (await start()).book(1)).status).toBe(400)
  })

  test.each(['runs', 'is paused'])(
    'refuses to start, in one line, while another in the same folder %s',
    async (state) => {
      const first = await start()
      if (state === 'is paused') first.kill('SIGSTOP')
      const second = await start()

      expect((await second.exit).code).toBe(1)
      expect(second.stderr).toBe(
        'Holdfast cannot start. The data folder "./data" (DATA_DIR) cannot be used: another Holdfast uses it.\n',
      )
      first.kill('SIGCONT')
      expect((await first.book(1)).status).toBe(200)
    },
  )

  test('of two that start together in one folder, one runs', async () => {
    const both = await Promise.all([start(), start()])

    expect(both.filter((service) => service.ended)).toHaveLength(1)
  })

  test('loses nothing that it acknowledged when it is killed at any moment of a sale', async () => {
    const everything = new Tally()
    let tries = 0
    for (let round = 1; round <= 3; round++) {
      const service = await start({ DEFAULT_EVENT_SEATS: `${SEATS}` })
      const crowd = new Crowd(service.url, {
        buyers: BUYERS,
        nextSeat: () => `${(Math.floor(tries++ / 2) % SEATS) + 1}`,
      })
      const enough = 100 + Math.random() * 300
      await until(() => crowd.tally.total > enough)
      const inFlight = crowd.inFlight
      await service.stop()
      const tally = await crowd.goHome()

      expect(inFlight).toBeGreaterThan(0)
      expect(tally.failures.length).toBeGreaterThan(0)
      everything.add(tally)
    }

    const database = new EmbeddedPostgres(join(folder, 'data'))
    await database.open()
    try {
      expect(everything.acknowledged.length).toBeGreaterThan(100)
      expect(await findDiscrepancies(database, everything)).toEqual(NO_DISCREPANCIES)
    } finally {
      await database.close()
    }
  }, 60_000)
})

describe('a data folder that cannot be used', () => {
  const refusal = async (path: string) => {
    const service = await start({ DATA_DIR: path })
    expect((await service.exit).code).toBe(1)
    return service.stderr
  }

  test('because it is a file stops the start with one line', async () => {
    writeFileSync(join(folder, 'file'), '')

    expect(await refusal('file')).toMatch(
      /^Holdfast cannot start\. The data folder "file" \(DATA_DIR\) cannot be used: EEXIST.*\n$/,
    )
  })

  test("because there is another program's database in it stops the start with one line", async () => {
    writeFileSync(
      join(folder, 'owner.lock'),
      'This is no lock file, whatever it may be.'.repeat(99),
    )

    expect(await refusal('.')).toMatch(
      /^Holdfast cannot start\. The data folder "\." \(DATA_DIR\) cannot be used: .*\n$/,
    )
  })
})

describe('a disk', () => {
  let disk: SmallDisk
  beforeEach(() => {
    disk = new SmallDisk({ sizeMiB: 160 })
  })
  afterEach(async () => {
    await Promise.all(services.map((service) => service.stop()))
    disk.remove()
  })

  test('that may only be read stops the start with one line', async () => {
    disk.makeReadOnly()
    const service = await start({ DATA_DIR: disk.path })

    expect((await service.exit).code).toBe(1)
    expect(service.stderr).toMatch(
      /^Holdfast cannot start\. The data folder .* cannot be used: EROFS.*\n$/,
    )
  })

  test('that is full stops the start with one line', async () => {
    disk.fill()
    const service = await start({ DATA_DIR: join(disk.path, 'data') })

    expect((await service.exit).code).toBe(1)
    expect(service.stderr).toMatch(
      /^Holdfast cannot start\. The data folder .* cannot be used: the disk is full.*\n$/,
    )
  })

  test('that has little room left does not keep a store from starting that is there already', async () => {
    const DATA_DIR = join(disk.path, 'data')
    await (await start({ DATA_DIR })).stop()
    disk.fill({ leaveMiB: 30 })

    expect((await (await start({ DATA_DIR })).book(1)).status).toBe(200)
  })

  test('that is full when the log of the database needs room makes it crash, and come back', async () => {
    const database = new EmbeddedPostgres(join(disk.path, 'data'))
    const sql = (text: string) => database.run({ name: '', text }, [])
    await database.open()
    await sql('create table kept (id int)')
    await sql('insert into kept values (1)')
    disk.fill()
    // Each switch asks for a new file of the log, once those are used up that were there.
    const crash = await until(async () => {
      const error = await sql('select pg_switch_wal()')
        .then(() => sql('insert into kept values (2)'))
        .catch((thrown: unknown) => thrown)
      return error instanceof StoreUnavailableError && error
    })
    expect(crash.cause).toMatchObject({ severity: 'PANIC' })
    await expect(sql('select 1')).rejects.toThrow('The disk is full')
    disk.clear()

    expect(await sql('select id from kept where id = 1')).toEqual([{ id: 1 }])
    await database.close()
  }, 60_000)

  test('that is full in the middle of a sale means 503, loses nothing, and is over when there is room again', async () => {
    const DATA_DIR = join(disk.path, 'data')
    const service = await start({ DATA_DIR, DEFAULT_EVENT_SEATS: '20000' })
    let seat = 0
    const crowd = new Crowd(service.url, {
      buyers: BUYERS,
      nextSeat: () => `${(seat++ % 20_000) + 1}`,
    })
    await until(() => crowd.tally.acknowledged.length > 100)

    disk.fill()
    await until(() => crowd.tally.byStatus.has(503))
    disk.clear()
    const atClear = crowd.tally.acknowledged.length
    await until(() => crowd.tally.acknowledged.length > atClear + 100)
    const tally = await crowd.goHome()
    await until(async () => (await service.readiness()).status === 200)
    await service.stop()

    const database = new EmbeddedPostgres(DATA_DIR)
    await database.open()
    expect(await findDiscrepancies(database, tally)).toEqual(NO_DISCREPANCIES)
    expect([...tally.byStatus.keys()].sort()).toEqual([200, 503])
    await database.close()
  }, 60_000)
})
