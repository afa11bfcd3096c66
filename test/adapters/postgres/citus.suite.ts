import { beforeAll } from '@jest/globals'
import pg from 'pg'

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

/** Starts with an empty database, so that the migration distributes new tables. */
beforeAll(async () => {
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(OWN_TABLES)
  const names = rows.map(({ name }) => name).join()
  if (names !== '') await client.query(`drop table ${names} cascade`)
  await client.end()
})

postgresContracts(
  'on a Citus cluster',
  () =>
    new PostgresServer({
      url: url.href,
      connectionsMax: 10,
      connectTimeoutMs: PATIENCE_MS,
      statementTimeoutMs: PATIENCE_MS,
    }),
)
