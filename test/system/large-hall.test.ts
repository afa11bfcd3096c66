import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { pretixPlan } from '../../tools/pretix-plan.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { ADMIN_KEY, RetryingClient } from '../drivers/retrying-client.ts'

/** 100,000 seats. */
const ARENA = { zones: 10, rows: 100, seats: 100 }

/** Bookings, one after another, that have to be acknowledged while the seats of the arena are saved; else it is none. */
const BOOKINGS_MIN = 5

interface Events {
  readonly events: readonly { readonly eventId: string; readonly createdAt: string }[]
}

let folder: string
let service: ServiceProcess
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
  const settings = {
    STORE: 'embedded',
    ADMIN_KEY,
    PUBLIC_BOOKING: 'true',
    SEATS_PER_CLIENT: '0',
    DEMO_EVENT: 'false',
  }
  service = await ServiceProcess.start(settings, { cwd: folder })
})
afterEach(async () => {
  await service.stop()
  rmSync(folder, { recursive: true })
})

test('seats are sold while the embedded store creates a hall of 100,000 seats', async () => {
  const client = new RetryingClient([service.url])
  const over = new AbortController()
  const importing = client.openEvent('arena', pretixPlan(ARENA)).finally(() => {
    over.abort()
  })
  const sentAt: Date[] = []
  while (!over.signal.aborted) {
    const now = new Date()
    const booked = await service.book(1)
    if (booked.status !== 200) continue
    sentAt.push(now)
    // So that there is a seat to sell for as long as the import takes.
    const { bookingId } = (await booked.json()) as { bookingId: string }
    await client.ask('DELETE', `/api/bookings/${bookingId}`, { bearer: ADMIN_KEY })
  }
  await importing

  // Its plan has been read when it is created; then its seats are saved. The last answer may have come after that.
  const { body } = await client.ask('GET', '/api/events')
  const arena = (body as Events).events.find(({ eventId }) => eventId === 'arena')
  const createdAt = new Date(arena?.createdAt ?? '')
  const meanwhile = sentAt.slice(0, -1).filter((at) => at >= createdAt)
  expect(meanwhile.length).toBeGreaterThanOrEqual(BOOKINGS_MIN)
  const last = await client.hold('arena', { seatIds: ['9-99-99'] })
  expect(last.status).toBe(201)
})
