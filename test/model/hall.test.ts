import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { InMemoryEventRepository } from '../../src/adapters/memory/in-memory-event-repository.ts'
import { InMemorySeatRepository } from '../../src/adapters/memory/in-memory-seat-repository.ts'
import { migrate } from '../../src/adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../../src/adapters/postgres/postgres-event-repository.ts'
import { PostgresSeatRepository } from '../../src/adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from '../../src/adapters/postgres/postgres-server.ts'
import { SqliteEventRepository } from '../../src/adapters/sqlite/sqlite-event-repository.ts'
import { SqliteSeatRepository } from '../../src/adapters/sqlite/sqlite-seat-repository.ts'
import { StoreThread } from '../../src/adapters/sqlite/store-thread.ts'
import { PostgresServer as ServerProcess } from '../../tools/servers/postgres-server.ts'
import { PATIENCE_MS } from '../drivers/patience.ts'
import { Comparison, type ComparisonOptions } from './comparison.ts'
import { Service, type Store } from './service.ts'
import { steps } from './steps.ts'

const STEPS_MAX = 60

let events = 0

/** Sends the same requests to the service and the model, `runs` times, each time to a new hall. */
async function compare(store: Store, runs: number, options: ComparisonOptions): Promise<void> {
  await fc.assert(
    fc.asyncProperty(steps(STEPS_MAX), async (sequence) => {
      const service = await Service.open(store, `hall ${++events}`)
      const comparison = new Comparison(service.clock.now().getTime(), options)
      await fc.asyncModelRun(() => ({ model: comparison, real: service }), sequence)
      await comparison.checkAll(service)
    }),
    { numRuns: runs },
  )
}

describe('for any sequence of requests, the results and the seats follow the rules', () => {
  test('in memory', async () => {
    const seats = new InMemorySeatRepository()
    const kinds = new Set<string>()
    const store = { seats, events: new InMemoryEventRepository(seats) }
    await compare(store, 200, { kinds, isThorough: true })

    // The comparison is only meaningful if all kinds of results occurred. The split of a table and a move to a cancelled seat are rare.
    expect([...kinds]).toEqual(expect.arrayContaining(EVERY_KIND))
  })

  test('in SQLite', async () => {
    const path = mkdtempSync(join(tmpdir(), 'holdfast-model-'))
    const thread = new StoreThread({ path })
    await thread.open()
    try {
      const store = {
        seats: new SqliteSeatRepository(thread),
        events: new SqliteEventRepository(thread),
      }
      await compare(store, 20, { kinds: new Set(), isThorough: false })
    } finally {
      await thread.close()
      rmSync(path, { recursive: true })
    }
  })

  test('on a Postgres server', async () => {
    const server = await ServerProcess.start({ fsync: false })
    const database = new PostgresServer({
      ...{ url: server.url, connectionsMax: 2 },
      ...{ connectTimeoutMs: PATIENCE_MS, statementTimeoutMs: PATIENCE_MS },
    })
    try {
      await migrate(database)
      const store = {
        seats: new PostgresSeatRepository(database),
        events: new PostgresEventRepository(database),
      }
      await compare(store, 20, { kinds: new Set(), isThorough: false })
    } finally {
      await database.close()
      await server.stop()
    }
  })
})

const EVERY_KIND = [
  'block: done',
  'book places: done',
  'book: done',
  'cancel seats: done',
  'cancel: done',
  'change the reference: done',
  'confirm: done',
  'extend: done',
  'hold places: done',
  'hold the best: done',
  'hold-changed',
  'hold-gone',
  'hold: done',
  'key-reused',
  'move: done',
  'none-available',
  'not-available',
  'not-in-booking',
  'other-category',
  'release seats: done',
  'release: done',
  'result-gone',
  'the same again',
  'too-many-seats',
  'unblock: done',
  'unknown-area',
  'unknown-booking',
  'unknown-hold',
  'unknown-seats',
]
