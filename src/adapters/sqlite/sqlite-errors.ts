import { DataFolderError } from './data-folder-error.ts'

/** Primary result codes, see https://www.sqlite.org/rescode.html */
const BUSY = 5
const FULL = 13

/**
 * The codes of an unavailable database, as opposed to an error in a statement: BUSY, LOCKED, NOMEM, READONLY,
 * INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOLFS and NOTADB.
 */
const UNAVAILABLE: readonly number[] = [BUSY, 6, 7, 8, 9, 10, 11, FULL, 14, 15, 22, 26]

/** The codes of temporary failures, after which the open database can still be used. */
const PASSING: readonly number[] = [BUSY, 6, 7, 9, FULL]

/** The database file was removed or replaced while it was open. */
export class DatabaseGoneError extends Error {
  override readonly name = 'DatabaseGoneError'
}

export function isBusy(error: unknown): boolean {
  return codeOf(error) === BUSY
}

/** Whether the database is unavailable. Any other error is an error of this program. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseGoneError || error instanceof DataFolderError) return true
  const code = codeOf(error)
  return code !== undefined && UNAVAILABLE.includes(code)
}

/** Whether the database must be opened again before it can be used. */
export function needsReopening(error: unknown): boolean {
  const code = codeOf(error)
  return isUnavailable(error) && !(code !== undefined && PASSING.includes(code))
}

/** @returns the primary result code of an SQLite error */
function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  return Number(error.errcode) & 0xff
}
