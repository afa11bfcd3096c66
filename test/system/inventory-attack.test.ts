import { afterEach, expect, test } from '@jest/globals'

import { demoEvent } from '../../src/demo/demo-event.ts'
import { newEvent } from '../../src/domain/event.ts'
import { seatIdsOf } from '../../src/domain/seating-plan.ts'
import { ADMISSION_KEY, admissionToken } from '../builders/admission-token.ts'
import { ApiClient } from '../drivers/api-client.ts'
import { InventoryAttack } from '../drivers/inventory-attack.ts'
import { RunningApp } from '../drivers/running-app.ts'
import { MINUTE_MS } from '../drivers/use-case-fixture.ts'

const SEATS_PER_CLIENT = 40
const COOLDOWN_MS = 30 * MINUTE_MS
/** One hour: each of the attacks three times, and time for two cool-downs. */
const ROUNDS = 12

const DEMO = newEvent({ ...demoEvent(), createdAt: new Date(0) })
const SEAT_IDS = seatIdsOf(DEMO.plan)

let app: RunningApp
afterEach(() => app.stop())

interface Limits {
  readonly seatsPerClientMax: number
  readonly holdCooldownMs: number
}

async function attackWith(
  limits: Limits,
  { withToken = false, confirms = false }: { withToken?: boolean; confirms?: boolean } = {},
): Promise<InventoryAttack> {
  app = await RunningApp.start({
    holdLimits: { ...limits, seatsMax: 10 },
    admissionKey: withToken ? ADMISSION_KEY : undefined,
  })
  await app.office.events.addEvent(DEMO)
  const exp = app.office.clock.now().getTime() / 1_000 + 86_400
  const token = await admissionToken({ sub: 'attacker', aud: DEMO.id, exp })
  const headers = withToken ? { Admission: token } : {}
  const options = { eventId: DEMO.id, seatIds: SEAT_IDS, headers, confirms }
  return new InventoryAttack(app, new ApiClient(app), options)
}

/** The times between the end of a hold of a seat and the next hold of it. */
function pausesMs(): number[] {
  const endedAtMs = new Map<string, number>()
  const pauses: number[] = []
  for (const { action, seats, cause } of app.seats.changes) {
    const atMs = cause.at.getTime()
    for (const { to } of seats) {
      if (action === 'released' || action === 'expired') endedAtMs.set(to.id, atMs)
      const ended = endedAtMs.get(to.id)
      if (action === 'held' && ended !== undefined) {
        pauses.push(atMs - ended)
        endedAtMs.delete(to.id)
      }
    }
  }
  return pauses
}

test('without limits, one client holds the whole hall', async () => {
  const attack = await attackWith({ seatsPerClientMax: 0, holdCooldownMs: 0 })
  await attack.takeAll()

  expect(attack.requests).toBe(Math.ceil(SEAT_IDS.length / 10) + 1)
  expect(attack.seatsMax).toBe(SEAT_IDS.length)
})

test.each([
  ['an address', {}],
  ['an address that also confirms its holds', { confirms: true }],
  ['the subject of an admission token', { withToken: true }],
  ['the subject of an admission token that also confirms', { withToken: true, confirms: true }],
])('%s never has more seats than the limit, nor the same ones again too early', async (_, how) => {
  const limits = { seatsPerClientMax: SEATS_PER_CLIENT, holdCooldownMs: COOLDOWN_MS }
  const attack = await attackWith(limits, how)
  await attack.run(ROUNDS)

  expect(attack.seatsMax).toBe(SEATS_PER_CLIENT)
  expect(Math.min(...pausesMs())).toBeGreaterThanOrEqual(COOLDOWN_MS)
})
