import { execFile } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { ServiceProcess, type ServiceSettings } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { Crowd, Tally } from '../drivers/crowd.ts'
import { SmallDisk } from '../drivers/small-disk.ts'
import { findDiscrepanciesIn, NO_DISCREPANCIES } from '../drivers/stored-bookings.ts'

const PROGRAM = resolve('src/backup.ts')

let folder: string
const services: ServiceProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
})
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop()))
  rmSync(folder, { recursive: true })
})

async function start(env: ServiceSettings = {}): Promise<ServiceProcess> {
  const service = await ServiceProcess.start({ STORE: 'embedded', ...env }, { cwd: folder })
  services.push(service)
  return service
}

/** What `npm run backup` does in the folder. */
function backUp(
  args: readonly string[],
  env: ServiceSettings = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done) => {
    const options = { cwd: folder, env: { PATH: process.env['PATH'], ...env } }
    execFile(process.execPath, [PROGRAM, ...args], options, (error, stdout, stderr) => {
      done({ code: Number(error?.code ?? 0), stdout, stderr })
    })
  })
}

describe('a backup', () => {
  test('that is made during a sale has every booking acknowledged before, and can be restored', async () => {
    const service = await start({ DEFAULT_EVENT_SEATS: '20000' })
    let seat = 0
    const crowd = new Crowd(service.url, { buyers: 8, nextSeat: () => `${++seat}` })
    await until(() => crowd.tally.acknowledged.length > 100)
    const before = new Tally()
    before.add(crowd.tally)

    expect(await backUp(['monday.db'])).toMatchObject({ code: 0, stdout: 'Wrote monday.db.\n' })
    const atBackup = crowd.tally.acknowledged.length
    await until(() => crowd.tally.acknowledged.length > atBackup + 10)
    const tally = await crowd.goHome()
    service.kill('SIGTERM')
    await service.exit

    expect(tally.unexpected).toEqual([])
    expect((statSync(join(folder, 'monday.db')).mode & 0o777).toString(8)).toBe('600')
    renameSync(join(folder, 'data'), join(folder, 'data.old'))
    mkdirSync(join(folder, 'data'))
    copyFileSync(join(folder, 'monday.db'), join(folder, 'data', 'holdfast.db'))
    const restored = await start({ DEFAULT_EVENT_SEATS: '20000' })
    expect(await restored.readiness()).toMatchObject({ status: 200, seats: 'ok' })
    expect((await restored.book(before.bookedSeats[0] ?? '')).status).toBe(400)
    expect((await restored.book(20_000)).status).toBe(200)
    await restored.stop()
    const found = await findDiscrepanciesIn(join(folder, 'data'), before)
    expect(found).toEqual(NO_DISCREPANCIES)
  })

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'can be made of a store whose service was ended by %s',
    async (signal) => {
      const service = await start()
      await service.book(1)
      service.kill(signal)
      await service.exit

      expect((await backUp(['copy.db'])).code).toBe(0)
      rmSync(join(folder, 'data'), { recursive: true })
      mkdirSync(join(folder, 'data'))
      renameSync(join(folder, 'copy.db'), join(folder, 'data', 'holdfast.db'))
      expect((await (await start()).book(1)).status).toBe(400)
    },
  )

  test('is refused where there is such a file already, and leaves it alone', async () => {
    await (await start()).book(1)
    writeFileSync(join(folder, 'taken.db'), 'mine')

    expect(await backUp(['taken.db'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'The backup "taken.db" cannot be written: the file already exists.\n',
    })
    expect(readFileSync(join(folder, 'taken.db'), 'utf8')).toBe('mine')
  })

  test('that fails because the disk is full leaves nothing behind', async () => {
    const disk = new SmallDisk({ sizeMiB: 1 })
    try {
      await start()
      disk.fill({ leaveMiB: 0.05 })
      const { code, stderr } = await backUp([join(disk.path, 'monday.db')])

      expect(code).toBe(1)
      expect(stderr).toContain('monday.db" cannot be written: database or disk is full')
      expect(readdirSync(disk.path)).toEqual(['ballast'])
    } finally {
      disk.remove()
    }
  })

  test('leaves the draft of another backup to the same file alone', async () => {
    await start()
    writeFileSync(join(folder, 'monday.db.partial'), 'draft')
    expect((await backUp(['monday.db'])).code).toBe(0)

    expect(readFileSync(join(folder, 'monday.db.partial'), 'utf8')).toBe('draft')
    expect(
      readdirSync(folder)
        .filter((name) => name !== 'data')
        .sort(),
    ).toEqual(['monday.db', 'monday.db.partial'])
  })

  test.each<[string, string[], ServiceSettings, string]>([
    [
      'no store',
      ['x.db'],
      {},
      'The data folder "./data" (DATA_DIR) cannot be used: it contains no',
    ],
    ['no file', [], {}, 'Usage: npm run backup -- FILE'],
    ['another store', ['x.db'], { STORE: 'memory' }, 'STORE=memory is not the embedded store.'],
    ['a wrong setting', ['x.db'], { STORE: 'paper' }, 'STORE=paper: must be one of'],
  ])('of %s is an error, and makes nothing', async (_of, args, env, message) => {
    const { code, stderr } = await backUp(args, env)

    expect(code).toBe(1)
    expect(stderr).toContain(message)
    expect(readdirSync(folder)).toEqual([])
  })

  test('that is copied over the database of a service that was killed is refused at the start', async () => {
    const service = await start()
    await service.book(1)
    expect((await backUp(['copy.db'])).code).toBe(0)
    await service.stop()
    expect(existsSync(join(folder, 'data', 'holdfast.db-wal'))).toBe(true)
    copyFileSync(join(folder, 'copy.db'), join(folder, 'data', 'holdfast.db'))

    const next = await start()
    expect((await next.exit).code).toBe(1)
    expect(next.stderr).toBe(
      'Holdfast cannot start. The data folder "./data" (DATA_DIR) cannot be used: ' +
        'holdfast.db-wal belongs to another holdfast.db. Restore a backup into an empty folder.\n',
    )
  })
})
