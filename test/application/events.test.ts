import { beforeEach, describe, expect, test } from '@jest/globals'

import { InMemoryEventRepository } from '../../src/adapters/memory/in-memory-event-repository.ts'
import { CreateEvent } from '../../src/application/commands/create-event.ts'
import { SetUpEvents } from '../../src/application/commands/set-up-events.ts'
import { changeEvent } from '../../src/domain/event.ts'
import { drawnHall } from '../builders/drawn-hall.ts'
import { UseCaseFixture } from '../drivers/use-case-fixture.ts'
import { FakeSeatRepository } from '../fakes/fake-seat-repository.ts'

let office: UseCaseFixture

beforeEach(() => {
  office = new UseCaseFixture()
})

const { plan } = drawnHall(['SSS', 'SS'])
const show = { eventId: 'show', name: 'Show', plan, mayBeRetry: false }

const refused = (reason: string) => ({ outcome: 'refused', refusal: { reason } })

describe('creating an event', () => {
  const create = (over: object = {}) => new CreateEvent(office).execute({ ...show, ...over })

  test('puts all seats of its plan on sale', async () => {
    expect(await create()).toMatchObject({
      outcome: 'done',
      result: { id: 'show', name: 'Show', seatCount: 5, createdAt: office.clock.now() },
    })
    expect(await office.seats.find('show', ['1-1', '2-2'])).toHaveLength(2)
  })

  test('puts it on sale, unless it is created closed', async () => {
    expect(await create()).toMatchObject({ result: { status: 'on-sale' } })
    const closed = await create({ eventId: 'later', status: 'closed' })
    expect(closed).toMatchObject({ result: { status: 'closed' } })
    expect(await office.hold('h-1', ['1-1'], { eventId: 'later', clientId: 'ann' })).toMatchObject({
      refusal: { reason: 'not-on-sale' },
    })
  })

  test('compares the status of a retry, until the event is changed', async () => {
    const retry = (status?: string) => create({ mayBeRetry: true, status })
    const first = await retry('closed')
    expect(await retry('closed')).toEqual(first)
    expect(await retry()).toEqual(refused('exists'))

    const cause = { actor: 'admin', requestId: 'r-1', at: office.clock.now() }
    const from = await office.events.findEvent('show')
    if (!from) throw new Error('The event was not added.')
    await office.events.saveEvent({ from, to: changeEvent(from, { status: 'on-sale' }), cause })
    expect(await retry('closed')).toMatchObject({ result: { status: 'on-sale', version: 2 } })
  })

  test('is refused if the id exists', async () => {
    await create()
    expect(await create()).toEqual(refused('exists'))
  })

  test('returns the existing event for a retry, and is refused for different content', async () => {
    const first = await create({ mayBeRetry: true })
    office.clock.advance(1_000)

    expect(await create({ mayBeRetry: true })).toEqual(first)
    expect(await create({ mayBeRetry: true, name: 'Other' })).toEqual(refused('exists'))
  })

  test('is refused for a retry that can no longer be compared, because the event was changed', async () => {
    await create({ mayBeRetry: true })
    const from = await office.events.findEvent('show')
    if (!from) throw new Error('The event was not added.')
    const cause = { actor: 'admin', requestId: 'r-1', at: office.clock.now() }
    await office.events.saveEvent({ from, to: changeEvent(from, { name: 'Other' }), cause })

    expect(await create({ mayBeRetry: true })).toEqual(refused('result-gone'))
    expect(await create()).toEqual(refused('exists'))
  })
})

describe('setting up events', () => {
  let seats: FakeSeatRepository
  let events: InMemoryEventRepository
  beforeEach(() => {
    seats = new FakeSeatRepository('', [])
    events = new InMemoryEventRepository(seats)
  })

  const demo = { id: 'demo', name: 'Demo', plan }
  const setUp = (options: { seatCount: number; demo?: typeof demo }) =>
    new SetUpEvents({ events, clock: office.clock }).execute(options)
  const eventIds = async () => (await events.listEvents({ limit: 9 })).map(({ id }) => id)

  test('adds the default event and a demo event to a new store', async () => {
    await setUp({ seatCount: 100, demo })
    expect(await eventIds()).toEqual(['default', 'demo'])
    expect(await seats.find('default', ['1', '100', '101'])).toHaveLength(2)
  })

  test('adds no demo event if the store has an event or if it is switched off', async () => {
    await setUp({ seatCount: 100 })
    await setUp({ seatCount: 100, demo })
    expect(await eventIds()).toEqual(['default'])
  })

  test('adds seats to the default event, and removes none', async () => {
    await setUp({ seatCount: 3 })
    await setUp({ seatCount: 5 })
    await setUp({ seatCount: 4 })
    expect(await events.findEvent('default')).toMatchObject({ seatCount: 5 })
    expect(await seats.find('default', ['5', '6'])).toHaveLength(1)
  })
})
