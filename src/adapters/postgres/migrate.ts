import { join } from 'node:path'

import Postgrator from 'postgrator'

import type { SqlDatabase } from './sql.ts'

const MIGRATIONS = join(import.meta.dirname, 'migrations', '*.sql')

/** Any number will do that nobody else locks in the same database. */
const MIGRATION_LOCK = 4_653_101

/** The database cannot be used by this program; the message says what to do. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError'
}

/**
 * Brings the schema up to date. Instances that start together take turns, and only the first has anything to do.
 * @throws {SchemaError} when the database was changed by a newer program
 * @throws {StoreUnavailableError} when the database cannot be reached
 */
export async function migrate(database: SqlDatabase, pattern = MIGRATIONS): Promise<void> {
  await database.transaction(async (script) => {
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
        `The database is at version ${inDatabase}, and this program knows versions up to ${known}. Start a newer Holdfast.`,
      )
    }
    await postgrator.migrate()
  })
}
