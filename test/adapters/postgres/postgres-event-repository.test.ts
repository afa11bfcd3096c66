import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'

import { EmbeddedPostgres } from '../../../src/adapters/postgres/embedded-postgres.ts'
import { migrate } from '../../../src/adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../../../src/adapters/postgres/postgres-event-repository.ts'
import { PostgresSeatRepository } from '../../../src/adapters/postgres/postgres-seat-repository.ts'
import type { SqlDatabase } from '../../../src/adapters/postgres/sql.ts'
import { StoreUnavailableError } from '../../../src/application/ports/seat-repository.port.ts'
import type { Event } from '../../../src/domain/event.ts'
import { newSeat } from '../../../src/domain/seat.ts'
import { eventWithSeats } from '../../support/event-with-seats.ts'

const CREATED_AT = new Date('2026-05-01T09:00:00.001Z')
const LATER = new Date('2026-05-02T09:00:00.000Z')
/** Enough for three statements. */
const SEATS = Array.from({ length: 2_500 }, (_, i) => `${i + 1}`)

const folder = mkdtempSync(join(tmpdir(), 'holdfast-data-'))
const database = new EmbeddedPostgres(folder)
const events = new PostgresEventRepository(database)
const repository = new PostgresSeatRepository(database)
beforeAll(async () => {
  await database.open()
  await migrate(database)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  await database.transaction((script) => script('truncate events, revisions, seats, bookings'))
})

/** The same database as it is for a process that ends after so many statements. */
function breaksOffAfter(statements: number): PostgresEventRepository {
  let left = statements
  const run: SqlDatabase['run'] = async (statement, values) => {
    if (left-- === 0) throw new StoreUnavailableError('The process has ended')
    return database.run(statement, values)
  }
  return new PostgresEventRepository({ run } as SqlDatabase)
}

describe('an event whose adding was broken off', () => {
  const event = eventWithSeats('gala', SEATS, { startsAt: CREATED_AT })
  const breakOff = async (statements: number, over: Partial<Event> = {}) => {
    const adding = breaksOffAfter(statements).addEvent({ ...event, ...over })
    await expect(adding).rejects.toThrow(StoreUnavailableError)
  }

  test.each([1, 2, 3, 4])(
    'after %d statements is found by nobody, and finished by adding it again',
    async (statements) => {
      await breakOff(statements)
      expect(await events.findEvent('gala')).toBeUndefined()
      expect(await events.listEvents({ limit: 9 })).toEqual([])
      expect(await repository.seatsSince('gala')).toBeUndefined()
      expect(await repository.seatsSince('gala', { revision: 0, tag: '' })).toBeUndefined()
      expect(await repository.find('gala', SEATS)).toEqual([])

      const again = { ...event, createdAt: LATER }
      expect(await events.addEvent(again)).toBe('added')
      expect(await events.findEvent('gala')).toEqual(again)
      expect(await repository.find('gala', SEATS)).toEqual(SEATS.map(newSeat))
    },
  )

  test('without a start is finished by adding it again', async () => {
    const unscheduled = { startsAt: undefined }
    await breakOff(2, unscheduled)

    expect(await events.addEvent({ ...event, ...unscheduled })).toBe('added')
  })

  test.each([
    ['another name', { name: 'Another' }],
    ['another start', { startsAt: LATER }],
    ['no start', { startsAt: undefined }],
    ['another plan', { plan: { ...event.plan, name: 'Another' } }],
  ])('is not finished by an event with %s', async (_what, over) => {
    await breakOff(2)

    expect(await events.addEvent({ ...event, ...over })).toBe('exists')
    expect(await events.findEvent('gala')).toBeUndefined()
    expect(await events.addEvent(event)).toBe('added')
    expect(await events.findEvent('gala')).toEqual(event)
  })
})

test.each([1, 2, 3, 4])(
  'a default event whose growth was broken off after %d statements has no seat that it lacks',
  async (statements) => {
    await events.growDefaultEvent({ seatCount: 1, createdAt: CREATED_AT })
    const growing = breaksOffAfter(statements).growDefaultEvent({
      seatCount: SEATS.length,
      createdAt: CREATED_AT,
    })
    await expect(growing).rejects.toThrow(StoreUnavailableError)
    expect(await events.findEvent('default')).toMatchObject({ seatCount: 1 })

    await events.growDefaultEvent({ seatCount: SEATS.length, createdAt: CREATED_AT })
    expect(await events.findEvent('default')).toMatchObject({ seatCount: SEATS.length })
    expect(await repository.find('default', SEATS)).toEqual(SEATS.map(newSeat))
  },
)
