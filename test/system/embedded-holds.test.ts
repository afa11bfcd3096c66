import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { type HeldByShop, Shop } from '../drivers/retrying-client.ts'

/** A busy machine takes its time to start a database. */
const PATIENCE_MS = 90_000

let folder: string
let service: ServiceProcess
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
})
afterEach(async () => {
  await service.stop()
  rmSync(folder, { recursive: true })
})

async function start(): Promise<Shop> {
  service = await ServiceProcess.start({ STORE: 'embedded', DEMO_EVENT: 'false' }, { cwd: folder })
  return new Shop([service.url])
}

async function killAndStart(): Promise<Shop> {
  await service.stop()
  return start()
}

test(
  'a hold outlives the service that is killed: the same token, the same deadline',
  async () => {
    const before = await start()
    const { body } = await before.hold('default', { seatIds: ['1', '2'] })
    const { holdId, token: bearer, expiresAt } = body as HeldByShop
    const path = `/api/holds/${holdId}`

    const shop = await killAndStart()
    expect(await shop.hold('default', { seatIds: ['2', '3'] })).toMatchObject({
      code: 'seats-not-available',
      body: { conflicts: [{ seatId: '2', reason: 'held' }] },
    })
    // A deadline is never brought forward, so a short extension tells what it is.
    const extended = await shop.ask('POST', `${path}/extend`, { bearer, body: { ttlMs: 100 } })
    expect(extended).toMatchObject({ status: 200, body: { expiresAt } })
    const confirmed = await shop.ask('POST', `${path}/confirm`, { bearer })
    expect(confirmed).toMatchObject({ status: 200, body: { seatIds: ['1', '2'] } })

    const after = await killAndStart()
    expect(await after.ask('POST', `${path}/confirm`, { bearer })).toEqual(confirmed)
  },
  PATIENCE_MS,
)
