import { describe, expect, test } from '@jest/globals'

import { BookSeat } from '../src/application/book-seat.ts'
import { readConfig } from '../src/config.ts'
import { buildContainer, LOCK, SEAT_REPOSITORY } from '../src/container.ts'
import { DEFAULT_EVENT_ID } from '../src/domain/default-event.ts'
import { FakeLock } from './support/fake-lock.ts'

const seat1 = { eventId: DEFAULT_EVENT_ID, seatId: '1', bookingId: 'b-1' }

describe('the container', () => {
  test('wires a use case that books, with nothing set', async () => {
    const services = buildContainer(readConfig({}))

    expect(await services.resolve(BookSeat).execute(seat1)).toMatchObject({ outcome: 'booked' })
    expect(await services.resolve(SEAT_REPOSITORY).find(DEFAULT_EVENT_ID, ['1'])).toMatchObject([
      { status: 'booked' },
    ])
  })

  test('lets a test swap the lock', async () => {
    const services = buildContainer(readConfig({}))
    const lock = new FakeLock()
    services.register(LOCK, { useValue: lock })
    await lock.acquire({ eventId: DEFAULT_EVENT_ID, seatIds: ['1'], ttlMs: 10_000 })

    expect(await services.resolve(BookSeat).execute(seat1)).toEqual({
      outcome: 'refused',
      reason: 'locked',
    })
  })

  test('makes each service its own seats', async () => {
    const [one, two] = [buildContainer(readConfig({})), buildContainer(readConfig({}))]
    await one.resolve(BookSeat).execute(seat1)

    expect(await two.resolve(BookSeat).execute(seat1)).toMatchObject({ outcome: 'booked' })
  })

  test('has as many seats as the settings say', async () => {
    const services = buildContainer(readConfig({ DEFAULT_EVENT_SEATS: '2' }))
    const seats = await services.resolve(SEAT_REPOSITORY).find(DEFAULT_EVENT_ID, ['1', '2', '3'])

    expect(seats.map((seat) => seat.id)).toEqual(['1', '2'])
  })
})
