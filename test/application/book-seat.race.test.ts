import { describe, expect, test } from '@jest/globals'
import fc, { type Scheduler } from 'fast-check'

import type { BookSeatCommand } from '../../src/application/changes/seat-booking.ts'
import { BookSeat } from '../../src/application/commands/book-seat.ts'
import type { LockPort } from '../../src/application/ports/lock.port.ts'
import type { SeatRepositoryPort } from '../../src/application/ports/seat-repository.port.ts'
import { newSeat } from '../../src/domain/seat.ts'
import { bookSeatCommand } from '../builders/book-seat-command.ts'
import { FakeClock } from '../fakes/fake-clock.ts'
import { FakeLock } from '../fakes/fake-lock.ts'
import { FakeSeatRepository } from '../fakes/fake-seat-repository.ts'

const SCHEDULES = 3_000

/**
 * Runs several requests for one seat, and the expiry of a lock at any time. The scheduler decides the order of all
 * steps.
 * @returns the ids of the acknowledged bookings, and the number of saved ones
 */
async function race(
  s: Scheduler,
  requests: readonly Partial<BookSeatCommand>[],
  store: { readonly ignoresVersions?: boolean; readonly guesses?: boolean } = {},
) {
  const seats = new FakeSeatRepository('gala', [newSeat('A-1')])
  seats.ignoresVersions = store.ignoresVersions ?? false
  // Wrong once the seat is booked.
  if (store.guesses) seats.guess = (seatIds) => seatIds.map(newSeat)
  const lock = new FakeLock()
  const bookSeat = new BookSeat(
    { lock: scheduledLock(s, lock), seats: scheduledSeats(s, seats), clock: new FakeClock() },
    { lockTtlMs: 10_000 },
  )

  const acknowledged: string[] = []
  const refused: string[] = []
  const buyers = requests.map(async (request, index) => {
    const result = await bookSeat.execute(
      bookSeatCommand({ bookingId: `booking ${index + 1}`, ...request }),
    )
    if (result.outcome === 'done') acknowledged.push(result.result.bookingId)
    else refused.push(result.refusal.reason)
  })
  const expiry = s.schedule(Promise.resolve(), 'the lock expires').then(() => {
    lock.expireAll()
  })
  await s.waitFor(Promise.all([...buyers, expiry]))

  return { acknowledged, refused, saved: seats.saved.length }
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
    guessUntouched: (eventId, seatIds) => seats.guessUntouched(eventId, seatIds),
    find: async (eventId, seatIds) => {
      await s.schedule(Promise.resolve(), 'find')
      return seats.find(eventId, seatIds)
    },
    save: async (change) => {
      await s.schedule(Promise.resolve(), 'save')
      return seats.save(change)
    },
    acknowledge: async (state) => {
      await s.schedule(Promise.resolve(), 'acknowledge')
      return seats.acknowledge(state)
    },
    findIdempotencyRecord: async (eventId, key) => {
      await s.schedule(Promise.resolve(), 'findIdempotencyRecord')
      return seats.findIdempotencyRecord(eventId, key)
    },
  }
}

const FOUR_BUYERS = [{}, {}, {}, {}]
const ONE_KEY_AND_A_RIVAL = [
  { idempotencyKey: 'k-1' },
  { idempotencyKey: 'k-1' },
  { idempotencyKey: 'k-1' },
  {},
]

describe('in every order of steps', () => {
  test.each([
    ['', {}],
    [', and the store guesses that it is available', { guesses: true }],
  ])('one seat is sold once, even if its lock expires%s', async (_, store) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (s) => {
        const { acknowledged, saved } = await race(s, FOUR_BUYERS, store)
        expect(acknowledged).toHaveLength(1)
        expect(saved).toBe(1)
      }),
      { numRuns: SCHEDULES },
    )
  })

  test('the search finds the double sale of a store without the conditional write', async () => {
    const search = await fc.check(
      fc.asyncProperty(fc.scheduler(), async (s) => {
        const { acknowledged } = await race(s, FOUR_BUYERS, { ignoresVersions: true })
        return acknowledged.length === 1
      }),
      { numRuns: SCHEDULES },
    )

    expect(search.failed).toBe(true)
  })

  test('all retries of a request get one booking, and none is refused because of that booking', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (s) => {
        const { acknowledged, refused, saved } = await race(s, ONE_KEY_AND_A_RIVAL)
        expect(new Set(acknowledged).size).toBe(1)
        expect(saved).toBe(1)
        // If the other request has the seat, all three may be refused; if they have it, only the other request.
        const toldTaken = refused.filter((reason) => reason === 'booked').length
        if (!acknowledged.includes('booking 4')) expect(toldTaken).toBeLessThanOrEqual(1)
      }),
      { numRuns: SCHEDULES },
    )
  })
})
