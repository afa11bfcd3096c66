import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { RetentionPort } from '../../src/application/ports/retention.port.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { bookedSeat, heldSeat, seatChange } from '../builders/seat-change.ts'
import type { StoreUnderTest } from './seat-repository.contract.ts'

export interface RetentionUnderTest extends StoreUnderTest {
  readonly repository: StoreUnderTest['repository'] & RetentionPort
}

const HOUR_MS = 3_600_000
const FIRST_AT_MS = Date.parse('2026-06-01T10:00:00Z')
const REQUESTS = 5
const CALLERS = 8

/** What every `RetentionPort` promises of idempotency records and expired holds. */
export function requestRetentionContract(
  name: string,
  open: () => Promise<RetentionUnderTest>,
): void {
  describe(`${name}, deleting old idempotency records`, () => {
    let subject: RetentionUnderTest
    let repository: RetentionUnderTest['repository']
    const numbers = Array.from({ length: REQUESTS }, (_, i) => i)
    /** Five requests, k-0 to k-4, an hour apart. */
    beforeEach(async () => {
      subject = await open()
      repository = subject.repository
      const seatIds = numbers.flatMap((i) => [`A-${i}`, `H-${i}`])
      await subject.events.addEvent(eventWithSeats('gala', seatIds))
      for (const i of numbers) {
        const cause = { actor: 'public', requestId: 'r', at: hours(i) }
        const idempotencyRecord = { key: `k-${i}`, fingerprint: '', result: '{}' }
        const change = seatChange([bookedSeat(`A-${i}`, 1, `b-${i}`)], { cause, idempotencyRecord })
        expect(await repository.save(change)).toBe('saved')
      }
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const hours = (count: number) => new Date(FIRST_AT_MS + count * HOUR_MS)
    const remembered = async () => {
      const found = await Promise.all(
        numbers.map((i) => repository.findIdempotencyRecord('gala', `k-${i}`)),
      )
      return numbers.filter((i) => found[i])
    }
    /** Holds that expire an hour apart, h-0 first. */
    const hold = async (...which: number[]) => {
      for (const i of which) {
        const seats = [heldSeat(`H-${i}`, 1, `h-${i}`, hours(i))]
        expect(await repository.save(seatChange(seats))).toBe('saved')
      }
    }
    const held = async () => {
      const found = await Promise.all(numbers.map((i) => repository.findHold(`h-${i}`)))
      return numbers.filter((i) => found[i])
    }

    test('deletes records from before a time, and no others', async () => {
      await hold(1, 2, 3)

      expect(
        await repository.deleteIdempotencyRecordsAndHolds({ before: hours(2), countMax: 100 }),
      ).toBe(2)
      expect(await remembered()).toEqual([2, 3, 4])
      expect(await held()).toEqual([2, 3])
      expect(
        await repository.deleteIdempotencyRecordsAndHolds({ before: hours(2), countMax: 100 }),
      ).toBe(0)
    })

    test('returns the larger of the two numbers of deleted records', async () => {
      await hold(0)
      expect(
        await repository.deleteIdempotencyRecordsAndHolds({ before: hours(3), countMax: 100 }),
      ).toBe(3)
      await hold(1, 2, 3)
      expect(
        await repository.deleteIdempotencyRecordsAndHolds({ before: hours(4), countMax: 100 }),
      ).toBe(3)

      expect([await remembered(), await held()]).toEqual([[4], []])
    })

    test('deletes at most the requested number, oldest first', async () => {
      await hold(...numbers.toReversed())

      expect(
        await repository.deleteIdempotencyRecordsAndHolds({ before: hours(9), countMax: 3 }),
      ).toBe(3)
      expect(await remembered()).toEqual([3, 4])
      expect(await held()).toEqual([3, 4])
    })

    test('does not change the bookings of deleted records, nor the seats of deleted holds', async () => {
      await hold(1)
      await repository.deleteIdempotencyRecordsAndHolds({ before: hours(9), countMax: 100 })

      expect(await repository.find('gala', ['A-0', 'H-1'])).toEqual([
        bookedSeat('A-0', 1, 'b-0'),
        heldSeat('H-1', 1, 'h-1', hours(1)),
      ])
      expect(await repository.findBooking('b-0')).toBeDefined()
    })

    test(`deletes each record once for ${CALLERS} concurrent callers`, async () => {
      const counts = await Promise.all(
        Array.from({ length: CALLERS }, () =>
          repository.deleteIdempotencyRecordsAndHolds({ before: hours(9), countMax: 2 }),
        ),
      )

      const sum = counts.reduce((total, count) => total + count, 0)
      expect(sum + (await remembered()).length).toBe(REQUESTS)
    })
  })
}
