import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'

import { SHORT_CODE_DIGITS, SHORT_CODE_LENGTH } from '../../domain/short-code.ts'

const MIGRATIONS = join(import.meta.dirname, 'migrations')

/** The hexadecimal digits with as many bits as a code. */
const HEX_DIGITS = (SHORT_CODE_LENGTH * 5) / 4

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Identifies the database file as one of this program: "Hold". */
const APPLICATION_ID = 0x486f_6c64

/** The scripts that migrate a database to the latest version. */
export interface Migration {
  /** Whether the database is empty. */
  readonly isFirst: boolean
  readonly scripts: readonly string[]
  /** The version of the schema afterwards. It is stored in the header of the file. */
  readonly version: number
}

/**
 * Determines the missing migrations, without changing the database.
 * @throws {Error} when the database belongs to another program, or was migrated by a newer version of this one
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
      `the schema of its database has version ${version}, but this program supports versions up to ${names.length}. ` +
        'Start a newer Holdfast',
    )
  }
  const scripts = names.slice(version).map((name) => readFileSync(join(folder, name), 'utf8'))
  return { isFirst, scripts, version: names.length }
}

/** Runs all scripts in one transaction. */
export function migrate(database: DatabaseSync, { scripts, version }: Migration): void {
  if (scripts.length === 0) return
  database.function('short_code', { deterministic: true }, codeOfId)
  database.exec('begin immediate')
  for (const script of scripts) database.exec(script)
  database.exec(`
    pragma application_id = ${APPLICATION_ID};
    pragma user_version = ${version};
    commit`)
}

/** The code of an existing hold or booking: from the end of its id, or from a hash if the id is not a UUID. */
function codeOfId(id: SQLOutputValue): string {
  const text = String(id)
  const hex = UUID.test(text) ? text : createHash('sha256').update(text).digest('hex')
  const digits = parseInt(hex.slice(-HEX_DIGITS), 16).toString(32).padStart(SHORT_CODE_LENGTH, '0')
  return digits.replaceAll(/./g, (digit) => SHORT_CODE_DIGITS[parseInt(digit, 32)] ?? '')
}

function readPragma(database: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`pragma ${name}`).get()?.[name])
}
