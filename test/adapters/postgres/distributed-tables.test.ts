import { readFileSync } from 'node:fs'

import { afterAll, beforeAll, expect, test } from '@jest/globals'

import { migrate } from '../../../src/adapters/postgres/migrate.ts'
import { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts'
import { PostgresServer as ServerProcess } from '../../../tools/servers/postgres-server.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'

/** Record the calls, in place of the functions of Citus, which only its extension has. */
const RECORDING_FUNCTIONS = `
  create table calls (table_name text, kind text);
  create table pg_dist_partition (logicalrelid regclass, partmethod text, repmodel text);
  create function create_reference_table(name regclass) returns void
    language sql as $$ insert into calls values (name::text, 'reference') $$;
  create function create_distributed_table(name regclass, distribution_column text, colocate_with text default null)
    returns void language sql as $$ insert into calls values (name::text, 'by ' || distribution_column) $$`

/**
 * The kind of each table: those with an event are distributed by it, unless they have a unique key without it, which
 * Citus refuses.
 */
const EXPECTED_KINDS = `
  select relname as table_name,
    case when event.attnum is null or exists (
      select from pg_index
      where indrelid = pg_class.oid and indisunique and event.attnum <> all (indkey)
    ) then 'reference' else 'by event_id' end as kind
  from pg_class left join pg_attribute as event on attrelid = pg_class.oid and attname = 'event_id'
  where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not in ('schema_version', 'calls', 'pg_dist_partition')
  order by 1`

let server: ServerProcess
let database: PostgresServer
beforeAll(async () => {
  server = await ServerProcess.start()
  database = new PostgresServer({
    url: server.url,
    connectionsMax: 1,
    connectTimeoutMs: PATIENCE_MS,
    statementTimeoutMs: PATIENCE_MS,
  })
  await migrate(database)
})
afterAll(async () => {
  await database.close()
  await server.stop()
})

test('the script for Citus distributes every table that can be split by event', async () => {
  await server.query(RECORDING_FUNCTIONS)
  await server.query(readFileSync('src/adapters/postgres/distribute.sql', 'utf8'))

  const calls = await server.query('select * from calls order by 1')
  expect(calls).toEqual(await server.query(EXPECTED_KINDS))
  expect(calls.filter(({ kind }) => kind === 'by event_id')).toHaveLength(8)
})
