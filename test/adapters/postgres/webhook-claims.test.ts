import { expect, test } from '@jest/globals'

import type { SqlDatabase, SqlRow } from '../../../src/adapters/postgres/sql.ts'
import { claimEvents } from '../../../src/adapters/postgres/webhook-claims.ts'

/** A database in which another instance claims an event between the search for due events and the claim. */
function databaseWithRival({ due, rival }: { due: readonly string[]; rival: string }): SqlDatabase {
  const left = new Set(due)
  const answers: Readonly<Record<string, (values: readonly unknown[]) => readonly SqlRow[]>> = {
    'find-all-due-events': ([, countMax]) =>
      [...left].slice(0, Number(countMax)).map((event_id) => ({ event_id })),
    'claim-event': ([, eventId]) =>
      left.delete(String(eventId)) && eventId !== rival
        ? [{ event_id: eventId, revision: 0, attempts: 0, latest: 1 }]
        : [],
  }
  const run: SqlDatabase['run'] = ({ name }, values) =>
    Promise.resolve(answers[name]?.(values) ?? [])
  return { run } as SqlDatabase
}

test.each([
  ['another event instead of one that was lost', 2, ['gala', 'matinee']],
  ['all that are left', 3, ['gala', 'matinee']],
  ['no more than asked', 1, ['gala']],
])('claims %s', async (_what, countMax, expected) => {
  const database = databaseWithRival({ due: ['gala', 'premiere', 'matinee'], rival: 'premiere' })
  const now = new Date()
  const query = { webhookId: 'w-1', claimId: 'c-1', now, claimedUntil: now, countMax }

  const claimed = await claimEvents(database, query)
  expect(claimed.map(({ eventId }) => eventId)).toEqual(expected)
})
