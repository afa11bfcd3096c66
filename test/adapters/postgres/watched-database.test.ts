import { expect, test } from '@jest/globals'

import type { SqlDatabase } from '../../../src/adapters/postgres/sql.ts'
import { WatchedDatabase } from '../../../src/adapters/postgres/watched-database.ts'
import { StoreUnavailableError } from '../../../src/application/ports/store-unavailable-error.ts'

const STATEMENT = { name: 'any', text: 'select' }

test('a watched database reports each change of its availability once, and passes on results and errors', async () => {
  const reported: unknown[] = []
  let error: Error | undefined
  const answer = async () => {
    if (error) throw error
    return [{ one: 1 }]
  }
  const database = { run: answer, runAside: answer } as unknown as SqlDatabase
  const watched = new WatchedDatabase(database, (...change) => reported.push(change))
  const unavailable = new StoreUnavailableError('unavailable', { cause: new Error('ECONNREFUSED') })

  expect(await watched.run(STATEMENT, [])).toEqual([{ one: 1 }])
  error = unavailable
  await expect(watched.run(STATEMENT, [])).rejects.toBe(unavailable)
  await expect(watched.runAside(STATEMENT)).rejects.toBe(unavailable)
  error = new Error('a bug')
  await expect(watched.run(STATEMENT, [])).rejects.toThrow('a bug')
  error = undefined
  await watched.runAside(STATEMENT)
  await watched.run(STATEMENT, [])

  expect(reported).toEqual([
    ['unavailable', unavailable],
    ['available', undefined],
  ])
})
