import { mkdirSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What a new database takes, with some room to begin. */
const FREE_BYTES_MIN = 64 * 1_048_576

/** The data cannot be kept where they should be; the message says what to do. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError'
}

/**
 * A folder that belongs to one process at a time.
 *
 * Its lock is the one that SQLite takes on a file: the system holds it for the process, and lets it go with the
 * process, however that ends. A file with the owner's process id would outlive a crash, and mean another process,
 * or in a container always the same one, when it is read.
 */
export class DataFolder {
  readonly #lock: DatabaseSync

  private constructor(lock: DatabaseSync) {
    this.#lock = lock
  }

  /**
   * Creates the folder if need be.
   * @throws {DataFolderError} when another process has it, or when it cannot be written to
   */
  static claim(path: string): DataFolder {
    try {
      mkdirSync(path, { recursive: true })
      // Whether a folder can be written to is best asked by writing.
      writeFileSync(join(path, 'owner.lock'), '', { flag: 'a' })
    } catch (error) {
      throw unusable(path, error)
    }
    const { bavail, bsize } = statfsSync(path)
    if (bavail * bsize < FREE_BYTES_MIN) {
      throw unusable(path, 'the disk is full: at least 64 MiB have to be free')
    }
    const lock = new DatabaseSync(join(path, 'owner.lock'), { timeout: 0 })
    try {
      lock.exec('pragma journal_mode = memory; begin exclusive')
    } catch (error) {
      lock.close()
      throw unusable(path, isLocked(error) ? 'another Holdfast uses it' : error)
    }
    return new DataFolder(lock)
  }

  release(): void {
    this.#lock.close()
  }
}

/** @param cause what is wrong with the folder */
export function unusable(path: string, cause: unknown): DataFolderError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new DataFolderError(
    `The data folder "${path}" cannot be used: ${reason}. Set DATA_DIR to another one.`,
    { cause },
  )
}

/** SQLITE_BUSY, see https://www.sqlite.org/rescode.html */
function isLocked(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}
