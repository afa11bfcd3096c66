import { afterAll, beforeAll, expect, test } from '@jest/globals'

import { HistoryDeletion } from '../../../src/adapters/postgres/delete-history.ts'
import { migrate } from '../../../src/adapters/postgres/migrate.ts'
import { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts'
import type { SqlDatabase } from '../../../src/adapters/postgres/sql.ts'
import { PostgresServer as ServerProcess } from '../../../tools/servers/postgres-server.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'

const EVENTS_PER_SEARCH = 5
const EVENTS = 12
const OLD = new Date('2026-06-01T10:00:00Z')
const BEFORE = new Date('2026-06-02T10:00:00Z')

/** $1 is the number of events, and $2 the time of their two changes. */
const ADD_EVENTS = `
  with added as (
    insert into revisions (event_id, revision) select 'event ' || i, 2 from generate_series(1, $1::int) as i
    returning event_id
  )
  insert into history (event_id, revision, ordinal, seat_id, version, action, actor, request_id, at)
  select event_id, revision, 0, '1', revision, 'booked', 'public', 'r', $2
  from added cross join generate_series(1, 2) as revision`

let server: ServerProcess
let database: PostgresServer
beforeAll(async () => {
  server = await ServerProcess.start({ fsync: false })
  database = new PostgresServer({
    ...{ url: server.url, connectionsMax: 1 },
    ...{ connectTimeoutMs: PATIENCE_MS, statementTimeoutMs: PATIENCE_MS },
  })
  await migrate(database)
})
afterAll(async () => {
  await database.close()
  await server.stop()
})

test('the search for old history examines a limited number of events at a time', async () => {
  await server.query(ADD_EVENTS, [EVENTS, OLD])
  const searches: unknown[] = []
  const recording = {
    run: (...[statement, values]: Parameters<SqlDatabase['run']>) => {
      if (statement.name === 'find-old-history') searches.push(values.slice(1))
      return database.run(statement, values)
    },
  } as SqlDatabase
  const deletion = new HistoryDeletion(recording, { eventsPerSearch: EVENTS_PER_SEARCH })
  const query = { before: BEFORE, countMax: 10 }

  const counts: number[] = []
  do counts.push(await deletion.deleteSome(query))
  while (counts.at(-1) !== 0)
  const left = await server.query('select revision::int from history')
  expect(counts).toEqual([...Array<number>(EVENTS).fill(1), 0])
  expect(left).toEqual(Array(EVENTS).fill({ revision: 2 }))

  searches.length = 0
  expect(await deletion.deleteSome(query)).toBe(0)
  expect(searches).toEqual([
    ['', 'event 2'],
    ['event 2', 'event 7'],
    ['event 7', 'event 9'],
  ])
})
