import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { databasePathIn, syncFolder } from './data-folder.ts'
import { unusable } from './data-folder-error.ts'
import { planMigration } from './migrate.ts'

/** How long to wait while the service has the database locked. */
const BUSY_TIMEOUT_MS = 10_000

/** The backup could not be written. The message has the reason. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/**
 * Writes a consistent copy of the database to a new file, even while the service uses the database. The file appears
 * when it is complete and on disk. A backup that fails leaves nothing behind.
 * @throws {DataFolderError} when there is no readable database
 * @throws {BackupError} when the file exists or cannot be written
 */
export function backUp(dataDir: string, file: string): void {
  const database = openToRead(dataDir)
  try {
    if (existsSync(file)) throw new Error('the file already exists')
    writeCopy(database, file)
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
    if (!existsSync(path)) throw new Error('it contains no database')
    const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
    planMigration(database)
    return database
  } catch (error) {
    throw unusable(dataDir, error)
  }
}

function writeCopy(database: DatabaseSync, file: string): void {
  // Another backup may be writing the same file.
  const draft = `${file}.${randomUUID()}.partial`
  closeSync(openSync(draft, 'wx', 0o600))
  try {
    database.prepare('vacuum into ?').run(draft)
    syncFile(draft)
    renameSync(draft, file)
  } catch (error) {
    // On a full disk, the service could not continue before the draft is deleted.
    for (const path of [draft, `${draft}-journal`]) rmSync(path, { force: true })
    throw error
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
}
