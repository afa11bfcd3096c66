import { describe, expect, test } from '@jest/globals'

import { oneEventIfDistributed } from '../../../src/adapters/postgres/event-scope.ts'

interface Call {
  readonly eventId: string
  readonly size: number
}

const SIZE_MAX = 3

/** Accepts calls until they are too large together. */
function begin(): (call: Call) => boolean {
  let left = SIZE_MAX
  return ({ size }) => (left -= size) >= 0
}

const GALA = { eventId: 'gala', size: 1 }
const PREMIERE = { eventId: 'premiere', size: 1 }
const LARGE = { eventId: 'gala', size: SIZE_MAX }

describe.each([
  ['a plain server: calls of any events', false, [true, true, true]],
  ['a distributed database: calls of the first event', true, [true, false, true]],
])('a batch has, on %s', (_where, isDistributed, expected) => {
  const batches = oneEventIfDistributed({ isDistributed }, begin)

  test('that fit', () => {
    const fits = batches()
    expect([GALA, PREMIERE, GALA].map(fits)).toEqual(expected)
  })

  test('and no others', () => {
    const fits = batches()
    expect([GALA, LARGE].map(fits)).toEqual([true, false])
  })

  test('whatever the batch before had', () => {
    batches()(GALA)
    const fits = batches()
    expect([PREMIERE, GALA, PREMIERE].map(fits)).toEqual(expected)
  })
})
