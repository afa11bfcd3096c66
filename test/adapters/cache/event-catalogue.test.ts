import { describe, expect, test } from '@jest/globals'

import { EventCatalogue } from '../../../src/adapters/cache/event-catalogue.ts'
import { InMemoryEventRepository } from '../../../src/adapters/memory/in-memory-event-repository.ts'
import type { Event } from '../../../src/domain/event.ts'
import { drawnHall } from '../../builders/drawn-hall.ts'
import { hallContract } from '../../contracts/hall.contract.ts'
import { FakeSeatRepository } from '../../fakes/fake-seat-repository.ts'

const { plan } = drawnHall(['SSS', 'SS'])

hallContract('EventCatalogue', () => {
  const events = new InMemoryEventRepository(new FakeSeatRepository('', []))
  return { halls: new EventCatalogue(events), events }
})

describe('the catalogue', () => {
  const event = (id: string, seatCount: number): Event => ({
    id,
    name: id,
    createdAt: new Date(0),
    seatCount,
    plan,
  })
  let asked: string[]
  const catalogueOf = (events: readonly Event[]) => {
    asked = []
    return new EventCatalogue({
      findEvent: async (id) => {
        asked.push(id)
        return events.find((known) => known.id === id)
      },
    })
  }

  test('asks for an event once, and need not ask again for its hall', async () => {
    const catalogue = catalogueOf([event('a', 5)])
    expect(await catalogue.findEvent('a')).toMatchObject({ id: 'a' })
    expect(await catalogue.findHall('a')).toBe(await catalogue.findHall('a'))
    expect(asked).toEqual(['a'])
  })

  test('asks once for all who ask at the same time', async () => {
    const catalogue = catalogueOf([event('a', 5)])
    const [first, second] = await Promise.all([catalogue.findHall('a'), catalogue.findHall('a')])
    expect(first).toBe(second)
    expect(asked).toEqual(['a'])
  })

  test('asks again for what it did not find', async () => {
    const catalogue = catalogueOf([])
    expect(await catalogue.findEvent('a')).toBeUndefined()
    expect(await catalogue.findHall('a')).toBeUndefined()
    expect(asked).toEqual(['a', 'a'])
  })

  test('drops large halls that were not used lately', async () => {
    const catalogue = catalogueOf([event('a', 150_000), event('b', 40_000), event('c', 20_000)])
    for (const id of ['a', 'b', 'c', 'b', 'a']) await catalogue.findHall(id)
    expect(asked).toEqual(['a', 'b', 'c', 'a'])
  })
})
