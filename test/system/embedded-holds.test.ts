import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { type Held, RetryingClient } from '../drivers/retrying-client.ts'

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

async function start(): Promise<RetryingClient> {
  service = await ServiceProcess.start({ STORE: 'embedded', DEMO_EVENT: 'false' }, { cwd: folder })
  return new RetryingClient([service.url])
}

async function killAndStart(): Promise<RetryingClient> {
  await service.stop()
  return start()
}

test(
  'a hold keeps its token and its deadline after SIGKILL',
  async () => {
    const before = await start()
    const { body } = await before.hold('default', { seatIds: ['1', '2'] })
    const { holdId, token: bearer, expiresAt } = body as Held
    const path = `/api/holds/${holdId}`

    const client = await killAndStart()
    expect(await client.hold('default', { seatIds: ['2', '3'] })).toMatchObject({
      code: 'seats-not-available',
      body: { conflicts: [{ seatId: '2', reason: 'held' }] },
    })
    // A deadline is never brought forward, so a short extension tells what it is.
    const extended = await client.ask('POST', `${path}/extend`, { bearer, body: { ttlMs: 100 } })
    expect(extended).toMatchObject({ status: 200, body: { expiresAt } })
    const confirmed = await client.ask('POST', `${path}/confirm`, { bearer })
    expect(confirmed).toMatchObject({ status: 200, body: { seatIds: ['1', '2'] } })

    const after = await killAndStart()
    expect(await after.ask('POST', `${path}/confirm`, { bearer })).toEqual(confirmed)
  },
  PATIENCE_MS,
)
