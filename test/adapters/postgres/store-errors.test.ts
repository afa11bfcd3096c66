import { describe, expect, test } from '@jest/globals'

import {
  isRolledBack,
  isUnavailable,
  isViolationOf,
  withStoreErrors,
} from '../../../src/adapters/postgres/store-errors.ts'
import {
  StoreTimeoutError,
  StoreUnavailableError,
} from '../../../src/application/ports/store-unavailable-error.ts'

const failing = (error: Error) =>
  withStoreErrors(() => Promise.reject(error)).catch((thrown: unknown) => thrown)
const withCode = (code: string) => Object.assign(new Error('message of the driver'), { code })

describe('an error of the database', () => {
  test.each([
    ...['08006', '28P01', '3D000', '40001', '40003', '40P01', '42501', '53100', '53300'],
    ...['57P01', '57P03', '58030', 'XX000', '25006'],
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
  ])('with the code %s means that the store is unavailable', async (code) => {
    const cause = withCode(code)

    expect(await failing(cause)).toEqual(
      new StoreUnavailableError('The database is unavailable: message of the driver', { cause }),
    )
  })

  test.each(['55P03', '57014'])('with the code %s is a timeout of one call', async (code) => {
    const cause = withCode(code)
    const error = await failing(cause)

    expect(error).toEqual(
      new StoreTimeoutError('The database took too long: message of the driver', { cause }),
    )
    expect(isUnavailable(error)).toBe(false)
  })

  test.each(['23505', '42P01', '42601', '22P02'])('with the code %s is a bug', async (code) => {
    const bug = withCode(code)

    expect(await failing(bug)).toBe(bug)
  })

  test.each(['26000', '42P05'])(
    'with the code %s comes from a pooler, and the message names the required version',
    async (code) => {
      expect(await failing(withCode(code))).toMatchObject({
        name: 'StoreUnavailableError',
        message: expect.stringContaining('Use PgBouncer 1.21 or newer'),
      })
    },
  )

  test('of the type TypeError is a bug', async () => {
    const bug = new TypeError('not a function')

    expect(await failing(bug)).toBe(bug)
  })

  test('without a message is described by its code', async () => {
    const cause = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })

    expect(await failing(cause)).toMatchObject({ message: expect.stringMatching(/ECONNREFUSED$/) })
  })

  test.each([
    ['40001', true, false],
    ['40P01', true, false],
    ['40003', false, true],
    ['53100', false, true],
    ['ECONNREFUSED', false, true],
  ])('with the code %s: rolled back %s, unavailable %s', async (code, rolledBack, unavailable) => {
    const error = await failing(withCode(code))

    expect([isRolledBack(error), isUnavailable(error)]).toEqual([rolledBack, unavailable])
  })

  test('from an exhausted pool does not mean that the database is unavailable', async () => {
    expect(isUnavailable(await failing(new Error('timeout exceeded when trying to connect')))).toBe(
      false,
    )
  })
})

describe('a violation', () => {
  const violation = (over: object, message = 'violated') =>
    Object.assign(new Error(message), { code: '23505', ...over })

  test('is known by its constraint', () => {
    const error = violation({ constraint: 'holds_pkey' }, 'constraint "bookings_pkey"')

    expect(isViolationOf(error, 'holds_pkey')).toBe(true)
    expect(isViolationOf(error, 'bookings_pkey')).toBe(false)
  })

  test.each([
    ['duplicate key value violates unique constraint "holds_pkey_102046"', 'holds_pkey', true],
    [
      'violates check constraint "deleted_events_do_not_change"',
      'deleted_events_do_not_change',
      true,
    ],
    ['duplicate key value violates unique constraint "holds_pkey_102046"', 'bookings_pkey', false],
    ['no constraint', 'holds_pkey', false],
  ])('of a node of Citus is known by its message: %s', (message, constraint, expected) => {
    expect(isViolationOf(violation({}, message), constraint)).toBe(expected)
  })

  test('is no other error whose message names the constraint', () => {
    const error = violation({ code: '42704' }, 'unknown constraint "holds_pkey"')

    expect(isViolationOf(error, 'holds_pkey')).toBe(false)
    expect(isViolationOf('holds_pkey', 'holds_pkey')).toBe(false)
  })
})
