import { expect, test } from '@jest/globals'
import fc, { type Scheduler } from 'fast-check'

import type { HeldSeats } from '../../src/application/changes/hold-request.ts'
import { RacingClient, SEATS_PER_CLIENT } from './racing-client.ts'

const SCHEDULES = 750

/** How often a hold is requested until it is granted, so that it may be granted when another one expires. */
const TRIES_MAX = 5

/** What the client does with a hold, one after the other. Those joined by "+" are concurrent. */
const PLANS = [
  [],
  ['extend'],
  ['confirm'],
  ['hold more', 'extend'],
  ['hold more+extend'],
  ['extend+confirm'],
  ['hold more+confirm'],
  ['release'],
  ['release+extend'],
  ['pass', 'extend+pass', 'extend+pass'],
  ['pass', 'hold more+pass'],
  ['pass', 'confirm+pass'],
]

const cast = fc.record({
  holds: fc.array(
    fc.record({ seatCount: fc.integer({ min: 1, max: 3 }), plan: fc.constantFrom(...PLANS) }),
    { minLength: 1, maxLength: 4 },
  ),
  books: fc.nat({ max: 4 }),
})

type Cast = typeof cast extends fc.Arbitrary<infer T> ? T : never

async function useHold(
  client: RacingClient,
  { seatCount, plan }: Cast['holds'][number],
): Promise<void> {
  let held: HeldSeats | undefined
  for (let tries = 0; !held && tries < TRIES_MAX; tries++) held = await client.hold(seatCount)
  if (!held) return
  const mine = held
  const act = async (name: string): Promise<unknown> =>
    name === 'hold more'
      ? client.hold(1, mine)
      : client[name as 'extend' | 'confirm' | 'release' | 'pass'](mine)
  for (const names of plan) await Promise.all(names.split('+').map(act))
}

/** Sends all requests of the client at once. */
async function race(s: Scheduler, { holds, books }: Cast, lockExpiries = 0): Promise<RacingClient> {
  const client = new RacingClient(s)
  const times = (count: number, act: () => Promise<void>) => Array.from({ length: count }, act)
  await s.waitFor(
    Promise.all([
      ...holds.map((hold) => useHold(client, hold)),
      ...times(books, () => client.book()),
      ...times(lockExpiries, () => client.expireLocks()),
    ]),
  )
  return client
}

test('concurrent requests of a client to two instances never exceed its limit on seats', async () => {
  const results = new Set<string>()
  let reached = 0
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), cast, async (s, requests) => {
      const client = await race(s, requests)
      for (const result of client.results) results.add(result)
      if (client.seatsMax === SEATS_PER_CLIENT) reached++
      expect(client.seatsMax).toBeLessThanOrEqual(SEATS_PER_CLIENT)
    }),
    { numRuns: SCHEDULES },
  )
  // The check is only meaningful if all kinds of results occurred.
  const kinds = ['book', 'confirm', 'extend', 'hold'].flatMap((name) => [
    `${name} done`,
    `${name} refused`,
  ])
  expect([...results].sort()).toEqual(kinds)
  expect(reached).toBeGreaterThan(0)
})

test('the search finds where expired locks let a client exceed its limit', async () => {
  const search = await fc.check(
    fc.asyncProperty(fc.scheduler(), cast, async (s, requests) => {
      const client = await race(s, requests, 3)
      return client.seatsMax <= SEATS_PER_CLIENT
    }),
    { numRuns: SCHEDULES, endOnFailure: true },
  )
  expect(search.failed).toBe(true)
})
