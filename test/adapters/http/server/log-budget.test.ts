import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'

import { LogBudget } from '../../../../src/adapters/http/server/observe-requests.ts'

let dropped: number[]
const budget = (linesPerSecondMax: number) =>
  new LogBudget({ linesPerSecondMax, onDropped: (count) => dropped.push(count) })
const spend = (of: LogBudget, times: number, nowMs: number) =>
  Array.from({ length: times }, () => of.spend(nowMs)).filter(Boolean).length

beforeEach(() => {
  dropped = []
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

test('lines beyond the limit per second are dropped and counted', () => {
  const lines = budget(3)

  expect(spend(lines, 5, 0)).toBe(3)
  expect(spend(lines, 2, 999)).toBe(0)
  jest.advanceTimersByTime(1_000)
  expect(dropped).toEqual([4])

  expect(spend(lines, 4, 1_000)).toBe(3)
  jest.advanceTimersByTime(1_000)
  expect(dropped).toEqual([4, 1])
})

test('reports nothing if no line was dropped', () => {
  const lines = budget(3)
  expect(spend(lines, 3, 0) + spend(lines, 3, 1_000)).toBe(6)
  jest.advanceTimersByTime(5_000)

  expect(dropped).toEqual([])
})

test('0 disables the limit', () => {
  expect(spend(budget(0), 10_000, 0)).toBe(10_000)
})
