import { beforeEach, describe, expect, test } from '@jest/globals'

import { changeEvent, type EventDetails } from '../../src/domain/event.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'

let office: UseCaseFixture
beforeEach(async () => {
  office = new UseCaseFixture()
  await office.events.addEvent(eventWithSeats('gala', ['A-1', 'A-2', 'A-3', 'A-4']))
})

const admin = { actor: 'admin', requestId: 'r-1' }
const publicly = { clientId: 'ann' }
const done = expect.objectContaining({ outcome: 'done' })
const notOnSale = { outcome: 'refused', refusal: { reason: 'not-on-sale' } }
const change = (changes: Partial<EventDetails>) =>
  office.useCases.changeEvent.execute({
    ...admin,
    eventId: 'gala',
    changes,
    isExpected: () => true,
  })

const closings: [string, Partial<EventDetails>][] = [
  ['closed', { status: 'closed' }],
  ['cancelled', { status: 'cancelled' }],
  ['archived', { status: 'archived' }],
  ['closed by its time', { saleClosesAt: new Date('2026-06-01T10:00:00.000Z') }],
]

describe.each(closings)('while the event is %s', (which, changes) => {
  const isOver = which === 'cancelled' || which === 'archived'

  test('the public cannot hold seats, and no seat is locked', async () => {
    await change(changes)

    expect(await office.hold('h-1', ['A-1'], publicly)).toEqual(notOnSale)
    expect(await office.states()).toMatchObject({ 'A-1': 'available' })
  })

  test(`sellers ${isOver ? 'cannot sell' : 'sell'}`, async () => {
    await change(changes)

    const expected = isOver ? notOnSale : done
    expect(await office.hold('h-1', ['A-1'])).toEqual(expected)
    expect(await office.book('b-1', ['A-2'])).toEqual(expected)
  })

  test('a retry of a hold gets the result of its first execution', async () => {
    const request = { ...publicly, idempotencyKey: 'k-1' }
    const first = await office.hold('h-1', ['A-1'], request)
    await change(changes)

    const again = await office.hold('h-2', ['A-1'], request)
    expect(again).toEqual(first)
    const other = { ...publicly, idempotencyKey: 'k-2' }
    expect(await office.hold('h-3', ['A-2'], other)).toEqual(notOnSale)
  })

  test(`a buyer ${isOver ? 'cannot confirm' : 'confirms'} an active hold, and cannot extend it`, async () => {
    await office.hold('h-1', ['A-1'], publicly)
    await change(changes)

    expect(await office.extend('h-1')).toEqual(notOnSale)
    expect(await office.confirm('h-1', 'b-1')).toEqual(isOver ? notOnSale : done)
  })

  test(`an expired hold is confirmed ${isOver ? 'by nobody' : 'only by a seller'}`, async () => {
    await office.hold('h-1', ['A-1'], publicly)
    await change(changes)
    office.clock.advance(10 * MINUTE_MS)

    expect(await office.confirm('h-1', 'b-1')).toEqual(notOnSale)
    const bySeller = await office.confirm('h-1', 'b-1', { clientId: undefined })
    expect(bySeller).toEqual(isOver ? notOnSale : done)
  })

  test('a confirmed hold is confirmed again with the same result', async () => {
    await office.hold('h-1', ['A-1'], publicly)
    const first = await office.confirm('h-1', 'b-1')
    await change(changes)

    expect(await office.confirm('h-1', 'b-2')).toEqual(first)
  })

  test('holds are released and bookings are cancelled', async () => {
    await office.hold('h-1', ['A-1'], publicly)
    await office.book('b-1', ['A-2'])
    await change(changes)

    expect(await office.release('h-1')).toEqual(done)
    expect(await office.cancel('b-1')).toEqual(done)
  })
})

describe('the refusal outside the sale', () => {
  const saleOpensAt = new Date('2026-06-01T10:30:00.000Z')

  test('says when the sale opens, if it has not opened yet', async () => {
    await change({ saleOpensAt })

    expect(await office.hold('h-1', ['A-1'], publicly)).toEqual({
      outcome: 'refused',
      refusal: { reason: 'not-on-sale', opensAt: saleOpensAt },
    })
  })

  test('does not, if the sale is over', async () => {
    await change({ saleOpensAt, status: 'closed' })

    expect(await office.hold('h-1', ['A-1'], publicly)).toEqual(notOnSale)
  })
})

test('a refused hold does not lock or read the seats', async () => {
  await change({ status: 'closed' })
  office.seats.find = () => Promise.reject(new Error('read'))
  office.lock.acquire = () => Promise.reject(new Error('locked'))

  expect(await office.hold('h-1', ['A-1'], publicly)).toEqual(notOnSale)
})

describe('changing an event', () => {
  test('is refused if another change was saved first, and the event is not as expected', async () => {
    const save = office.keptEvents.saveEvent.bind(office.keptEvents)
    office.keptEvents.saveEvent = async (transition) => {
      office.keptEvents.saveEvent = save
      await change({ name: 'Other' })
      return save(transition)
    }
    const changed = await office.useCases.changeEvent.execute({
      ...admin,
      eventId: 'gala',
      changes: { name: 'Mine' },
      isExpected: ({ version }) => version === 1,
    })

    expect(changed).toEqual({ outcome: 'refused', refusal: { reason: 'event-changed' } })
    expect(await office.events.findEvent('gala')).toMatchObject({ name: 'Other', version: 2 })
  })

  test('in any state is refused as overtaken if every attempt is', async () => {
    let others = 0
    const save = office.keptEvents.saveEvent.bind(office.keptEvents)
    office.keptEvents.saveEvent = async (transition) => {
      const { from, cause } = transition
      const name = `Other ${++others}`
      await save({ from, to: changeEvent(from, { name }), cause })
      return save(transition)
    }

    expect(await change({ name: 'Mine' })).toEqual({
      outcome: 'refused',
      refusal: { reason: 'overtaken' },
    })
    expect(await office.events.findEvent('gala')).toMatchObject({ name: `Other ${others}` })
  })
})
