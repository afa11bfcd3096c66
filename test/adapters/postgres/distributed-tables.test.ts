import { readFileSync } from 'node:fs'

import { afterAll, beforeAll, expect, test } from '@jest/globals'

import { migrate } from '../../../src/adapters/postgres/migrate.ts'
import { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts'
import type { SqlDatabase } from '../../../src/adapters/postgres/sql.ts'
import { PostgresServer as ServerProcess } from '../../../tools/servers/postgres-server.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'

/** Record the calls as Citus does, in place of its functions and its catalog. */
const RECORDING_FUNCTIONS = `
  create table calls (table_name text, kind text);
  create table pg_dist_partition (logicalrelid regclass, partmethod text, repmodel text);
  create function create_reference_table(name regclass) returns void language sql as $$
    insert into calls values (name::text, 'reference');
    insert into pg_dist_partition values (name, 'n', 't');
  $$;
  create function create_distributed_table(name regclass, distribution_column text, colocate_with text default null)
    returns void language sql as $$
    insert into calls values (name::text, 'by ' || distribution_column);
    insert into pg_dist_partition values (name, 'h', 's');
  $$`

/**
 * The kind of each table: those with an event are distributed by it, unless they have a unique key without it, which
 * Citus refuses. The others are copied to each node if a foreign key connects them with another table.
 */
const EXPECTED_KINDS = `
  select relname as table_name,
    case when event.attnum is null or exists (
      select from pg_index
      where indrelid = pg_class.oid and indisunique and event.attnum <> all (indkey)
    ) then 'reference' else 'by event_id' end as kind
  from pg_class left join pg_attribute as event on attrelid = pg_class.oid and attname = 'event_id'
  where relkind = 'r' and relnamespace = 'public'::regnamespace
    and relname not in ('schema_version', 'calls', 'pg_dist_partition')
    and (event.attnum is not null or exists (
      select from pg_constraint where contype = 'f' and pg_class.oid in (conrelid, confrelid)
    ))
  order by 1`

const connect = (url: string) =>
  new PostgresServer({
    ...{ url, connectionsMax: 1 },
    ...{ connectTimeoutMs: PATIENCE_MS, statementTimeoutMs: PATIENCE_MS },
  })
const unused = () => Promise.reject(new Error('not used'))

let server: ServerProcess
let database: PostgresServer
beforeAll(async () => {
  server = await ServerProcess.start()
  database = connect(server.url)
  await migrate(database)
})
afterAll(async () => {
  await database.close()
  await server.stop()
})

const DISTRIBUTE = readFileSync('src/adapters/postgres/distribute.sql', 'utf8')

test('the script for Citus distributes every table that can be split by event, once', async () => {
  await server.query(RECORDING_FUNCTIONS)
  await server.query(DISTRIBUTE)
  await server.query(DISTRIBUTE)

  const calls = await server.query('select * from calls order by 1')
  expect(calls).toEqual(await server.query(EXPECTED_KINDS))
  expect(calls.filter(({ kind }) => kind === 'by event_id')).toHaveLength(8)
})

test.each([true, false])(
  'a migration runs the script if the database is distributed: %s',
  async (isDistributed) => {
    const scripts: string[] = []
    const recording: SqlDatabase = {
      ...{
        isDistributed,
        open: unused,
        run: unused,
        runAside: unused,
        check: unused,
        close: unused,
      },
      transaction: (work) =>
        database.transaction((script) =>
          work((text) => {
            scripts.push(text)
            return text === DISTRIBUTE ? Promise.resolve([]) : script(text)
          }),
        ),
    }
    await migrate(recording)

    expect(scripts.filter((text) => text === DISTRIBUTE)).toHaveLength(isDistributed ? 1 : 0)
  },
)

test.each([
  ['citus', true],
  ['another', false],
])('a database with the extension %s is distributed: %s', async (name, expected) => {
  const url = await server.createDatabase(`with_${name}`)
  // The extension itself has no package, so another one gets its name.
  await server.query(
    `set allow_system_table_mods = on; update pg_extension set extname = '${name}'`,
    [],
    url,
  )
  const named = connect(url)
  await named.open()

  expect(named.isDistributed).toBe(expected)
  await named.close()
})
