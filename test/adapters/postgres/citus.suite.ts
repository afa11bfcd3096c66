import { beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'

import { migrate } from '../../../src/adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../../../src/adapters/postgres/postgres-event-repository.ts'
import { PostgresSeatRepository } from '../../../src/adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts'
import { PostgresWebhookRepository } from '../../../src/adapters/postgres/postgres-webhook-repository.ts'
import { eventWithSeats } from '../../builders/event-with-seats.ts'
import { newDelivery, newWebhook } from '../../builders/webhook.ts'
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

test('every node deletes the same deliveries of a deleted event', async () => {
  const database = connect()
  await migrate(database)
  const events = new PostgresEventRepository(database)
  const webhooks = new PostgresWebhookRepository(database)
  const repository = new PostgresSeatRepository(database)
  await events.addEvent(eventWithSeats('gala', ['A-1']))
  await webhooks.addWebhook(newWebhook(), 10)
  for (const id of ['d-1', 'd-2', 'd-3']) await webhooks.addDelivery(newDelivery({ id }))
  await query(MOVE_ROW_ON_SOME_NODES)

  const [[event], seats] = [
    await events.findSummaries(['gala']),
    await repository.seatsSince('gala'),
  ]
  if (!event || !seats) throw new Error('There is no event')
  await events.deleteEvent({ event, seats })
  const deliveries = []
  while ((await events.deleteRows({ countMax: 1, keysKeptSince: new Date() })) > 0)
    deliveries.push(await query(COPIES))

  const some = { deliveries: expect.any(String) }
  expect(deliveries).toContainEqual([some])
  for (const copies of deliveries) expect(copies).toHaveLength(1)
  expect(deliveries.at(-1)).toEqual([{ deliveries: '' }])
  await database.close()
})

/** A row that is added again gets another place. On the other nodes it stays the first one. */
const MOVE_ROW_ON_SOME_NODES = `
  select run_command_on_placements('webhook_deliveries', $$
    with moved as (
      delete from %1$s
      where delivery_id = 'd-1' and exists (select from pg_dist_local_group where groupid %% 2 = 0)
      returning *
    )
    insert into %1$s select * from moved
  $$)`

/** The deliveries that each node has. */
const COPIES = `
  select distinct result as deliveries
  from run_command_on_placements('webhook_deliveries', $$
    select string_agg(delivery_id, ' ' order by delivery_id) from %s
  $$)`

postgresContracts('on a Citus cluster', connect)
