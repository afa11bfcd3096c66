import { beforeEach, expect, test } from '@jest/globals'

import { PlanWatch } from '../../web/seat-map/live/plan-watch.ts'

let calls: number
let watch: PlanWatch
beforeEach(() => {
  calls = 0
  watch = new PlanWatch({ shown: plan(2), onReplaced: () => calls++, random: () => 0.5 })
})

const plan = (planVersion: number, createdAt = '2026-06-01T10:00:00.000Z') => ({
  planVersion,
  createdAt,
})

test('does nothing while the plan is the one that is shown', () => {
  watch.update(plan(2), 0)
  watch.tick(60_000)
  expect(calls).toBe(0)
})

test.each([1, 3])('tells once that the plan has version %d, after a random pause', (version) => {
  watch.update(plan(version), 10_000)
  watch.tick(11_499)
  expect(calls).toBe(0)

  watch.update(plan(version), 11_499)
  watch.tick(11_500)
  watch.tick(11_750)
  expect(calls).toBe(1)
})

test('tells again after a pause, while the service has another plan', () => {
  watch.update(plan(3), 0)
  watch.tick(1_500)
  watch.tick(5_999)
  expect(calls).toBe(1)
  watch.tick(6_000)
  expect(calls).toBe(2)

  watch.update(plan(2), 7_000)
  watch.tick(60_000)
  expect(calls).toBe(2)
})

test.each([
  ['the event was deleted', undefined],
  ['it was created again', plan(2, '2026-06-02T10:00:00.000Z')],
])('tells that %s', (_what, current) => {
  watch.update(current, 0)
  watch.tick(1_499)
  expect(calls).toBe(0)
  watch.tick(1_500)
  expect(calls).toBe(1)
})
