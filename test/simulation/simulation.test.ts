import { describe, expect, test } from '@jest/globals'

import { FAULTS } from './faults.ts'
import { PLANTED_BREAKS, type PlantedBreakName } from './planted-breaks.ts'
import { simulate, type SimulationResult } from './simulation.ts'
import { formatSummary } from './summary.ts'
import { addResult, noTotals } from './totals.ts'

const SCHEDULES = 2_000

/** The schedules in which each planted break must be found. The rarest one is in about one of 300. */
const SCHEDULES_MAX = 3_000

const BREAKS = Object.keys(PLANTED_BREAKS).filter((name) => name !== 'none') as PlantedBreakName[]

const run = (seed: number, planted: PlantedBreakName = 'none') =>
  simulate({ seed, planted, keepsTrace: true })

async function firstFailure(planted: PlantedBreakName): Promise<SimulationResult | undefined> {
  for (let seed = 1; seed <= SCHEDULES_MAX; seed++) {
    const result = await simulate({ seed, planted, keepsTrace: false })
    if (result.violations.length > 0) return result
  }
  return undefined
}

test('a seed determines every step of a schedule', async () => {
  const hashes = new Set<number>()
  for (let seed = 1; seed <= 50; seed++) {
    const [first, second] = [await run(seed), await run(seed)]
    expect(second).toEqual(first)
    expect(first.trace.length).toBeGreaterThan(0)
    hashes.add(first.hash)
  }
  expect(hashes.size).toBe(50)
})

test('no schedule with faults sells a seat twice, or loses what was acknowledged', async () => {
  const totals = noTotals()
  for (let seed = 1; seed <= SCHEDULES; seed++) {
    addResult(totals, await simulate({ seed, planted: 'none', keepsTrace: false }))
  }
  expect(totals.failures).toEqual([])
  // The check is only meaningful if every kind of fault and of answer occurred.
  const { faults, granted, refused, contended, unknown } = totals
  expect(FAULTS.filter((fault) => faults[fault] === 0)).toEqual([])
  for (const count of [granted, refused, contended, unknown]) {
    expect(count).toBeGreaterThan(SCHEDULES)
  }
})

describe('the checks find a planted break:', () => {
  test.each(BREAKS)('%s', async (planted) => {
    const failure = await firstFailure(planted)
    if (!failure) throw new Error(`Not found in ${SCHEDULES_MAX} schedules`)

    const replayed = await run(failure.seed, planted)
    expect(replayed).toEqual({ ...failure, trace: replayed.trace })
    // The schedule is only possible with the break, not with this seed alone.
    expect((await run(failure.seed)).violations).toEqual([])
  })
})

test('the summary of a run has the command that replays a schedule', async () => {
  const planted = 'versions ignored'
  const failure = await firstFailure(planted)
  const totals = noTotals()
  if (failure) addResult(totals, failure)

  const figures = { distinct: 1, firstSeed: 1, seconds: 1, threads: 1 }
  const text = formatSummary({ totals, planted, ...figures })
  expect(text).toContain(failure?.violations[0])
  expect(text).toContain(
    `npm run simulate -- --seed ${failure?.seed} --break 'versions ignored' --trace`,
  )
})
