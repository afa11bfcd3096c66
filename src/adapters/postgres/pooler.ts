import type { ClientBase } from 'pg'

import { UnsuitableDatabaseError } from './session.ts'

/** What a pooler causes that does not keep prepared statements apart: SQLSTATEs of one that is missing, or there. */
const MISPLACED_STATEMENT = /^(26000|42P05)$/

export const UNSUITABLE_POOLER =
  'The pooler in front of the database does not keep prepared statements. Use PgBouncer 1.21 or newer with max_prepared_statements above 0, or pool_mode = session.'

/** A pooler that hands the same session to both clients shows itself at the first; one that takes turns, later. */
const ROUNDS = 10

/**
 * Has two clients use one statement in turn. A pooler that gives them whichever session is free, and does not know what
 * each has prepared, then meets a statement that is there already, or one that is not.
 * @throws {UnsuitableDatabaseError}
 */
export async function checkPooler(one: ClientBase, other: ClientBase): Promise<void> {
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      const statement = { name: `check-pooler-${round}`, text: 'select 1' }
      for (const client of [one, other, one]) await client.query(statement)
    }
  } catch (cause) {
    if (!isMisplacedStatement(cause)) throw cause
    throw new UnsuitableDatabaseError(UNSUITABLE_POOLER, { cause })
  }
}

export function isMisplacedStatement(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && MISPLACED_STATEMENT.test(code)
}
