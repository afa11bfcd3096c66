import { expect, test } from '@jest/globals'

import { saveChanges } from '../../../src/adapters/postgres/save-changes.ts'
import type { SqlDatabase } from '../../../src/adapters/postgres/sql.ts'
import { StoreUnavailableError } from '../../../src/application/ports/store-unavailable-error.ts'
import { bookedSeat, seatChange } from '../../builders/seat-change.ts'

const CHANGES = Array.from({ length: 64 }, (_, i) =>
  seatChange([bookedSeat(`A-${i}`, 1, `b-${i}`)]),
)

/** A statement fails with the first of these errors whose seat it changes, and otherwise saves all of its changes. */
function databaseWith(errors: readonly (readonly [seatId: string, error: Error])[]) {
  let count = 0
  const run: SqlDatabase['run'] = async (_, values) => {
    count++
    await Promise.resolve()
    const given = values.join()
    for (const [seatId, error] of errors) if (given.includes(`"${seatId}"`)) throw error
    return CHANGES.map((_, change_number) => ({ change_number }))
  }
  const database = { isDistributed: false, run } as unknown as SqlDatabase
  return { database, statements: () => count }
}

const faulty = new Error('duplicate key')
const unavailable = new StoreUnavailableError('no connection')

test('a change that causes an error is found in few statements, and the others are saved', async () => {
  const { database, statements } = databaseWith([['A-37', faulty]])

  const saved = await saveChanges(database, CHANGES)

  expect(saved).toEqual(CHANGES.map((_, i) => (i === 37 ? faulty : 'saved')))
  // One for all, and two for each of six divisions.
  expect(statements()).toBe(13)
})

test('if the store becomes unavailable meanwhile, only the changes that were not saved fail', async () => {
  const { database } = databaseWith([
    ['A-0', faulty],
    ['A-32', unavailable],
  ])

  const saved = await saveChanges(database, CHANGES)

  const others = Array.from({ length: 31 }, () => 'saved')
  expect(saved).toEqual([faulty, ...others, ...others.map(() => unavailable), unavailable])
})

test('if the server has rolled the statement back, every change is a conflict, and nothing is repeated', async () => {
  const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' })
  const rolledBack = new StoreUnavailableError('rolled back', { cause: deadlock })
  const { database, statements } = databaseWith([['A-37', rolledBack]])

  expect(await saveChanges(database, CHANGES)).toEqual(CHANGES.map(() => 'conflict'))
  expect(statements()).toBe(1)
})

test('if the store is unavailable, nothing is repeated', async () => {
  const { database, statements } = databaseWith([['A-37', unavailable]])

  expect(await saveChanges(database, CHANGES)).toEqual(CHANGES.map(() => unavailable))
  expect(statements()).toBe(1)
})
