import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { Crowd, Tally } from '../drivers/crowd.ts'
import { findDiscrepanciesIn, NO_DISCREPANCIES } from '../drivers/stored-bookings.ts'

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

/** Starts the service in the folder, which gets all of its files. */
async function start(env: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> {
  const service = await ServiceProcess.start({ STORE: '', ...env }, { cwd: folder })
  services.push(service)
  return service
}

describe('a service with default settings', () => {
  test('keeps its bookings after SIGKILL', async () => {
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

  test('keeps its bookings after SIGTERM', async () => {
    const first = await start()
    await first.book(1)
    first.kill('SIGTERM')
    expect(await first.exit).toEqual({ code: 0, signal: null })

    expect((await (await start()).book(1)).status).toBe(400)
  })

  test.each(['runs', 'is paused'])(
    'does not start while another instance on the same folder %s',
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

  test('one of two that start at the same time on one folder runs', async () => {
    const both = await Promise.all([start(), start()])

    expect(both.filter((service) => service.ended)).toHaveLength(1)
  })

  test('keeps all acknowledged bookings when it is killed during a sale', async () => {
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

    expect(everything.acknowledged.length).toBeGreaterThan(100)
    const data = join(folder, 'data')
    expect(await findDiscrepanciesIn(data, everything)).toEqual(NO_DISCREPANCIES)
  })
})

test('the data folder is readable only for its owner', async () => {
  mkdirSync(join(folder, 'data'), { mode: 0o755 })
  await (await start()).book(1)

  const files = readdirSync(join(folder, 'data'))
  expect(files).toEqual(expect.arrayContaining(['holdfast.db', 'holdfast.db-wal', 'owner.lock']))
  const modeOf = (...path: string[]) => statSync(join(folder, 'data', ...path)).mode & 0o777
  expect(modeOf().toString(8)).toBe('700')
  expect(new Set(files.map((file) => modeOf(file).toString(8)))).toEqual(new Set(['600']))
})

describe('the service does not start, and prints one line, with a data folder', () => {
  const refusal = async (path: string) => {
    const service = await start({ DATA_DIR: path })
    expect((await service.exit).code).toBe(1)
    const [, reason] =
      /^Holdfast cannot start\. The data folder ".*" \(DATA_DIR\) cannot be used: (.*)\n$/.exec(
        service.stderr,
      ) ?? []
    return reason ?? service.stderr
  }
  const database = (path: string, script: string) => {
    mkdirSync(join(folder, path))
    const sqlite = new DatabaseSync(join(folder, path, 'holdfast.db'))
    sqlite.exec(script)
    sqlite.close()
    return path
  }

  test('that is a file', async () => {
    writeFileSync(join(folder, 'file'), '')

    expect(await refusal('file')).toContain('EEXIST')
  })

  test.each(['owner.lock', 'holdfast.db'])('whose %s is not a database', async (file) => {
    writeFileSync(join(folder, file), 'Whatever this is, it is no database.'.repeat(99))

    expect(await refusal('.')).toBe('file is not a database.')
  })

  test('with the database of another program, which it does not change', async () => {
    const path = database('other', 'create table todo (task text)')
    const before = readFileSync(join(folder, path, 'holdfast.db'))

    expect(await refusal(path)).toBe('holdfast.db is a database of another program.')
    expect(readFileSync(join(folder, path, 'holdfast.db'))).toEqual(before)
  })

  test('with a newer database', async () => {
    await (await start()).stop()
    const sqlite = new DatabaseSync(join(folder, 'data', 'holdfast.db'))
    sqlite.exec('pragma user_version = 99')
    sqlite.close()

    expect(await refusal('data')).toMatch(
      /^the schema of its database has version 99, but this program supports versions up to \d+\. Start a newer Holdfast\.$/,
    )
  })

  test('with the database of an older development version', async () => {
    mkdirSync(join(folder, 'data', 'postgres'), { recursive: true })
    writeFileSync(join(folder, 'data', 'postgres', 'PG_VERSION'), '18')

    expect(await refusal('data')).toContain('Move the folder away, or set DATA_DIR to another one.')
    expect(readdirSync(join(folder, 'data'))).toEqual(['postgres'])
  })
})
