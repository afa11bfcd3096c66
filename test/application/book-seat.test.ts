import { beforeEach, describe, expect, test } from '@jest/globals'

import { BookSeat } from '../../src/application/commands/book-seat.ts'
import { type LockPort, LockUnavailableError } from '../../src/application/ports/lock.port.ts'
import { StoreUnavailableError } from '../../src/application/ports/store-unavailable-error.ts'
import { newSeat } from '../../src/domain/seat.ts'
import { bookSeatCommand as command } from '../builders/book-seat-command.ts'
import { availableSeat, bookedSeat, seatChange } from '../builders/seat-change.ts'
import { FakeClock } from '../fakes/fake-clock.ts'
import { FakeLock } from '../fakes/fake-lock.ts'
import { FakeSeatRepository } from '../fakes/fake-seat-repository.ts'

const lockTtlMs = 10_000
let lock: FakeLock
let seats: FakeSeatRepository
let clock: FakeClock
let bookSeat: BookSeat

beforeEach(() => {
  lock = new FakeLock()
  seats = new FakeSeatRepository('gala', [newSeat('A-1'), newSeat('A-2')])
  clock = new FakeClock()
  bookSeat = new BookSeat({ lock, seats, clock }, { lockTtlMs })
})

const booked = (bookingId: string) => ({ outcome: 'done', result: { bookingId } })
const refused = (reason: string) => ({ outcome: 'refused', refusal: { reason } })

describe('booking a seat', () => {
  test('saves the booking with the time of the clock, and returns its id', async () => {
    const result = await bookSeat.execute(command({ reference: 'order 7' }))

    expect(result).toEqual(booked('b-1'))
    expect(await seats.find('gala', ['A-1'])).toEqual([
      { id: 'A-1', version: 1, status: 'booked', bookingId: 'b-1' },
    ])
    expect(await seats.findBooking('b-1')).toMatchObject({
      id: 'b-1',
      eventId: 'gala',
      seatIds: ['A-1'],
      bookedAt: clock.now(),
      reference: 'order 7',
    })
  })

  test('is refused if the seat is already booked, and changes nothing', async () => {
    await bookSeat.execute(command())

    const result = await bookSeat.execute(command({ bookingId: 'b-2' }))

    expect(result).toEqual(refused('booked'))
    expect(seats.saved).toHaveLength(1)
  })

  test('is refused if the seat does not exist', async () => {
    const result = await bookSeat.execute(command({ seatId: 'Z-9' }))

    expect(result).toEqual(refused('unknown-seat'))
  })

  test('is refused while the seat is locked, without a read', async () => {
    await lock.acquire({ eventId: 'gala', seatIds: ['A-1'], ttlMs: lockTtlMs })
    seats.findError = new Error('must not be asked')

    const result = await bookSeat.execute(command())

    expect(result).toEqual(refused('locked'))
    expect(lock.heldCount).toBe(1)
  })

  test.each(['A-1', 'Z-9'])(
    'releases the lock of seat %s after success and refusal',
    async (seatId) => {
      await bookSeat.execute(command({ seatId }))
      await bookSeat.execute(command({ seatId }))

      expect(lock.heldCount).toBe(0)
      expect(lock.releases).toEqual(['released', 'released'])
    },
  )

  test('locks only this seat, for the configured time', async () => {
    const requests: unknown[] = []
    const spy: LockPort = {
      acquire: async (request) => {
        requests.push(request)
        return { outcome: 'refused', reason: 'locked' }
      },
    }

    await new BookSeat({ lock: spy, seats, clock }, { lockTtlMs }).execute(command())

    expect(requests).toEqual([{ eventId: 'gala', seatIds: ['A-1'], ttlMs: 10_000 }])
  })
})

test('the history records the actor, the request and the time', async () => {
  await bookSeat.execute(command({ actor: 'box office', requestId: 'r-7' }))

  expect(seats.changes).toMatchObject([
    { action: 'booked', cause: { actor: 'box office', requestId: 'r-7', at: clock.now() } },
  ])
})

describe('a retry with the same idempotency key', () => {
  const first = command({ idempotencyKey: 'k-1', reference: 'order 7' })
  const again = { ...first, bookingId: 'b-2' }

  test('gets the same result, and books nothing more', async () => {
    expect(await bookSeat.execute(first)).toEqual(booked('b-1'))
    expect(await bookSeat.execute(again)).toEqual(booked('b-1'))
    expect(seats.saved).toHaveLength(1)
  })

  test('gets the same result while another request has the lock', async () => {
    await bookSeat.execute(first)
    await lock.acquire({
      eventId: 'gala',
      seatIds: ['A-1'],
      ttlMs: lockTtlMs,
      idempotencyKey: 'k-2',
    })

    expect(await bookSeat.execute(again)).toEqual(booked('b-1'))
  })

  test('gets the same result if the first response was lost', async () => {
    seats.afterSave = () => Promise.reject(new StoreUnavailableError('the answer was lost'))
    await expect(bookSeat.execute(first)).rejects.toThrow('the answer was lost')

    expect(await bookSeat.execute(again)).toEqual(booked('b-1'))
  })

  test('is refused after the booking was cancelled', async () => {
    await bookSeat.execute(first)
    const from = [bookedSeat('A-1', 1)]
    await seats.save(seatChange([availableSeat('A-1', 2)], { from, action: 'cancelled' }))
    lock.acquire = async () => ({ outcome: 'refused', reason: 'locked' })

    expect(await bookSeat.execute(again)).toEqual(refused('result-gone'))
  })

  test('does not matter to the first execution, whose seat is freed immediately', async () => {
    seats.afterSave = async () => {
      seats.afterSave = undefined
      const from = [bookedSeat('A-1', 1)]
      await seats.save(seatChange([availableSeat('A-1', 2)], { from, action: 'cancelled' }))
    }

    expect(await bookSeat.execute(first)).toEqual(booked('b-1'))
    expect(seats.saved).toMatchObject([{ status: 'booked' }, { status: 'available' }])
  })

  test('is refused as in-flight while the first execution is in progress', async () => {
    let repetition: unknown
    seats.beforeSave = async () => {
      seats.beforeSave = undefined
      repetition = await bookSeat.execute(again)
    }

    expect(await bookSeat.execute(first)).toEqual(booked('b-1'))
    expect(repetition).toEqual(refused('in-flight'))
  })

  test('books once if the lock of the first execution expires', async () => {
    seats.beforeSave = async () => {
      seats.beforeSave = undefined
      lock.expireAll()
      await bookSeat.execute(again)
    }

    expect(await bookSeat.execute(first)).toEqual(booked('b-2'))
    expect(seats.saved).toHaveLength(1)
  })

  test.each([{ seatId: 'A-2' }, { seatId: 'Z-9' }, { reference: 'order 8' }])(
    'is refused if its content differs: %j',
    async (other) => {
      await bookSeat.execute(first)

      const result = await bookSeat.execute({ ...again, ...other })

      expect(result).toEqual(refused('key-reused'))
      expect(await seats.find('gala', ['A-2'])).toEqual([newSeat('A-2')])
    },
  )

  test('is executed again if the first execution was refused', async () => {
    await lock.acquire({ eventId: 'gala', seatIds: ['A-1'], ttlMs: lockTtlMs })
    expect(await bookSeat.execute(first)).toEqual(refused('locked'))
    lock.expireAll()

    expect(await bookSeat.execute(again)).toEqual(booked('b-2'))
  })

  test('is a different request in another event', async () => {
    seats.put('premiere', newSeat('A-1'))
    await bookSeat.execute(first)

    expect(await bookSeat.execute({ ...again, eventId: 'premiere' })).toEqual(booked('b-2'))
  })
})

describe('with a guess of the store', () => {
  beforeEach(() => {
    seats.guess = (seatIds) => seatIds.map(newSeat)
  })

  test('a correct guess books the seat without a read', async () => {
    const result = await bookSeat.execute(command())

    expect(result).toEqual(booked('b-1'))
    expect(seats.saved).toMatchObject([{ id: 'A-1', version: 1, bookingId: 'b-1' }])
    expect(seats.findCount).toBe(0)
  })

  test('a booked seat that is guessed to be available is not sold again', async () => {
    await bookSeat.execute(command())

    const result = await bookSeat.execute(command({ bookingId: 'b-2' }))

    expect(result).toEqual(refused('booked'))
    expect(seats.saved).toHaveLength(1)
  })

  test('an available seat with a different version than guessed is booked', async () => {
    seats.put('gala', { id: 'A-1', version: 8, status: 'available' })

    const result = await bookSeat.execute(command())

    expect(result).toMatchObject({ outcome: 'done' })
    expect(seats.saved).toMatchObject([{ version: 9 }])
  })

  test('an available seat that is guessed to be booked is booked', async () => {
    seats.guess = (seatIds) =>
      seatIds.map((id) => ({ id, version: 1, status: 'booked', bookingId: 'b-0' }))

    expect(await bookSeat.execute(command())).toMatchObject({ outcome: 'done' })
  })

  test('an unknown seat that is guessed to exist is refused', async () => {
    const result = await bookSeat.execute(command({ seatId: 'Z-9' }))

    expect(result).toEqual(refused('unknown-seat'))
    expect(seats.saved).toEqual([])
  })

  test('a retry with the same idempotency key gets the same result', async () => {
    const repeated = { idempotencyKey: 'k-1' }
    await bookSeat.execute(command(repeated))

    const result = await bookSeat.execute(command({ ...repeated, bookingId: 'b-2' }))

    expect(result).toEqual(booked('b-1'))
    expect(seats.saved).toHaveLength(1)
  })
})

describe('when the lock does not prevent a concurrent change', () => {
  test('a request that was paused until its lock expired does not sell the seat again', async () => {
    const fast = new BookSeat({ lock, seats, clock }, { lockTtlMs })
    seats.beforeSave = async () => {
      seats.beforeSave = undefined
      lock.expireAll()
      const other = await fast.execute(command({ bookingId: 'fast' }))
      expect(other.outcome).toBe('done')
    }

    const result = await bookSeat.execute(command({ bookingId: 'paused' }))

    expect(result).toEqual(refused('booked'))
    expect(seats.saved).toMatchObject([{ bookingId: 'fast' }])
    // The second attempt acquires the lock again.
    expect(lock.releases).toEqual(['released', 'lost', 'released'])
  })

  test('a seat that has changed but is still available is booked', async () => {
    seats.beforeSave = async () => {
      seats.beforeSave = undefined
      seats.put('gala', { id: 'A-1', version: 8, status: 'available' })
    }

    const result = await bookSeat.execute(command())

    expect(result).toMatchObject({ outcome: 'done' })
    expect(seats.saved).toMatchObject([{ version: 9 }])
  })

  test('a seat that changes during every attempt is refused as locked after three attempts', async () => {
    let version = 0
    seats.beforeSave = async () => {
      seats.put('gala', { id: 'A-1', version: ++version, status: 'available' })
    }

    const result = await bookSeat.execute(command())

    expect(result).toEqual(refused('locked'))
    expect(version).toBe(3)
    expect(lock.heldCount).toBe(0)
  })
})

describe('an error', () => {
  test.each(['findError', 'saveError'] as const)(
    'of the repository (%s) is thrown, and the lock is released',
    async (failing) => {
      const error = new StoreUnavailableError('gone')
      seats[failing] = error

      await expect(bookSeat.execute(command())).rejects.toBe(error)

      expect(lock.heldCount).toBe(0)
    },
  )

  test('of the lock is thrown, not returned as a refusal', async () => {
    lock.unavailable = true

    await expect(bookSeat.execute(command())).rejects.toBeInstanceOf(LockUnavailableError)
  })
})
