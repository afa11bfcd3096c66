import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'

import {
  closeRedisClient,
  createRedisClient,
  type RedisClient,
} from '../../src/adapters/redis/redis-client.ts'
import { RedisLock } from '../../src/adapters/redis/redis-lock.ts'
import { BookSeat } from '../../src/application/commands/book-seat.ts'
import { newSeat } from '../../src/domain/seat.ts'
import { RedisServer } from '../../tools/servers/redis-server.ts'
import { bookSeatCommand } from '../builders/book-seat-command.ts'
import { PATIENCE_MS } from '../drivers/patience.ts'
import { FakeClock } from '../fakes/fake-clock.ts'
import { FakeSeatRepository } from '../fakes/fake-seat-repository.ts'
import { passTime } from '../fakes/pass-time.ts'

const LOCK_TTL_MS = 10 * PATIENCE_MS

let server: RedisServer
let client: RedisClient
let seats: FakeSeatRepository
let bookSeat: BookSeat

beforeAll(async () => {
  server = await RedisServer.start()
  client = createRedisClient({ url: server.url, commandTimeoutMs: PATIENCE_MS })
  await client.connect()
})
afterAll(async () => {
  await closeRedisClient(client)
  await server.stop()
})
beforeEach(() => {
  seats = new FakeSeatRepository('gala', [newSeat('A-1')])
  const lock = new RedisLock(client, { keyPrefix: '' })
  bookSeat = new BookSeat({ lock, seats, clock: new FakeClock() }, { lockTtlMs: LOCK_TTL_MS })
})

/** One request pauses before the save until its lock in Redis has expired, and another books the seat meanwhile. */
async function bookAroundAPause() {
  seats.beforeSave = async () => {
    seats.beforeSave = undefined
    await passTime([server.admin], LOCK_TTL_MS)
    expect(await server.admin.dbsize()).toBe(0)
    await buy('fast')
  }
  const paused = await buy('paused')
  return { paused, saved: seats.saved.map((seat) => seat.status === 'booked' && seat.bookingId) }
}

const buy = (bookingId: string) => bookSeat.execute(bookSeatCommand({ bookingId }))

describe('when the lock in Redis expires between the check and the write', () => {
  test('the seat is sold once, to the request that did not pause', async () => {
    const { paused, saved } = await bookAroundAPause()

    expect(paused).toEqual({ outcome: 'refused', refusal: { reason: 'booked' } })
    expect(saved).toEqual(['fast'])
  })

  test('a store without the conditional write sells it twice', async () => {
    seats.ignoresVersions = true

    const { paused, saved } = await bookAroundAPause()

    expect(paused).toMatchObject({ outcome: 'done' })
    expect(saved).toEqual(['fast', 'paused'])
  })
})
