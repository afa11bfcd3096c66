import { describe, expect, test } from '@jest/globals'

import { recordedTypeOf, typeOfAction } from '../../src/domain/change-type.ts'
import type { HoldTransition } from '../../src/domain/hold.ts'
import { newHold } from '../builders/seat-change.ts'

const hold = newHold({ seatIds: ['A-1', 'A-2'] })
const end = { kind: 'released' } as const
const confirmed = { kind: 'confirmed', bookingId: 'b-1' } as const
const to = (over: Partial<typeof hold>): HoldTransition => ({
  from: hold,
  to: { ...hold, ...over },
})

describe('the type of a change', () => {
  test.each([
    ['held', { to: hold }, 'hold.placed'],
    ['held', to({ seatIds: ['A-1', 'A-2', 'A-3'] }), 'hold.changed'],
    ['extended', to({ expiresAt: new Date() }), 'hold.extended'],
    ['extended', to({ seatIds: ['A-2', 'A-1', 'A-3'] }), 'hold.changed'],
    ['extended', to({ seatIds: ['A-1', 'A-3'] }), 'hold.changed'],
    ['released', to({ end }), 'hold.released'],
    ['released', to({ seatIds: ['A-1'] }), 'hold.changed'],
    ['expired', to({}), 'hold.expired'],
    ['confirmed', to({ end: confirmed }), 'booking.created'],
  ] as const)('of seats that were %s, case %#', (action, transition, type) => {
    expect(recordedTypeOf(transition) ?? typeOfAction(action)).toBe(type)
  })

  test('is only recorded if it does not follow from the action', () => {
    expect(recordedTypeOf({ to: hold })).toBeUndefined()
    expect(recordedTypeOf(to({ end }))).toBeUndefined()
    expect(recordedTypeOf(to({ seatIds: ['A-1'] }))).toBe('hold.changed')
  })

  test.each([
    ['released', 'hold.released'],
    ['expired', 'hold.expired'],
    ['booked', 'booking.created'],
    ['moved', 'booking.moved'],
    ['cancelled', 'booking.cancelled'],
    ['blocked', 'seats.blocked'],
    ['unblocked', 'seats.unblocked'],
  ] as const)('without a hold follows from the action: %s is %s', (action, type) => {
    expect(typeOfAction(action)).toBe(type)
  })
})
