import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { SqliteEventRepository } from '../../../src/adapters/sqlite/sqlite-event-repository.ts'
import { SqliteSeatRepository } from '../../../src/adapters/sqlite/sqlite-seat-repository.ts'
import { StoreThread } from '../../../src/adapters/sqlite/store-thread.ts'
import { eventWithSeats } from '../../builders/event-with-seats.ts'

const ROWS = 20_000
const ROWS_PER_STEP = 5_000
const FREE_SHARE_MAX = 0.2

let path: string
let thread: StoreThread
beforeEach(async () => {
  path = mkdtempSync(join(tmpdir(), 'holdfast-data-'))
  thread = new StoreThread({ path })
  await thread.open()
})
afterEach(async () => {
  await thread.close()
  rmSync(path, { recursive: true })
})

/** Works on the database beside the store, as another process could. */
function beside<T>(work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(join(path, 'holdfast.db'))
  try {
    return work(database)
  } finally {
    database.close()
  }
}

const NUMBERS = `
  with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${ROWS})`

/** The rows to delete, all from 1970, and how to delete them. */
const CASES = {
  'old history entries': {
    rows: `
      insert into revisions select event_no, ${ROWS + 1} from events;
      insert into history (event_no, revision, ordinal, seat_id, version, action, booking_id, actor, request_id, at)
      ${NUMBERS}
      select event_no, n, 0, 'A-1', n, 'booked', 'b-' || n, 'public', 'r-' || n, 0 from events, numbers`,
    delete: (repository: SqliteSeatRepository) =>
      repository.deleteHistory({ before: new Date(), countMax: ROWS_PER_STEP }),
  },
  'old idempotency records': {
    rows: `
      insert into requests ${NUMBERS}
      select event_no, 'k-' || n, 'fingerprint', 'result', 0 from events, numbers`,
    delete: (repository: SqliteSeatRepository) =>
      repository.deleteIdempotencyRecordsAndHolds({ before: new Date(), countMax: ROWS_PER_STEP }),
  },
}

function countPages(): { free: number; all: number } {
  const [free, all] = beside((database) =>
    ['freelist_count', 'page_count'].map((pragma) =>
      Number(database.prepare(`pragma ${pragma}`).get()?.[pragma]),
    ),
  )
  return { free: free ?? NaN, all: all ?? NaN }
}

test.each(Object.entries(CASES))('deleting %s shrinks the file', async (_what, old) => {
  await new SqliteEventRepository(thread).addEvent(eventWithSeats('gala', ['A-1']))
  beside((database) => {
    database.exec(old.rows)
  })
  const full = countPages()
  expect(full.free).toBeLessThan(full.all * FREE_SHARE_MAX)

  const repository = new SqliteSeatRepository(thread)
  while ((await old.delete(repository)) > 0) continue

  const empty = countPages()
  expect(empty.all).toBeLessThan(full.all / 2)
  expect(empty.free).toBeLessThanOrEqual(empty.all * FREE_SHARE_MAX)
})
