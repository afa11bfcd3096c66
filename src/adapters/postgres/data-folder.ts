import { existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'

/** What a new database takes, with some room to begin. */
const FREE_BYTES_MIN = 64 * 1_048_576

/** The data cannot be kept where they should be; the message says why. */
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
  static async claim(path: string): Promise<DataFolder> {
    makeWritable(path)
    if (!existsSync(join(path, 'postgres')) && !hasRoom(path)) {
      throw unusable(path, 'the disk is full: at least 64 MiB have to be free')
    }
    const { DatabaseSync } = await import('node:sqlite')
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

/** Whether the disk has room for what a database needs when it starts. */
export function hasRoom(path: string): boolean {
  const { bavail, bsize } = statfsSync(path)
  return bavail * bsize >= FREE_BYTES_MIN
}

/** @param cause what is wrong with the folder */
export function unusable(path: string, cause: unknown): DataFolderError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new DataFolderError(`The data folder "${path}" (DATA_DIR) cannot be used: ${reason}.`, {
    cause,
  })
}

/** Whether a folder can be written to is best asked by writing. */
function makeWritable(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
    const probe = join(path, 'writable')
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    throw unusable(path, error)
  }
}

/** SQLITE_BUSY, see https://www.sqlite.org/rescode.html */
function isLocked(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}
