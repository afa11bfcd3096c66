import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'

import { EmbeddedPostgres } from '../../src/adapters/postgres/embedded-postgres.ts'
import { migrate } from '../../src/adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../../src/adapters/postgres/postgres-event-repository.ts'
import { PostgresSeatRepository } from '../../src/adapters/postgres/postgres-seat-repository.ts'
import { eventWithSeats } from './event-with-seats.ts'
import {
  availableSeat,
  bookedSeat,
  heldSeat,
  newBooking,
  newHold,
  seatChange,
} from './seat-change.ts'
import { findDiscrepancies, NO_DISCREPANCIES } from './stored-bookings.ts'

// Whoever looks for what is wrong has to find it: each test plants one fault.

const TALLY = {
  acknowledged: [
    { seatId: 'A-1', bookingId: 'b-1' },
    { seatId: 'A-2', bookingId: 'b-1' },
  ],
  refusedRequests: new Set(['r-refused']),
}

const folder = mkdtempSync(join(tmpdir(), 'holdfast-data-'))
const database = new EmbeddedPostgres(folder)
const sql = (text: string) => database.transaction((script) => script(text))
beforeAll(async () => {
  await database.open()
  await migrate(database)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

/** were held and then booked together, A-3 was booked and cancelled, A-4 is held. */
beforeEach(async () => {
  await sql('truncate events, revisions, seats, holds, bookings, history, requests')
  const events = new PostgresEventRepository(database)
  await events.addEvent(eventWithSeats('gala', ['A-1', 'A-2', 'A-3', 'A-4', 'A-5']))
  const repository = new PostgresSeatRepository(database)
  const seatIds = ['A-1', 'A-2']
  const hold = newHold({ seatIds })
  const end = { kind: 'confirmed', bookingId: 'b-1' } as const
  const other = newBooking({ id: 'b-3', seatIds: ['A-3'] })
  const held = [heldSeat('A-1', 1), heldSeat('A-2', 1)]
  for (const change of [
    seatChange(held, { hold: { to: hold } }),
    seatChange([bookedSeat('A-1', 2), bookedSeat('A-2', 2)], {
      from: held,
      hold: { from: hold, to: { ...hold, version: 2, end } },
    }),
    seatChange([bookedSeat('A-3', 1, 'b-3')], { booking: { to: other } }),
    seatChange([availableSeat('A-3', 2)], {
      from: [bookedSeat('A-3', 1, 'b-3')],
      booking: { from: other, to: { ...other, cancelledAt: new Date() } },
    }),
    seatChange([heldSeat('A-4', 1, 'h-4')]),
  ]) {
    expect(await repository.save(change)).toBe('saved')
  }
})

test('nothing is wrong with a store in which everything has happened that may', async () => {
  expect(await findDiscrepancies(database, TALLY)).toEqual(NO_DISCREPANCIES)
})

describe('what is found in a store', () => {
  test.each<[keyof typeof NO_DISCREPANCIES, string, string]>([
    [
      'lost',
      'a booking is gone',
      `update seats set booking_id = null; delete from bookings; delete from history`,
    ],
    [
      'lost',
      'a booking has lost a seat',
      `update bookings set seat_ids = '{A-1}'; delete from history`,
    ],
    [
      'soldTwice',
      'a booking was overwritten',
      `update history set booking_id = 'b-0' where seat_id = 'A-3'; insert into bookings values ('gala', 'b-9', '{A-3}', now())`,
    ],
    [
      'soldTwice',
      'two bookings have one seat',
      `insert into bookings values ('gala', 'b-9', '{A-2}', now())`,
    ],
    [
      'refusedButBooked',
      'a request that was told no has booked',
      `update history set request_id = 'r-refused'`,
    ],
    [
      'refusedButBooked',
      'a booking has no request',
      `insert into bookings values ('gala', 'b-9', '{A-5}', now())`,
    ],
    [
      'misfits',
      'a seat of a booking is free',
      `update seats set booking_id = null where seat_id = 'A-2'`,
    ],
    [
      'misfits',
      'a seat has a booking that was cancelled',
      `update seats set booking_id = 'b-3' where seat_id = 'A-3'`,
    ],
    [
      'misfits',
      'a seat has a booking that does not have it',
      `update seats set booking_id = 'b-1' where seat_id = 'A-5'`,
    ],
    ['misfits', 'a sale has no entry', `delete from history where version = 2 and seat_id = 'A-2'`],
    [
      'misfits',
      'a version has no entry',
      `delete from history where version = 1 and seat_id = 'A-2'`,
    ],
    [
      'misfits',
      'a seat has moved without an entry',
      `update seats set version = 3 where seat_id = 'A-2'`,
    ],
    ['misfits', 'a change has no revision', `update revisions set revision = revision + 1`],
    [
      'misfits',
      'a revision has no change',
      `update history set revision = 9 where revision = 5; update revisions set revision = 9`,
    ],
    [
      'misfits',
      'a confirmed hold has no booking',
      `update holds set booking_id = 'b-9' where end_kind = 'confirmed'`,
    ],
  ])('%s: %s', async (kind, _what, fault) => {
    await sql(fault)

    expect((await findDiscrepancies(database, TALLY))[kind]).not.toEqual([])
  })
})
