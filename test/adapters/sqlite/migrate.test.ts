import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { expect, test } from '@jest/globals'

import { migrate, planMigration } from '../../../src/adapters/sqlite/migrate.ts'

const MIGRATIONS = 'src/adapters/sqlite/migrations'
/** Two ids that would have the same code. */
const IDS = [
  '01a2250e-9565-7899-8374-5587dc01c7cb',
  '01a2250e-9566-7899-8375-5587dc01c7cb',
] as const

/** Leaves the database as a program of version 1 does. */
function openVersion1(): DatabaseSync {
  const older = mkdtempSync(join(tmpdir(), 'holdfast-migrations-'))
  cpSync(join(MIGRATIONS, '001-tables.sql'), join(older, '001-tables.sql'))
  const database = new DatabaseSync(':memory:')
  migrate(database, planMigration(database, older))
  rmSync(older, { recursive: true })
  return database
}

test('migrates the bookings and holds of version 1', () => {
  const database = openVersion1()
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
