import { expect, test } from '@jest/globals'

import { migrate } from '../../../src/adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../../../src/adapters/postgres/postgres-event-repository.ts'
import { PostgresSeatRepository } from '../../../src/adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts'
import { PostgresWebhookRepository } from '../../../src/adapters/postgres/postgres-webhook-repository.ts'
import type { SqlDatabase } from '../../../src/adapters/postgres/sql.ts'
import { PostgresServer as ServerProcess } from '../../../tools/servers/postgres-server.ts'
import { eventWithSeats } from '../../builders/event-with-seats.ts'
import { bookedSeat, seatChange } from '../../builders/seat-change.ts'
import { newWebhook } from '../../builders/webhook.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'

test('cursors of deleted events are deleted even after the addition of a webhook was interrupted', async () => {
  const server = await ServerProcess.start({ fsync: false })
  const database = new PostgresServer({
    ...{ url: server.url, connectionsMax: 1 },
    ...{ connectTimeoutMs: PATIENCE_MS, statementTimeoutMs: PATIENCE_MS },
  })
  await migrate(database)
  const events = new PostgresEventRepository(database)
  const seats = new PostgresSeatRepository(database)
  for (const eventId of ['gala', 'premiere']) {
    await events.addEvent(eventWithSeats(eventId, ['A-1']))
    await seats.save(seatChange([bookedSeat('A-1', 1, `b-${eventId}`)], { eventId }))
  }

  // The statements for a distributed database, of which the process ends after the first one.
  let statementsMax = 1
  const run: SqlDatabase['run'] = async (statement, values) => {
    if (statementsMax-- === 0) throw new Error('The process has ended')
    return database.run(statement, values)
  }
  const webhooks = new PostgresWebhookRepository({ isDistributed: true, run } as SqlDatabase)
  const adding = webhooks.addWebhook(newWebhook(), 10)
  await expect(adding).rejects.toThrow('The process has ended')
  await server.query(`delete from events where event_id = 'gala'`)

  statementsMax = Infinity
  expect(await webhooks.deleteDeliveries({ before: new Date(), countMax: 1 })).toBe(0)
  expect(await server.query('select event_id from webhook_cursors')).toEqual([
    { event_id: 'premiere' },
  ])
  await database.close()
  await server.stop()
})
