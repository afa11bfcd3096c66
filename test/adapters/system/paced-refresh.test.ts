import { expect, test } from '@jest/globals'

import { paceByTicks } from '../../../src/adapters/system/paced-refresh.ts'
import { refreshPaceContract } from '../../contracts/refresh-pace.contract.ts'

refreshPaceContract('A pace by ticks', () => paceByTicks({ ticksWithoutMax: 10 }))

test.each([
  { readers: 1, ticks: 1 },
  { readers: 4_999, ticks: 1 },
  { readers: 5_000, ticks: 2 },
  { readers: 10_000, ticks: 3 },
])('with $readers readers, refreshes are $ticks ticks apart', async ({ readers, ticks }) => {
  const beganAt: number[] = []
  let tick = 0
  const pace = paceByTicks({ ticksWithoutMax: 10 }).create(
    async () => void beganAt.push(tick),
    () => readers,
  )
  while (beganAt.length < 3) {
    void pace.request()
    tick++
    pace.advance()
    await new Promise(setImmediate)
  }

  expect(beganAt.map((at) => at - (beganAt[0] ?? 0))).toEqual([0, ticks, 2 * ticks])
})
