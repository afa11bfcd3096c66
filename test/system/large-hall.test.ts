import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { pretixPlan } from '../support/pretix-plan.ts'
import { ServiceProcess } from '../support/service-process.ts'
import { ADMIN_KEY, Shop } from '../support/shop.ts'

/** A busy machine takes its time. */
const PATIENCE_MS = 150_000

/** 100,000 seats. */
const ARENA = { zones: 10, rows: 100, seats: 100 }

/** Bookings that have to be acknowledged while the arena is put on sale. */
const BOOKINGS_MIN = 20

let folder: string
let service: ServiceProcess
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
  const settings = {
    STORE: 'embedded',
    ADMIN_KEY,
    DEMO_EVENT: 'false',
    DEFAULT_EVENT_SEATS: '1000',
  }
  service = await ServiceProcess.start(settings, { cwd: folder })
}, PATIENCE_MS)
afterEach(async () => {
  await service.stop()
  rmSync(folder, { recursive: true })
})

test(
  'seats are sold while a hall of 100,000 is put on sale in the embedded store',
  async () => {
    const shop = new Shop([service.url])
    const over = new AbortController()
    const importing = shop.openEvent('arena', pretixPlan(ARENA)).finally(() => {
      over.abort()
    })
    const answers: number[] = []
    for (let seat = 1; !over.signal.aborted; seat++) {
      answers.push((await service.book(seat)).status)
    }
    await importing

    // The last may have been answered when it was over.
    const bookings = answers.slice(0, -1).filter((status) => status === 200)
    expect(bookings.length).toBeGreaterThan(BOOKINGS_MIN)
    const last = await shop.hold('arena', { seatIds: ['9-99-99'] })
    expect(last.status).toBe(201)
  },
  PATIENCE_MS,
)
