import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'

import Postgrator from 'postgrator'

import { StoreUnavailableError } from '../../application/ports/store-unavailable-error.ts'
import { SchemaError } from './schema-error.ts'
import { type SqlDatabase, type SqlScript, TRANSACTION_TIMEOUT_MS } from './sql.ts'
import { isLockTimeout } from './store-errors.ts'

const MIGRATIONS = join(import.meta.dirname, 'migrations', '*.sql')
const DISTRIBUTE = join(import.meta.dirname, 'distribute.sql')

/** An arbitrary number that no other program locks in the same database. */
const MIGRATION_LOCK = 4_653_101

/**
 * While a migration waits for the lock of a table, all statements on that table wait behind it. This is half of the default
 * statement timeout, so statements of running instances that wait for the whole time still succeed. It is also shorter than
 * the default `deadlock_timeout`, so in a deadlock with a booking or a backup the migration gives way.
 */
const LOCK_TIMEOUT_MS = 500

/** Between two attempts. Ten times the lock timeout, so that bookings are slow for a tenth of the time at most. */
const PAUSE_MS = 5_000

const LOCKED =
  'The database cannot be migrated while another transaction, such as a backup, uses its tables. Start Holdfast again when that has ended.'

export interface MigrateOptions {
  readonly pattern?: string
  /** How long to wait for the locks of the tables, apart from the last attempt. */
  readonly waitMsMax?: number
  /** Called once if the migration has to wait for other transactions. */
  readonly onWait?: () => void
  /** Ends the wait: the migration is rolled back and rejects with the reason of the signal. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Migrates the schema to the latest version, and distributes the tables of a Citus cluster over its nodes. Instances that
 * start at the same time do this one after the other.
 * @throws {SchemaError} when the database was migrated by a newer program
 * @throws {StoreUnavailableError} when the database cannot be reached, or its tables stay locked
 */
export async function migrate(database: SqlDatabase, options: MigrateOptions = {}): Promise<void> {
  const { signal } = options
  // The end of the transaction closes its connection, also while a statement of it waits for a lock.
  await database.transaction((script) => {
    const migrating = migrateIn(script, database.isDistributed, options)
    return signal ? Promise.race([migrating, abortOf(signal)]) : migrating
  })
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const onAbort = () => {
      reject(signal.reason as Error)
    }
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
}

async function migrateIn(
  script: SqlScript,
  isDistributed: boolean,
  { pattern = MIGRATIONS, ...options }: MigrateOptions,
): Promise<void> {
  await script(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`)

  const postgrator = new Postgrator({
    driver: 'pg',
    migrationPattern: pattern,
    schemaTable: 'schema_version',
    execQuery: async (text) => ({ rows: [...(await script(text))] }),
  })
  const [inDatabase, known] = [
    await postgrator.getDatabaseVersion(),
    await postgrator.getMaxVersion(),
  ]
  if (inDatabase > known) {
    throw new SchemaError(
      `The schema of the database has version ${inDatabase}, but this program supports versions up to ${known}. Start a newer Holdfast.`,
    )
  }
  const work = () => postgrator.migrate()
  await (inDatabase < known ? retryWhileLocked(script, work, options) : work())
  if (isDistributed) await script(await readFile(DISTRIBUTE, 'utf8'))
}

/** Retries within the transaction, which keeps the lock of the migrations: other instances must not try in the pauses. */
async function retryWhileLocked(
  script: SqlScript,
  work: () => Promise<unknown>,
  { waitMsMax = TRANSACTION_TIMEOUT_MS, onWait, signal }: MigrateOptions,
): Promise<void> {
  const endMs = performance.now() + waitMsMax
  await script(`set local lock_timeout = ${LOCK_TIMEOUT_MS}; savepoint before_migration`)
  for (let attempt = 1; ; attempt++) {
    try {
      await work()
      await script('release before_migration')
      return
    } catch (error) {
      if (!isLockTimeout(error)) throw error
      if (performance.now() >= endMs) throw new StoreUnavailableError(LOCKED, { cause: error })
    }
    // Also releases the locks of this attempt.
    await script('rollback to before_migration')
    if (attempt === 1) onWait?.()
    await pause(PAUSE_MS, undefined, signal && { signal })
  }
}
