import { describe, expect, test } from '@jest/globals'

import { HoldfastError, type ProblemCode } from '../../client/src/index.ts'
import { PROBLEMS as SERVICE_PROBLEMS } from '../../src/adapters/http/answers/problems.ts'
import { Attempts, randomKey } from '../../web/seat-map/buying/attempts.ts'
import { clockText, milestonePassed } from '../../web/seat-map/buying/countdown.ts'
import { HoldKeeper } from '../../web/seat-map/buying/kept-hold.ts'
import { problemText } from '../../web/seat-map/buying/problem-text.ts'
import { Selection } from '../../web/seat-map/buying/selection.ts'
import { grammarOf } from '../../web/texts/grammar.ts'
import { seatMapTexts } from '../../web/texts/index.ts'
import { memoryStorage, problem } from './fakes.ts'

const texts = seatMapTexts('en')

describe('the countdown', () => {
  test.each([
    [600_000, '10:00', '10 minutes'],
    [599_001, '10:00', '10 minutes'],
    [61_000, '1:01', '1 minute 1 second'],
    [1, '0:01', '1 second'],
    [0, '0:00', '0 seconds'],
    [-5, '0:00', '0 seconds'],
    [3_600_000, '1:00:00', '60 minutes'],
  ])('of %d ms is shown as %s, and announced as %s', (ms, shown, announced) => {
    expect(clockText(ms)).toBe(shown)
    expect(grammarOf('en').timeText(ms)).toBe(announced)
  })

  test.each([
    [300_100, 299_900, 300_000],
    [299_900, 299_700, undefined],
    [60_000, 59_900, undefined],
    [60_001, 60_000, 60_000],
    [130_000, 9_000, 10_000],
  ])('from %d to %d ms passes the milestone at %s', (before, now, milestone) => {
    expect(milestonePassed(before, now)).toBe(milestone)
  })
})

test.each([
  [600_000, '10 more minutes'],
  [599_600, '10 more minutes'],
  [60_000, '1 more minute'],
  [1_500, '2 more seconds'],
])('the button that extends a hold of %d ms says %s', (ms, text) => {
  expect(texts.purchase.extend(ms)).toBe(text)
})

describe('a selection', () => {
  const rules = { isFree: true, seatsMax: 2 }

  test('adds and removes seats, in order of selection, up to the limit', () => {
    const selection = new Selection()

    expect([7, 3, 5].map((seat) => selection.toggle(seat, rules))).toEqual([
      'added',
      'added',
      'full',
    ])
    expect(selection.seats).toEqual([7, 3])
    expect(selection.toggle(7, rules)).toBe('removed')
    expect(selection.toggle(5, rules)).toBe('added')
    expect(selection.seats).toEqual([3, 5])
  })

  test('adds no taken seat, but removes one that was taken since', () => {
    const selection = new Selection()

    expect(selection.toggle(1, { ...rules, isFree: false })).toBe('taken')
    selection.toggle(1, rules)
    expect(selection.toggle(1, { ...rules, isFree: false })).toBe('removed')
  })

  test('counts standing places as seats', () => {
    const selection = new Selection()
    selection.put({ areaId: 'pit', quantity: 1 })
    selection.toggle(7, rules)

    expect(selection.toggle(3, rules)).toBe('full')
    expect(selection.count).toBe(2)
    expect(selection.wanted((seat) => `seat ${seat}`)).toEqual({
      seatIds: ['seat 7'],
      areas: [{ areaId: 'pit', quantity: 1 }],
    })
    selection.put({ areaId: 'pit', quantity: 0 })
    expect(selection.wanted((seat) => `seat ${seat}`)).toEqual({ seatIds: ['seat 7'] })
  })

  test('returns the seats that it removed', () => {
    const selection = new Selection()
    for (const seat of [1, 2, 3]) selection.toggle(seat, { isFree: true, seatsMax: 9 })

    expect(selection.remove([3, 4, 1])).toEqual([1, 3])
    expect(selection.seats).toEqual([2])
  })
})

describe('the text of a problem', () => {
  const placeOf = (seatId: string) => `seat ${seatId}`
  const say = (error: HoldfastError) => problemText(error, { texts, isOnline: true, placeOf })

  test('exists for every problem of the service', () => {
    expect(Object.keys(texts.problems).toSorted()).toEqual(Object.keys(SERVICE_PROBLEMS).toSorted())
    for (const [code, { status }] of Object.entries(SERVICE_PROBLEMS)) {
      expect(say(problem(status, code as ProblemCode))).toMatch(/^[A-Z].{20,}\.$/)
    }
  })

  test('names the seats that were taken', () => {
    const conflicts = ['A-1', 'A-2'].map((seatId) => ({ seatId, reason: 'held' as const }))

    expect(say(problem(409, 'seats-not-available', { conflicts }))).toBe(
      'These seats were just taken: seat A-1 and seat A-2.',
    )
    const many = Array.from({ length: 6 }, (_, i) => ({
      seatId: `${i}`,
      reason: 'booked' as const,
    }))
    expect(say(problem(409, 'seats-not-available', { conflicts: many }))).toContain('and 3 more')
  })

  test('names the seats that would be left single', () => {
    expect(say(problem(409, 'leaves-single-seat', { seatIds: ['A-1'] }))).toMatch(
      /^This would leave a single seat: seat A-1\. /,
    )
  })

  test('says when to try again, if the service does', () => {
    expect(say(problem(429, 'rate-limited', { retryAfter: '42' }))).toContain('in 42 seconds')
    expect(say(problem(429, 'rate-limited'))).toContain('in a moment')
  })

  test('tells an offline customer from a service that does not answer', () => {
    const silence = new HoldfastError(undefined)

    expect(problemText(silence, { texts, isOnline: true, placeOf })).toBe(texts.noAnswer)
    expect(problemText(silence, { texts, isOnline: false, placeOf })).toBe(texts.offline)
  })

  test('exists for the answer of a proxy', () => {
    expect(say(problem(502, 'answer-lost' as ProblemCode))).toContain('temporarily unavailable')
  })
})

describe('a request', () => {
  const keys = () => {
    let made = 0
    return () => `key ${++made}`
  }
  const sent: string[] = []
  const fails =
    (error: Error) =>
    async ({ idempotencyKey }: { idempotencyKey: string }) => {
      sent.push(idempotencyKey)
      throw error
    }
  const works = async ({ idempotencyKey }: { idempotencyKey: string }) => {
    sent.push(idempotencyKey)
    return { ok: true, value: 'done' } as const
  }

  test.each([
    ['there was no answer', new HoldfastError(undefined)],
    ['the store was unavailable', problem(503, 'store-unavailable')],
    ['it is still being processed', problem(409, 'idempotency-key-in-flight')],
    ['it was not read, after an attempt that may have been', problem(429, 'rate-limited')],
  ])('is sent again under the same key if %s', async (_why, error) => {
    sent.length = 0
    const attempts = new Attempts(keys())

    expect(await attempts.make('hold', fails(error))).toEqual({ ok: false, problem: error })
    await attempts.make('other', works)
    expect(await attempts.make('hold', works)).toEqual({ ok: true, value: 'done' })
    await attempts.make('hold', works)
    expect(sent).toEqual(['key 1', 'key 2', 'key 1', 'key 3'])
  })

  test('is sent under a new key if it was refused', async () => {
    sent.length = 0
    const attempts = new Attempts(keys())
    await attempts.make('hold', fails(problem(409, 'seats-locked')))
    await attempts.make('hold', async ({ idempotencyKey }) => {
      sent.push(idempotencyKey)
      return { ok: false, refusal: problem(409, 'seats-not-available') }
    })
    await attempts.make('hold', works)

    expect(sent).toEqual(['key 1', 'key 2', 'key 3'])
  })

  test('throws errors that are not from the service', async () => {
    await expect(new Attempts().make('hold', fails(new TypeError('bug')))).rejects.toThrow('bug')
  })

  test('has an unguessable key', () => {
    expect(randomKey()).toMatch(/^[\da-f]{32}$/)
    expect(randomKey()).not.toBe(randomKey())
  })
})

describe('a stored hold', () => {
  const names = { serviceUrl: 'https://tickets.example', eventId: 'gala' }
  const hold = { holdId: 'h', token: 't', seatIds: ['A-1'], endsAtMs: 5 }

  test('is found for its event only, until it is forgotten', () => {
    const storage = memoryStorage()
    const keeper = new HoldKeeper(storage, names)
    keeper.keep(hold)

    expect(new HoldKeeper(storage, names).find()).toEqual(hold)
    expect(new HoldKeeper(storage, { ...names, eventId: 'other' }).find()).toBeUndefined()
    keeper.forget()
    expect(keeper.find()).toBeUndefined()
  })

  test.each([
    '{',
    '7',
    '{"holdId":"h"}',
    '{"holdId":"h","token":"t","endsAtMs":5,"seatIds":[1]}',
    '{"holdId":"h","token":"t","endsAtMs":5,"seatIds":[],"booking":{"bookingId":"b","code":"c","total":{}}}',
  ])('is ignored if it is not valid: %s', (text) => {
    const storage = memoryStorage()
    const keeper = new HoldKeeper(storage, names)
    keeper.keep(hold)
    for (const name of storage.names()) storage.setItem(name, text)

    expect(keeper.find()).toBeUndefined()
  })

  test('may have a request for it, which is ignored if it is not valid', () => {
    const storage = memoryStorage()
    const keeper = new HoldKeeper(storage, names)
    const { holdId, token } = hold
    const request = {
      ...{ idempotencyKey: 'k', wanted: { seatIds: ['A-1'] }, sentAtMs: 5 },
      ...{ hold: { holdId, token }, instead: ['A-2'] },
    }
    keeper.keepRequest(request)
    expect([keeper.findRequest(), keeper.find()]).toEqual([request, undefined])

    const [name = ''] = storage.names()
    for (const broken of [{ wanted: 7 }, { hold: {} }, { instead: [1] }, { sentAtMs: '5' }]) {
      storage.setItem(name, JSON.stringify({ ...request, ...broken }))
      expect(keeper.findRequest()).toBeUndefined()
    }
    keeper.forgetRequest()
    expect(storage.names()).toEqual([])
  })

  test('is not found if the browser forbids storage', () => {
    const keeper = new HoldKeeper(undefined, names)
    keeper.keep(hold)

    expect(keeper.find()).toBeUndefined()
  })

  test('is not stored if the storage is full, without an error', () => {
    const full = memoryStorage()
    full.setItem = () => {
      throw new Error('full')
    }
    const keeper = new HoldKeeper(full, names)

    expect(() => {
      keeper.keep(hold)
    }).not.toThrow()
  })
})
