import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { expect, test } from '@jest/globals'

import { migrate, planMigration } from '../../../src/adapters/sqlite/migrate.ts'
import { SqliteEventRepository } from '../../../src/adapters/sqlite/sqlite-event-repository.ts'
import { SqliteSeatRepository } from '../../../src/adapters/sqlite/sqlite-seat-repository.ts'
import { StoreThread } from '../../../src/adapters/sqlite/store-thread.ts'

const MIGRATIONS = 'src/adapters/sqlite/migrations'
/** Two ids that would have the same code. */
const IDS = [
  '01a2250e-9565-7899-8374-5587dc01c7cb',
  '01a2250e-9566-7899-8375-5587dc01c7cb',
] as const

/** Leaves the database as a program of that version does. */
function openVersion(version: number, file = ':memory:'): DatabaseSync {
  const older = mkdtempSync(join(tmpdir(), 'holdfast-migrations-'))
  const files = readdirSync(MIGRATIONS).sort().slice(0, version)
  for (const name of files) cpSync(join(MIGRATIONS, name), join(older, name))
  const database = new DatabaseSync(file)
  migrate(database, planMigration(database, older))
  rmSync(older, { recursive: true })
  return database
}

test('migrates the history, whose entries may then be of the event itself', () => {
  const database = openVersion(6)
  database.exec(`
    insert into events (event_no, event_id, name, created_at, seat_count, is_open) values (7, 'gala', 'Gala', 0, 2, 1);
    insert into history (event_no, revision, ordinal, seat_id, version, action, type, hold_id, booking_id, actor, request_id, at)
    values
      (7, 1, 0, 'A-1', 1, 'held', 'hold.placed', 'h-1', null, 'public', 'r-1', 11),
      (7, 1, 1, 'A-2', 1, 'held', 'hold.placed', 'h-1', null, 'public', 'r-1', 11),
      (7, 2, 0, 'A-1', 2, 'confirmed', null, 'h-1', 'b-1', 'till', 'r-2', 12)`)
  migrate(database, planMigration(database))

  const seat = { revision: 1, version: 1, action: 'held', type: 'hold.placed', booking_id: null }
  const cause = { event_no: 7, hold_id: 'h-1', event_update: null }
  const placed = { ...cause, ...seat, actor: 'public', request_id: 'r-1', at: 11 }
  const history = database.prepare('select * from history order by revision, ordinal').all()
  expect(history.map((entry) => ({ ...entry }))).toEqual([
    { ...placed, ordinal: 0, seat_id: 'A-1' },
    { ...placed, ordinal: 1, seat_id: 'A-2' },
    {
      ...cause,
      ...{ revision: 2, ordinal: 0, seat_id: 'A-1', version: 2, action: 'confirmed', type: null },
      ...{ booking_id: 'b-1', actor: 'till', request_id: 'r-2', at: 12 },
    },
  ])

  const add = (values: string) => () => {
    database.exec(`
      insert into history (event_no, revision, ordinal, seat_id, version, event_update, action, actor, request_id, at)
      values (7, 3, 0, ${values}, 'action', 'admin', 'r-3', 13)`)
  }
  expect(add(`'A-1', 2, null`)).toThrow('UNIQUE')
  for (const invalid of [
    `'A-1', null, null`,
    `null, 3, '{}'`,
    `'A-1', 3, '{}'`,
    `null, null, null`,
  ]) {
    expect(add(invalid)).toThrow('history_is_of_a_seat_or_the_event')
  }
  add(`null, null, '{}'`)()
  database.close()
})

test('migrates the bookings and holds of version 1', () => {
  const database = openVersion(1)
  database.exec(`
    insert into events values (1, 'gala', 'Gala', null, 0, 2, 1, null);
    insert into bookings values
      ('${IDS[0]}', 1, '["A-1","A-2"]', 7, 'ref', null),
      ('${IDS[1]}', 1, '["A-1"]', 8, null, 9);
    insert into holds values
      ('h-1', 1, 2, '["A-1"]', 'digest', 'client', 1, 2, 3, 'confirmed', '${IDS[0]}'),
      ('00000000-0000-7000-8000-00000000000a', 1, 1, '["A-1"]', 'digest', null, 1, 2, 3, null, null)`)
  migrate(database, planMigration(database))

  const [booked, cancelled] = database.prepare('select * from bookings order by booked_at').all()
  expect({ ...booked }).toEqual({
    booking_id: IDS[0],
    event_no: 1,
    code: 'GZE03HYB',
    version: 1,
    seat_ids: '["A-1","A-2"]',
    cancelled_seat_ids: '[]',
    booked_at: 7,
    reference: 'ref',
    client_id: null,
    cancelled_at: null,
  })
  expect({ ...cancelled }).toMatchObject({
    code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{8}$/),
    version: 2,
    cancelled_seat_ids: '["A-1"]',
    cancelled_at: 9,
  })
  expect(cancelled?.['code']).not.toBe('GZE03HYB')

  const holds = database.prepare('select * from holds order by hold_id desc').all()
  expect(holds.map((hold) => ({ ...hold }))).toMatchObject([
    { hold_id: 'h-1', code: 'GZE03HYB', version: 2, client_id: 'client', end_kind: 'confirmed' },
    { code: '0000000A', token_digest: 'digest', expires_at: 2, end_kind: null },
  ])
  database.close()
})

test('reads an event and a hold of version 9, before prices and fields of rows', async () => {
  const path = mkdtempSync(join(tmpdir(), 'holdfast-data-'))
  const seat = { id: 'A-1', row: 'A', number: '1', category: 'Seat', position: { x: 0, y: 0 } }
  const zones = [{ name: 'Hall', rows: [[seat]], areas: [] }]
  const plan = JSON.stringify({ name: 'Hall', categories: [{ name: 'Seat' }], zones })
  const database = openVersion(9, join(path, 'holdfast.db'))
  database.exec(`
    insert into events (event_no, event_id, name, created_at, seat_count, is_open, plan)
    values (7, 'gala', 'Gala', 0, 1, 1, '${plan}');
    insert into seats (event_no, seat_id, version, hold_id, held_until) values (7, 'A-1', 1, 'h-1', 2);
    insert into holds (hold_id, event_no, code, version, seat_ids, token_digest, held_at, expires_at, expires_at_max)
    values ('h-1', 7, 'GZE03HYB', 1, '["A-1"]', 'digest', 1, 2, 3)`)
  database.close()
  const thread = new StoreThread({ path })
  await thread.open()

  const event = await new SqliteEventRepository(thread).findEvent('gala')
  expect(event).toMatchObject({ name: 'Gala', status: 'on-sale', prices: undefined })
  expect(event?.plan.zones[0]?.rows).toEqual([{ name: 'A', seats: [seat] }])
  const seats = new SqliteSeatRepository(thread)
  expect(await seats.findHold('h-1')).toMatchObject({ code: 'GZE03HYB', seatIds: ['A-1'] })
  expect(await seats.find('gala', ['A-1'])).toMatchObject([{ id: 'A-1', version: 1 }])
  await thread.close()
  rmSync(path, { recursive: true })
})
