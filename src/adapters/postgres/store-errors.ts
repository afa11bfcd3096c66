import { StoreUnavailableError } from '../../application/ports/seat-repository.port.ts'

/**
 * The SQLSTATEs of a database that is away or unwell, rather than of a mistake of ours (PostgreSQL manual,
 * appendix A): connections, resources, operator intervention, system and internal errors, and a server that only
 * reads because another has taken its place.
 */
const UNAVAILABLE = /^(08|53|57|58|XX|25006)/

/** Which of a driver's errors mean that the store cannot be reached; all others are ours. */
function toStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error
  const { code } = error as { code?: unknown }
  const sqlState = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined
  // What has no SQLSTATE did not come from the database, but from the way to it.
  if (sqlState !== undefined && !UNAVAILABLE.test(sqlState)) return error
  const reason = error.message || String(code)
  return new StoreUnavailableError(`The database cannot do its work: ${reason}`, { cause: error })
}

/** @throws {StoreUnavailableError} instead of whatever a driver says in such a case */
export async function withStoreErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toStoreError(error)
  }
}
