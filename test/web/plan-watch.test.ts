import { beforeEach, expect, test } from '@jest/globals'

import { PlanWatch } from '../../web/seat-map/live/plan-watch.ts'

let calls: number
let watch: PlanWatch
beforeEach(() => {
  calls = 0
  watch = new PlanWatch({ planVersion: 2, onReplaced: () => calls++, random: () => 0.5 })
})

test('does nothing while the plan is the one that is shown', () => {
  watch.update(2, 0)
  watch.tick(60_000)
  expect(calls).toBe(0)
})

test.each([1, 3])('tells once that the plan has version %d, after a random pause', (version) => {
  watch.update(version, 10_000)
  watch.tick(11_499)
  expect(calls).toBe(0)

  watch.update(version, 11_499)
  watch.tick(11_500)
  watch.tick(11_750)
  expect(calls).toBe(1)
})

test('tells again after a pause, while the service has another plan', () => {
  watch.update(3, 0)
  watch.tick(1_500)
  watch.tick(5_999)
  expect(calls).toBe(1)
  watch.tick(6_000)
  expect(calls).toBe(2)

  watch.update(2, 7_000)
  watch.tick(60_000)
  expect(calls).toBe(2)
})
