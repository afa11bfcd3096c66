import { setImmediate } from 'node:timers/promises'

import { afterEach, expect, test } from '@jest/globals'

import type { SqlDatabase } from '../../../src/adapters/postgres/sql.ts'
import { WatchedDatabase } from '../../../src/adapters/postgres/watched-database.ts'
import {
  StoreTimeoutError,
  StoreUnavailableError,
} from '../../../src/application/ports/store-unavailable-error.ts'
import { until } from '../../../tools/until.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'

const STATEMENT = { name: 'any', text: 'select' }
const NEVER_MS = 2 * PATIENCE_MS

const unavailable = (code: string) =>
  new StoreUnavailableError('unavailable', { cause: Object.assign(new Error(), { code }) })
const REFUSED = unavailable('ECONNREFUSED')
const FULL = unavailable('53100')
const TIMEOUT = new StoreTimeoutError('canceling statement due to statement timeout')

let watched: WatchedDatabase
afterEach(() => watched.close())

/** A database whose statements and checks fail with these errors, while they are set. */
function createDatabase({ checkIntervalMs = NEVER_MS } = {}) {
  const reported: unknown[] = []
  const errors: { statement?: Error; check?: Error } = {}
  const counts = { checks: 0 }
  const run = async () => {
    if (errors.statement) throw errors.statement
    return [{ one: 1 }]
  }
  const check = async () => {
    counts.checks++
    if (errors.check) throw errors.check
  }
  const close = () => Promise.resolve()
  const database = { run, runAside: run, check, close } as unknown as SqlDatabase
  const onChange = (...change: unknown[]) => reported.push(change)
  watched = new WatchedDatabase(database, { onChange, checkIntervalMs })
  return { reported, errors, counts }
}

test('a watched database reports each change of its availability once, and passes on results and errors', async () => {
  const { reported, errors } = createDatabase()

  expect(await watched.run(STATEMENT, [])).toEqual([{ one: 1 }])
  errors.statement = REFUSED
  await expect(watched.run(STATEMENT, [])).rejects.toBe(REFUSED)
  await expect(watched.runAside(STATEMENT)).rejects.toBe(REFUSED)
  errors.statement = new Error('a bug')
  await expect(watched.run(STATEMENT, [])).rejects.toThrow('a bug')
  await watched.check()
  await watched.check()

  expect(reported).toEqual([
    ['unavailable', REFUSED],
    ['available', undefined],
  ])
})

test('a statement that succeeds does not make an unavailable database available', async () => {
  const { reported, errors } = createDatabase()
  errors.statement = FULL
  await expect(watched.run(STATEMENT, [])).rejects.toBe(FULL)
  delete errors.statement
  await watched.run(STATEMENT, [])
  await watched.runAside(STATEMENT)

  expect(reported).toEqual([['unavailable', FULL]])
})

test('an unavailable database is checked until a check succeeds', async () => {
  const { reported, errors, counts } = createDatabase({ checkIntervalMs: 1 })
  errors.statement = errors.check = REFUSED
  await expect(watched.run(STATEMENT, [])).rejects.toBe(REFUSED)
  await until(() => counts.checks > 2)
  delete errors.check
  await until(() => reported.length > 1)
  const { checks } = counts
  await setImmediate()

  expect(reported).toEqual([
    ['unavailable', REFUSED],
    ['available', undefined],
  ])
  expect(counts.checks).toBe(checks)
})

test('after a timeout the database is checked, and stays available', async () => {
  const { reported, errors, counts } = createDatabase({ checkIntervalMs: 1 })
  errors.statement = TIMEOUT
  await expect(watched.run(STATEMENT, [])).rejects.toBe(TIMEOUT)
  await until(() => counts.checks > 0)
  await setImmediate()

  expect(reported).toEqual([])
})

test('a database whose check exceeds the timeout too is unavailable', async () => {
  const { reported, errors } = createDatabase({ checkIntervalMs: 1 })
  errors.statement = errors.check = TIMEOUT
  await expect(watched.run(STATEMENT, [])).rejects.toBe(TIMEOUT)
  await until(() => reported.length > 0)

  expect(reported).toEqual([['unavailable', TIMEOUT]])
})

test('a closed database is not checked, and reports nothing', async () => {
  const { reported, errors, counts } = createDatabase({ checkIntervalMs: 1 })
  errors.statement = REFUSED
  const failing = watched.run(STATEMENT, [])
  await watched.close()
  await expect(failing).rejects.toBe(REFUSED)
  await setImmediate()

  expect({ reported, ...counts }).toEqual({ reported: [], checks: 0 })
})
