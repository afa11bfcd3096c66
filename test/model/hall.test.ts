import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { InMemoryEventRepository } from '../../src/adapters/memory/in-memory-event-repository.ts'
import { InMemorySeatRepository } from '../../src/adapters/memory/in-memory-seat-repository.ts'
import { EmbeddedPostgres } from '../../src/adapters/postgres/embedded-postgres.ts'
import { migrate } from '../../src/adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../../src/adapters/postgres/postgres-event-repository.ts'
import { PostgresSeatRepository } from '../../src/adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from '../../src/adapters/postgres/postgres-server.ts'
import type { SqlDatabase } from '../../src/adapters/postgres/sql.ts'
import { PATIENCE_MS } from '../support/patience.ts'
import { PostgresServer as ServerProcess } from '../support/postgres-server.ts'
import { Comparison, type ComparisonOptions } from './comparison.ts'
import { Service, type Store } from './service.ts'
import { steps } from './steps.ts'

const STEPS_MAX = 60

let events = 0

/** Asks the service and the model the same, as often as `runs` says, from a hall on that nobody has touched. */
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

async function openSql(database: SqlDatabase): Promise<Store> {
  await database.open()
  await migrate(database)
  return {
    seats: new PostgresSeatRepository(database),
    events: new PostgresEventRepository(database),
  }
}

describe('whatever is asked, in any order, the answers and the seats are as the rules say', () => {
  test('in memory', async () => {
    const seats = new InMemorySeatRepository()
    const kinds = new Set<string>()
    const store = { seats, events: new InMemoryEventRepository(seats) }
    await compare(store, 200, { kinds, isThorough: true })

    // That they agree means something only if everything has happened.
    expect([...kinds].sort()).toEqual(EVERY_KIND)
  })

  describe('with SQL', () => {
    let folder: string
    let server: ServerProcess
    let database: SqlDatabase | undefined
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'holdfast-model-'))
      server = await ServerProcess.start()
    })
    afterAll(async () => {
      await database?.close()
      await server.stop()
      rmSync(folder, { recursive: true })
    })

    const timeouts = { connectTimeoutMs: PATIENCE_MS, statementTimeoutMs: PATIENCE_MS }
    test.each([
      { name: 'in the embedded Postgres', runs: 5, open: () => new EmbeddedPostgres(folder) },
      {
        name: 'on a Postgres server',
        runs: 20,
        open: () => new PostgresServer({ url: server.url, connectionsMax: 2, ...timeouts }),
      },
    ])('$name', async ({ runs, open }) => {
      await database?.close()
      database = open()
      await compare(await openSql(database), runs, { kinds: new Set(), isThorough: false })
    })
  })
})

const EVERY_KIND = [
  'block: done',
  'book: done',
  'cancel: done',
  'confirm: done',
  'conflict',
  'extend: done',
  'hold the best: done',
  'hold-gone',
  'hold: done',
  'key-reused',
  'none-available',
  'release: done',
  'result-gone',
  'the same again',
  'too-many-seats',
  'unblock: done',
  'unknown-booking',
  'unknown-hold',
  'unknown-seats',
]
