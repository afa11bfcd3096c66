import { StoreUnavailableError } from '../../application/ports/seat-repository.port.ts'
import { isMisplacedStatement, UNSUITABLE_POOLER } from './pooler.ts'

/**
 * The SQLSTATEs of a database that is away, unwell, not to be written to or not open to us, rather than of a mistake
 * in a statement (PostgreSQL manual, appendix A): connections, authorization, a database or a right that is missing,
 * resources, operator intervention, system and internal errors, a server that only reads because another has taken
 * its place, and a transaction that lost against another one.
 */
const UNAVAILABLE = /^(08|28|3D|40|42501|53|55P03|57|58|XX|25006)/

/** What node-postgres says when no connection of the pool came free in time. */
const POOL_IS_BUSY = 'timeout exceeded when trying to connect'

/** @throws {StoreUnavailableError} instead of whatever a driver says in such a case */
export async function withStoreErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toStoreError(error)
  }
}

/**
 * Two transactions got in each other's way and this one was rolled back (serialization failure, deadlock), which a
 * Postgres does that is set to be stricter than ours needs to be, or that is spread over several machines.
 */
export function isRolledBack(error: unknown): boolean {
  return (
    error instanceof StoreUnavailableError && sqlStateOf(error.cause)?.startsWith('40') === true
  )
}

/** Whether there was such a row already, says this primary key or unique index. */
export function isDuplicateOf(error: unknown, constraint: string): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === constraint
}

/** Whether the database itself is away, rather than busy with others' requests or for one moment in their way. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof StoreUnavailableError) || isRolledBack(error)) return false
  return !(error.cause instanceof Error && error.cause.message === POOL_IS_BUSY)
}

/** Which of a driver's errors mean that the store cannot be used right now; all others are ours. */
function toStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error
  if (error instanceof StoreUnavailableError) return error
  if (isMisplacedStatement(error))
    return new StoreUnavailableError(UNSUITABLE_POOLER, { cause: error })
  const sqlState = sqlStateOf(error)
  // What has no SQLSTATE did not come from the database, but from the way to it.
  if (sqlState !== undefined && !UNAVAILABLE.test(sqlState)) return error
  const reason = error.message || String((error as { code?: unknown }).code)
  return new StoreUnavailableError(`The database cannot do its work: ${reason}`, { cause: error })
}

/** Every SQLSTATE has a digit, which tells it from a code of the system such as EPIPE. */
function sqlStateOf(error: unknown): string | undefined {
  const code = (error as { readonly code?: unknown } | undefined)?.code
  return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : undefined
}
