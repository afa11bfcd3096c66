import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { Crowd, Tally } from '../drivers/crowd.ts'
import { PowerCut } from '../drivers/power-cut.ts'
import { SeatsOnOffer } from '../drivers/seats-on-offer.ts'
import { findDiscrepanciesIn, NO_DISCREPANCIES } from '../drivers/stored-bookings.ts'

const SEATS = 5_000
const BUYERS = 16
const CUTS = 3

let folder: string
let power: PowerCut
let service: ServiceProcess
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
  power = new PowerCut(join(folder, 'power'))
})
afterEach(async () => {
  await service.stop()
  rmSync(folder, { recursive: true })
})

async function start(dataDir: string): Promise<void> {
  service = await ServiceProcess.start({
    ...power.settingsFor(dataDir),
    STORE: 'embedded',
    DEFAULT_EVENT_SEATS: `${SEATS}`,
    DEMO_EVENT: 'false',
  })
}

test('a power cut at any moment of a sale loses nothing that was acknowledged', async () => {
  const everything = new Tally()
  let tries = 0
  let dataDir = join(folder, 'data')
  for (let cut = 1; cut <= CUTS; cut++) {
    await start(dataDir)
    const crowd = new Crowd(service.url, {
      buyers: BUYERS,
      nextSeat: () => `${(Math.floor(tries++ / 2) % SEATS) + 1}`,
    })
    const enough = 100 + Math.random() * 200
    await until(() => crowd.tally.total > enough)
    await service.stop()
    everything.add(await crowd.goHome())
    dataDir = join(folder, `data after cut ${cut}`)
    power.restoreTo(dataDir)
  }

  expect(everything.acknowledged.length).toBeGreaterThan(100)
  expect(await findDiscrepanciesIn(dataDir, everything)).toEqual(NO_DISCREPANCIES)
})

test('a disk that fails to write means 503 and loses nothing, also in a power cut afterwards', async () => {
  const dataDir = join(folder, 'data')
  await start(dataDir)
  const seats = new SeatsOnOffer(1)
  const crowd = new Crowd(service.url, { buyers: BUYERS, nextSeat: seats.next })
  await seats.sell(crowd, 50)

  power.syncFails = true
  await until(() => crowd.tally.byStatus.has(503))
  await until(async () => (await service.readiness()).status === 503)
  power.syncFails = false
  await seats.sell(crowd, 50)
  await until(async () => (await service.readiness()).status === 200)
  await service.stop()
  const tally = await crowd.goHome()

  power.restoreTo(join(folder, 'after'))
  expect(await findDiscrepanciesIn(join(folder, 'after'), tally)).toEqual(NO_DISCREPANCIES)
})

test('what is acknowledged after a restart outlives a power cut, even if it was written before', async () => {
  const dataDir = join(folder, 'data')
  await start(dataDir)
  power.syncFails = true
  expect((await service.book(1, 'k-1')).status).toBe(503)
  await service.stop()
  power.syncFails = false

  await start(dataDir)
  const answer = await service.book(1, 'k-1')
  expect(answer.status).toBe(200)
  const { bookingId } = (await answer.json()) as { bookingId: string }
  await service.stop()

  const tally = new Tally()
  tally.acknowledged.push({ seatId: '1', bookingId })
  power.restoreTo(join(folder, 'after'))
  expect(await findDiscrepanciesIn(join(folder, 'after'), tally)).toEqual(NO_DISCREPANCIES)
})
