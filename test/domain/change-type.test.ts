import { describe, expect, test } from '@jest/globals'

import { changeTypeOf } from '../../src/domain/change-type.ts'
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
    ['released', undefined, 'hold.released'],
    ['expired', to({ version: 2 }), 'hold.expired'],
    ['expired', undefined, 'hold.expired'],
    ['confirmed', to({ end: confirmed }), 'booking.created'],
    ['booked', undefined, 'booking.created'],
    ['moved', undefined, 'booking.moved'],
    ['cancelled', undefined, 'booking.cancelled'],
    ['blocked', undefined, 'seats.blocked'],
    ['unblocked', undefined, 'seats.unblocked'],
  ] as const)('of seats that were %s, case %#', (action, transition, type) => {
    expect(changeTypeOf({ action, hold: transition })).toBe(type)
  })
})
