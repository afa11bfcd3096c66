import type { ClientBase } from 'pg'

import { UnsuitableDatabaseError } from './session.ts'

/**
 * SQLSTATEs behind a pooler without support for prepared statements: the statement does not exist, or already exists.
 */
const MISPLACED_STATEMENT = /^(26000|42P05)$/

export const UNSUITABLE_POOLER =
  'The pooler in front of the database does not support prepared statements. Use PgBouncer 1.21 or newer with max_prepared_statements above 0, or pool_mode = session.'

/** A pooler that assigns the same session to both clients is detected in the first round, others in a later one. */
const ROUNDS = 10

/**
 * Lets two clients use the same prepared statements in turn. This fails behind a pooler that assigns sessions without
 * tracking which statements they have prepared.
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
