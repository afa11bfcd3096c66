import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe } from '@jest/globals'

import { EmbeddedPostgres } from '../../../src/adapters/postgres/embedded-postgres.ts'
import { migrate } from '../../../src/adapters/postgres/migrate.ts'
import { PostgresSeatRepository } from '../../../src/adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts'
import type { SqlDatabase } from '../../../src/adapters/postgres/sql.ts'
import { requestMemoryContract } from '../../contracts/request-memory.contract.ts'
import { seatHistoryContract } from '../../contracts/seat-history.contract.ts'
import { seatRepositoryContract } from '../../contracts/seat-repository.contract.ts'
import { PostgresServer as ServerProcess } from '../../support/postgres-server.ts'

const EMPTY = 'truncate seats, bookings, history, requests'

/** All suites on one database, which is emptied before each test. */
function allContracts(name: string, connect: () => SqlDatabase): void {
  describe(name, () => {
    let database: SqlDatabase
    beforeAll(async () => {
      database = connect()
      await database.open()
      await migrate(database)
    })
    afterAll(() => database.close())

    const open = async () => {
      await database.transaction((script) => script(EMPTY))
      return { repository: new PostgresSeatRepository(database) }
    }
    seatRepositoryContract('PostgresSeatRepository', open)
    seatHistoryContract('PostgresSeatRepository', open)
    requestMemoryContract('PostgresSeatRepository', open)
  })
}

describe('on a Postgres server', () => {
  let server: ServerProcess
  beforeAll(async () => {
    server = await ServerProcess.start()
  })
  afterAll(() => server.stop())

  allContracts(
    'over a pool',
    () =>
      new PostgresServer({
        url: server.url,
        connectionsMax: 10,
        connectTimeoutMs: 5_000,
        statementTimeoutMs: 5_000,
        onIdleError: () => undefined,
      }),
  )
})

describe('on an embedded Postgres', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-data-'))
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  allContracts('in a folder', () => new EmbeddedPostgres(folder))
})
