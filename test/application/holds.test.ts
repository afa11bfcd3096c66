import { beforeEach, describe, expect, test } from '@jest/globals'

import { freeSeats, isHeldBy, newSeat } from '../../src/domain/seat.ts'
import { messagesOf } from '../../src/domain/webhook.ts'
import { codeOf } from '../builders/seat-change.ts'
import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'

let office: UseCaseFixture

beforeEach(() => {
  office = new UseCaseFixture()
})

const atMinute = (minutes: number) => office.clock.now().getTime() + minutes * MINUTE_MS
const notAvailable = (...conflicts: [seatId: string, reason: string][]) => ({
  outcome: 'refused',
  refusal: {
    reason: 'not-available',
    conflicts: conflicts.map(([seatId, reason]) => ({ seatId, reason })),
  },
})
const refused = (reason: string) => ({ outcome: 'refused', refusal: { reason } })

describe('holding seats', () => {
  test('holds all of them until the deadline, and returns it', async () => {
    expect(await office.hold('h-1', ['A-1', 'A-2'])).toEqual({
      outcome: 'done',
      result: {
        holdId: 'h-1',
        code: codeOf('h-1'),
        seatIds: ['A-1', 'A-2'],
        expiresAtMs: atMinute(10),
        isNew: true,
      },
    })
    expect(await office.states()).toMatchObject({
      'A-1': 'held',
      'A-2': 'held',
      'A-3': 'available',
    })
  })

  test('holds none if one is not available, and lists every conflict', async () => {
    await office.hold('h-1', ['A-1'])
    await office.book('b-1', ['A-2'])
    await office.block(['A-3'])

    expect(await office.hold('h-2', ['A-1', 'A-2', 'A-3', 'A-4'])).toEqual(
      notAvailable(['A-1', 'held'], ['A-2', 'booked'], ['A-3', 'blocked']),
    )
    expect(await office.states()).toMatchObject({ 'A-4': 'available' })
  })

  test('lists the seats that do not exist', async () => {
    expect(await office.hold('h-1', ['1', 'Z-9'], { eventId: 'default' })).toEqual({
      outcome: 'refused',
      refusal: { reason: 'unknown-seats', seatIds: ['Z-9'] },
    })
  })

  test('is refused if the event does not exist', async () => {
    const unknown = { eventId: 'no such event' }
    expect(await office.hold('h-1', ['A-1'], unknown)).toEqual(refused('unknown-event'))
  })

  test('takes the seats of an expired hold, whether its expiry is recorded or not', async () => {
    await office.hold('h-1', ['A-1'])
    office.clock.advance(10 * MINUTE_MS - 1)
    expect(await office.hold('h-2', ['A-1'])).toEqual(notAvailable(['A-1', 'held']))

    office.clock.advance(1)
    expect(await office.hold('h-2', ['A-1'])).toMatchObject({ outcome: 'done' })
  })

  test('lasts for the requested time, up to the limits', async () => {
    const over = (ttlMs: number) => ({ ttlMs })
    expect(await office.hold('h-1', ['A-1'], over(MINUTE_MS))).toMatchObject({
      result: { expiresAtMs: atMinute(1) },
    })
    expect(await office.hold('h-2', ['A-2'], over(59 * MINUTE_MS))).toMatchObject({
      result: { expiresAtMs: atMinute(30) },
    })
  })

  test('is refused above the maximum number of seats', async () => {
    const tooMany = { outcome: 'refused', refusal: { reason: 'too-many-seats', seatsMax: 4 } }
    expect(await office.hold('h-1', ['A-1', 'A-2', 'A-3', 'A-4', 'A-5'])).toEqual(tooMany)

    await office.hold('h-1', ['A-1', 'A-2', 'A-3'])
    const more = { ownTokenDigest: 'token of h-1' }
    expect(await office.hold('h-2', ['A-4', 'A-5'], more)).toEqual(tooMany)
  })

  test('of the same hold extends it, and adds new seats', async () => {
    await office.hold('h-1', ['A-1', 'A-2'])
    office.clock.advance(5 * MINUTE_MS)

    const again = await office.hold('h-2', ['A-2', 'A-3'], { ownTokenDigest: 'token of h-1' })

    expect(again).toEqual({
      outcome: 'done',
      result: {
        holdId: 'h-1',
        code: codeOf('h-1'),
        seatIds: ['A-1', 'A-2', 'A-3'],
        expiresAtMs: atMinute(10),
        isNew: false,
      },
    })
    await office.release('h-1')
    expect(Object.values(await office.states())).toEqual(Array(6).fill('available'))
  })

  test('with an unknown token is refused', async () => {
    expect(await office.hold('h-1', ['A-1'], { ownTokenDigest: 'made up' })).toEqual(
      refused('unknown-hold'),
    )
    expect(await office.states()).toMatchObject({ 'A-1': 'available' })
  })

  test('with the token of an ended hold creates a new hold', async () => {
    await office.hold('h-1', ['A-1'])
    await office.release('h-1')

    expect(await office.hold('h-2', ['A-1'], { ownTokenDigest: 'token of h-1' })).toMatchObject({
      result: { holdId: 'h-2', isNew: true },
    })
  })

  test('of a hold that expires while the request waits for a lock creates a new hold', async () => {
    await office.hold('h-1', ['A-1'])
    office.clock.advance(10 * MINUTE_MS - 1)
    const locked = await office.lock.acquire({ eventId: 'gala', seatIds: ['A-2'], ttlMs: 1_000 })

    const waiting = office.hold('h-2', ['A-2'], { ownTokenDigest: 'token of h-1' })
    // Counted in turns of the event loop, as the patience of the lock is.
    while (office.waits === 0) await new Promise(setImmediate)
    office.clock.advance(1)
    if (locked.outcome === 'acquired') await locked.lease.release()

    expect(await waiting).toMatchObject({
      result: { holdId: 'h-2', seatIds: ['A-2'], isNew: true },
    })
  })

  test('in two concurrent requests with one token holds both seats', async () => {
    await office.hold('h-1', ['A-1'])
    const own = { ownTokenDigest: 'token of h-1' }
    office.seats.beforeSave = async () => {
      office.seats.beforeSave = undefined
      office.lock.expireAll()
      await office.hold('h-2', ['A-2'], own)
    }

    expect(await office.hold('h-3', ['A-3'], own)).toMatchObject({
      result: { holdId: 'h-1', seatIds: ['A-1', 'A-2', 'A-3'] },
    })
    await office.confirm('h-1', 'b-1')
    expect(await office.states()).toMatchObject({
      'A-1': 'booked',
      'A-2': 'booked',
      'A-3': 'booked',
    })
  })

  test('holds once for a retry, with the same result', async () => {
    const keyed = { idempotencyKey: 'k-1' }
    const first = await office.hold('h-1', ['A-1'], keyed)
    expect(await office.hold('h-2', ['A-1'], keyed)).toEqual(first)
    expect(await office.hold('h-3', ['A-2'], keyed)).toEqual(refused('key-reused'))
  })

  test('is not done a second time for a retry after the hold has ended', async () => {
    const keyed = { idempotencyKey: 'k-1' }
    await office.hold('h-1', ['A-1'], keyed)
    await office.release('h-1')
    expect(await office.hold('h-2', ['A-1'], keyed)).toEqual(refused('result-gone'))
    expect(await office.states()).toMatchObject({ 'A-1': 'available' })
  })

  test('of the same seats again is recorded as an extension', async () => {
    await office.hold('h-1', ['A-1'])
    office.clock.advance(MINUTE_MS)
    await office.hold('h-2', ['A-1'], { ownTokenDigest: 'token of h-1' })
    expect(office.seats.changes.map(({ action }) => action)).toEqual(['held', 'extended'])
  })
})

test('a retry gets the same result even if the hold has the maximum number of seats by then', async () => {
  const best = (holdId: string) =>
    office.useCases.holdBestSeats.execute({
      eventId: 'default',
      quantity: 2,
      holdId,
      code: codeOf(holdId),
      tokenDigest: `token of ${holdId}`,
      ownTokenDigest: 'token of h-2',
      actor: 'public',
      requestId: 'r-1',
      idempotencyKey: 'k-1',
      clientId: undefined,
    })
  await office.hold('h-2', ['1'], { eventId: 'default' })
  const first = await best('h-3')

  expect(first).toMatchObject({ outcome: 'done', result: { holdId: 'h-2' } })
  expect(await best('h-4')).toEqual(first)
})

test('a request that loses to concurrent changes in every attempt is refused', async () => {
  await office.hold('h-1', ['A-1'])
  let saves = 0
  office.seats.save = async () => {
    if (++saves > 20) throw new Error('endless')
    return 'conflict'
  }

  expect(await office.hold('h-2', ['A-2'])).toEqual(refused('overtaken'))
  office.clock.advance(MINUTE_MS)
  expect(await office.extend('h-1')).toEqual(refused('overtaken'))
})

describe('a limit on the holds of one client', () => {
  beforeEach(() => {
    office = new UseCaseFixture({ holdsPerClientMax: 2 })
  })
  const client = (clientId: string) => ({ clientId })

  test('refuses a further hold, and counts neither ended holds nor those of other clients', async () => {
    await office.hold('h-1', ['A-1'], client('c-1'))
    await office.hold('h-2', ['A-2'], client('c-1'))
    expect(await office.hold('h-3', ['A-3'], client('c-1'))).toEqual(refused('too-many-holds'))
    expect(await office.hold('h-4', ['A-4'], client('c-2'))).toMatchObject({ outcome: 'done' })

    await office.release('h-1')
    expect(await office.hold('h-5', ['A-3'], client('c-1'))).toMatchObject({ outcome: 'done' })
  })

  test('applies to concurrent requests, also for different events', async () => {
    await office.hold('h-1', ['A-1'], client('c-1'))
    const atOnce = await Promise.all([
      office.hold('h-2', ['A-2'], client('c-1')),
      office.hold('h-3', ['1'], { ...client('c-1'), eventId: 'default' }),
    ])

    expect(atOnce.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused'])
  })

  test('does not apply to extensions', async () => {
    await office.hold('h-1', ['A-1'], client('c-1'))
    await office.hold('h-2', ['A-2'], client('c-1'))

    const own = { ...client('c-1'), ownTokenDigest: 'token of h-1' }
    expect(await office.hold('h-3', ['A-3'], own)).toMatchObject({ result: { holdId: 'h-1' } })
  })
})

describe('confirming a certain version of a hold', () => {
  test('is refused if the buyer adds a seat while the shop confirms', async () => {
    await office.hold('h-1', ['A-1'])
    office.seats.beforeSave = async () => {
      office.seats.beforeSave = undefined
      office.lock.expireAll()
      await office.hold('h-2', ['A-2'], { ownTokenDigest: 'token of h-1' })
    }

    expect(await office.confirm('h-1', 'b-1', { version: 1 })).toEqual({
      outcome: 'refused',
      refusal: { reason: 'hold-changed', version: 2 },
    })
    expect(await office.states()).toMatchObject({ 'A-1': 'held', 'A-2': 'held' })
    expect(await office.seats.findBooking('b-1')).toBeUndefined()
  })

  test('returns the same booking to a retry with the same key', async () => {
    await office.hold('h-1', ['A-1'])
    const asked = { version: 1, idempotencyKey: 'k-1' }
    const first = await office.confirm('h-1', 'b-1', asked)

    expect(await office.confirm('h-1', 'b-2', asked)).toEqual(first)
  })
})

describe('extending a hold', () => {
  test('moves the deadline, up to the maximum total time', async () => {
    await office.hold('h-1', ['A-1'])
    const bornAtMs = office.clock.now().getTime()
    office.clock.advance(9 * MINUTE_MS)
    expect(await office.extend('h-1')).toMatchObject({ result: { expiresAtMs: atMinute(10) } })

    office.clock.advance(9 * MINUTE_MS)
    await office.extend('h-1')
    office.clock.advance(9 * MINUTE_MS)
    expect(await office.extend('h-1')).toMatchObject({
      result: { expiresAtMs: bornAtMs + 30 * MINUTE_MS },
    })
    office.clock.advance(3 * MINUTE_MS)
    expect(await office.extend('h-1')).toEqual(refused('hold-gone'))
  })

  test('never moves the deadline to an earlier time', async () => {
    await office.hold('h-1', ['A-1'])
    expect(await office.extend('h-1', { ttlMs: 1_000 })).toMatchObject({
      result: { expiresAtMs: atMinute(10) },
    })
  })

  test.each([
    ['by an extension', (holdId: string) => office.extend(holdId)],
    [
      'by a hold of the same seats',
      (holdId: string) =>
        office.hold('h-9', [`A-${holdId.slice(2)}`], { ownTokenDigest: `token of ${holdId}` }),
    ],
  ])('%s repeatedly saves at most one change a second', async (_, extend) => {
    const holdIds = ['h-1', 'h-2', 'h-3', 'h-4']
    for (const holdId of holdIds) await office.hold(holdId, [`A-${holdId.slice(2)}`])
    const before = office.seats.changes.length
    let expiresAtMs = 0
    for (let i = 0; i < 4 * 1_000; i++) {
      const result = await extend(holdIds[i % 4] ?? '')
      if (result.outcome === 'refused') throw new Error(result.refusal.reason)
      expiresAtMs = result.result.expiresAtMs
      if (i % 4 === 3) office.clock.advance(3)
    }

    // Three seconds have passed, all but 3 ms.
    expect(office.seats.changes).toHaveLength(before + 2 * 4)
    expect(atMinute(10) - expiresAtMs).toBeLessThan(1_000)
  })

  test('takes a lost seat again, even if less than the minimum time is gained', async () => {
    await office.hold('h-1', ['A-1', 'A-2'])
    const seats = await office.seats.find('gala', ['A-2'])
    const cause = { actor: 'system', requestId: 'r', at: office.clock.now() }
    const freed = freeSeats(seats, isHeldBy('h-1'))
    await office.seats.save({ eventId: 'gala', seats: freed, action: 'expired', cause })
    expect(await office.states()).toMatchObject({ 'A-2': 'available' })

    await office.extend('h-1')
    expect(await office.states()).toMatchObject({ 'A-1': 'held', 'A-2': 'held' })
  })

  test('protects the seats from a request that has read the old deadline', async () => {
    await office.hold('h-1', ['A-1'], { ttlMs: MINUTE_MS })
    office.clock.advance(MINUTE_MS - 1)
    office.seats.beforeSave = async () => {
      office.seats.beforeSave = undefined
      office.lock.expireAll()
      office.clock.advance(-1)
      await office.extend('h-1')
    }
    office.clock.advance(1)

    expect(await office.hold('h-2', ['A-1'])).toEqual(notAvailable(['A-1', 'held']))
  })

  test('moves the deadline once for a retry', async () => {
    await office.hold('h-1', ['A-1'])
    office.clock.advance(MINUTE_MS)
    const first = await office.extend('h-1', { idempotencyKey: 'k-1' })
    office.clock.advance(MINUTE_MS)
    expect(await office.extend('h-1', { idempotencyKey: 'k-1' })).toEqual(first)
  })
})

describe('releasing a hold', () => {
  test('makes its seats available, and succeeds a second time', async () => {
    await office.hold('h-1', ['A-1', 'A-2'])
    expect(await office.release('h-1')).toEqual({ outcome: 'done', result: null })
    expect(await office.release('h-1')).toEqual({ outcome: 'done', result: null })
    expect(Object.values(await office.states())).toEqual(Array(6).fill('available'))
  })

  test('does not change seats that another hold has taken after the expiry', async () => {
    await office.hold('h-1', ['A-1', 'A-2'])
    office.clock.advance(10 * MINUTE_MS)
    await office.hold('h-2', ['A-2'])

    await office.release('h-1')
    expect(await office.states()).toMatchObject({ 'A-1': 'available', 'A-2': 'held' })
  })

  test('of some seats keeps a seat that is added at the same time', async () => {
    await office.hold('h-1', ['A-1', 'A-2'])
    office.seats.beforeSave = async () => {
      office.seats.beforeSave = undefined
      office.lock.expireAll()
      await office.hold('h-2', ['A-3'], { ownTokenDigest: 'token of h-1' })
    }

    expect(await office.releaseSeats('h-1', ['A-1'])).toMatchObject({
      result: { version: 3, seatIds: ['A-2', 'A-3'] },
    })
    expect(await office.states()).toMatchObject({
      'A-1': 'available',
      'A-2': 'held',
      'A-3': 'held',
    })
  })

  test('makes a seat available that was read in an outdated state', async () => {
    await office.hold('h-1', ['A-1', 'A-2'])
    await office.hold('h-2', ['A-3'])
    office.seats.nextFound = ['A-1', 'A-2'].map(newSeat)
    await office.releaseSeats('h-1', ['A-1'])
    office.seats.nextFound = [newSeat('A-3')]
    await office.release('h-2')

    expect(await office.states()).toMatchObject({ 'A-1': 'available', 'A-3': 'available' })
  })

  test('of some seats is recorded for these seats only', async () => {
    await office.hold('h-1', ['A-1', 'A-2'])
    await office.releaseSeats('h-1', ['A-1'])

    const history = await office.seats.history({ eventId: 'gala', limit: 10 })
    expect(history.filter(({ action }) => action === 'released')).toMatchObject([
      { seatId: 'A-1', holdId: 'h-1' },
    ])
  })

  test('of some seats is not repeated by a retry after they were added again', async () => {
    await office.hold('h-1', ['A-1', 'A-2'])
    const key = { idempotencyKey: 'k-1' }
    const first = await office.releaseSeats('h-1', ['A-1'], key)
    expect(await office.releaseSeats('h-1', ['A-1'], key)).toEqual(first)

    await office.hold('h-2', ['A-1'], { ownTokenDigest: 'token of h-1' })
    expect(await office.releaseSeats('h-1', ['A-1'], key)).toEqual(refused('result-gone'))
    expect(await office.states()).toMatchObject({ 'A-1': 'held' })
  })

  test('that has expired is final, whether its expiry is recorded or not', async () => {
    await office.hold('h-1', ['A-1'])
    await office.hold('h-2', ['A-2'])
    office.clock.advance(10 * MINUTE_MS)
    await office.release('h-1')
    office.clock.advance(1)
    await office.useCases.expireHolds.execute({ requestId: 'sweep' })
    await office.release('h-2')

    expect(await office.confirm('h-1', 'b-1')).toEqual(refused('hold-gone'))
    expect(await office.confirm('h-2', 'b-2')).toEqual(refused('hold-gone'))
  })

  test('is refused after it was confirmed', async () => {
    await office.hold('h-1', ['A-1'])
    await office.confirm('h-1', 'b-1')
    expect(await office.release('h-1')).toEqual(refused('hold-gone'))
    expect(await office.releaseSeats('h-1', ['A-1'])).toEqual(refused('hold-gone'))
    expect(await office.states()).toMatchObject({ 'A-1': 'booked' })
  })

  test('of some seats changes nothing after all seats were released, and says that none are left', async () => {
    await office.hold('h-1', ['A-1', 'A-2'])
    await office.release('h-1')
    await office.book('b-1', ['A-1'])

    expect(await office.releaseSeats('h-1', ['A-1'])).toMatchObject({
      outcome: 'done',
      result: { version: 2, seatIds: [] },
    })
    expect(await office.states()).toMatchObject({ 'A-1': 'booked' })
  })

  test('of seats that it does not have changes nothing', async () => {
    await office.hold('h-1', ['A-1'])
    expect(await office.releaseSeats('h-1', ['A-2'])).toMatchObject({
      outcome: 'done',
      result: { version: 1, seatIds: ['A-1'] },
    })
    expect(office.seats.changes).toHaveLength(1)
  })
})

describe('confirming a hold', () => {
  test('books its seats once', async () => {
    await office.hold('h-1', ['A-1', 'A-2'])

    const code = codeOf('h-1')
    const result = { bookingId: 'b-1', eventId: 'gala', code, seatIds: ['A-1', 'A-2'] }
    const confirmed = { outcome: 'done', result }
    expect(await office.confirm('h-1', 'b-1', { reference: 'order 7' })).toEqual(confirmed)
    expect(await office.confirm('h-1', 'b-2')).toEqual(confirmed)
    expect(await office.seats.findBooking('b-1')).toMatchObject({ code, reference: 'order 7' })
    expect(await office.seats.findBooking('b-2')).toBeUndefined()
  })

  test.each(['expiry recorded', 'expiry not recorded'])(
    'succeeds after the expiry if all its seats are available: %s',
    async (how) => {
      await office.hold('h-1', ['A-1', 'A-2'])
      office.clock.advance(60 * MINUTE_MS)
      if (how === 'expiry recorded')
        await office.useCases.expireHolds.execute({ requestId: 'sweep' })

      expect(await office.confirm('h-1', 'b-1')).toMatchObject({ outcome: 'done' })
      expect(await office.states()).toMatchObject({ 'A-1': 'booked', 'A-2': 'booked' })
    },
  )

  test('twice at the same time books once, and returns the booking to both', async () => {
    await office.hold('h-1', ['A-1', 'A-2'])

    const both = await Promise.all([office.confirm('h-1', 'b-1'), office.confirm('h-1', 'b-2')])
    const code = codeOf('h-1')
    const result = { bookingId: 'b-1', eventId: 'gala', code, seatIds: ['A-1', 'A-2'] }
    expect(both).toEqual([
      { outcome: 'done', result },
      { outcome: 'done', result },
    ])
  })

  test('late keeps the hold for its retries as long as any other confirmation', async () => {
    await office.hold('h-1', ['A-1'])
    const deadline = (await office.seats.findHold('h-1'))?.expiresAt
    await office.confirm('h-1', 'b-1')
    expect(await office.seats.findHold('h-1')).toMatchObject({ expiresAt: deadline })

    await office.hold('h-2', ['A-2'])
    office.clock.advance(60 * MINUTE_MS)
    await office.confirm('h-2', 'b-2')
    expect(await office.seats.findHold('h-2')).toMatchObject({ expiresAt: office.clock.now() })
  })

  test('lists the seats that were taken after the expiry', async () => {
    await office.hold('h-1', ['A-1', 'A-2'])
    office.clock.advance(10 * MINUTE_MS)
    await office.hold('h-2', ['A-2'])

    expect(await office.confirm('h-1', 'b-1')).toEqual(notAvailable(['A-2', 'held']))
    expect(await office.states()).toMatchObject({ 'A-1': 'held' })
  })

  test('is refused after it was released', async () => {
    await office.hold('h-1', ['A-1'])
    await office.release('h-1')
    expect(await office.confirm('h-1', 'b-1')).toEqual(refused('hold-gone'))
  })

  test('is refused after its booking was cancelled', async () => {
    await office.hold('h-1', ['A-1'])
    await office.confirm('h-1', 'b-1')
    await office.cancel('b-1')
    await office.book('b-2', ['A-1'])
    expect(await office.confirm('h-1', 'b-3')).toEqual(refused('hold-gone'))
  })

  test('again returns the booking to a requester that knows the hold before or after it, and to no other', async () => {
    await office.hold('h-1', ['A-1'])
    expect(await office.confirm('h-1', 'b-1', { version: 2 })).toEqual({
      outcome: 'refused',
      refusal: { reason: 'hold-changed', version: 1 },
    })
    expect(await office.confirm('h-1', 'b-1', { version: 1 })).toMatchObject({ outcome: 'done' })

    const again = (version: number) => office.confirm('h-1', 'b-2', { version })
    expect(await again(1)).toMatchObject({ outcome: 'done', result: { bookingId: 'b-1' } })
    expect(await again(2)).toMatchObject({ outcome: 'done', result: { bookingId: 'b-1' } })
    expect(await again(0)).toEqual({
      outcome: 'refused',
      refusal: { reason: 'hold-changed', version: 2 },
    })
  })

  test('again with another reference is refused, unless it is a retry whose booking has a new reference', async () => {
    await office.hold('h-1', ['A-1'])
    const first = { reference: 'order 1', idempotencyKey: 'k-1' }
    await office.confirm('h-1', 'b-1', first)

    expect(await office.confirm('h-1', 'b-2', { reference: 'order 2' })).toEqual(
      refused('other-reference'),
    )
    for (const same of [{ reference: 'order 1' }, {}]) {
      expect(await office.confirm('h-1', 'b-2', same)).toMatchObject({
        result: { bookingId: 'b-1' },
      })
    }
    await office.changeReference('b-1', 'order 3')
    expect(await office.confirm('h-1', 'b-2', first)).toMatchObject({
      result: { bookingId: 'b-1' },
    })
  })

  test('of a hold whose code another booking has got gives the booking another code', async () => {
    await office.hold('h-1', ['A-1'], { code: 'CODE' })
    await office.book('b-0', ['A-2'], { code: 'CODE' })
    expect(await office.confirm('h-1', 'b-1', { otherCode: 'OTHER' })).toMatchObject({
      result: { code: 'OTHER' },
    })
  })

  test('by a seller needs no token', async () => {
    await office.hold('h-1', ['A-1'])
    const seller = { tokenDigest: undefined, mayOmitToken: true, actor: 'seller' }
    expect(await office.confirm('h-1', 'b-1', seller)).toMatchObject({ outcome: 'done' })
  })
})

describe.each(['extend', 'release', 'confirm'] as const)('to %s a hold', (action) => {
  const act = (holdId: string, over: object = {}) =>
    action === 'confirm' ? office.confirm(holdId, 'b-1', over) : office[action](holdId, over)

  test.each([
    ['with the token of another hold', { tokenDigest: 'token of h-2' }],
    ['without a token', { tokenDigest: undefined }],
  ])('%s is refused as an unknown hold, and changes nothing', async (_, over) => {
    await office.hold('h-1', ['A-1'])
    await office.hold('h-2', ['A-2'])
    const before = await office.seats.find('gala', ['A-1', 'A-2'])

    expect(await act('h-1', over)).toEqual(refused('unknown-hold'))
    expect(await act('no such hold', over)).toEqual(refused('unknown-hold'))
    expect(await office.seats.find('gala', ['A-1', 'A-2'])).toEqual(before)
  })
})

test('expired holds are recorded, and no others', async () => {
  await office.hold('h-1', ['A-1', 'A-2'])
  office.clock.advance(5 * MINUTE_MS)
  await office.hold('h-2', ['A-3'])
  office.clock.advance(5 * MINUTE_MS + 1)

  await office.useCases.expireHolds.execute({ requestId: 'sweep' })

  expect(await office.states()).toMatchObject({
    'A-1': 'available',
    'A-2': 'available',
    'A-3': 'held',
  })
  const entries = await office.seats.history({ eventId: 'gala', limit: 100 })
  expect(entries.slice(-2)).toMatchObject([
    { seatId: 'A-1', action: 'expired', actor: 'system', holdId: 'h-1', requestId: 'sweep' },
    { seatId: 'A-2', action: 'expired' },
  ])
})

test('messages have the type of each change of a hold', async () => {
  await office.hold('h-1', ['A-1', 'A-2'])
  await office.hold('h-2', ['A-3'], { ownTokenDigest: 'token of h-1' })
  await office.releaseSeats('h-1', ['A-1', 'A-2'])
  office.clock.advance(MINUTE_MS)
  await office.extend('h-1')
  await office.confirm('h-1', 'b-1')

  const entries = await office.seats.history({ eventId: 'gala', limit: 100 })
  expect(messagesOf('gala', entries).map(({ type }) => type)).toEqual([
    'hold.placed',
    'hold.changed',
    'hold.changed',
    'hold.extended',
    'booking.created',
  ])
})
