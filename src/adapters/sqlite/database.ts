import { statSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite'

import { DataFolder } from './data-folder.ts'
import { unusable } from './data-folder-error.ts'
import { migrate, planMigration } from './migrate.ts'
import { DatabaseGoneError } from './sqlite-errors.ts'

/** How long to wait for another process that writes to the file, such as an operator's tool. */
const BUSY_TIMEOUT_MS = 1_000

/** The size of the write-ahead log at which a checkpoint is made. */
const LOG_BYTES = 16 * 1_048_576
const PAGE_BYTES = 4_096
/** A page that is not in this cache is read from the cache of the operating system. */
const CACHE_KIB = 4 * 1_024

/**
 * A commit returns when the write-ahead log is on disk, so committed data survive a power failure. Temporary data stay
 * in memory, so no file descriptor is needed for them.
 */
const SETTINGS = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma wal_autocheckpoint = ${LOG_BYTES / PAGE_BYTES};
  pragma journal_size_limit = ${LOG_BYTES};
  pragma cache_size = -${CACHE_KIB};
  pragma temp_store = memory`

/** A prepared statement whose rows are arrays, with the types of the selected columns. */
export interface Query<Row extends readonly unknown[]> {
  get(...values: SQLInputValue[]): Row | undefined
  all(...values: SQLInputValue[]): Row[]
}

/** The open database of a data folder. It is used by one thread. */
export class Database {
  readonly #folder: DataFolder
  readonly #sqlite: DatabaseSync
  readonly #files: readonly OpenFile[]

  private constructor(folder: DataFolder, sqlite: DatabaseSync) {
    this.#folder = folder
    this.#sqlite = sqlite
    this.#files = ['', '-wal'].map((suffix) => openFile(folder.databasePath + suffix))
  }

  /**
   * Opens the database in this folder, and creates both if they do not exist.
   * @throws {DataFolderError} when the folder cannot be used
   */
  static open(path: string): Database {
    const folder = DataFolder.claim(path)
    try {
      return new Database(folder, openSqlite(folder.databasePath))
    } catch (error) {
      folder.release()
      throw unusable(path, error)
    }
  }

  query<Row extends readonly SQLOutputValue[]>(text: string): Query<Row> {
    const statement = this.#sqlite.prepare(text)
    statement.setReturnArrays(true)
    return statement as unknown as Query<Row>
  }

  /** @returns a function that runs the statement and returns the number of changed rows */
  command(text: string): (...values: SQLInputValue[]) => number {
    const statement = this.#sqlite.prepare(text)
    return (...values) => Number(statement.run(...values).changes)
  }

  /**
   * Runs `work` in a transaction, which is on disk when this returns. When `work` throws, the transaction is rolled
   * back.
   * @throws {DatabaseGoneError} when the database file was removed or replaced, so that the transaction is lost
   */
  transaction<T>(work: () => T): T {
    this.#sqlite.exec('begin immediate')
    try {
      const result = work()
      this.#sqlite.exec('commit')
      this.#checkFiles()
      return result
    } catch (error) {
      if (this.#sqlite.isTransaction) this.#sqlite.exec('rollback')
      throw error
    }
  }

  close(): void {
    try {
      this.#sqlite.close()
    } finally {
      this.#folder.release()
    }
  }

  #checkFiles(): void {
    const moved = this.#files.find(({ path, inode, device }) => {
      const found = statSync(path, { throwIfNoEntry: false })
      return found?.ino !== inode || found.dev !== device
    })
    if (moved) throw new DatabaseGoneError(`${moved.path} was removed or replaced`)
  }
}

interface OpenFile {
  readonly path: string
  readonly inode: number
  readonly device: number
}

function openFile(path: string): OpenFile {
  const { ino, dev } = statSync(path)
  return { path, inode: ino, device: dev }
}

function openSqlite(path: string): DatabaseSync {
  const sqlite = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS })
  try {
    const migration = planMigration(sqlite)
    // Must be set before the first table is created. Allows to return free pages to the file system.
    if (migration.isFirst) sqlite.exec('pragma auto_vacuum = incremental')
    sqlite.exec(SETTINGS)
    migrate(sqlite, migration)
    // Completes a checkpoint that an earlier process may have failed to make.
    sqlite.exec('pragma wal_checkpoint(truncate)')
    return sqlite
  } catch (error) {
    sqlite.close()
    throw error
  }
}
