import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { afterAll, beforeAll } from '@jest/globals'

import { SqliteEventRepository } from '../../../src/adapters/sqlite/sqlite-event-repository.ts'
import { SqliteKeyRepository } from '../../../src/adapters/sqlite/sqlite-key-repository.ts'
import { SqliteSeatRepository } from '../../../src/adapters/sqlite/sqlite-seat-repository.ts'
import { SqliteWebhookRepository } from '../../../src/adapters/sqlite/sqlite-webhook-repository.ts'
import { StoreThread } from '../../../src/adapters/sqlite/store-thread.ts'
import { StoreUnavailableError } from '../../../src/application/ports/store-unavailable-error.ts'
import { batchedSavesContract } from '../../contracts/batched-saves.contract.ts'
import { bookedSeatsContract } from '../../contracts/booked-seats.contract.ts'
import { bookingRepositoryContract } from '../../contracts/booking-repository.contract.ts'
import { clientSeatsContract } from '../../contracts/client-seats.contract.ts'
import { eventDeletionContract } from '../../contracts/event-deletion.contract.ts'
import { eventHistoryContract } from '../../contracts/event-history.contract.ts'
import { eventRepositoryContract } from '../../contracts/event-repository.contract.ts'
import { expiredSeatsContract } from '../../contracts/expired-seats.contract.ts'
import { historyRetentionContract } from '../../contracts/history-retention.contract.ts'
import { holdRepositoryContract } from '../../contracts/hold-repository.contract.ts'
import { keyRepositoryContract } from '../../contracts/key-repository.contract.ts'
import { planReplacementContract } from '../../contracts/plan-replacement.contract.ts'
import { requestRetentionContract } from '../../contracts/request-retention.contract.ts'
import { seatChangesContract } from '../../contracts/seat-changes.contract.ts'
import { seatHistoryContract } from '../../contracts/seat-history.contract.ts'
import { seatRepositoryContract } from '../../contracts/seat-repository.contract.ts'
import { unfinishedEventsContract } from '../../contracts/unfinished-events.contract.ts'
import { webhookDeletionContract } from '../../contracts/webhook-deletion.contract.ts'
import { webhookRepositoryContract } from '../../contracts/webhook-repository.contract.ts'

const path = mkdtempSync(join(tmpdir(), 'holdfast-data-'))
const thread = new StoreThread({ path })
beforeAll(() => thread.open())
afterAll(async () => {
  await thread.close()
  rmSync(path, { recursive: true })
})

/** All suites on one store, which is emptied before each test. */
async function open() {
  const database = new DatabaseSync(join(path, 'holdfast.db'))
  for (const table of TABLES) database.exec(`delete from ${table}`)
  database.close()
  return {
    repository: new SqliteSeatRepository(thread),
    events: new SqliteEventRepository(thread),
    keys: new SqliteKeyRepository(thread),
  }
}

/** The number of rows of each table with a column for the event. The number of an event is not used again. */
function countRowsOfEvents(): Record<string, number> {
  const database = new DatabaseSync(join(path, 'holdfast.db'), { readOnly: true })
  const tables = database
    .prepare(
      `select distinct schema.name from sqlite_schema as schema, pragma_table_info(schema.name) as column
      where schema.type = 'table' and column.name in ('event_no', 'event_id')`,
    )
    .all()
    .map(({ name }) => String(name))
  const count = (table: string) =>
    database.prepare(`select count(*) as n from ${table}`).get()?.['n']
  const counts = tables.map((table): [string, number] => [table, Number(count(table))])
  database.close()
  return Object.fromEntries(counts)
}

/** Tables with foreign keys come before those that they refer to. */
const TABLES = [
  'webhook_cursors',
  'webhook_deliveries',
  'webhooks',
  'history',
  'requests',
  'holds',
  'bookings',
  'seats',
  'revisions',
  'events',
  'access_keys',
]

/** The store, for a process that crashes after some writes. */
function breakingThread(writes: number): Pick<StoreThread, 'read' | 'write'> {
  return pausingThread(writes, async () => {
    throw new StoreUnavailableError('The process has ended')
  })
}

/** The store, for a process that pauses after some writes. */
function pausingThread(
  writes: number,
  meanwhile: () => Promise<void>,
): Pick<StoreThread, 'read' | 'write'> {
  let left = writes
  const write: StoreThread['write'] = async (...call) => {
    if (left-- === 0) await meanwhile()
    return thread.write(...call)
  }
  return { read: thread.read.bind(thread), write }
}

/** The deliveries belong to the first event. */
async function addDeliveries(webhookId: string, count: number): Promise<void> {
  const database = new DatabaseSync(join(path, 'holdfast.db'))
  const add = database.prepare(`
    with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ?2)
    insert into webhook_deliveries
      (webhook_id, delivery_id, event_no, revision, type, attempt, at, outcome, status)
    select ?1, 'd-' || n, event_no, n, 'booking.created', 1, n, 'delivered', 204 from events, numbers`)
  add.run(webhookId, count)
  database.close()
}

seatRepositoryContract('SqliteSeatRepository', open)
batchedSavesContract('SqliteSeatRepository', open)
holdRepositoryContract('SqliteSeatRepository', open)
bookingRepositoryContract('SqliteSeatRepository', open)
bookedSeatsContract('SqliteSeatRepository', open)
seatChangesContract('SqliteSeatRepository', open)
clientSeatsContract('SqliteSeatRepository', open)
expiredSeatsContract('SqliteSeatRepository', open)
seatHistoryContract('SqliteSeatRepository', open)
requestRetentionContract('SqliteSeatRepository', open)
historyRetentionContract('SqliteSeatRepository', open)
eventRepositoryContract('SqliteEventRepository', open)
planReplacementContract('SqliteEventRepository', open)
eventHistoryContract('SqliteEventRepository', open)
keyRepositoryContract('SqliteKeyRepository', open)
const openWithWebhooks = async () => ({
  ...(await open()),
  webhooks: new SqliteWebhookRepository(thread),
})
webhookRepositoryContract('SqliteWebhookRepository', openWithWebhooks)
webhookDeletionContract('SqliteWebhookRepository', async () => ({
  ...(await openWithWebhooks()),
  addDeliveries,
  breaksOffAfter: (steps) => new SqliteWebhookRepository(breakingThread(steps)),
}))
eventDeletionContract('SqliteEventRepository', async () => ({
  ...(await openWithWebhooks()),
  countRows: async () => countRowsOfEvents(),
}))
unfinishedEventsContract('SqliteEventRepository', async () => ({
  ...(await open()),
  breaksOffAfter: (steps) => new SqliteEventRepository(breakingThread(steps)),
  pausesAfter: (...pause) => new SqliteEventRepository(pausingThread(...pause)),
}))
