import { afterAll, beforeAll, expect, test } from '@jest/globals'

import type { HoldfastClient, ProblemCode } from '../../client/src/index.ts'
import { RunningApp } from '../support/running-app.ts'

let app: RunningApp
let client: HoldfastClient
beforeAll(async () => {
  app = await RunningApp.start()
  client = app.client()
})
afterAll(() => app.stop())

// Most of what is tested here is tested by the compiler: an error that it does not find fails `npm run types`.

test('nothing is granted before it was asked whether it was', async () => {
  const reply = await client.bookSeat('1')

  // @ts-expect-error It may have been refused.
  expect(reply.value).toBeDefined()
  if (reply.ok) expect(reply.value.bookingId satisfies string).toBeDefined()
  else {
    reply.refusal.code satisfies
      'seat-already-booked' | 'seat-blocked' | 'seat-held' | 'seat-locked'
  }
})

test('a refusal has only codes that the document names, of what depends on others', async () => {
  const reply = await client.confirmHold({ holdId: 'h' }).catch(() => undefined)
  if (reply && !reply.ok) {
    reply.refusal.code satisfies 'hold-gone' | 'seats-not-available' | 'seats-locked'
    // @ts-expect-error There may be others.
    reply.refusal.code satisfies 'hold-gone'
  }
  'store-unavailable' satisfies ProblemCode
  // @ts-expect-error There is no such code.
  'store-unavialable' satisfies ProblemCode
})

test('only who says what is known is told that it has not changed', async () => {
  const seats = await client.getAvailability('default')
  seats.revision satisfies number

  const newer = await client.getAvailability('default', seats)
  // @ts-expect-error It may be "unchanged".
  expect(newer.revision).toBeUndefined()
  expect(newer).toBe('unchanged')
})

test('a request is as the document says', async () => {
  // @ts-expect-error There is no such path.
  const elsewhere = client.request('get', '/api/nowhere', {})
  await expect(elsewhere).rejects.toMatchObject({ code: 'not-found' })

  // @ts-expect-error The path has a parameter.
  const nameless = client.request('get', '/api/events/{eventId}', {})
  await expect(nameless).rejects.toThrow(TypeError)

  // @ts-expect-error Either the seats, or how many.
  const neither = client.holdSeats('default', { ttlMs: 1_000 })
  await expect(neither).rejects.toMatchObject({ code: 'invalid-request' })
})
