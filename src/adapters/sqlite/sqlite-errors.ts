import { DataFolderError } from './data-folder-error.ts'

/** Primary result codes, see https://www.sqlite.org/rescode.html */
const BUSY = 5
const FULL = 13

/**
 * The codes that mean that the database cannot do its work now, rather than that a statement is wrong: BUSY, LOCKED,
 * NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOLFS and NOTADB.
 */
const UNAVAILABLE: readonly number[] = [BUSY, 6, 7, 8, 9, 10, 11, FULL, 14, 15, 22, 26]

/** After these the open database is still good, once there is room or the other process is done. */
const PASSING: readonly number[] = [BUSY, 6, 7, 9, FULL]

/** The file that the database was opened from is no longer where it was. */
export class DatabaseGoneError extends Error {
  override readonly name = 'DatabaseGoneError'
}

export function isBusy(error: unknown): boolean {
  return codeOf(error) === BUSY
}

/** Whether the database cannot do its work now; any other error is a mistake of this program. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseGoneError || error instanceof DataFolderError) return true
  const code = codeOf(error)
  return code !== undefined && UNAVAILABLE.includes(code)
}

/** Whether the database has to be opened again before it can be used. */
export function needsReopening(error: unknown): boolean {
  const code = codeOf(error)
  return isUnavailable(error) && !(code !== undefined && PASSING.includes(code))
}

/** @returns the primary result code of an error of SQLite */
function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  return Number(error.errcode) & 0xff
}
