import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import { migrate } from '../../../src/adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../../../src/adapters/postgres/postgres-event-repository.ts'
import { PostgresKeyRepository } from '../../../src/adapters/postgres/postgres-key-repository.ts'
import { PostgresSeatRepository } from '../../../src/adapters/postgres/postgres-seat-repository.ts'
import { PostgresWebhookRepository } from '../../../src/adapters/postgres/postgres-webhook-repository.ts'
import type { SqlDatabase, SqlScript } from '../../../src/adapters/postgres/sql.ts'
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

const EMPTY =
  'truncate events, revisions, seats, holds, bookings, history, requests, access_keys, webhooks cascade'

/** The number of rows of each table with a column for the event. */
async function countRowsOfEvents(script: SqlScript): Promise<Record<string, number>> {
  const tables = await script(`
    select table_name from information_schema.columns
    where column_name = 'event_id' and table_schema = current_schema()`)
  const counts: Record<string, number> = {}
  for (const { table_name: table } of tables) {
    const [row] = await script(`select count(*)::int as count from ${String(table)}`)
    counts[String(table)] = Number(row?.['count'])
  }
  return counts
}

/** All suites on one database, which is emptied before each test. */
export function postgresContracts(name: string, connect: () => SqlDatabase): void {
  describe(name, () => {
    let database: SqlDatabase
    beforeAll(async () => {
      database = connect()
      await database.open()
      await migrate(database)
    })
    afterAll(() => database.close())

    test('an error in a transaction is rethrown, and the transaction is rolled back', async () => {
      const mistake = new RangeError('made here')
      const failing = database.transaction(async (script) => {
        await script('create table left_behind ()')
        throw mistake
      })

      await expect(failing).rejects.toBe(mistake)
      await expect(
        database.transaction((script) => script('select from left_behind')),
      ).rejects.toMatchObject({ code: '42P01' })
    })

    const open = async () => {
      await database.transaction((script) => script(EMPTY))
      return {
        repository: new PostgresSeatRepository(database),
        events: new PostgresEventRepository(database),
        keys: new PostgresKeyRepository(database),
      }
    }
    /** The database, for a process that crashes after some statements. */
    const pausingDatabase = (
      statements: number,
      meanwhile: () => Promise<void>,
      isDistributed = database.isDistributed,
    ) => {
      let left = statements
      const run: SqlDatabase['run'] = async (statement, values) => {
        if (left-- === 0) await meanwhile()
        return database.run(statement, values)
      }
      return { isDistributed, run } as SqlDatabase
    }
    const breakingDatabase = (statements: number, isDistributed?: boolean) => {
      const end = () => Promise.reject(new StoreUnavailableError('The process has ended'))
      return pausingDatabase(statements, end, isDistributed)
    }
    const addDeliveries = async (webhookId: string, count: number) => {
      await database.transaction((script) =>
        script(`
          insert into webhook_deliveries
            (webhook_id, delivery_id, event_id, revision, type, attempt, at, outcome, status)
          select '${webhookId}', 'd-' || n, event_id, n, 'booking.created', 1, now(), 'delivered', 204
          from events, generate_series(1, ${count}) as n`),
      )
    }
    seatRepositoryContract('PostgresSeatRepository', open)
    batchedSavesContract('PostgresSeatRepository', open)
    holdRepositoryContract('PostgresSeatRepository', open)
    bookingRepositoryContract('PostgresSeatRepository', open)
    bookedSeatsContract('PostgresSeatRepository', open)
    seatChangesContract('PostgresSeatRepository', open)
    clientSeatsContract('PostgresSeatRepository', open)
    expiredSeatsContract('PostgresSeatRepository', open)
    seatHistoryContract('PostgresSeatRepository', open)
    requestRetentionContract('PostgresSeatRepository', open)
    historyRetentionContract('PostgresSeatRepository', open)
    eventRepositoryContract('PostgresEventRepository', open)
    planReplacementContract('PostgresEventRepository', open)
    eventHistoryContract('PostgresEventRepository', open)
    keyRepositoryContract('PostgresKeyRepository', open)
    const openWithWebhooks = async () => ({
      ...(await open()),
      webhooks: new PostgresWebhookRepository(database),
    })
    webhookRepositoryContract('PostgresWebhookRepository', openWithWebhooks)
    webhookDeletionContract('PostgresWebhookRepository', async () => ({
      ...(await openWithWebhooks()),
      addDeliveries,
      breaksOffAfter: (steps) => new PostgresWebhookRepository(breakingDatabase(steps)),
    }))
    // The statements for a distributed database run on any.
    const distributed = (statements = Infinity) =>
      new PostgresWebhookRepository(breakingDatabase(statements, true))
    const openDistributed = async () => ({ ...(await open()), webhooks: distributed() })
    webhookRepositoryContract('PostgresWebhookRepository, distributed', openDistributed)
    webhookDeletionContract('PostgresWebhookRepository, distributed', async () => ({
      ...(await openDistributed()),
      addDeliveries,
      breaksOffAfter: distributed,
    }))
    eventDeletionContract('PostgresEventRepository', async () => ({
      ...(await openWithWebhooks()),
      countRows: () => database.transaction(countRowsOfEvents),
    }))
    unfinishedEventsContract('PostgresEventRepository', async () => ({
      ...(await open()),
      breaksOffAfter: (steps) => new PostgresEventRepository(breakingDatabase(steps)),
      pausesAfter: (...pause) => new PostgresEventRepository(pausingDatabase(...pause)),
    }))
  })
}
