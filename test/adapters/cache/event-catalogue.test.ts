import { describe, expect, test } from '@jest/globals'

import { EventCatalogue } from '../../../src/adapters/cache/event-catalogue.ts'
import { InMemoryEventRepository } from '../../../src/adapters/memory/in-memory-event-repository.ts'
import { type Event, newEvent } from '../../../src/domain/event.ts'
import { drawnHall } from '../../builders/drawn-hall.ts'
import { hallContract } from '../../contracts/hall.contract.ts'
import { FakeSeatRepository } from '../../fakes/fake-seat-repository.ts'

const { plan } = drawnHall(['SSS', 'SS'])

hallContract('EventCatalogue', () => {
  const events = new InMemoryEventRepository(new FakeSeatRepository('', []))
  return { halls: new EventCatalogue(events), events }
})

describe('EventCatalogue', () => {
  const event = (id: string, seatCount: number): Event => ({
    ...newEvent({ id, name: id, createdAt: new Date(0), plan }),
    seatCount,
  })
  let reads: string[]
  const catalogueOf = (events: readonly Event[]) => {
    reads = []
    return new EventCatalogue({
      findEvent: async (id) => {
        reads.push(id)
        return events.find((known) => known.id === id)
      },
    })
  }

  test('reads an event once, also for its hall', async () => {
    const catalogue = catalogueOf([event('a', 5)])
    expect(await catalogue.findEvent('a')).toMatchObject({ id: 'a' })
    expect(await catalogue.findHall('a')).toBe(await catalogue.findHall('a'))
    expect(reads).toEqual(['a'])
  })

  test('reads an event once for concurrent calls', async () => {
    const catalogue = catalogueOf([event('a', 5)])
    const [first, second] = await Promise.all([catalogue.findHall('a'), catalogue.findHall('a')])
    expect(first).toBe(second)
    expect(reads).toEqual(['a'])
  })

  test('reads an unknown event again', async () => {
    const catalogue = catalogueOf([])
    expect(await catalogue.findEvent('a')).toBeUndefined()
    expect(await catalogue.findHall('a')).toBeUndefined()
    expect(reads).toEqual(['a', 'a'])
  })

  test('drops the least recently used halls when they are too large', async () => {
    const catalogue = catalogueOf([event('a', 150_000), event('b', 40_000), event('c', 20_000)])
    for (const id of ['a', 'b', 'c', 'b', 'a']) await catalogue.findHall(id)
    expect(reads).toEqual(['a', 'b', 'c', 'a'])
  })
})
