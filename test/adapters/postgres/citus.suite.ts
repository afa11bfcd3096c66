import { beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'

import { migrate } from '../../../src/adapters/postgres/migrate.ts'
import { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'
import { postgresContracts } from './postgres-contracts.ts'

// Not part of the test command, because the systems that it runs on have no package of Citus. docs/deployment.md says how
// to run it.

const url = new URL(process.env['CITUS_URL'] ?? 'missing:CITUS_URL')
if (!url.pathname.endsWith('_test')) {
  throw new Error('Set CITUS_URL to the coordinator and a database whose name ends with _test.')
}

const OWN_TABLES = `
  select format('%I', relname) as name from pg_class
  where relkind = 'r' and relnamespace = 'public'::regnamespace`

const DISTRIBUTED = `
  select count(*) filter (where partmethod = 'h')::int as by_event,
    count(*) filter (where repmodel = 't')::int as copied
  from pg_dist_partition`

const connect = () =>
  new PostgresServer({
    ...{ url: url.href, connectionsMax: 10 },
    ...{ connectTimeoutMs: PATIENCE_MS, statementTimeoutMs: PATIENCE_MS },
  })

async function query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

/** Starts with an empty database, so that the migration distributes new tables. */
beforeAll(async () => {
  const tables = await query<{ name: string }>(OWN_TABLES)
  const names = tables.map(({ name }) => name).join()
  if (names !== '') await query(`drop table ${names} cascade`)
})

test('a migration distributes the tables, and a second one skips them', async () => {
  const database = connect()
  await database.open()
  await migrate(database)
  await migrate(database)
  await database.close()

  expect(await query(DISTRIBUTED)).toEqual([{ by_event: 8, copied: 2 }])
})

postgresContracts('on a Citus cluster', connect)
