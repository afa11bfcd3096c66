import { expect, test } from '@jest/globals'

import { lastOf, tickAt, TickWindow } from '../../../web/watch/tick-window.ts'
import { activity, STARTED_AT_MS } from '../../drivers/activity.ts'

test('keeps the ticks of a minute, oldest first', () => {
  const window = new TickWindow()

  for (let nth = 0; nth < 200; nth++) window.add([activity({}, { nth })])

  expect(window.latest?.atMs).toBe(STARTED_AT_MS + 199 * 500)
  const agesMs = window.ticks.map(({ atMs }) => (window.latest?.atMs ?? 0) - atMs)
  expect(agesMs).toEqual(agesMs.toSorted((a, b) => b - a))
  expect(agesMs[0]).toBeGreaterThanOrEqual(60_000)
  expect(agesMs[0]).toBeLessThan(63_000)
})

test('ignores known ticks, because a new connection starts with the previous minute', () => {
  const window = new TickWindow()
  window.add([0, 1, 2].map((nth) => activity({ requests: 1 }, { nth })))

  window.add([1, 2, 3].map((nth) => activity({ requests: 2 }, { nth })))

  expect(window.ticks.map(({ requests }) => requests)).toEqual([1, 1, 1, 2])
})

test('continues with another instance, even if its clock is behind', () => {
  const window = new TickWindow()
  window.add([0, 1, 2, 3].map((nth) => activity({}, { nth })))

  window.add([2, 3].map((nth) => activity({ instance: 'two' }, { nth })))

  expect(window.ticks.map(({ instance }) => instance)).toEqual(['one', 'one', 'two', 'two'])
})

test('finds the latest ticks, and the tick at a moment', () => {
  const window = new TickWindow()
  window.add([0, 1, 2, 5].map((nth) => activity({ requests: nth }, { nth })))

  expect(lastOf(window.ticks, 1_600).map(({ requests }) => requests)).toEqual([2, 5])
  expect(tickAt(window.ticks, STARTED_AT_MS + 501)?.requests).toBe(2)
  expect(tickAt(window.ticks, STARTED_AT_MS + 1_000)?.requests).toBe(2)
  expect(tickAt(window.ticks, STARTED_AT_MS + 1_500)).toBeUndefined()
  expect(lastOf([], 1_000)).toEqual([])
})
