import {
  StoreTimeoutError,
  StoreUnavailableError,
} from '../../application/ports/store-unavailable-error.ts'
import { isMisplacedStatement, UNSUITABLE_POOLER } from './pooler.ts'

/**
 * The SQLSTATEs of a database that is unavailable, as opposed to an error in a statement (PostgreSQL manual, appendix
 * A): connection exceptions, invalid authorization, missing database or privilege, insufficient resources, operator
 * intervention, system and internal errors, a read-only server after a failover, and transaction rollback.
 */
const UNAVAILABLE = /^(08|28|3D|40|42501|53|55P03|57|58|XX|25006)/

/** A statement was cancelled, usually by `statement_timeout`, or a lock was not available within `lock_timeout`. */
const TIMEOUT = /^(57014|55P03)$/

/** Of class 40, but the transaction may have been committed. */
const STATEMENT_COMPLETION_UNKNOWN = '40003'

/** The message of node-postgres when no connection of the pool became free in time. */
const POOL_IS_BUSY = 'timeout exceeded when trying to connect'

/** @throws {StoreUnavailableError} instead of the driver's error when the database is unavailable */
export async function withStoreErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toStoreError(error)
  }
}

/**
 * Whether the transaction was rolled back because of a concurrent one (serialization failure, deadlock). This happens
 * with a stricter isolation level than necessary, and on distributed databases.
 */
export function isRolledBack(error: unknown): boolean {
  if (!(error instanceof StoreUnavailableError)) return false
  const sqlState = sqlStateOf(error.cause)
  return sqlState?.startsWith('40') === true && sqlState !== STATEMENT_COMPLETION_UNKNOWN
}

/** Whether a lock was not available within `lock_timeout`. */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof StoreUnavailableError && sqlStateOf(error.cause) === '55P03'
}

/** Citus names the constraint in the message only, and appends the number of the shard. The message is in English. */
const VIOLATED = /constraint "(.+?)(?:_\d+)?"/

/** Whether a row violates this primary key, unique index or check. */
export function isViolationOf(error: unknown, constraint: string): boolean {
  if (!(error instanceof Error)) return false
  const { constraint: named } = error as { readonly constraint?: string }
  if (named !== undefined || sqlStateOf(error)?.startsWith('23') !== true) {
    return named === constraint
  }
  return VIOLATED.exec(error.message)?.[1] === constraint
}

/**
 * Whether the database itself is unavailable, as opposed to a busy pool, a slow statement, or a transaction that was
 * rolled back.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof StoreUnavailableError)) return false
  if (isRolledBack(error) || error instanceof StoreTimeoutError) return false
  return !(error.cause instanceof Error && error.cause.message === POOL_IS_BUSY)
}

/** Converts the driver's errors of an unavailable database. All other errors are errors of this program. */
function toStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error
  if (error instanceof StoreUnavailableError) return error
  if (isMisplacedStatement(error))
    return new StoreUnavailableError(UNSUITABLE_POOLER, { cause: error })
  const sqlState = sqlStateOf(error)
  // An error without a SQLSTATE is an error of the connection.
  if (sqlState !== undefined && !UNAVAILABLE.test(sqlState)) return error
  if (TIMEOUT.test(sqlState ?? ''))
    return new StoreTimeoutError(`The database took too long: ${error.message}`, { cause: error })
  const reason = error.message || String((error as { code?: unknown }).code)
  return new StoreUnavailableError(`The database is unavailable: ${reason}`, { cause: error })
}

/** Every SQLSTATE has a digit, unlike system error codes such as EPIPE. */
function sqlStateOf(error: unknown): string | undefined {
  const code = (error as { readonly code?: unknown } | undefined)?.code
  return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : undefined
}
