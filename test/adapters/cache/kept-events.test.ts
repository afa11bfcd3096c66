import { beforeEach, describe, expect, test } from '@jest/globals'

import { KeptEvents } from '../../../src/adapters/cache/kept-events.ts'
import { InMemoryEventRepository } from '../../../src/adapters/memory/in-memory-event-repository.ts'
import { changeEvent, type EventSummary, summaryOf } from '../../../src/domain/event.ts'
import { eventWithSeats } from '../../builders/event-with-seats.ts'
import { FakeSeatRepository } from '../../fakes/fake-seat-repository.ts'

const GALA = eventWithSeats('gala', ['A-1'])
const from = summaryOf(GALA)
const to = changeEvent(from, { status: 'closed' })
const cause = { actor: 'admin', requestId: 'r-1', at: new Date('2026-06-01T10:00:00.000Z') }
const change = { from, to, cause }

let seats: FakeSeatRepository
let store: InMemoryEventRepository
let kept: KeptEvents
let announced: string[]
let reads: (readonly string[])[]
/** Called after each read, before its result is returned. */
let afterRead: () => Promise<unknown>
beforeEach(async () => {
  seats = new FakeSeatRepository('', [])
  store = new InMemoryEventRepository(seats)
  await store.addEvent(GALA)
  reads = []
  afterRead = async () => undefined
  const find = store.findSummaries.bind(store)
  store.findSummaries = async (eventIds) => {
    reads.push(eventIds)
    const found = await find(eventIds)
    await afterRead()
    return found
  }
  announced = []
  kept = new KeptEvents(store, { announce: (eventId) => announced.push(eventId) })
})

test('reads an event once, also for concurrent calls', async () => {
  const found = await Promise.all([kept.findSummary('gala'), kept.findSummary('gala')])

  expect(found).toEqual([from, from])
  expect(kept.findSummary('gala')).toEqual(from)
  expect(reads).toEqual([['gala']])
})

test('reads an unknown event again', async () => {
  expect(await kept.findSummary('no-such')).toBeUndefined()
  expect(await kept.findSummary('no-such')).toBeUndefined()
  expect(reads).toHaveLength(2)
})

test('a change by this instance takes effect at once, and is announced', async () => {
  await kept.findSummary('gala')
  expect(await kept.saveEvent(change)).toBe('saved')
  expect(announced).toEqual(['gala'])
  expect(await kept.findSummary('gala')).toEqual(to)
})

test('a change with an unknown outcome is read again, and is announced', async () => {
  await kept.findSummary('gala')
  const save = store.saveEvent.bind(store)
  store.saveEvent = async (given) => {
    await save(given)
    throw new Error('no reply')
  }
  await expect(kept.saveEvent(change)).rejects.toThrow('no reply')
  expect(announced).toEqual(['gala'])
  expect(await kept.findSummary('gala')).toEqual(to)
})

test('a deletion by this instance takes effect at once', async () => {
  await kept.findSummary('gala')
  const { revision, tag } = (await seats.seatsSince('gala')) ?? { revision: -1, tag: '' }
  const deleted = kept.deleteEvent({ event: from, seats: { revision, tag } })
  expect(await deleted).toBe('deleted')
  expect(await kept.findSummary('gala')).toBeUndefined()
})

describe('a read that began before an event existed', () => {
  const created = { seatCount: 3, createdAt: cause.at }

  test.each([
    ['added', 'new', () => kept.addEvent(eventWithSeats('new', ['A-1']))],
    ['grown', 'default', () => kept.growDefaultEvent(created)],
  ])('is not shared once the event was %s by this instance', async (_how, eventId, create) => {
    const finish = Promise.withResolvers<undefined>()
    const waiting = new Promise<void>((resolve) => {
      afterRead = () => {
        afterRead = async () => undefined
        resolve()
        return finish.promise
      }
    })
    const early = kept.findSummary(eventId)
    await waiting
    await create()

    expect(announced).toEqual([eventId])

    const late = kept.findSummary(eventId)
    finish.resolve(undefined)
    expect(await late).toMatchObject({ id: eventId })
    expect(await early).toBeUndefined()
    expect(kept.findSummary(eventId)).toMatchObject({ id: eventId })
  })
})

describe('a refresh', () => {
  test('finds the deletions of other instances', async () => {
    await kept.findSummary('gala')
    const { revision, tag } = (await seats.seatsSince('gala')) ?? { revision: -1, tag: '' }
    await store.deleteEvent({ event: from, seats: { revision, tag } })
    expect(kept.findSummary('gala')).toEqual(from)

    await kept.refresh()
    expect(await kept.findSummary('gala')).toBeUndefined()
  })

  test('finds the changes of other instances, with one read', async () => {
    await store.addEvent(eventWithSeats('other', ['A-1']))
    await kept.findSummary('gala')
    await kept.findSummary('other')
    await store.saveEvent(change)
    expect(kept.findSummary('gala')).toEqual(from)

    await kept.refresh()
    expect(kept.findSummary('gala')).toEqual(to)
    expect(reads).toHaveLength(3)
  })

  test('reads nothing while no event is kept', async () => {
    await kept.refresh()
    expect(reads).toEqual([])
  })

  test('does not overwrite a change that this instance made during its read', async () => {
    await kept.findSummary('gala')
    afterRead = async () => {
      afterRead = async () => undefined
      await kept.saveEvent(change)
      await kept.findSummary('gala')
    }
    await kept.refresh()
    expect(await kept.findSummary('gala')).toEqual(to)
  })

  test('keeps what was read before if the store is unavailable', async () => {
    await kept.findSummary('gala')
    store.findSummaries = () => Promise.reject(new Error('unavailable'))
    await expect(kept.refresh()).rejects.toThrow('unavailable')
    expect(kept.findSummary('gala')).toEqual(from)
  })
})

test('a read that began before a change is not kept', async () => {
  let found: EventSummary | undefined
  afterRead = async () => {
    afterRead = async () => undefined
    await kept.saveEvent(change)
  }
  found = await kept.findSummary('gala')
  expect(found).toEqual(from)
  found = await kept.findSummary('gala')
  expect(found).toEqual(to)
})
