import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { granted } from '../../client/src/index.ts'
import { freePort } from '../support/free-port.ts'
import { ServiceProcess } from '../support/service-process.ts'
import { until } from '../support/until.ts'

const ADMIN_KEY = 'the-key-of-the-administrator'
const BUYERS = 16
const KILLS = 2

/** Patient enough for a service that takes its time to come back. */
const RETRIES = { attemptsMax: 10_000, backoffMs: 10, backoffMsMax: 50 }

let folder: string
let service: ServiceProcess | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
})
afterEach(async () => {
  await service?.stop()
  rmSync(folder, { recursive: true })
})

test('buyers who use the client get what they hold, once, from a service that is killed again and again', async () => {
  const settings = {
    STORE: '',
    PORT: `${await freePort()}`,
    DEFAULT_EVENT_SEATS: '2000',
    ADMIN_KEY,
  }
  const start = () => ServiceProcess.start(settings, { cwd: folder })
  service = await start()

  let lost = 0
  const client = service.client({
    retries: RETRIES,
    fetch: (...request) =>
      fetch(...request).catch((error: unknown) => {
        lost++
        throw error
      }),
  })
  const told = new Map<string, string>()
  let seats = 0
  let open = true
  const buyers = Array.from({ length: BUYERS }, async () => {
    while (open) {
      const hold = granted(
        await client.holdSeats('default', { seatIds: [`${++seats}`, `${++seats}`] }),
      )
      const { bookingId, seatIds } = granted(await client.confirmHold(hold))
      for (const seatId of seatIds) told.set(seatId, bookingId)
    }
  })
  const sale = Promise.all(buyers)

  for (let kill = 0; kill < KILLS; kill++) {
    const before = told.size
    await Promise.race([sale, until(() => told.size > before + 100)])
    await service.stop()
    service = await start()
  }
  open = false
  await sale

  expect(lost).toBeGreaterThan(0)
  const stories = new Map<string, string[]>()
  const admin = service.client({ key: ADMIN_KEY })
  for await (const { seatId, action, bookingId } of admin.history('default')) {
    stories.set(seatId, [...(stories.get(seatId) ?? []), bookingId ?? action])
  }
  expect(stories).toEqual(
    new Map(Array.from(told, ([seatId, bookingId]) => [seatId, ['held', bookingId]])),
  )
}, 120_000)
