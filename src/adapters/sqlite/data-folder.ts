import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { unusable } from './data-folder-error.ts'
import { isBusy } from './sqlite-errors.ts'

const FORMER_DATABASE =
  'it contains a database of an older development version, which is no longer supported. ' +
  'Move the folder away, or set DATA_DIR to another one'

const FOREIGN_LOG =
  'holdfast.db-wal belongs to another holdfast.db. Restore a backup into an empty folder'

/**
 * A folder that one process uses at a time, and that only its user can access.
 *
 * It is claimed with a lock that SQLite takes on a file. The operating system releases the lock when the process ends
 * for any reason. The database file itself is not locked, so that a backup can read it.
 */
export class DataFolder {
  readonly databasePath: string
  readonly #lock: DatabaseSync

  private constructor(path: string, lock: DatabaseSync) {
    this.databasePath = databasePathIn(path)
    this.#lock = lock
  }

  /**
   * Creates the folder and an empty database if they do not exist.
   * @throws {DataFolderError} when another process uses the folder, or when it cannot be written
   */
  static claim(path: string): DataFolder {
    try {
      makeFolder(path)
      if (existsSync(join(path, 'postgres', 'PG_VERSION'))) throw new Error(FORMER_DATABASE)
      const folder = new DataFolder(path, takeLock(join(path, 'owner.lock')))
      try {
        prepareDatabase(folder.databasePath)
        return folder
      } catch (error) {
        folder.release()
        throw error
      }
    } catch (error) {
      throw unusable(path, error)
    }
  }

  release(): void {
    this.#lock.close()
  }
}

export function databasePathIn(folder: string): string {
  return join(folder, 'holdfast.db')
}

/** Creates the folder and its parents. Their directory entries are on disk when it returns. */
function makeFolder(path: string): void {
  const firstMade = mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  if (firstMade === undefined) return
  const top = dirname(resolve(firstMade))
  for (let folder = resolve(path); folder !== top; folder = dirname(folder)) {
    syncFolder(dirname(folder))
  }
}

function prepareDatabase(path: string): void {
  if (hasForeignLog(path)) throw new Error(FOREIGN_LOG)
  makePrivateFile(path)
  syncFolder(dirname(path))
}

/**
 * Whether there is a write-ahead log of another database, for example after a backup was copied over the database file.
 * SQLite would apply it to this database. (https://www.sqlite.org/fileformat2.html, 1.3.3)
 */
function hasForeignLog(path: string): boolean {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })
  if (!log?.size) return false
  const header = Buffer.alloc(20)
  const file = openSync(path, 'a+')
  readSync(file, header, 0, header.length, 0)
  closeSync(file)
  return header[18] !== 2
}

/** SQLite creates its additional files with the permissions of the database file. */
function makePrivateFile(path: string): void {
  // Closing a file releases all locks of this process on it, so an existing file is not opened.
  if (!existsSync(path)) closeSync(openSync(path, 'wx', 0o600))
  chmodSync(path, 0o600)
}

export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function takeLock(path: string): DatabaseSync {
  makePrivateFile(path)
  const lock = new DatabaseSync(path, { timeout: 0 })
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    throw isBusy(error) ? new Error('another Holdfast uses it', { cause: error }) : error
  }
}
