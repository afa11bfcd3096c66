import { describe, expect, test } from '@jest/globals'
import fc, { type Scheduler } from 'fast-check'

import type { HeldSeats } from '../../src/application/changes/hold-request.ts'
import { PLANS } from './buyer-plans.ts'
import { isLinearizable } from './linearizability.ts'
import { RacingHall, type RacingHallOptions, SEATS } from './racing-hall.ts'
import { AVAILABLE } from './seat-operations.ts'
import { LIMITS } from './small-hall.ts'

const SCHEDULES = 750

const CHANGES_OF_BOOKING = {
  cancel: 'cancel',
  'cancel a seat': 'cancelSeat',
  move: 'move',
} as const
type Change = keyof typeof CHANGES_OF_BOOKING

const someSeats = fc.subarray([...SEATS], { minLength: 1 })
const buyer = fc.record({
  wanted: fc.oneof(
    someSeats.map((seatIds) => ({ seatIds, places: 0 })),
    fc.record({ seatIds: fc.subarray([...SEATS]), places: fc.constantFrom(1, 1, 2) }),
  ),
  plan: fc.constantFrom(...PLANS),
})

const cast = fc.record({
  buyers: fc.array(buyer, { minLength: 2, maxLength: 4 }),
  booked: fc.option(someSeats, { nil: undefined }),
  blocked: fc.option(fc.subarray([...SEATS], { minLength: 1, maxLength: 1 }), { nil: undefined }),
  sweeps: fc.nat({ max: 2 }),
  passes: fc.nat({ max: 2 }),
  expiries: fc.nat({ max: 3 }),
})

type Cast = typeof cast extends fc.Arbitrary<infer T> ? T : never

async function buy(hall: RacingHall, { wanted, plan }: Cast['buyers'][number]): Promise<void> {
  let held = await hall.hold(wanted.seatIds, wanted)
  let bookingId: string | undefined
  const act = async (name: string, mine: HeldSeats) => {
    if (name === 'confirm') bookingId = (await hall.confirm(mine)) ?? bookingId
    else if (name === 'hold more') held = (await hall.hold(['A-2'], { own: mine })) ?? held
    else if (name === 'hold another place')
      held = (await hall.hold([], { own: mine, places: 1 })) ?? held
    else if (name === 'release a seat') await hall.releaseSeat(mine)
    else if (name in CHANGES_OF_BOOKING) {
      if (bookingId !== undefined) await hall[CHANGES_OF_BOOKING[name as Change]](bookingId)
    } else await hall[name as 'extend' | 'release'](mine)
  }
  for (const names of plan) {
    const mine = held
    if (mine) await Promise.all(names.split('+').map((name) => act(name, mine)))
  }
}

/** @returns the seats whose acknowledged operations are not linearizable, or whose bookings differ from the seats */
async function race(
  s: Scheduler,
  { buyers, booked, blocked, sweeps, passes, expiries }: Cast,
  options: RacingHallOptions,
): Promise<{ inexplicable: string[]; answers: string[] }> {
  const hall = new RacingHall(s, options)
  const times = (count: number, act: () => Promise<void>) => Array.from({ length: count }, act)
  await s.waitFor(
    Promise.all([
      ...buyers.map((one) => buy(hall, one)),
      booked && hall.book(booked),
      blocked && hall.block(blocked),
      ...times(sweeps, () => hall.sweep()),
      ...times(passes, () => hall.pass(LIMITS.ttlDefaultMs)),
      ...times(expiries, () => hall.expireLocks()),
    ]),
  )
  await hall.close()
  const inexplicable = [...hall.operations]
    .filter(([, operations]) => !isLinearizable(operations, AVAILABLE))
    .map(([seatId, operations]) => [seatId, ...operations.map(({ name }) => name)].join('; '))
  const contradicted = await hall.seatsAgainstBookings()
  return { inexplicable: [...inexplicable, ...contradicted], answers: hall.answers }
}

describe('concurrent requests for seats, with locks that may be lost at any time', () => {
  test.each([
    ['', {}],
    [', with any guesses of the store', { guesses: true }],
  ])(
    'leave every seat as if the acknowledged changes had been sequential%s',
    async (_, options) => {
      const done = new Set<string>()
      await fc.assert(
        fc.asyncProperty(fc.scheduler(), cast, async (s, who) => {
          const { inexplicable, answers } = await race(s, who, options)
          for (const answer of answers) done.add(answer.replace(/ .*:/, ''))
          expect(inexplicable).toEqual([])
        }),
        { numRuns: SCHEDULES },
      )
      // The check is only meaningful if all kinds of results occurred.
      const requests = [
        'block',
        'book',
        'cancel',
        'confirm',
        'extend',
        'hold',
        'move',
        'release',
        'stand',
      ]
      expect([...done]).toEqual(expect.arrayContaining(requests.map((name) => `${name} done`)))
      const refusals = ['hold refused', 'stand refused', 'confirm refused']
      expect([...done]).toEqual(expect.arrayContaining(refusals))
    },
  )

  test('the search finds the violations of a store without the conditional write', async () => {
    const search = await fc.check(
      fc.asyncProperty(fc.scheduler(), cast, async (s, who) => {
        const { inexplicable } = await race(s, who, { ignoresVersions: true })
        return inexplicable.length === 0
      }),
      { numRuns: SCHEDULES, endOnFailure: true },
    )
    expect(search.failed).toBe(true)
  })
})
