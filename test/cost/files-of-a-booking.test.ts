import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { EnteredFiles } from '../drivers/entered-files.ts'

/** A reader who follows one request from the socket to the store and back opens these files. */
const FILES_MAX = 30
/** Timers call other files during some of the bookings. After so many, what is left is called by each booking. */
const BOOKINGS_MAX = 200

/** What the timer of the live streams calls so often that it can be in the set of every booking. */
const TIMER_FILES = [
  'src/adapters/system/repeated-task.ts',
  'src/application/queries/follow-seats.ts',
  'src/wiring/feed.ts',
]

let folder: string
let service: ServiceProcess
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
  service = await ServiceProcess.start(
    {
      STORE: '',
      DEMO_EVENT: 'false',
      DEFAULT_EVENT_SEATS: String(BOOKINGS_MAX),
      NODE_OPTIONS: '--inspect=127.0.0.1:0',
    },
    { cwd: folder },
  )
})
afterEach(async () => {
  await service.stop()
  rmSync(folder, { recursive: true })
})

test(`a booking in the embedded store calls functions of at most ${FILES_MAX} files`, async () => {
  const url = await until(() => /ws:\S+/.exec(service.stderr)?.[0])
  const files = await EnteredFiles.connect(url)
  const book = async (seat: number): Promise<void> => {
    expect(await service.book(seat)).toMatchObject({ status: 200 })
  }
  // The first one also loads and prepares what later ones reuse.
  await book(1)

  let idle: ReadonlySet<string> = new Set()
  await until(async () => {
    idle = idle.union(await files.during(async () => undefined))
    return TIMER_FILES.every((file) => idle.has(file))
  })

  let entered = await files.during(() => book(2))
  const ofBookings = () => [...entered].filter((file) => !TIMER_FILES.includes(file)).sort()
  for (let seat = 3; seat < BOOKINGS_MAX && ofBookings().length > FILES_MAX; seat++) {
    entered = entered.intersection(await files.during(() => book(seat)))
  }
  files.close()

  expect(entered).toContain('src/application/commands/book-seat.ts')
  expect(entered).toContain('src/adapters/sqlite/save-changes.ts')
  expect(ofBookings().slice(FILES_MAX)).toEqual([])
})
