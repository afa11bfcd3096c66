import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { ExpiredSeatsPort } from '../../src/application/ports/expired-seats.port.ts'
import type { Seat } from '../../src/domain/seat.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import {
  availableSeat,
  blockedSeat,
  bookedSeat,
  heldSeat,
  newHold,
  seatChange,
} from '../builders/seat-change.ts'
import type { StoreUnderTest } from './seat-repository.contract.ts'

export interface ExpiredSeatsUnderTest extends StoreUnderTest {
  readonly repository: StoreUnderTest['repository'] & ExpiredSeatsPort
}

const NOW_MS = Date.parse('2026-06-01T10:00:00.000Z')
const NOW = new Date(NOW_MS)
const SEATS = 20
const CALLERS = 8
/** Deadlines relative to now. */
const msFromNow = (ms: number) => new Date(NOW_MS + ms)

/** What every `ExpiredSeatsPort` promises. */
export function expiredSeatsContract(
  name: string,
  open: () => Promise<ExpiredSeatsUnderTest>,
): void {
  describe(`${name}, as a source of expired seats`, () => {
    let subject: ExpiredSeatsUnderTest
    let repository: ExpiredSeatsUnderTest['repository']
    beforeEach(async () => {
      subject = await open()
      repository = subject.repository
      const seatIds = Array.from({ length: SEATS }, (_, i) => `A-${i}`)
      await subject.events.addEvent(eventWithSeats('gala', seatIds))
      await subject.events.addEvent(eventWithSeats('premiere', seatIds))
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const hold = async (seat: Seat & { readonly status: 'held' }, eventId = 'gala') => {
      await repository.save(seatChange([seat], { eventId }))
      return { eventId, seat }
    }
    const held = (id: string, heldUntil: Date, holdId = `h-${id}`) =>
      heldSeat(id, 1, holdId, heldUntil) as Seat & { readonly status: 'held' }
    const expired = (countMax = 100) => repository.expiredSeats({ before: NOW, countMax })

    test('finds the seats whose hold has expired, in all events, oldest first', async () => {
      expect(await expired()).toEqual([])
      await hold(held('A-0', msFromNow(0)))
      await hold(held('A-1', msFromNow(1)))
      const third = await hold(held('A-2', msFromNow(-1)))
      const first = await hold(held('A-3', msFromNow(-3)))
      const second = await hold(held('A-2', msFromNow(-2), 'h-2'), 'premiere')

      expect(await expired()).toEqual([first, second, third])
    })

    test('finds at most the requested number', async () => {
      await hold(held('A-1', msFromNow(-1)))
      const oldest = await hold(held('A-2', msFromNow(-3)))
      const second = await hold(held('A-3', msFromNow(-2)))

      expect(await expired(2)).toEqual([oldest, second])
    })

    test('finds no seat that is no longer held, or whose hold was extended', async () => {
      const next = {
        'A-1': availableSeat('A-1', 2),
        'A-2': bookedSeat('A-2', 2),
        'A-3': blockedSeat('A-3', 2),
        'A-4': heldSeat('A-4', 2, 'h-A-4', msFromNow(1)),
      }
      for (const [id, seat] of Object.entries(next)) {
        const { seat: from } = await hold(held(id, msFromNow(-1)))
        expect(await expired()).toHaveLength(1)
        const first = newHold({ id: `h-${id}`, seatIds: [id], expiresAt: from.heldUntil })
        const extended = { ...first, version: 2, expiresAt: msFromNow(1) }
        const following = seat.status === 'held' ? { from: first, to: extended } : undefined
        const change = seatChange([seat], { from: [from], hold: following })
        expect(await repository.save(change)).toBe('saved')
        expect(await expired()).toEqual([])
      }
    })

    test(`frees each seat once for ${CALLERS} concurrent callers`, async () => {
      for (let i = 0; i < SEATS; i++) await hold(held(`A-${i}`, msFromNow(-1)))
      let freed = 0
      const freeAll = async () => {
        for (;;) {
          const found = await expired(3)
          if (found.length === 0) return
          for (const { seat } of found) {
            const change = seatChange([availableSeat(seat.id, seat.version + 1)], { from: [seat] })
            if ((await repository.save(change)) === 'saved') freed++
          }
        }
      }
      await Promise.all(Array.from({ length: CALLERS }, freeAll))

      expect(freed).toBe(SEATS)
    })
  })
}
