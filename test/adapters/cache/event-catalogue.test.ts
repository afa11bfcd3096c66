import { describe, expect, test } from '@jest/globals'

import { EventCatalogue } from '../../../src/adapters/cache/event-catalogue.ts'
import { KeptEvents } from '../../../src/adapters/cache/kept-events.ts'
import { InMemoryEventRepository } from '../../../src/adapters/memory/in-memory-event-repository.ts'
import { type Event, newEvent } from '../../../src/domain/event.ts'
import { drawnHall } from '../../builders/drawn-hall.ts'
import { hallContract } from '../../contracts/hall.contract.ts'
import { FakeSeatRepository } from '../../fakes/fake-seat-repository.ts'

const SEATS_MAX = 200

const { plan } = drawnHall(['SSS', 'SS'])

hallContract('EventCatalogue', () => {
  const events = new KeptEvents(new InMemoryEventRepository(new FakeSeatRepository('', [])), {
    announce: () => undefined,
  })
  return { halls: new EventCatalogue(events, events, { seatsMax: SEATS_MAX }), events }
})

describe('EventCatalogue', () => {
  const event = (id: string, seatCount: number): Event => ({
    ...newEvent({ id, name: id, createdAt: new Date(0), plan }),
    seatCount,
  })
  let reads: string[]
  const catalogueOf = (events: readonly Event[]) => {
    reads = []
    const find = (id: string) => events.find((known) => known.id === id)
    const findEvent = async (id: string) => {
      reads.push(id)
      return find(id)
    }
    return new EventCatalogue({ findEvent }, { findSummary: find }, { seatsMax: SEATS_MAX })
  }

  test('reads an event once for its hall, its standing areas and its marked seats', async () => {
    const catalogue = catalogueOf([event('a', 5)])
    const [hall, areas, marks] = await Promise.all([
      catalogue.findHall('a'),
      catalogue.findAreas('a'),
      catalogue.findMarks('a'),
    ])
    expect(await catalogue.findHall('a')).toBe(hall)
    expect(await catalogue.findAreas('a')).toBe(areas)
    expect(await catalogue.findMarks('a')).toBe(marks)
    expect(reads).toEqual(['a'])
  })

  test('keeps the halls while the plans of other events are read for something else', async () => {
    const catalogue = catalogueOf(['a', 'b', 'c', 'd'].map((id) => event(id, SEATS_MAX)))
    const hall = await catalogue.findHall('a')
    await catalogue.findAreas('b')
    await catalogue.findMarks('c')
    await catalogue.findEvent('d')

    expect(await catalogue.findHall('a')).toBe(hall)
    expect(reads).toEqual(['a', 'b', 'c', 'd'])
  })

  test('keeps the marked seats of events whose halls do not fit', async () => {
    const catalogue = catalogueOf([event('a', SEATS_MAX), event('b', SEATS_MAX)])
    const marks = await catalogue.findMarks('a')
    await catalogue.findHall('b')

    expect(await catalogue.findMarks('a')).toBe(marks)
    expect(reads).toEqual(['a', 'b'])
    await catalogue.findHall('a')
    expect(reads).toEqual(['a', 'b', 'a'])
  })

  test('reads an event once for concurrent calls', async () => {
    const catalogue = catalogueOf([event('a', 5)])
    const [first, second] = await Promise.all([catalogue.findHall('a'), catalogue.findHall('a')])
    expect(first).toBe(second)
    expect(reads).toEqual(['a'])
  })

  test('does not read an unknown event', async () => {
    const catalogue = catalogueOf([])
    expect(await catalogue.findEvent('a')).toBeUndefined()
    expect(await catalogue.findHall('a')).toBeUndefined()
    expect(await catalogue.findMarks('a')).toBeUndefined()
    expect(reads).toEqual([])
  })

  test.each<[string, Partial<Event>]>([
    ['given another plan', { version: 2, planVersion: 2 }],
    ['deleted and created again', { createdAt: new Date(1) }],
  ])('builds a new hall for an event that was %s', async (_what, over) => {
    const events = [event('a', 5)]
    const catalogue = catalogueOf(events)
    await catalogue.findHall('a')
    const { plan: other } = drawnHall(['S'])
    events[0] = { ...event('a', 1), ...over, plan: other }

    expect((await catalogue.findHall('a'))?.seatIds).toEqual(['1-1'])
    expect((await catalogue.findHall('a'))?.seatIds).toEqual(['1-1'])
    expect(reads).toEqual(['a', 'a'])
  })

  test('does not share a read that began before the event changed', async () => {
    const events = [event('a', 5)]
    const catalogue = catalogueOf(events)
    const before = catalogue.findEvent('a')
    // The read has found the event by now, but has not returned.
    await Promise.resolve()
    events[0] = { ...event('a', 5), version: 2 }

    expect(await catalogue.findEvent('a')).toMatchObject({ version: 2 })
    expect(await before).toMatchObject({ version: 1 })
    expect(await catalogue.findHall('a')).toBe(await catalogue.findHall('a'))
  })

  test('drops the least recently used halls when they are too large', async () => {
    const catalogue = catalogueOf([event('a', 150), event('b', 40), event('c', 20)])
    for (const id of ['a', 'b', 'c', 'b', 'a']) await catalogue.findHall(id)
    expect(reads).toEqual(['a', 'b', 'c', 'a'])
  })
})
