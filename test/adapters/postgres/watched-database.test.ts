import { expect, test } from '@jest/globals'

import type { SqlDatabase } from '../../../src/adapters/postgres/sql.ts'
import { WatchedDatabase } from '../../../src/adapters/postgres/watched-database.ts'
import { StoreUnavailableError } from '../../../src/application/ports/seat-repository.port.ts'

const STATEMENT = { name: 'any', text: 'select' }

test('a watched database tells once that it goes and once that it is back, and passes on what it says', async () => {
  const said: unknown[] = []
  let error: Error | undefined
  const answer = async () => {
    if (error) throw error
    return [{ one: 1 }]
  }
  const database = { run: answer, runAside: answer } as unknown as SqlDatabase
  const watched = new WatchedDatabase(database, (...change) => said.push(change))
  const away = new StoreUnavailableError('away', { cause: new Error('ECONNREFUSED') })

  expect(await watched.run(STATEMENT, [])).toEqual([{ one: 1 }])
  error = away
  await expect(watched.run(STATEMENT, [])).rejects.toBe(away)
  await expect(watched.runAside(STATEMENT)).rejects.toBe(away)
  error = new Error('a bug')
  await expect(watched.run(STATEMENT, [])).rejects.toThrow('a bug')
  error = undefined
  await watched.runAside(STATEMENT)
  await watched.run(STATEMENT, [])

  expect(said).toEqual([
    ['unavailable', away],
    ['available', undefined],
  ])
})
