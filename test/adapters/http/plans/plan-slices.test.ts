import { expect, test } from '@jest/globals'

import {
  SLICE_WEIGHT,
  SlicedPlan,
  slicesOf,
} from '../../../../src/adapters/http/plans/plan-slices.ts'
import { parseSeatingPlan } from '../../../../src/adapters/http/plans/seating-plan.schema.ts'
import { type PlanSize, pretixPlan } from '../../../../tools/pretix-plan.ts'

test.each<PlanSize>([
  { seats: 10_000 },
  { rows: 1000, seats: 10 },
  { zones: 5000 },
  { rows: 3, seats: SLICE_WEIGHT },
])('a plan of %o is split into small slices that add up to the plan', (size) => {
  const plan = parseSeatingPlan(pretixPlan(size))
  const sliced = new SlicedPlan()

  for (const slice of slicesOf(plan)) {
    expect(JSON.stringify(slice).length).toBeLessThan(200 * SLICE_WEIGHT)
    sliced.add(slice)
  }

  expect(sliced).toMatchObject({ categories: plan.categories, zones: plan.zones })
})
