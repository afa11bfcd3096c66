import { beforeEach, describe, expect, test } from '@jest/globals'

import { Contention } from '../../src/application/best-seats/contention.ts'
import { type AreaWanted, PlaceChooser } from '../../src/application/best-seats/place-chooser.ts'
import type { ChangeResult } from '../../src/application/changes/change-result.ts'
import type { WantedMove } from '../../src/application/commands/move-booking.ts'
import { createUseCases } from '../../src/application/use-cases.ts'
import { newEvent } from '../../src/domain/event.ts'
import type { SeatId } from '../../src/domain/seat.ts'
import { eventWithAreas, withAreas } from '../builders/event-with-areas.ts'
import { codeOf } from '../builders/seat-change.ts'
import { acquireLease } from '../drivers/acquire-lease.ts'
import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'
import { modelPorts } from '../model/model-ports.ts'

let office: UseCaseFixture

beforeEach(() => {
  office = new UseCaseFixture()
})

async function open(
  capacities: Readonly<Record<string, number>>,
  seatIds: readonly SeatId[] = [],
): Promise<void> {
  await office.events.addEvent(eventWithAreas('show', capacities, seatIds))
}

/** Holds places of the pit. */
function stand(holdId: string, quantity: number, over: object = {}) {
  const areas: AreaWanted[] = [{ areaId: 'pit', quantity }]
  return office.hold(holdId, [], { eventId: 'show', areas, ...over })
}

function book(bookingId: string, quantity: number, over: object = {}) {
  const areas: AreaWanted[] = [{ areaId: 'pit', quantity }]
  return office.book(bookingId, [], { eventId: 'show', areas, ...over })
}

async function available(areaId = 'pit'): Promise<number | undefined> {
  const view = await office.useCases.availability.view('show')
  return view?.areas.find((area) => area.areaId === areaId)?.available
}

function buyerOf(id: string) {
  const by = { actor: 'public', requestId: 'r-1', clientId: undefined }
  return { ...by, holdId: id, code: codeOf(id), tokenDigest: `token of ${id}` }
}

function areasOf(quantity: number) {
  const by = { actor: 'admin', requestId: 'r-1', eventId: 'show', seatIds: [] }
  return { ...by, areas: [{ areaId: 'pit', quantity }] }
}

/** Another instance that uses the same store and the same locks. */
function anotherInstance() {
  const { seats, events, clock, patientLock, limits } = office
  const ports = modelPorts({ seats, events, clock, lock: patientLock })
  return createUseCases({ ...ports, random: () => office.random() }, limits)
}

const refused = (reason: string, more: object = {}) => ({
  outcome: 'refused',
  refusal: { reason, ...more },
})

const idsIn = (
  result: ChangeResult<{ readonly seatIds: readonly SeatId[] }, unknown>,
): readonly SeatId[] => (result.outcome === 'done' ? result.result.seatIds : [])

describe('holding places of a standing area', () => {
  test('holds any places of the area, each of which is a seat', async () => {
    await open({ pit: 5, lawn: 5 })
    const held = idsIn(await stand('h-1', 3))

    expect(new Set(held).size).toBe(3)
    for (const seatId of held) expect(seatId).toMatch(/^pit:[1-5]$/)
    expect([await available(), await available('lawn')]).toEqual([2, 5])
  })

  test('holds seats and places of several areas together', async () => {
    await open({ pit: 2, lawn: 1 }, ['A', 'B'])
    const areas = [
      { areaId: 'lawn', quantity: 1 },
      { areaId: 'pit', quantity: 2 },
    ]
    expect(idsIn(await stand('h-1', 0, { seatIds: ['A'], areas }))).toEqual([
      'A',
      'lawn:1',
      ...['pit:1', 'pit:2'].map(() => expect.stringMatching(/^pit:[12]$/)),
    ])
  })

  test('adds places to the hold whose token the request has', async () => {
    await open({ pit: 4 })
    const first = idsIn(await stand('h-1', 1))
    const added = await stand('h-2', 2, { ownTokenDigest: 'token of h-1' })

    expect(added).toMatchObject({ result: { holdId: 'h-1', isNew: false } })
    expect(idsIn(added)).toHaveLength(3)
    expect(idsIn(added)).toEqual(expect.arrayContaining([...first]))
    expect(await available()).toBe(1)
  })

  test('never counts a place that the hold has already, even if the latest view is outdated', async () => {
    await open({ pit: 2 })
    await available()
    office.random = () => 0
    expect(idsIn(await stand('h-1', 1))).toEqual(['pit:1'])
    const added = await stand('h-2', 1, { ownTokenDigest: 'token of h-1' })
    expect(idsIn(added)).toEqual(['pit:1', 'pit:2'])
  })

  test('is refused without a change if there are not enough places', async () => {
    await open({ pit: 4 }, ['A'])
    await stand('h-1', 2)
    expect(await stand('h-2', 3, { seatIds: ['A'] })).toEqual(refused('none-available'))
    expect((await office.seats.find('show', ['A']))[0]?.status).toBe('available')
    expect(await available()).toBe(2)
  })

  test('takes places of released and expired holds, and no blocked ones', async () => {
    await open({ pit: 2 })
    await office.block(['pit:2'], { eventId: 'show' })
    await stand('h-1', 1)
    expect(await stand('h-2', 1)).toEqual(refused('none-available'))

    await office.release('h-1')
    expect(idsIn(await stand('h-2', 1))).toEqual(['pit:1'])
    office.clock.advance(10 * MINUTE_MS)
    expect(idsIn(await stand('h-3', 1))).toEqual(['pit:1'])
  })

  test('is refused because of seats that the request names, naming only them', async () => {
    await open({ pit: 3 }, ['A', 'B'])
    await office.book('b-1', ['A'], { eventId: 'show' })

    const conflicts = [{ seatId: 'A', reason: 'booked' }]
    const named = await stand('h-1', 1, { seatIds: ['A', 'B'] })
    expect(named).toEqual(refused('not-available', { conflicts }))
    const unknown = await stand('h-1', 1, { seatIds: ['C', 'B'] })
    expect(unknown).toEqual(refused('unknown-seats', { seatIds: ['C'] }))
  })

  test('does not choose a place that the request names', async () => {
    await open({ pit: 3 })
    office.random = () => 0
    expect(idsIn(await stand('h-1', 2, { seatIds: ['pit:1'] }))).toEqual([
      'pit:1',
      'pit:2',
      'pit:3',
    ])
  })

  test('is refused for an unknown area or event, and for more seats than a hold may have', async () => {
    await open({ pit: 9 }, ['A'])
    const areas = [{ areaId: 'lawn', quantity: 1 }]
    expect(await stand('h-1', 1, { areas })).toEqual(refused('unknown-area', { areaId: 'lawn' }))
    expect(await stand('h-1', 1, { eventId: 'x' })).toEqual(refused('unknown-event'))
    const many = await stand('h-1', 4, { seatIds: ['A'] })
    expect(many).toEqual(refused('too-many-seats', { seatsMax: 4 }))
  })

  test('is refused for an unknown hold, also if there are not enough places', async () => {
    await open({ pit: 2 })
    const own = { ownTokenDigest: 'of no hold' }
    expect(await stand('h-1', 3, own)).toEqual(refused('unknown-hold'))
    expect(await stand('h-1', 1, own)).toEqual(refused('unknown-hold'))
  })

  test('holds once for a retry, even if no places are available by then', async () => {
    await open({ pit: 2 })
    const first = await stand('h-1', 2, { idempotencyKey: 'k-1' })
    expect(await stand('h-2', 2, { idempotencyKey: 'k-1' })).toEqual(first)
    expect(await stand('h-3', 1, { idempotencyKey: 'k-1' })).toEqual(refused('key-reused'))
  })

  test('reads the seats only if the latest view is unknown or outdated', async () => {
    await open({ pit: 100 })
    await stand('h-1', 1)
    office.seats.changesError = new Error('read')
    expect(await stand('h-2', 1)).toMatchObject({ outcome: 'done' })

    office.seats.changesError = undefined
    office.random = () => 0
    await stand('h-3', 1)
    expect(await stand('h-4', 1)).toMatchObject({ outcome: 'done' })
  })
})

describe('booking places of a standing area', () => {
  test('books them with the named seats, and once for a retry', async () => {
    await open({ pit: 3 }, ['A'])
    const first = await book('b-1', 2, { seatIds: ['A'], idempotencyKey: 'k-1' })
    const booking = await office.seats.findBooking('b-1')

    expect(booking?.seatIds).toHaveLength(3)
    expect(first).toMatchObject({ result: { seatIds: booking?.seatIds } })
    expect(await book('b-2', 2, { seatIds: ['A'], idempotencyKey: 'k-1' })).toEqual(first)
    expect(await available()).toBe(1)
  })

  test('is refused if there are not enough places, and for a retry of a cancelled booking', async () => {
    await open({ pit: 3 })
    expect(await book('b-1', 4)).toEqual(refused('none-available'))
    await book('b-1', 3, { idempotencyKey: 'k-1' })
    await office.cancel('b-1')
    expect(await book('b-2', 3, { idempotencyKey: 'k-1' })).toEqual(refused('result-gone'))
  })
})

function block(quantity: number, over: object = {}) {
  return office.block([], { eventId: 'show', areas: [{ areaId: 'pit', quantity }], ...over })
}

function unblock(quantity: number, over: object = {}) {
  return office.unblock([], { eventId: 'show', areas: [{ areaId: 'pit', quantity }], ...over })
}

async function statuses(...seatIds: SeatId[]) {
  return (await office.seats.find('show', seatIds)).map(({ status }) => status)
}

describe('blocking places of a standing area', () => {
  test('blocks available ones, with the named seats', async () => {
    await open({ pit: 4 }, ['A'])
    await office.book('b-1', ['pit:2'], { eventId: 'show' })
    const blocked = idsIn(await block(2, { seatIds: ['A', 'pit:1'] }))

    expect(blocked.slice(0, 2)).toEqual(['A', 'pit:1'])
    expect(blocked.slice(2).toSorted()).toEqual(['pit:3', 'pit:4'])
    const [first, second, ...rest] = await statuses('A', 'pit:2', ...blocked)
    expect([first, second]).toEqual(['blocked', 'booked'])
    expect(new Set(rest)).toEqual(new Set(['blocked']))
    expect(office.seats.changes).toHaveLength(2)
  })

  test('blocks other places than those that are blocked, without a key also for a repetition', async () => {
    await open({ pit: 4 })
    office.random = () => 0
    expect(idsIn(await block(1))).toEqual(['pit:1'])
    expect(idsIn(await block(1))).toEqual(['pit:2'])
    expect(idsIn(await block(1, { seatIds: ['pit:1'] }))).toEqual(['pit:1', 'pit:3'])
    expect(await available()).toBe(1)
  })

  test('is refused without a change if there are not enough, or for an unknown area', async () => {
    await open({ pit: 4 }, ['A'])
    await stand('h-1', 1)
    expect(await block(4, { seatIds: ['A'] })).toEqual(refused('none-available'))
    const areas = [{ areaId: 'lawn', quantity: 1 }]
    expect(await block(1, { areas })).toEqual(refused('unknown-area', { areaId: 'lawn' }))
    expect(await block(1, { eventId: 'x' })).toEqual(refused('unknown-event'))
    expect(office.seats.changes).toHaveLength(1)
  })

  test('blocks once for a retry, until a place is unblocked', async () => {
    await open({ pit: 4 })
    const key = { idempotencyKey: 'k-1' }
    const first = await block(3, key)
    expect(await block(3, key)).toEqual(first)
    expect(await block(2, key)).toEqual(refused('key-reused'))
    expect(await available()).toBe(1)
    await office.unblock(idsIn(first).slice(0, 1), { eventId: 'show' })
    expect(await block(3, key)).toEqual(refused('result-gone'))
  })

  test('chooses again if another request has just blocked the chosen place', async () => {
    await open({ pit: 2 })
    await available()
    office.random = () => 0
    expect(idsIn(await anotherInstance().blockSeats.execute(areasOf(1)))).toEqual(['pit:1'])
    expect(idsIn(await block(1))).toEqual(['pit:2'])
  })
})

describe('unblocking places of a standing area', () => {
  test('unblocks blocked ones, with the named seats', async () => {
    await open({ pit: 4 }, ['A'])
    await stand('h-1', 1)
    const blocked = idsIn(await block(3, { seatIds: ['A'] }))
    const unblocked = idsIn(await unblock(2, { seatIds: ['A'] }))

    expect(unblocked[0]).toBe('A')
    expect(new Set(unblocked).size).toBe(3)
    expect(blocked).toEqual(expect.arrayContaining([...unblocked]))
    expect(await statuses(...unblocked)).toEqual(Array(3).fill('available'))
    expect(await available()).toBe(2)
  })

  test('is refused without a change if fewer are blocked', async () => {
    await open({ pit: 4 }, ['A'])
    await block(1, { seatIds: ['A'] })
    await book('b-1', 2)
    expect(await unblock(2, { seatIds: ['A'] })).toEqual(refused('none-blocked'))
    expect(await statuses('A')).toEqual(['blocked'])
  })

  test('unblocks once for a retry, also if no place is blocked by then', async () => {
    await open({ pit: 4 })
    await block(3)
    const key = { idempotencyKey: 'k-1' }
    const first = await unblock(3, key)
    expect(await available()).toBe(4)
    expect(await unblock(3, key)).toEqual(first)
    await block(4)
    expect(await unblock(3, key)).toEqual(refused('result-gone'))
  })

  test('chooses again if another request has just unblocked the chosen place', async () => {
    await open({ pit: 2 })
    await block(2)
    await available()
    office.random = () => 0
    expect(idsIn(await anotherInstance().unblockSeats.execute(areasOf(1)))).toEqual(['pit:1'])
    expect(idsIn(await unblock(1))).toEqual(['pit:2'])
    expect(await unblock(1)).toEqual(refused('none-blocked'))
  })
})

describe('moving seats of a booking to a standing area', () => {
  const move = (moves: readonly WantedMove[], over: object = {}) => office.move('b-1', moves, over)

  test('takes any available places, with the named seats, in one change', async () => {
    await open({ pit: 3, lawn: 1 }, ['A', 'B', 'C', 'D'])
    await office.book('b-1', ['A', 'B', 'C'], { eventId: 'show' })
    await office.book('b-2', ['pit:2'], { eventId: 'show' })
    const moved = await move([
      { from: 'A', toArea: 'pit' },
      { from: 'B', to: 'pit:1' },
      { from: 'C', toArea: 'lawn' },
    ])

    expect(idsIn(moved)).toEqual(['pit:3', 'pit:1', 'lawn:1'])
    expect(moved).toEqual({ outcome: 'done', result: await office.seats.findBooking('b-1') })
    expect(await statuses('A', 'B', 'C')).toEqual(Array(3).fill('available'))
    expect(office.seats.changes.at(-1)?.seats).toHaveLength(6)
  })

  test('is refused without a change if a place, an area or a seat is missing', async () => {
    await open({ pit: 1 }, ['A', 'B'])
    await office.book('b-1', ['A', 'B'], { eventId: 'show' })
    const toPit = (from: string) => ({ from, toArea: 'pit' })
    expect(await move([toPit('A'), toPit('B')])).toEqual(refused('none-available'))
    expect(await move([{ from: 'A', toArea: 'lawn' }])).toEqual(
      refused('unknown-area', { areaId: 'lawn' }),
    )
    expect(await move([toPit('C')])).toEqual(refused('not-in-booking', { seatIds: ['C'] }))
    expect(await move([toPit('A')], { bookingId: 'b-9' })).toEqual(refused('unknown-booking'))
    expect(office.seats.changes).toHaveLength(1)
  })

  test('takes another place than that to leave, also if the latest view shows it as available', async () => {
    await open({ pit: 2 })
    await available()
    office.random = () => 0
    await office.book('b-1', ['pit:1'], { eventId: 'show' })
    // A second choice would read the seats.
    office.seats.changesError = new Error('read')
    expect(idsIn(await move([{ from: 'pit:1', toArea: 'pit' }]))).toEqual(['pit:2'])
  })

  test('is refused for a seat that is not in the booking, also if no places are available', async () => {
    await open({ pit: 1 }, ['A', 'B'])
    await office.book('b-1', ['A'], { eventId: 'show' })
    await office.book('b-2', ['pit:1'], { eventId: 'show' })
    expect(await move([{ from: 'B', toArea: 'pit' }])).toEqual(
      refused('not-in-booking', { seatIds: ['B'] }),
    )
    expect(await move([{ from: 'A', toArea: 'pit' }])).toEqual(refused('none-available'))
  })

  test('takes no place that was cancelled in the booking', async () => {
    await open({ pit: 2 }, ['A'])
    await office.book('b-1', ['A', 'pit:1'], { eventId: 'show' })
    await office.cancelSeats('b-1', ['pit:1'])
    expect(idsIn(await move([{ from: 'A', toArea: 'pit' }]))).toContain('pit:2')
    expect(await move([{ from: 'pit:2', toArea: 'pit' }])).toEqual(refused('none-available'))
  })

  test('is refused if the category is another one, unless the request allows that', async () => {
    const { id, name, createdAt, plan } = eventWithAreas('show', {}, ['A'])
    const withPit = withAreas(plan, { pit: 1 }, { category: 'Standing' })
    await office.events.addEvent(newEvent({ id, name, createdAt, plan: withPit }))
    await office.book('b-1', ['A'], { eventId: 'show' })
    const toPit = [{ from: 'A', toArea: 'pit' }]
    const strict = { allowsOtherCategory: false }
    expect(await move(toPit, strict)).toEqual(refused('other-category', { seatIds: ['pit:1'] }))
    expect(idsIn(await move(toPit))).toEqual(['pit:1'])
  })

  test('moves once for a retry, until the booking changes', async () => {
    await open({ pit: 1 }, ['A', 'B'])
    await office.book('b-1', ['A', 'B'], { eventId: 'show' })
    const key = { idempotencyKey: 'k-1' }
    const moves = [{ from: 'A', toArea: 'pit' }]
    const first = await move(moves, key)
    expect(await move(moves, key)).toEqual(first)
    expect(await move([{ from: 'B', toArea: 'pit' }], key)).toEqual(refused('key-reused'))
    await office.cancelSeats('b-1', ['pit:1'])
    expect(await move(moves, key)).toEqual(refused('result-gone'))
  })

  test('moves once for a retry that also names a place', async () => {
    await open({ pit: 2 }, ['A', 'B'])
    await office.book('b-1', ['A', 'B'], { eventId: 'show' })
    const key = { idempotencyKey: 'k-1' }
    const moves = [
      { from: 'A', toArea: 'pit' },
      { from: 'B', to: 'pit:1' },
    ]
    office.random = () => 0
    const first = await move(moves, key)

    expect(idsIn(first)).toEqual(['pit:2', 'pit:1'])
    expect(await move(moves, key)).toEqual(first)
    await office.cancelSeats('b-1', ['pit:2'])
    expect(await move(moves, key)).toEqual(refused('result-gone'))
  })
})

describe('places that other requests have locked', () => {
  const lock = (...seatIds: SeatId[]) =>
    acquireLease(office.lock, { eventId: 'show', seatIds, ttlMs: 1_000 })

  test('are avoided without waiting while others are available', async () => {
    await open({ pit: 3 })
    await lock('pit:1', 'pit:2')
    office.random = () => 0
    expect(idsIn(await stand('h-1', 1))).toEqual(['pit:3'])
    expect(office.waits).toBe(0)
  })

  test('are waited for if there are no others', async () => {
    await open({ pit: 1 })
    const lease = await lock('pit:1')
    const held = stand('h-1', 1)
    await new Promise(setImmediate)
    await lease?.release()
    expect(idsIn(await held)).toEqual(['pit:1'])
  })

  test('lead to a refusal after one wait if their owner has crashed', async () => {
    await open({ pit: 2 })
    await lock('pit:1', 'pit:2')
    expect(await stand('h-1', 1)).toEqual(refused('locked'))
    expect(office.waits).toBe(1)
  })

  test('lead to the refusal that there are too few, if they were taken during a wait in vain', async () => {
    await open({ pit: 1 })
    await lock('pit:1')
    const waiting = stand('h-1', 1)
    await new Promise(setImmediate)
    const cause = { actor: 'other', requestId: 'r-1', at: office.clock.now() }
    const [from] = await office.seats.find('show', ['pit:1'])
    if (!from) throw new Error('There is no place.')
    const to = { id: 'pit:1', version: 1, status: 'blocked' } as const
    await office.seats.save({ eventId: 'show', seats: [{ from, to }], action: 'blocked', cause })

    expect(await waiting).toEqual(refused('none-available'))
  })
})

describe('concurrent requests for places', () => {
  beforeEach(() => {
    office = new UseCaseFixture({ seatsMax: 10 })
    office.seats.beforeSave = () => new Promise(setImmediate)
  })

  test.each([
    ['one instance', 1],
    ['three instances', 3],
  ])('of 200 buyers at %s sell an area to the last place', async (_, instances) => {
    const capacity = 700
    await open({ pit: capacity })
    const others = Array.from({ length: instances - 1 }, anotherInstance)
    const holdSeats = [office.useCases, ...others].map((useCases) => useCases.holdSeats)
    const sold: SeatId[] = []
    const refusals: string[] = []
    const buy = async (buyer: number) => {
      for (let number = 1; ; number++) {
        const id = `h-${buyer}-${number}`
        // The last places are sold singly.
        const quantity = sold.length < capacity - 600 ? 1 + (number % 3) : 1
        const areas = [{ areaId: 'pit', quantity }]
        const command = { ...{ eventId: 'show', seatIds: [], areas }, ...buyerOf(id) }
        const held = await (holdSeats[buyer % instances] ?? office.useCases.holdSeats).execute(
          command,
        )
        if (held.outcome === 'done') sold.push(...held.result.seatIds)
        else {
          // With a single place wanted, there must be none left in the store.
          if (quantity === 1) expect(office.seats.saved).toHaveLength(capacity)
          refusals.push(held.refusal.reason)
          return
        }
      }
    }
    await Promise.all(Array.from({ length: 200 }, (_, buyer) => buy(buyer)))

    expect(new Set(sold).size).toBe(capacity)
    expect(sold).toHaveLength(capacity)
    expect(refusals).toEqual(Array(200).fill('none-available'))
  })

  test('that have waited for the same view choose different places, or know that they do not', async () => {
    await open({ pit: 3 })
    const { availability } = office.useCases
    const chooser = new PlaceChooser({ availability, areas: office.catalogue, random: () => 0 })
    const wanted = { eventId: 'show', areas: [{ areaId: 'pit', quantity: 1 }], seatIds: [] }
    const choose = () => chooser.choose(wanted, new Contention({ locksClient: false }))

    const choices = await Promise.all(Array.from({ length: 4 }, choose))
    expect(choices).toMatchObject([
      { seatIds: ['pit:1'], isContested: false },
      { seatIds: ['pit:2'], isContested: false },
      { seatIds: ['pit:3'], isContested: false },
      { seatIds: ['pit:1'], isContested: true },
    ])
  })

  test('do not wait for each other while there are other places', async () => {
    await open({ pit: 200 })
    const results = await Promise.all(Array.from({ length: 50 }, (_, i) => stand(`h-${i}`, 2)))
    expect(new Set(results.flatMap(idsIn)).size).toBe(100)
    expect(office.waits).toBe(0)
  })
})
