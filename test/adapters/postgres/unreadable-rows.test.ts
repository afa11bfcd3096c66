import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'

import { migrate } from '../../../src/adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../../../src/adapters/postgres/postgres-event-repository.ts'
import { PostgresSeatRepository } from '../../../src/adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts'
import { UnreadableRowError } from '../../../src/adapters/postgres/read-row.ts'
import { newSeat } from '../../../src/domain/seat.ts'
import { PostgresServer as ServerProcess } from '../../../tools/servers/postgres-server.ts'
import { eventWithSeats } from '../../builders/event-with-seats.ts'
import { bookedSeat, heldSeat, newHold, seatChange } from '../../builders/seat-change.ts'

let server: ServerProcess
let database: PostgresServer
let repository: PostgresSeatRepository
let events: PostgresEventRepository
beforeAll(async () => {
  server = await ServerProcess.start({ fsync: false })
  database = new PostgresServer({
    ...{ url: server.url, connectionsMax: 2, connectTimeoutMs: 5_000, statementTimeoutMs: 5_000 },
  })
  await database.open()
  await migrate(database)
  // What the database itself keeps from being written is what is written here.
  await server.query(`
    alter table seats
      drop constraint seats_are_one_thing,
      drop constraint seats_are_held_until_some_time,
      alter blocked drop not null;
    alter table holds
      drop constraint holds_check,
      drop constraint holds_end_kind_check,
      alter seat_ids drop not null,
      alter expires_at drop not null;
    alter table bookings alter booked_at drop not null;
    alter table requests alter result drop not null`)
  repository = new PostgresSeatRepository(database)
  events = new PostgresEventRepository(database)
}, 60_000)
afterAll(async () => {
  await database.close()
  await server.stop()
})

const HELD = heldSeat('A-1', 1)
const HOLD = newHold()
const UNREADABLE = { name: 'UnreadableRowError' }

/** A-1 is held, A-2 is booked under the key k-1, and A-3 is untouched. */
beforeEach(async () => {
  await server.query('truncate events, revisions, seats, holds, bookings, history, requests')
  await events.addEvent(eventWithSeats('gala', ['A-1', 'A-2', 'A-3']))
  await repository.save(seatChange([HELD], { hold: { to: HOLD } }))
  const idempotencyRecord = { key: 'k-1', fingerprint: 'f', result: '{}' }
  await repository.save(seatChange([bookedSeat('A-2', 1)], { idempotencyRecord }))
})

describe('a seat', () => {
  test.each([
    ['is held until infinity', `held_until = 'infinity'`],
    ['is held until a time beyond the range of Date', `held_until = '280000-01-01'`],
    ['is held until a time beyond the exact integers', `held_until = '290000-01-01'`],
    ['is held without a deadline', 'held_until = null'],
    ['has a deadline without a hold', 'hold_id = null'],
    ['is held and booked', `booking_id = 'b-1'`],
    ['is held and blocked', 'blocked = true'],
    ['has no value for blocked', 'blocked = null, hold_id = null, held_until = null'],
  ])('that %s cannot be read', async (_what, wrong) => {
    await server.query(`update seats set ${wrong} where seat_id = 'A-1'`)

    await expect(repository.find('gala', ['A-3', 'A-1'])).rejects.toMatchObject(UNREADABLE)
  })

  test('that cannot be read does not affect other reads of the same batch', async () => {
    await server.query(`update seats set held_until = 'infinity' where seat_id = 'A-1'`)
    const finds = ['A-1', 'A-2', 'A-3'].map((seatId) => repository.find('gala', [seatId]))

    expect(await Promise.allSettled(finds)).toMatchObject([
      { reason: UNREADABLE },
      { value: [bookedSeat('A-2', 1)] },
      { value: [newSeat('A-3')] },
    ])
  })

  test.each([`held_until = 'infinity'`, 'held_until = null', 'hold_id = null'])(
    'is not shown as available when %s',
    async (wrong) => {
      await server.query(`update seats set ${wrong} where seat_id = 'A-1'`)

      await expect(repository.seatsSince('gala')).rejects.toMatchObject(UNREADABLE)
    },
  )

  test('that is expired and booked is not reported as expired', async () => {
    await server.query(
      `update seats set held_until = '2020-01-01', booking_id = 'b' where seat_id = 'A-1'`,
    )

    const expired = repository.expiredSeats({ before: new Date(), countMax: 10 })
    await expect(expired).rejects.toMatchObject(UNREADABLE)
  })
})

describe('a hold', () => {
  test.each([
    `expires_at = '-infinity'`,
    'expires_at = null',
    `end_kind = 'confirmed'`,
    `booking_id = 'b-1'`,
    `end_kind = 'lost'`,
    'seat_ids = null',
    'seat_ids = array[null]',
  ])('is an error when %s', async (wrong) => {
    await server.query(`update holds set ${wrong}`)

    await expect(repository.findHold('h-1')).rejects.toMatchObject(UNREADABLE)
    const byToken = repository.findHoldByToken('gala', HOLD.tokenDigest)
    await expect(byToken).rejects.toMatchObject(UNREADABLE)
  })
})

test.each([
  ['a booking', `update bookings set booked_at = 'infinity'`, () => repository.findBooking('b-1')],
  [
    'the cancellation of a booking',
    `update bookings set cancelled_at = 'infinity'`,
    () => repository.findBooking('b-1'),
  ],
  [
    'an idempotency record',
    'update requests set result = null',
    () => repository.findIdempotencyRecord('gala', 'k-1'),
  ],
  [
    'a history entry',
    `update history set action = 'lost'`,
    () => repository.history({ eventId: 'gala', limit: 1 }),
  ],
  ['an event without a plan', 'update events set plan = null', () => events.findEvent('gala')],
  [
    'the prices of an event',
    `update events set prices = '{"currency": "EUR"}'`,
    () => events.listEvents({ limit: 1 }),
  ],
  [
    'the time of an event',
    `update events set created_at = 'infinity'`,
    () => events.listEvents({ limit: 1 }),
  ],
])('%s that cannot be read is an error', async (_what, statement, read) => {
  await server.query(statement)

  await expect(read()).rejects.toThrow(UnreadableRowError)
})
