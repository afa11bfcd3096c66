import { describe, expect, test } from '@jest/globals'

import { HoldfastError, type ProblemCode } from '../../client/src/index.ts'
import { PROBLEMS } from '../../src/adapters/http/problems.ts'
import { Attempts, randomKey } from '../../web/seat-map/buying/attempts.ts'
import { clockText, milestonePassed, spokenTime } from '../../web/seat-map/buying/countdown.ts'
import { HoldKeeper } from '../../web/seat-map/buying/kept-hold.ts'
import { Selection } from '../../web/seat-map/buying/selection.ts'
import { NO_ANSWER, OFFLINE, WORDS, wordsFor } from '../../web/seat-map/buying/words.ts'
import { chosenEvent } from '../../web/map/chosen-event.ts'
import { memoryStorage, problem } from './fakes.ts'

describe('the clock', () => {
  test.each([
    [600_000, '10:00', '10 minutes'],
    [599_001, '10:00', '10 minutes'],
    [61_000, '1:01', '1 minute 1 second'],
    [1, '0:01', '1 second'],
    [0, '0:00', 'no time'],
    [-5, '0:00', 'no time'],
    [3_600_000, '1:00:00', '60 minutes'],
  ])('with %d ms left shows %s, and says %s', (ms, shown, said) => {
    expect(clockText(ms)).toBe(shown)
    expect(spokenTime(ms)).toBe(said)
  })

  test.each([
    [300_100, 299_900, 300_000],
    [299_900, 299_700, undefined],
    [60_000, 59_900, undefined],
    [60_001, 60_000, 60_000],
    [130_000, 9_000, 10_000],
  ])('from %d to %d ms passes the milestone of %s', (before, now, milestone) => {
    expect(milestonePassed(before, now)).toBe(milestone)
  })
})

describe('a selection', () => {
  const rules = { isFree: true, seatsMax: 2 }

  test('takes seats in and out, in the order of choosing, up to the limit', () => {
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

  test('takes none that cannot be had, and lets go of one that can be had no more', () => {
    const selection = new Selection()

    expect(selection.toggle(1, { ...rules, isFree: false })).toBe('taken')
    selection.toggle(1, rules)
    expect(selection.toggle(1, { ...rules, isFree: false })).toBe('removed')
  })

  test('says which of the seats that are gone were in it', () => {
    const selection = new Selection()
    selection.replace([1, 2, 3])

    expect(selection.remove([3, 4, 1])).toEqual([1, 3])
    expect(selection.seats).toEqual([2])
  })
})

describe('the words', () => {
  const nameOf = (seatId: string) => `seat ${seatId}`
  const say = (error: HoldfastError) => wordsFor(error, { isOnline: true, nameOf })

  test('are there for every error that the service has', () => {
    expect(Object.keys(WORDS).toSorted()).toEqual(Object.keys(PROBLEMS).toSorted())
    for (const [code, { status }] of Object.entries(PROBLEMS)) {
      expect(say(problem(status, code as ProblemCode))).toMatch(/^[A-Z].{20,}\.$/)
    }
  })

  test('name the seats that stand in the way', () => {
    const conflicts = ['A-1', 'A-2'].map((seatId) => ({ seatId, reason: 'held' as const }))

    expect(say(problem(409, 'seats-not-available', { conflicts }))).toContain('seat A-1; seat A-2')
    const many = Array.from({ length: 6 }, (_, i) => ({
      seatId: `${i}`,
      reason: 'booked' as const,
    }))
    expect(say(problem(409, 'seats-not-available', { conflicts: many }))).toContain('and 3 more')
  })

  test('say when to come back, where that is known', () => {
    expect(say(problem(429, 'rate-limited', { retryAfter: '42' }))).toContain('in 42 seconds')
    expect(say(problem(429, 'rate-limited'))).toContain('in a moment')
  })

  test('tell a visitor without a connection from a service that does not answer', () => {
    const silence = new HoldfastError(undefined)

    expect(wordsFor(silence, { isOnline: true, nameOf })).toBe(NO_ANSWER)
    expect(wordsFor(silence, { isOnline: false, nameOf })).toBe(OFFLINE)
  })

  test('are there for what a balancer answers', () => {
    expect(say(problem(502, 'answer-lost' as ProblemCode))).toContain('cannot be reached')
  })
})

describe('something that is tried', () => {
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
    ['the store was away', problem(503, 'store-unavailable')],
    ['it is still at work', problem(409, 'idempotency-key-in-flight')],
  ])('is tried again under the same key when %s', async (_why, error) => {
    sent.length = 0
    const attempts = new Attempts(keys())

    expect(await attempts.make('hold', fails(error))).toEqual({ ok: false, problem: error })
    await attempts.make('other', works)
    expect(await attempts.make('hold', works)).toEqual({ ok: true, value: 'done' })
    await attempts.make('hold', works)
    expect(sent).toEqual(['key 1', 'key 2', 'key 1', 'key 3'])
  })

  test('is tried under a new key when it was refused', async () => {
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

  test('fails loudly when it is no answer that went wrong', async () => {
    await expect(new Attempts().make('hold', fails(new TypeError('bug')))).rejects.toThrow('bug')
  })

  test('has keys that nobody guesses', () => {
    expect(randomKey()).toMatch(/^[\da-f]{32}$/)
    expect(randomKey()).not.toBe(randomKey())
  })
})

describe('a hold that is kept', () => {
  const names = { serviceUrl: 'https://tickets.example', eventId: 'gala' }
  const hold = { holdId: 'h', token: 't', seatIds: ['A-1'], endsAtMs: 5 }

  test('is found again for its event only, until it is forgotten', () => {
    const storage = memoryStorage()
    const keeper = new HoldKeeper(storage, names)
    keeper.keep(hold)

    expect(new HoldKeeper(storage, names).find()).toEqual(hold)
    expect(new HoldKeeper(storage, { ...names, eventId: 'other' }).find()).toBeUndefined()
    keeper.forget()
    expect(keeper.find()).toBeUndefined()
  })

  test.each(['{', '7', '{"holdId":"h"}', '{"holdId":"h","token":"t","endsAtMs":5,"seatIds":[1]}'])(
    'is none when somebody has tampered with it: %s',
    (text) => {
      const storage = memoryStorage()
      const keeper = new HoldKeeper(storage, names)
      keeper.keep(hold)
      for (const name of storage.names()) storage.setItem(name, text)

      expect(keeper.find()).toBeUndefined()
    },
  )

  test('is none where a browser keeps nothing', () => {
    const keeper = new HoldKeeper(undefined, names)
    keeper.keep(hold)

    expect(keeper.find()).toBeUndefined()
  })

  test('is none in a storage that is full, and nothing else goes wrong', () => {
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

test.each([
  [['default', 'demo', 'gala'], null, 'demo'],
  [['default', 'gala'], null, 'default'],
  [['gala'], null, 'gala'],
  [[], null, 'default'],
  [['default', 'demo'], 'gala', 'gala'],
])('of %j, with %s asked for, %s is shown', (ids, asked, shown) => {
  const events = ids.map((eventId) => ({ eventId }))

  expect(chosenEvent(events, asked)).toBe(shown)
})
