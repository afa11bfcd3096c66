import { statSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite'

import { unusable } from './data-folder-error.ts'
import { DataFolder } from './data-folder.ts'
import { migrate, planMigration } from './migrate.ts'
import { DatabaseGoneError } from './sqlite-errors.ts'

/** How long to wait for another process that writes to the file, which only an operator's tool does. */
const BUSY_TIMEOUT_MS = 1_000

/** When so much has gathered in the write-ahead log, it is written to the database and begun anew. */
const LOG_BYTES = 16 * 1_048_576
const PAGE_BYTES = 4_096
const CACHE_KIB = 16 * 1_024

/**
 * A commit returns once the write-ahead log has been forced to the disk, so what was committed survives a power cut.
 * Temporary data stay in memory: no file has to be opened for them when descriptors are scarce.
 */
const SETTINGS = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma wal_autocheckpoint = ${LOG_BYTES / PAGE_BYTES};
  pragma journal_size_limit = ${LOG_BYTES};
  pragma cache_size = -${CACHE_KIB};
  pragma temp_store = memory`

/** A prepared statement whose rows are arrays, with the types of the columns that it selects. */
export interface Query<Row extends readonly unknown[]> {
  get(...values: SQLInputValue[]): Row | undefined
  all(...values: SQLInputValue[]): Row[]
}

/** The database of a data folder, open. It is used by one thread. */
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
   * Opens the database in this folder, and makes both where they are missing.
   * @throws {DataFolderError} when that cannot be done
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

  /** @returns what runs the statement and gives the number of rows that it changed */
  command(text: string): (...values: SQLInputValue[]) => number {
    const statement = this.#sqlite.prepare(text)
    return (...values) => Number(statement.run(...values).changes)
  }

  /**
   * Does all of the work or, when it throws, nothing. When it returns, the work is on the disk.
   * @throws {DatabaseGoneError} when somebody has taken the file away, and the work with it
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
    // It decides how a new file is laid out, so that pages that become free can be given back.
    if (migration.isFirst) sqlite.exec('pragma auto_vacuum = incremental')
    sqlite.exec(SETTINGS)
    migrate(sqlite, migration)
    // Writes to the disk what an earlier process may have failed to.
    sqlite.exec('pragma wal_checkpoint(truncate)')
    return sqlite
  } catch (error) {
    sqlite.close()
    throw error
  }
}
