import { beforeEach, describe, expect, test } from '@jest/globals'

import { PurgeEvents } from '../../src/application/commands/purge-events.ts'
import type { DeletedRowsQuery } from '../../src/application/ports/deleted-events.port.ts'
import type { EventStatus, EventSummary } from '../../src/domain/event.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'

let office: UseCaseFixture
beforeEach(async () => {
  office = new UseCaseFixture()
  await office.events.addEvent(eventWithSeats('gala', ['A-1', 'A-2', 'A-3', 'A-4']))
})

const done = { outcome: 'done', result: undefined }
const refusedFor = (reason: string, more: object = {}) => {
  return { outcome: 'refused', refusal: { reason, ...more } }
}
const deleteEvent = ({ eventId = 'gala', force = false } = {}) =>
  office.useCases.deleteEvent.execute({ eventId, force })
const setStatus = (status: EventStatus) =>
  office.useCases.changeEvent.execute({
    actor: 'admin',
    requestId: 'r-1',
    eventId: 'gala',
    changes: { status },
    isExpected: () => true,
  })

describe('deleting an event', () => {
  test('makes it unknown to every request', async () => {
    expect(await deleteEvent()).toEqual(done)

    expect(await office.book('b-1', ['A-1'])).toMatchObject(refusedFor('unknown-event'))
    expect(await office.hold('h-1', ['A-1'])).toMatchObject(refusedFor('unknown-event'))
    expect(await office.useCases.availability.view('gala')).toBeUndefined()
    expect(await deleteEvent()).toEqual(refusedFor('unknown-event'))
  })

  test('is refused for an unknown event, and for the default event', async () => {
    expect(await deleteEvent({ eventId: 'other' })).toEqual(refusedFor('unknown-event'))
    expect(await deleteEvent({ eventId: 'default' })).toEqual(refusedFor('default-event'))
    const forced = deleteEvent({ eventId: 'default', force: true })
    expect(await forced).toEqual(refusedFor('default-event'))
  })

  test('is refused while seats are booked or held, with their numbers', async () => {
    await office.book('b-1', ['A-1', 'A-2'])
    await office.hold('h-1', ['A-3'])
    const inUse = (bookedCount: number, heldCount: number) =>
      refusedFor('in-use', { bookedCount, heldCount })

    expect(await deleteEvent()).toEqual(inUse(2, 1))
    await office.cancelSeats('b-1', ['A-1'])
    expect(await deleteEvent()).toEqual(inUse(1, 1))
    await office.cancel('b-1')
    expect(await deleteEvent()).toEqual(inUse(0, 1))
    office.clock.advance(10 * MINUTE_MS)
    expect(await deleteEvent()).toEqual(done)
  })

  test('is not prevented by blocked seats', async () => {
    await office.block(['A-1'])
    expect(await deleteEvent()).toEqual(done)
  })

  test.each<EventStatus>(['on-sale', 'closed', 'archived'])(
    'by force is refused while the event is %s',
    async (status) => {
      await setStatus(status)
      expect(await deleteEvent({ force: true })).toEqual(refusedFor('not-cancelled'))
    },
  )

  test('by force deletes a cancelled event with its bookings and holds', async () => {
    await office.book('b-1', ['A-1'])
    await office.hold('h-1', ['A-2'])
    await setStatus('cancelled')

    expect(await deleteEvent()).toMatchObject(refusedFor('in-use'))
    expect(await deleteEvent({ force: true })).toEqual(done)
    expect(await office.cancel('b-1')).toEqual(refusedFor('unknown-booking'))
    expect(await office.release('h-1')).toEqual(refusedFor('unknown-hold'))
  })

  test('is refused after a booking that was made since the event was read', async () => {
    const save = office.events.deleteEvent.bind(office.events)
    office.events.deleteEvent = async (read) => {
      office.events.deleteEvent = save
      await office.book('b-1', ['A-1'])
      return save(read)
    }

    expect(await deleteEvent()).toEqual(refusedFor('in-use', { bookedCount: 1, heldCount: 0 }))
    expect((await office.states())['A-1']).toBe('booked')
  })

  test('is refused if the event was changed since it was read, and is not as expected', async () => {
    const save = office.events.deleteEvent.bind(office.events)
    office.events.deleteEvent = async (read) => {
      office.events.deleteEvent = save
      await setStatus('closed')
      return save(read)
    }
    const isExpected = ({ version }: EventSummary) => version === 1

    expect(
      await office.useCases.deleteEvent.execute({ eventId: 'gala', force: false, isExpected }),
    ).toEqual(refusedFor('event-changed'))
  })

  test('is refused if each attempt is overtaken', async () => {
    office.events.deleteEvent = async () => 'conflict'
    expect(await deleteEvent()).toEqual(refusedFor('overtaken'))
  })
})

describe('the rows of a deleted event', () => {
  const KEPT = { idempotencyRecordsKeptMs: MINUTE_MS }
  const purge = () =>
    new PurgeEvents({ deletedEvents: office.events, clock: office.clock }, KEPT).execute()
  const create = () => office.events.addEvent(eventWithSeats('gala', ['A-1']))

  test('are left for the next run after a batch when the deletion is stopped', async () => {
    const stopping = new AbortController()
    let batches = 0
    const deleteRows = async () => {
      stopping.abort()
      return ++batches < 3 ? 1_000 : 0
    }

    const ports = { deletedEvents: { deleteRows }, clock: office.clock }
    await new PurgeEvents(ports, KEPT).execute(stopping.signal)
    expect(batches).toBe(1)
  })

  test('are deleted in the background, and then the id can be used again', async () => {
    await office.book('b-1', ['A-1'])
    await setStatus('cancelled')
    await deleteEvent({ force: true })
    expect(await create()).toBe('deleted')

    await purge()
    expect(await create()).toBe('added')
    expect(await office.book('b-1', ['A-1'])).toMatchObject({ outcome: 'done' })
  })

  test('are deleted in pieces, until none is left', async () => {
    const counts = [1_000, 1_000, 7, 0]
    const queries: DeletedRowsQuery[] = []
    const deletedEvents = {
      deleteRows: async (query: DeletedRowsQuery) => {
        queries.push(query)
        return counts.shift() ?? 0
      },
    }
    await new PurgeEvents({ deletedEvents, clock: office.clock }, KEPT).execute()

    const keysKeptSince = new Date(office.clock.now().getTime() - MINUTE_MS)
    expect(queries).toEqual(Array(4).fill({ countMax: 1_000, keysKeptSince }))
  })
})
