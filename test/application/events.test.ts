import { beforeEach, describe, expect, test } from '@jest/globals'

import { InMemoryEventRepository } from '../../src/adapters/memory/in-memory-event-repository.ts'
import { CreateEvent } from '../../src/application/commands/create-event.ts'
import { SetUpEvents } from '../../src/application/commands/set-up-events.ts'
import { drawnHall } from '../builders/drawn-hall.ts'
import { UseCaseFixture } from '../drivers/use-case-fixture.ts'
import { FakeSeatRepository } from '../fakes/fake-seat-repository.ts'

let office: UseCaseFixture

beforeEach(() => {
  office = new UseCaseFixture()
})

const { plan } = drawnHall(['SSS', 'SS'])
const show = { eventId: 'show', name: 'Show', plan, isRepeatable: false }

describe('creating an event', () => {
  const create = (over: object = {}) => new CreateEvent(office).execute({ ...show, ...over })

  test('puts all seats of its plan on sale', async () => {
    expect(await create()).toMatchObject({
      outcome: 'created',
      event: { id: 'show', name: 'Show', seatCount: 5, createdAt: office.clock.now() },
    })
    expect(await office.seats.find('show', ['1-1', '2-2'])).toHaveLength(2)
  })

  test('is refused when there is one of that id', async () => {
    await create()
    expect(await create()).toEqual({ outcome: 'refused', reason: 'exists' })
  })

  test('is told the same when it is repeated, and refused when it is not the same', async () => {
    const first = await create({ isRepeatable: true })
    office.clock.advance(1_000)

    expect(await create({ isRepeatable: true })).toEqual(first)
    expect(await create({ isRepeatable: true, name: 'Other' })).toEqual({
      outcome: 'refused',
      reason: 'exists',
    })
  })
})

describe('setting up the events', () => {
  let seats: FakeSeatRepository
  let events: InMemoryEventRepository
  beforeEach(() => {
    seats = new FakeSeatRepository('', [])
    events = new InMemoryEventRepository(seats)
  })

  const demo = { id: 'demo', name: 'Demo', seatCount: 5, plan }
  const setUp = (options: { seatCount: number; demo?: typeof demo }) =>
    new SetUpEvents({ events, clock: office.clock }).execute(options)
  const eventIds = async () => (await events.listEvents({ limit: 9 })).map(({ id }) => id)

  test('gives a new store the default event and a demo', async () => {
    await setUp({ seatCount: 100, demo })
    expect(await eventIds()).toEqual(['default', 'demo'])
    expect(await seats.find('default', ['1', '100', '101'])).toHaveLength(2)
  })

  test('gives no demo where there is an event, nor where none is wanted', async () => {
    await setUp({ seatCount: 100 })
    await setUp({ seatCount: 100, demo })
    expect(await eventIds()).toEqual(['default'])
  })

  test('lets the default event grow, and takes no seat away', async () => {
    await setUp({ seatCount: 3 })
    await setUp({ seatCount: 5 })
    await setUp({ seatCount: 4 })
    expect(await events.findEvent('default')).toMatchObject({ seatCount: 5 })
    expect(await seats.find('default', ['5', '6'])).toHaveLength(1)
  })
})
