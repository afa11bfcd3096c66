import { describe, expect, test } from '@jest/globals'

import { BREAKS } from '../torture/breaks/breaks.ts'
import { type StoreName, tortureStore } from '../torture/systems.ts'

const SEED = 20
/** Just enough for every fault to hit requests in flight. */
const SIZE = { buyers: 6, instances: 2, salesBetween: 5 }

/** The faults of this short run, each caused once. `npm run torture` causes all kinds, until its time is over. */
const FAULTS: Readonly<Record<StoreName, RegExp>> = {
  postgres: /^(an instance is killed|Redis is killed|Postgres is killed)/,
  sqlite: /^(the power is cut|the disk is full)/,
}

describe('a short torture run', () => {
  test.each([
    ['postgres', 3],
    ['sqlite', 2],
  ] as const)('on %s finds no violation', async (store, faultCount) => {
    const { checks, struck, journal } = await tortureStore(store, {
      seed: SEED,
      ...SIZE,
      isWanted: ({ name }) => FAULTS[store].test(name),
      // Each of these faults is caused once.
      isOver: () => true,
    })

    expect(checks.flatMap(({ violations }) => violations)).toEqual([])
    expect(struck).toHaveLength(faultCount)
    expect(journal.sales.length).toBeGreaterThan(0)
  })

  test('finds the planted mistake of a store that does not compare versions', async () => {
    const planted = BREAKS.find(({ name }) => name === 'version')
    if (!planted) throw new Error('There is no such mistake')
    const { checks } = await tortureStore('postgres', {
      seed: SEED,
      ...SIZE,
      // Two of them have to want the same seat while it is locked by neither.
      buyers: 2 * SIZE.buyers,
      planted,
      isWanted: ({ name }) => planted.fault.test(name),
      isOver: () => true,
    })

    const found = checks.filter(({ violations }) => violations.length > 0)
    expect(found).not.toEqual([])
  })
})
