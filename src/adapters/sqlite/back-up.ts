import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { unusable } from './data-folder-error.ts'
import { databasePathIn, syncFolder } from './data-folder.ts'
import { planMigration } from './migrate.ts'

/** How long to wait for the service where it keeps the database busy. */
const BUSY_TIMEOUT_MS = 10_000

/** The backup could not be written; the message says why. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/**
 * Writes a copy of the database as it is at one moment to a new file, also while a service uses it. The file appears
 * once it is complete and on the disk.
 * @throws {DataFolderError} when there is no database that can be read
 * @throws {BackupError} when there is such a file already, or it cannot be written
 */
export function backUp(dataDir: string, file: string): void {
  const database = openToRead(dataDir)
  try {
    if (existsSync(file)) throw new Error('there is such a file already')
    const draft = `${file}.partial`
    rmSync(draft, { force: true })
    closeSync(openSync(draft, 'wx', 0o600))
    database.prepare('vacuum into ?').run(draft)
    syncFile(draft)
    renameSync(draft, file)
    syncFolder(dirname(file))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new BackupError(`The backup "${file}" cannot be written: ${reason}.`, { cause: error })
  } finally {
    database.close()
  }
}

function openToRead(dataDir: string): DatabaseSync {
  const path = databasePathIn(dataDir)
  try {
    if (!existsSync(path)) throw new Error('there is no database in it')
    const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
    planMigration(database)
    return database
  } catch (error) {
    throw unusable(dataDir, error)
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
}
