import { expect, test } from '@jest/globals'

import { claimOneByOne } from '../../../src/adapters/postgres/claims-one-by-one.ts'
import type { SqlDatabase, SqlRow } from '../../../src/adapters/postgres/sql.ts'
import { StoreUnavailableError } from '../../../src/application/ports/store-unavailable-error.ts'

const DUE = ['gala', 'premiere', 'matinee', 'soiree']

/** Claims an event after it was found to be due. */
type Claim = (eventId: unknown) => boolean

function databaseWith(claim: Claim): SqlDatabase {
  const left = new Set(DUE)
  const answers: Readonly<Record<string, (values: readonly unknown[]) => readonly SqlRow[]>> = {
    'find-due-events': ([, , , countMax]) =>
      [...left].slice(0, Number(countMax)).map((event_id) => ({ event_id })),
    'claim-event': ([, eventId]) =>
      left.delete(String(eventId)) && claim(eventId)
        ? [{ event_id: eventId, revision: 0, attempts: 0, latest: 1 }]
        : [],
  }
  const run: SqlDatabase['run'] = async ({ name }, values) => {
    await Promise.resolve()
    return answers[name]?.(values) ?? []
  }
  return { run } as SqlDatabase
}

const claimFrom = (database: SqlDatabase, countMax: number) => {
  const now = new Date()
  return claimOneByOne(database, {
    ...{ webhookId: 'w-1', claimId: 'c-1', now, claimedUntil: now, countMax },
  })
}

test.each([
  ['another event instead of one that was lost', 2, ['gala', 'matinee']],
  ['all that are left', 4, ['gala', 'matinee', 'soiree']],
  ['no more than asked', 1, ['gala']],
])('claims %s', async (_what, countMax, expected) => {
  const premiereIsLost: Claim = (eventId) => eventId !== 'premiere'

  const claimed = await claimFrom(databaseWith(premiereIsLost), countMax)
  expect(claimed.map((row) => row['event_id'])).toEqual(expected)
})

const failsAt =
  (failing: string): Claim =>
  (eventId) => {
    if (eventId === failing) throw new StoreUnavailableError('The server has ended')
    return true
  }

test('an error ends the claims, and those before it are kept', async () => {
  const claimed = await claimFrom(databaseWith(failsAt('premiere')), 3)
  expect(claimed.map((row) => row['event_id'])).toEqual(['gala'])
})

test('an error before the first claim is thrown', async () => {
  const claims = claimFrom(databaseWith(failsAt('gala')), 3)
  await expect(claims).rejects.toThrow(StoreUnavailableError)
})

test('an event that stays due because another instance is claiming it is tried once', async () => {
  const tried: unknown[] = []
  const database = databaseWith(() => true)
  const run: SqlDatabase['run'] = async (statement, values) => {
    const [, eventId] = values
    if (statement.name !== 'claim-event' || eventId !== 'premiere') {
      return database.run(statement, values)
    }
    tried.push(eventId)
    if (tried.length > DUE.length) throw new Error('It is tried for ever')
    return []
  }

  const claimed = await claimFrom({ ...database, run }, DUE.length)

  expect(claimed.map((row) => row['event_id'])).toEqual(['gala', 'matinee', 'soiree'])
  expect(tried).toEqual(['premiere'])
})

test('nothing is searched for when as many are claimed as asked', async () => {
  const database = databaseWith(() => true)
  const searches: unknown[] = []
  const run: SqlDatabase['run'] = (statement, values) => {
    if (statement.name === 'find-due-events') searches.push(values)
    return database.run(statement, values)
  }

  await claimFrom({ ...database, run }, 2)

  expect(searches).toHaveLength(1)
})
