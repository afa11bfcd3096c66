import { describe, expect, test } from '@jest/globals'
import fc, { type Scheduler } from 'fast-check'

import { BookSeat } from '../../src/application/book-seat.ts'
import type { LockPort } from '../../src/application/ports/lock.port.ts'
import type { SeatRepositoryPort } from '../../src/application/ports/seat-repository.port.ts'
import { newSeat } from '../../src/domain/seat.ts'
import { FakeClock } from '../support/fake-clock.ts'
import { FakeLock } from '../support/fake-lock.ts'
import { FakeSeatRepository } from '../support/fake-seat-repository.ts'

const BUYERS = 4
const SCHEDULES = 3_000

/**
 * Four buyers, one seat, and a lock that expires at some moment, in every order that the scheduler thinks of:
 * each step of a buyer happens only when the scheduler lets it.
 * @returns the ids of the bookings that were acknowledged, and of those that reached the store
 */
async function race(s: Scheduler, store: { readonly ignoresVersions: boolean }) {
  const seats = new FakeSeatRepository('gala', [newSeat('A-1')])
  seats.ignoresVersions = store.ignoresVersions
  const lock = new FakeLock()
  const bookSeat = new BookSeat(
    { lock: scheduledLock(s, lock), seats: scheduledSeats(s, seats), clock: new FakeClock() },
    { lockTtlMs: 10_000 },
  )

  const acknowledged: string[] = []
  const buy = async (bookingId: string): Promise<void> => {
    const result = await bookSeat.execute({ eventId: 'gala', seatId: 'A-1', bookingId })
    if (result.outcome === 'booked') acknowledged.push(bookingId)
  }
  const buyers = Array.from({ length: BUYERS }, (_, index) => buy(`buyer ${index + 1}`))
  const expiry = s.schedule(Promise.resolve(), 'the lock expires').then(() => {
    lock.expireAll()
  })
  await s.waitFor(Promise.all([...buyers, expiry]))

  return { acknowledged, saved: seats.saved.length }
}

function scheduledLock(s: Scheduler, lock: FakeLock): LockPort {
  return {
    acquire: async (request) => {
      await s.schedule(Promise.resolve(), 'acquire')
      return lock.acquire(request)
    },
  }
}

function scheduledSeats(s: Scheduler, seats: FakeSeatRepository): SeatRepositoryPort {
  return {
    find: async (eventId, seatIds) => {
      await s.schedule(Promise.resolve(), 'find')
      return seats.find(eventId, seatIds)
    },
    save: async (change) => {
      await s.schedule(Promise.resolve(), 'save')
      return seats.save(change)
    },
  }
}

describe('in every order of events', () => {
  test('one seat is sold once, even when its lock expires', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (s) => {
        const { acknowledged, saved } = await race(s, { ignoresVersions: false })
        expect(acknowledged).toHaveLength(1)
        expect(saved).toBe(1)
      }),
      { numRuns: SCHEDULES },
    )
  })

  test('this search does find the double sale of a store without the conditional write', async () => {
    const search = await fc.check(
      fc.asyncProperty(fc.scheduler(), async (s) => {
        const { acknowledged } = await race(s, { ignoresVersions: true })
        return acknowledged.length === 1
      }),
      { numRuns: SCHEDULES },
    )

    expect(search.failed).toBe(true)
  })
})
