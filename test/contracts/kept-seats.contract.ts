import { describe, expect, test } from '@jest/globals'

import type { KeptSeatsPort } from '../../src/application/ports/kept-seats.port.ts'

interface Seats {
  readonly takenCount: number
}

/** What every `KeptSeatsPort` promises. It may drop any seats, except the ones used last. */
export function keptSeatsContract(name: string, open: () => KeptSeatsPort<Seats>): void {
  describe(name, () => {
    test('returns the same seats that were kept for the event, and none for another event', () => {
      const kept = open()
      const seats = { takenCount: 1 }
      kept.set('gala', seats)

      expect(kept.get('gala')).toBe(seats)
      expect(kept.get('premiere')).toBeUndefined()
    })

    test('replaces the seats of an event', () => {
      const kept = open()
      const seats = { takenCount: 2 }
      kept.set('gala', { takenCount: 1 })
      kept.set('gala', seats)

      expect(kept.get('gala')).toBe(seats)
    })

    test('returns no seats that were deleted', () => {
      const kept = open()
      kept.set('gala', { takenCount: 1 })
      kept.delete('gala')

      expect(kept.get('gala')).toBeUndefined()
    })
  })
}
