import { describe, expect, test } from '@jest/globals'

import { PROBLEMS } from '../../../src/adapters/http/answers/problems.ts'
import { cellsOf, countGroups, figuresOf, summaryOf } from '../../../web/watch/figures.ts'
import { watchTexts } from '../../../web/watch/format.ts'
import { outcomeOf, REFUSED } from '../../../web/watch/outcomes.ts'
import { TickWindow } from '../../../web/watch/tick-window.ts'
import { perSecond, totalsOf } from '../../../web/watch/totals.ts'
import { activity } from '../../drivers/activity.ts'

const texts = watchTexts('en')

const BUSY = activity({
  requests: 300,
  inFlight: 7,
  booked: 10,
  confirmed: 4,
  held: 6,
  released: 2,
  refused: { 'seat-already-booked': 200, 'seat-locked': 30, 'seats-locked': 20, 'new-code': 3 },
  lock: { acquired: 20, busy: 50, unavailable: 1, waits: 4, waitMsTotal: 100 },
  staleWrites: 2,
  latencyMs: { p50: 2, p99: 40 },
  watchers: 3,
})
const CALM = activity({ requests: 100, booked: 1, latencyMs: { p50: 1, p99: 5 } }, { nth: 1 })

describe('the totals of some ticks', () => {
  const totals = totalsOf([BUSY, CALM])

  test('add up the counts', () => {
    expect(totals).toMatchObject({
      durationMs: 1_000,
      requests: 400,
      granted: 21,
      refused: 253,
      released: 2,
      staleWrites: 2,
      lockWaits: 4,
      lockWaitMs: 25,
      lockUnavailable: 1,
    })
    expect(totals.outcomes).toMatchObject({ booked: 11, gone: 200, locked: 50, other: 3 })
  })

  test('have the average median, and the worst percentile', () => {
    expect(totals.p50Ms).toBe(1.75)
    expect(totals.p99Ms).toBe(40)
  })

  test('have no response times without requests', () => {
    expect(totalsOf([activity()])).toMatchObject({ p50Ms: undefined, p99Ms: undefined })
    expect(totalsOf([])).toMatchObject({ durationMs: 0, requests: 0, lockWaitMs: undefined })
    expect(perSecond(0, 0)).toBe(0)
  })

  test('are summarized in a sentence', () => {
    expect(summaryOf(totals, texts)).toBe(
      'In the last second: 21 granted, 253 refused. 2 stale writes prevented.',
    )
    const minute = Array.from({ length: 120 }, (_, nth) => activity({ requests: 1 }, { nth }))
    expect(summaryOf(totalsOf(minute), texts)).toBe('In the last minute: 0 granted, 0 refused.')
    expect(summaryOf(totalsOf([activity({ staleWrites: 1, requests: 1 })]), texts)).toMatch(
      /1 stale write prevented/,
    )
    expect(summaryOf(totalsOf([]), texts)).toBe('No requests in the last minute.')
  })

  test('are shown as numbers', () => {
    const window = new TickWindow()
    window.add([BUSY])
    const [tick] = window.ticks
    if (!tick) throw new Error('There is no tick.')
    const moment = { totals: totalsOf([BUSY]), tick, minute: totals }

    expect(figuresOf(moment, texts)).toEqual({
      requests: '600',
      granted: '40',
      refused: '506',
      inFlight: '7',
      p50: '2 ms',
      p99: '40 ms',
      staleWrites: '2',
      watchers: '3',
    })
    const rows = countGroups(texts).flatMap((group) => group.rows)
    const cells = rows.map((row) => [row.label, ...Object.values(cellsOf(row, moment, texts))])
    expect(cells).toContainEqual(['booked', '20', '11', ''])
    expect(cells).toContainEqual(['locked by others', '100', '50', ''])
    expect(cells).toContainEqual(['waited for a lock', '8', '4', '25 ms'])
  })
})

describe('a problem code', () => {
  test.each(Object.keys(PROBLEMS))('%s has an outcome', (code) => {
    expect(REFUSED).toContain(outcomeOf(code))
  })

  test('that is unknown has the outcome `other`', () => {
    expect(outcomeOf('a-code-of-tomorrow')).toBe('other')
    expect(outcomeOf('constructor')).toBe('other')
  })
})
