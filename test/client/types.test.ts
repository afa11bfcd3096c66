import { afterAll, beforeAll, expect, test } from '@jest/globals'

import type { HoldfastClient, ProblemCode } from '../../client/src/index.ts'
import { RunningApp } from '../drivers/running-app.ts'

let app: RunningApp
let client: HoldfastClient
beforeAll(async () => {
  app = await RunningApp.start()
  client = app.client()
})
afterAll(() => app.stop())

// The compiler checks most of this: `npm run types` fails if it misses an expected error.

test('a value can be read only after checking for a refusal', async () => {
  const reply = await client.bookSeat('1')

  // @ts-expect-error It may be a refusal.
  expect(reply.value).toBeDefined()
  if (reply.ok) expect(reply.value.bookingId satisfies string).toBeDefined()
  else {
    reply.refusal.code satisfies
      | 'seat-already-booked'
      | 'seat-blocked'
      | 'seat-held'
      | 'seat-locked'
      | 'too-many-seats-for-client'
      | 'not-on-sale'
  }
})

test('a refusal has only codes of its operation that depend on other buyers', async () => {
  const reply = await client.confirmHold({ holdId: 'h' }).catch(() => undefined)
  if (reply && !reply.ok) {
    reply.refusal.code satisfies
      | 'hold-gone'
      | 'hold-changed'
      | 'hold-confirmed'
      | 'seats-not-available'
      | 'seats-locked'
      | 'too-many-seats-for-client'
      | 'not-on-sale'
    // @ts-expect-error There are other codes.
    reply.refusal.code satisfies 'hold-gone'
  }
  'store-unavailable' satisfies ProblemCode
  // @ts-expect-error There is no such code.
  'store-unavialable' satisfies ProblemCode
})

test('only a caller with a known state can get `unchanged`', async () => {
  const seats = await client.getAvailability('default')
  seats.revision satisfies number

  const newer = await client.getAvailability('default', seats)
  // @ts-expect-error It may be "unchanged".
  expect(newer.revision).toBeUndefined()
  expect(newer).toBe('unchanged')
})

test('a request has the types of the API document', async () => {
  // @ts-expect-error There is no such path.
  const elsewhere = client.request('get', '/api/nowhere', {})
  await expect(elsewhere).rejects.toMatchObject({ code: 'not-found' })

  // @ts-expect-error The path has a parameter.
  const nameless = client.request('get', '/api/events/{eventId}', {})
  await expect(nameless).rejects.toThrow(TypeError)

  // @ts-expect-error Either seats or a quantity is required.
  const neither = client.holdSeats('default', { ttlMs: 1_000 })
  await expect(neither).rejects.toMatchObject({ code: 'invalid-request' })
})

test('standing places can be held alone or with seats', async () => {
  const areas = [{ areaId: 'pit', quantity: 2 }]
  for (const wanted of [{ areas }, { areas, seatIds: ['1'] }]) {
    const held = client.holdSeats('default', wanted)
    await expect(held).rejects.toMatchObject({ code: 'area-not-found' })
  }
})
