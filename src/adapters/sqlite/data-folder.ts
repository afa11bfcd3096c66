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
  'it holds a database of an older development version, which cannot be read any more. ' +
  'Move the folder away, or set DATA_DIR to another one'

const FOREIGN_LOG =
  'holdfast.db-wal belongs to another holdfast.db. Put a backup into a folder of its own'

/**
 * A folder that belongs to one process at a time, and to its user alone.
 *
 * The claim is the lock that SQLite takes on a file: the operating system holds it for the process, and releases it
 * when the process ends, however it ends. The file with the data is not locked, so that a backup can read it.
 */
export class DataFolder {
  readonly databasePath: string
  readonly #lock: DatabaseSync

  private constructor(path: string, lock: DatabaseSync) {
    this.databasePath = databasePathIn(path)
    this.#lock = lock
  }

  /**
   * Creates the folder and an empty database in it where they are missing.
   * @throws {DataFolderError} when another process has the folder, or when it cannot be written to
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

/** The entries of the folders that it makes are on the disk when it returns. */
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
 * Whether there is a write-ahead log beside a database that has none, as there is after a backup was copied over the
 * database. SQLite would write the log into it. (https://www.sqlite.org/fileformat2.html, 1.3.3)
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

/** SQLite gives the files that it adds beside a database the permissions of the database. */
function makePrivateFile(path: string): void {
  // Closing a file releases this process's locks on it, so one that is there already is not opened.
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
