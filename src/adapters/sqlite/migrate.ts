import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'

const MIGRATIONS = join(import.meta.dirname, 'migrations')

/** Says in the header of the file whose database it is: "Hold". */
const APPLICATION_ID = 0x486f_6c64

/** What brings the schema of a database up to date. */
export interface Migration {
  /** Whether nothing has been created in the database yet. */
  readonly isFirst: boolean
  readonly scripts: readonly string[]
  /** The version that the schema has then, which the header of the file keeps. */
  readonly version: number
}

/**
 * Reads what the database lacks, and changes nothing.
 * @throws {Error} when the database is another program's, or was changed by a newer version of this one
 */
export function planMigration(database: DatabaseSync, folder = MIGRATIONS): Migration {
  const names = readdirSync(folder).toSorted()
  const isFirst = database.prepare('select 1 from sqlite_schema limit 1').get() === undefined
  if (!isFirst && readPragma(database, 'application_id') !== APPLICATION_ID) {
    throw new Error('holdfast.db is a database of another program')
  }
  const version = isFirst ? 0 : readPragma(database, 'user_version')
  if (version > names.length) {
    throw new Error(
      `its database is at version ${version}, and this program knows versions up to ${names.length}. ` +
        'Start a newer Holdfast',
    )
  }
  const scripts = names.slice(version).map((name) => readFileSync(join(folder, name), 'utf8'))
  return { isFirst, scripts, version: names.length }
}

/** All in one transaction. */
export function migrate(database: DatabaseSync, { scripts, version }: Migration): void {
  if (scripts.length === 0) return
  database.exec('begin immediate')
  for (const script of scripts) database.exec(script)
  database.exec(`
    pragma application_id = ${APPLICATION_ID};
    pragma user_version = ${version};
    commit`)
}

function readPragma(database: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`pragma ${name}`).get()?.[name])
}
