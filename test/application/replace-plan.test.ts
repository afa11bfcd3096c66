import { beforeEach, describe, expect, test } from '@jest/globals'

import type { SeatsMessage } from '../../src/application/event-seats/seats-message.ts'
import { summaryOf } from '../../src/domain/event.ts'
import { withPlan } from '../../src/domain/plan-replacement.ts'
import { seatIdsOf } from '../../src/domain/seating-plan.ts'
import { eventWithAreas } from '../builders/event-with-areas.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { availableSeat, codeOf } from '../builders/seat-change.ts'
import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'

const SHOW = eventWithSeats('show', ['A-1', 'A-2', 'A-3'])
const show = { eventId: 'show' }
const seatsInUse = (reason: string) => ({
  outcome: 'refused',
  refusal: { reason: 'seats-in-use', conflicts: [{ seatId: 'A-2', reason }] },
})

let office: UseCaseFixture
beforeEach(async () => {
  office = new UseCaseFixture()
  await office.events.addEvent(SHOW)
})

const replace = (seatIds: readonly string[], over: object = {}) =>
  office.useCases.replacePlan.execute({
    ...show,
    plan: eventWithSeats('show', seatIds).plan,
    isDryRun: false,
    isExpected: () => true,
    actor: 'admin',
    requestId: 'r-1',
    ...over,
  })

/** Runs this once, after the seats were read and before the plan is saved. */
function beforeSave(act: () => Promise<unknown>): void {
  const save = office.keptEvents.replacePlan.bind(office.keptEvents)
  office.keptEvents.replacePlan = async (replacement) => {
    office.keptEvents.replacePlan = save
    await act()
    return save(replacement)
  }
}

describe('replacing the capacity of a standing area', () => {
  const open = eventWithAreas('open-air', { pit: 6 })
  const inOpenAir = { eventId: 'open-air' }
  const resize = (capacity: number) =>
    replace([], { ...inOpenAir, plan: eventWithAreas('open-air', { pit: capacity }).plan })
  const placesNow = async () => {
    const event = await office.events.findEvent('open-air')
    return event && seatIdsOf(event.plan)
  }
  beforeEach(() => office.events.addEvent(open))

  test('keeps the places that are held, booked and blocked, whatever their numbers', async () => {
    await office.hold('h-1', ['pit:6'], inOpenAir)
    await office.book('b-1', ['pit:4'], inOpenAir)
    await office.block(['pit:5'], inOpenAir)
    expect(await resize(3)).toMatchObject({
      result: { differences: { areas: [{ areaId: 'pit', from: 6, to: 3 }] } },
    })
    expect(await placesNow()).toEqual(['pit:4', 'pit:5', 'pit:6'])
    const conflicts = [{ seatId: 'pit:6', reason: 'held' }]
    expect(await resize(2)).toMatchObject({ refusal: { reason: 'seats-in-use', conflicts } })
  })

  test('removes places of expired holds', async () => {
    await office.hold('h-1', ['pit:1', 'pit:2'], inOpenAir)
    await office.book('b-1', ['pit:6'], inOpenAir)
    office.clock.advance(11 * MINUTE_MS)
    expect(await resize(1)).toMatchObject({ outcome: 'done' })
    expect(await placesNow()).toEqual(['pit:6'])
  })

  test('removes another place if one was taken after the seats were read', async () => {
    beforeSave(() => office.book('b-1', ['pit:6'], inOpenAir))
    expect(await resize(5)).toMatchObject({ outcome: 'done' })
    expect(await placesNow()).toEqual(['pit:1', 'pit:2', 'pit:3', 'pit:4', 'pit:6'])
  })

  test('removes another place if one was taken while the seats were read', async () => {
    const find = office.seats.find.bind(office.seats)
    office.seats.find = async (eventId, seatIds) => {
      office.seats.find = find
      await office.book('b-1', ['pit:6'], inOpenAir)
      return find(eventId, seatIds)
    }
    expect(await resize(5)).toMatchObject({ outcome: 'done' })
    expect(await placesNow()).toEqual(['pit:1', 'pit:2', 'pit:3', 'pit:4', 'pit:6'])
  })

  test('counts places in the limit of 10,000', async () => {
    const refused = { outcome: 'refused', refusal: { reason: 'plan-too-different' } }
    expect(await resize(10_007)).toEqual(refused)
    expect(await resize(10_006)).toMatchObject({ outcome: 'done' })
    expect(await resize(5)).toEqual(refused)
  })

  test('puts a place on sale again that was removed', async () => {
    await office.hold('h-1', ['pit:6'], inOpenAir)
    await office.release('h-1')
    await resize(5)
    await resize(6)
    expect(await office.hold('h-2', ['pit:6'], inOpenAir)).toMatchObject({ outcome: 'done' })
  })
})

describe('replacing a plan', () => {
  test.each<[string, string, () => Promise<unknown>]>([
    ['held', 'held', () => office.hold('h-1', ['A-2'], show)],
    ['booked', 'booked', () => office.book('b-1', ['A-2'], show)],
    ['blocked', 'blocked', () => office.block(['A-2'], show)],
  ])('is refused if a removed seat is %s, also just before the save', async (_s, reason, take) => {
    beforeSave(take)
    expect(await replace(['A-1', 'A-3'])).toEqual(seatsInUse(reason))
    expect(await replace(['A-1', 'A-3'])).toEqual(seatsInUse(reason))
    expect(await office.events.findEvent('show')).toEqual(SHOW)
  })

  test('tries again if a removed seat was released just before the save', async () => {
    beforeSave(async () => {
      await office.hold('h-1', ['A-2'], show)
      await office.release('h-1')
    })

    expect(await replace(['A-1', 'A-3'])).toMatchObject({ outcome: 'done' })
    expect(await office.seats.find('show', ['A-2'])).toEqual([])
  })

  test('is refused as overtaken if every attempt is', async () => {
    office.keptEvents.replacePlan = async () => 'conflict'
    const overtaken = { outcome: 'refused', refusal: { reason: 'overtaken' } }
    expect(await replace(['A-1'])).toEqual(overtaken)
  })

  test('is refused if another change was saved first, and the event is not as expected', async () => {
    beforeSave(() => replace(['A-1', 'A-2', 'A-3', 'A-4']))
    const refused = { outcome: 'refused', refusal: { reason: 'event-changed' } }
    expect(
      await replace(['A-1'], { isExpected: ({ version }: { version: number }) => version === 1 }),
    ).toEqual(refused)
    expect(await office.events.findEvent('show')).toMatchObject({ seatCount: 4, version: 2 })
  })

  test('removes a seat with an expired hold, which cannot be confirmed any more', async () => {
    await office.hold('h-1', ['A-2', 'A-3'], show)
    office.clock.advance(11 * MINUTE_MS)
    expect(await replace(['A-1', 'A-3'])).toMatchObject({ outcome: 'done' })

    const confirmed = await office.confirm('h-1', 'b-1')
    expect(confirmed).toMatchObject({ refusal: { reason: 'unknown-seats', seatIds: ['A-2'] } })
    await office.useCases.expireHolds.execute({ requestId: 'r-2' })
    expect(await office.seats.find('show', ['A-2', 'A-3'])).toEqual([availableSeat('A-3', 2)])
  })

  test('adds and removes up to 10,000 seats together, and changes any number of others', async () => {
    const seatIds = (name: string, count: number) =>
      Array.from({ length: count }, (_, i) => `${name}-${i}`)
    const hall = eventWithSeats('hall', [...seatIds('A', 5_001), ...seatIds('B', 6_000)])
    await office.events.addEvent(hall)
    const replaceHall = (ids: readonly string[], over: object = {}) => {
      const { plan } = eventWithSeats('hall', ids)
      return replace([], { eventId: 'hall', plan: { ...plan, name: 'Moved' }, ...over })
    }
    // In another order, so that every position is different.
    const others = seatIds('B', 6_000).reverse()

    const tooMany = [...others, ...seatIds('C', 5_000)]
    const refused = { outcome: 'refused', refusal: { reason: 'plan-too-different' } }
    expect(await replaceHall(tooMany)).toEqual(refused)
    expect(await replaceHall(tooMany, { isDryRun: true })).toEqual(refused)
    expect(await office.events.findEvent('hall')).toEqual(hall)

    const most = [...others, ...seatIds('C', 4_999)]
    expect(await replaceHall(most)).toMatchObject({ outcome: 'done' })
    expect(await replaceHall(most.toReversed())).toMatchObject({ outcome: 'done' })
  })

  test('records the expiry of holds of removed seats before it removes them', async () => {
    await office.hold('h-1', ['A-1', 'A-2'], show)
    await office.hold('h-2', ['A-3'], show)
    office.clock.advance(11 * MINUTE_MS)

    expect(await replace(['A-1'], { isDryRun: true })).toMatchObject({ outcome: 'done' })
    expect(await replace(['A-1'])).toMatchObject({ outcome: 'done' })
    const from = { revision: 3, ordinal: 0 }
    const history = await office.seats.history({ ...show, from, limit: 10 })
    expect(history.map(({ action, seatId, actor }) => [action, seatId, actor])).toEqual([
      ['expired', 'A-1', 'system'],
      ['expired', 'A-2', 'system'],
      ['expired', 'A-3', 'system'],
      ['event-updated', undefined, 'admin'],
    ])
  })

  test('makes what an unchanged event relies on durable, and changes nothing', async () => {
    let saves = 0
    const save = office.keptEvents.saveEvent.bind(office.keptEvents)
    office.keptEvents.saveEvent = (change) => {
      saves++
      return save(change)
    }

    const same = await replace(['A-1', 'A-2', 'A-3'], { isExpected: () => false })
    expect(same).toMatchObject({ outcome: 'done', result: { event: { version: 1 } } })
    expect(saves).toBe(1)
    expect(await office.events.findEvent('show')).toEqual(SHOW)
  })
})

describe('after a cancelled seat of a booking was removed', () => {
  const changed = async () => {
    return { outcome: 'done', result: await office.seats.findBooking('b-1') }
  }
  beforeEach(async () => {
    await office.hold('h-1', ['A-1', 'A-2'], show)
    await office.confirm('h-1', 'b-1')
    await office.cancelSeats('b-1', ['A-2'])
    await replace(['A-1', 'A-3'])
  })

  test('the reference of the booking can be changed, also once it is cancelled', async () => {
    expect(await office.changeReference('b-1', 'order 8')).toEqual(await changed())
    await office.cancel('b-1')
    expect(await office.changeReference('b-1', 'order 9')).toEqual(await changed())
    expect(await office.seats.findBooking('b-1')).toMatchObject({ reference: 'order 9' })
  })

  test('the seat can be cancelled again, alone and with the others', async () => {
    expect(await office.cancelSeats('b-1', ['A-2'])).toEqual(await changed())
    expect(await office.seats.findBooking('b-1')).toMatchObject({ cancelledSeatIds: ['A-2'] })
    expect(await office.cancelSeats('b-1', ['A-1', 'A-2'])).toEqual(await changed())
    expect(await office.seats.find('show', ['A-1'])).toMatchObject([{ status: 'available' }])
    expect(await office.seats.findBooking('b-1')).toMatchObject({
      cancelledSeatIds: ['A-1', 'A-2'],
    })
  })

  test('the booking can be cancelled, and again', async () => {
    expect(await office.cancel('b-1')).toEqual(await changed())
    expect(await office.cancel('b-1')).toEqual(await changed())
    expect(await office.cancelSeats('b-1', ['A-1', 'A-2'])).toEqual(await changed())
  })

  test('another seat of the booking can be moved, but none to the removed seat', async () => {
    const move = (to: string) =>
      office.useCases.moveBooking.execute({
        ...{ actor: 'seller', requestId: 'r-1', bookingId: 'b-1', allowsOtherCategory: false },
        moves: [{ from: 'A-1', to }],
      })
    expect(await move('A-2')).toMatchObject({ refusal: { reason: 'cancelled-before' } })
    expect(await move('A-3')).toEqual(await changed())
    expect(await office.seats.findBooking('b-1')).toMatchObject({ seatIds: ['A-3', 'A-2'] })
  })

  test('confirming the hold again returns the booking with its current seats', async () => {
    const result = { bookingId: 'b-1', seatIds: ['A-1'] }
    expect(await office.confirm('h-1', 'b-2')).toMatchObject({ outcome: 'done', result })
  })

  test('neither releasing nor extending the confirmed hold is possible', async () => {
    const gone = { outcome: 'refused', refusal: { reason: 'hold-gone' } }
    expect(await office.release('h-1')).toEqual(gone)
    expect(await office.releaseSeats('h-1', ['A-1'])).toEqual(gone)
    expect(await office.extend('h-1')).toEqual(gone)
  })
})

test('a removed seat that a booking was moved from does not belong to the booking', async () => {
  await office.hold('h-1', ['A-2'], show)
  await office.confirm('h-1', 'b-1')
  const move = (from: string, to: string) =>
    office.useCases.moveBooking.execute({
      ...{ actor: 'seller', requestId: 'r-1', bookingId: 'b-1', allowsOtherCategory: false },
      moves: [{ from, to }],
    })
  await move('A-2', 'A-1')
  await replace(['A-1', 'A-3'])

  const notInBooking = { refusal: { reason: 'not-in-booking', seatIds: ['A-2'] } }
  expect(await office.cancelSeats('b-1', ['A-2'])).toMatchObject(notInBooking)
  expect(await move('A-2', 'A-3')).toMatchObject(notInBooking)
})

describe('after a seat of an expired hold was removed', () => {
  beforeEach(async () => {
    await office.hold('h-1', ['A-2', 'A-3'], show)
    office.clock.advance(11 * MINUTE_MS)
    await replace(['A-1', 'A-3'])
  })

  test('the hold can be released', async () => {
    expect(await office.release('h-1')).toEqual({ outcome: 'done', result: null })
    expect(await office.seats.findHold('h-1')).toMatchObject({ end: { kind: 'released' } })
    expect(await office.seats.find('show', ['A-3'])).toMatchObject([{ status: 'available' }])
  })

  test('the removed and the other seat can be released, but no unknown seat', async () => {
    const seatIds = ['A-2', 'Z-9']
    expect(await office.releaseSeats('h-1', seatIds)).toMatchObject({
      refusal: { reason: 'unknown-seats', seatIds: ['Z-9'] },
    })
    expect(await office.releaseSeats('h-1', ['A-2'])).toMatchObject({
      result: { seatIds: ['A-3'] },
    })
    expect(await office.releaseSeats('h-1', ['A-3'])).toMatchObject({ result: { seatIds: [] } })
  })

  test('the hold cannot be extended, also by an instance whose clock is slow', async () => {
    const gone = { outcome: 'refused', refusal: { reason: 'hold-gone' } }
    expect(await office.extend('h-1')).toEqual(gone)
    office.clock.advance(-2 * MINUTE_MS)
    expect(await office.extend('h-1')).toEqual(gone)
  })
})

describe('after a replacement', () => {
  test('readers of the stream get the new version of the event, then changes of new seats', async () => {
    const messages: SeatsMessage[] = []
    const tick = async () => {
      office.followSeats.advance()
      await new Promise(setImmediate)
    }
    const following = office.followSeats.execute('show')
    await tick()
    ;(await following)?.join({
      next: (message) => void messages.push(message),
      end: () => undefined,
    })
    await replace(['A-1', 'A-3', 'B-1'])
    for (let i = 0; i < 20; i++) await tick()
    await office.book('b-1', ['B-1'], show)
    for (let i = 0; i < 20; i++) await tick()

    expect(messages.map(({ eventVersion }) => eventVersion)).toEqual([1, 2, 2])
    expect(messages.at(-1)?.seats).toEqual([{ seatId: 'B-1', version: 1, status: 'booked' }])
  })

  test.each([
    ['A-1', ['A-2', 'A-3']],
    ['A-2', ['A-1', 'A-3']],
    ['A-3', ['A-1', 'A-2']],
  ])(
    'by another instance, the best seat is chosen from those that exist: %s',
    async (left, gone) => {
      // Keeps the summary and the hall of the former plan, until the next refresh.
      await office.catalogue.findHall('show')
      const { plan } = eventWithSeats('show', [left])
      const cause = { actor: 'admin', requestId: 'r-1', at: office.clock.now() }
      const removed = await office.seats.find('show', gone)
      const to = withPlan(SHOW, plan)
      await office.events.replacePlan({ from: summaryOf(SHOW), to, added: [], removed, cause })

      const held = await office.useCases.holdBestSeats.execute({
        ...show,
        ...{ holdId: 'h-1', code: codeOf('h-1'), tokenDigest: 'token', quantity: 1 },
        ...{ actor: 'public', requestId: 'r-2', clientId: 'client' },
      })
      expect(held).toMatchObject({ outcome: 'done', result: { seatIds: [left] } })
    },
  )
})
