import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { SeatHistoryPort } from '../../src/application/ports/seat-history.port.ts'
import { bookedSeat, seatChange } from '../support/seat-change.ts'
import type { RepositoryUnderTest } from './seat-repository.contract.ts'

export interface HistoryUnderTest extends RepositoryUnderTest {
  readonly repository: RepositoryUnderTest['repository'] & SeatHistoryPort
}

/** What every `SeatHistoryPort` promises. */
export function seatHistoryContract(name: string, open: () => Promise<HistoryUnderTest>): void {
  describe(`${name}, as a history`, () => {
    let subject: HistoryUnderTest
    let repository: HistoryUnderTest['repository']
    beforeEach(async () => {
      subject = await open()
      repository = subject.repository
      await repository.addSeats('gala', ['A-1', 'A-2'])
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const at = new Date('2026-06-01T10:00:00.123Z')
    const entry = (seatId: string, version: number, bookingId?: string) => ({
      seatId,
      version,
      action: 'booked',
      bookingId,
      actor: 'box office',
      requestId: `r-${version}`,
      at,
    })
    const cause = (version: number) => ({
      cause: { actor: 'box office', requestId: `r-${version}`, at },
    })

    test('is empty before anything has happened', async () => {
      expect(await repository.history({ eventId: 'gala' })).toEqual([])
      expect(await repository.history({ eventId: 'no such event' })).toEqual([])
    })

    test('has an entry for each seat of each change, in order, with who, what, when and which request', async () => {
      await repository.save(seatChange([bookedSeat('A-2', 1), bookedSeat('A-1', 1)], cause(1)))
      await repository.save(seatChange([{ id: 'A-1', version: 2, status: 'available' }], cause(2)))

      const told = await repository.history({ eventId: 'gala' })
      expect(told).toHaveLength(3)
      expect(told.slice(0, 2)).toEqual(
        expect.arrayContaining([entry('A-2', 1, 'b-1'), entry('A-1', 1, 'b-1')]),
      )
      expect(told[2]).toEqual(entry('A-1', 2))
      expect(await repository.history({ eventId: 'gala', seatId: 'A-1' })).toEqual([
        entry('A-1', 1, 'b-1'),
        entry('A-1', 2),
      ])
    })

    test('has nothing of a change that was refused', async () => {
      await repository.save(seatChange([bookedSeat('A-1', 1), bookedSeat('A-2', 5)]))

      expect(await repository.history({ eventId: 'gala' })).toEqual([])
    })
  })
}
