import { describe, expect, test } from '@jest/globals'

import { activity } from '../../support/activity.ts'
import { PROBLEMS } from '../../../src/adapters/http/problems.ts'
import { cellsOf, GUARD_ROWS, NO_ROWS, YES_ROWS } from '../../../web/watch/counts-table.ts'
import { figuresOf } from '../../../web/watch/figures.ts'
import { minuteInWords } from '../../../web/watch/minute.ts'
import { outcomeOf, REFUSED } from '../../../web/watch/outcomes.ts'
import { TickWindow } from '../../../web/watch/tick-window.ts'
import { perSecond, totalsOf } from '../../../web/watch/totals.ts'

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

describe('what happened in some ticks', () => {
  const totals = totalsOf([BUSY, CALM])

  test('is counted together', () => {
    expect(totals).toMatchObject({
      durationMs: 1_000,
      requests: 400,
      taken: 21,
      refused: 253,
      released: 2,
      staleWrites: 2,
      lockWaits: 4,
      lockWaitMs: 25,
      lockUnavailable: 1,
    })
    expect(totals.outcomes).toMatchObject({ booked: 11, gone: 200, locked: 50, other: 3 })
  })

  test('took as long as most requests did, and at worst as long as in the worst tick', () => {
    expect(totals.p50Ms).toBe(1.75)
    expect(totals.p99Ms).toBe(40)
  })

  test('took no time where there were no requests', () => {
    expect(totalsOf([activity()])).toMatchObject({ p50Ms: undefined, p99Ms: undefined })
    expect(totalsOf([])).toMatchObject({ durationMs: 0, requests: 0, lockWaitMs: undefined })
    expect(perSecond(0, 0)).toBe(0)
  })

  test('is told in words', () => {
    expect(minuteInWords(totals)).toBe(
      'In the last second 21 were told yes and 253 no. 2 stale writes were stopped.',
    )
    const minute = Array.from({ length: 120 }, (_, nth) => activity({ requests: 1 }, { nth }))
    expect(minuteInWords(totalsOf(minute))).toBe('In the last minute 0 were told yes and 0 no.')
    expect(minuteInWords(totalsOf([activity({ staleWrites: 1, requests: 1 })]))).toMatch(
      /1 stale write was stopped/,
    )
    expect(minuteInWords(totalsOf([]))).toBe('Nobody has asked for anything in the last minute.')
  })

  test('is told in numbers', () => {
    const window = new TickWindow()
    window.add([BUSY])
    const [tick] = window.ticks
    if (!tick) throw new Error('There is no tick.')
    const moment = { totals: totalsOf([BUSY]), tick, minute: totals }

    expect(figuresOf(moment)).toEqual({
      requests: '600',
      taken: '40',
      refused: '506',
      inFlight: '7',
      p50: '2 ms',
      p99: '40 ms',
      staleWrites: '2',
      watchers: '3',
    })
    const rows = [...YES_ROWS, ...NO_ROWS, ...GUARD_ROWS]
    const cells = rows.map((row) => [row.label, ...Object.values(cellsOf(row, moment))])
    expect(cells).toContainEqual(['booked', '20', '11', ''])
    expect(cells).toContainEqual(['locked by another', '100', '50', ''])
    expect(cells).toContainEqual(['waited for a lock', '8', '4', '25 ms'])
  })
})

describe('the code of a refusal', () => {
  test.each(Object.keys(PROBLEMS))('%s has a place in the picture', (code) => {
    expect(REFUSED).toContain(outcomeOf(code))
  })

  test('is among the rest when nobody knows it', () => {
    expect(outcomeOf('a-code-of-tomorrow')).toBe('other')
    expect(outcomeOf('constructor')).toBe('other')
  })
})
