import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import Postgrator from 'postgrator'

import { SchemaError } from './schema-error.ts'
import type { SqlDatabase } from './sql.ts'

const MIGRATIONS = join(import.meta.dirname, 'migrations', '*.sql')
const DISTRIBUTE = join(import.meta.dirname, 'distribute.sql')

/** An arbitrary number that no other program locks in the same database. */
const MIGRATION_LOCK = 4_653_101

/**
 * Migrates the schema to the latest version, and distributes the tables of a Citus cluster over its nodes. Instances that
 * start at the same time do this one after the other.
 * @throws {SchemaError} when the database was migrated by a newer program
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
        `The schema of the database has version ${inDatabase}, but this program supports versions up to ${known}. Start a newer Holdfast.`,
      )
    }
    await postgrator.migrate()
    if (database.isDistributed) await script(await readFile(DISTRIBUTE, 'utf8'))
  })
}
