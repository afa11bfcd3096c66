import { beforeEach, describe, expect, test } from '@jest/globals'

import { newEvent } from '../../src/domain/event.ts'
import { drawnHall } from '../builders/drawn-hall.ts'
import { eventWithAreas } from '../builders/event-with-areas.ts'
import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'

let office: UseCaseFixture

const client = (clientId: string) => ({ clientId })
const refused = (refusal: object) => ({ outcome: 'refused', refusal })
const done = expect.objectContaining({ outcome: 'done' })
const ann = client('ann')

/** Holds the best seats for Ann, by default those of the default event. */
const holdBest = (quantity: number, over: object = {}) =>
  office.useCases.holdBestSeats.execute({
    eventId: 'default',
    quantity,
    holdId: `best-${quantity}`,
    code: `best-${quantity}`,
    tokenDigest: 'token of best',
    actor: 'public',
    requestId: 'r-1',
    clientId: 'ann',
    ...over,
  })

describe('a limit on the seats of one client', () => {
  const tooMany = refused({ reason: 'too-many-seats-for-client', seatsMax: 4 })
  beforeEach(() => {
    office = new UseCaseFixture({ seatsPerClientMax: 4 })
  })

  /** Books a seat of the default event publicly, like `POST /api/book/:seatId`. */
  const book = (seatId: string, over: object = {}) =>
    office.useCases.bookSeat.execute({
      eventId: 'default',
      seatId,
      bookingId: `b-${seatId}`,
      code: `CODE-${seatId}`,
      actor: 'public',
      requestId: 'r-1',
      clientId: 'ann',
      ...over,
    })
  const inDefault = { ...ann, eventId: 'default' }

  test('refuses a hold that would exceed it, and takes no other seat of that hold', async () => {
    expect(await office.hold('h-1', ['A-1', 'A-2', 'A-3'], ann)).toEqual(done)

    expect(await office.hold('h-2', ['A-4', 'A-5'], ann)).toEqual(tooMany)
    expect(await office.hold('h-3', ['A-4'], ann)).toEqual(done)
    expect(await office.hold('h-4', ['A-5'], client('bob'))).toEqual(done)
  })

  test('applies to each event separately', async () => {
    await office.hold('h-1', ['A-1', 'A-2', 'A-3', 'A-4'], ann)

    expect(await office.hold('h-2', ['1', '2', '3', '4'], inDefault)).toEqual(done)
  })

  test('applies to the best available seats, and to seats that are added to a hold', async () => {
    expect(await holdBest(3)).toEqual(done)

    expect(await holdBest(2)).toEqual(tooMany)
    expect(await office.hold('h-1', ['51'], inDefault)).toEqual(done)
    const own = { ...inDefault, ownTokenDigest: 'token of h-1' }
    expect(await office.hold('h-2', ['52'], own)).toEqual(tooMany)
    expect(await office.hold('h-2', ['51'], own)).toEqual(done)
  })

  test('counts seats that another client adds to a hold for the client of the hold', async () => {
    await office.hold('h-1', ['A-1', 'A-2', 'A-3'], ann)
    await office.hold('h-2', ['A-4'], ann)
    const own = { ownTokenDigest: 'token of h-2' }

    expect(await office.hold('h-3', ['A-5'], { ...own, ...client('bob') })).toEqual(tooMany)
  })

  test('counts neither released nor expired seats, nor those of sellers', async () => {
    await office.hold('h-1', ['A-1', 'A-2', 'A-3', 'A-4'], ann)
    await office.releaseSeats('h-1', ['A-1'])
    expect(await office.hold('h-2', ['A-1'], ann)).toEqual(done)

    office.clock.advance(10 * MINUTE_MS)
    expect(await office.hold('h-3', ['A-1', 'A-2', 'A-3', 'A-4'], ann)).toEqual(done)
    expect(await office.hold('h-4', ['A-5', 'A-6'])).toEqual(done)
  })

  test('counts public bookings, and refuses another one', async () => {
    await office.hold('h-1', ['1', '2'], inDefault)
    await office.confirm('h-1', 'b-1', ann)
    expect(await book('3')).toMatchObject({ outcome: 'done' })
    expect(await book('4')).toMatchObject({ outcome: 'done' })

    expect(await book('5')).toEqual({
      outcome: 'refused',
      refusal: { reason: 'too-many-seats-for-client' },
    })
    expect(await office.hold('h-2', ['5'], inDefault)).toEqual(tooMany)
    expect(await book('5', client('bob'))).toMatchObject({ outcome: 'done' })
    expect(await book('6', { clientId: undefined })).toMatchObject({ outcome: 'done' })
  })

  test('returns the booking of a retry, although the limit is reached', async () => {
    for (const seatId of ['1', '2', '3']) await book(seatId)
    const first = await book('4', { idempotencyKey: 'k-1' })

    expect(await book('4', { idempotencyKey: 'k-1', bookingId: 'another' })).toEqual(first)
    expect(await book('5', { idempotencyKey: 'k-2' })).toMatchObject({ outcome: 'refused' })
  })

  test('recognises a retry while the first request is in progress, or its lock is left', async () => {
    const key = { idempotencyKey: 'k-1' }
    const leaveLock = () =>
      office.lock.acquire({
        eventId: 'default',
        seatIds: [],
        clientId: 'ann',
        ttlMs: 1_000,
        ...key,
      })

    await leaveLock()
    expect(await book('1', key)).toEqual(refused({ reason: 'in-flight' }))
    office.lock.expireAll()
    const first = await book('1', key)
    await leaveLock()
    expect(await book('1', { ...key, bookingId: 'another' })).toEqual(first)
    expect(await book('2', { idempotencyKey: 'k-2' })).toEqual(refused({ reason: 'locked' }))
  })

  test('applies when an expired hold is confirmed publicly, not when a seller confirms it', async () => {
    await office.hold('h-1', ['A-1', 'A-2'], ann)
    office.clock.advance(10 * MINUTE_MS)
    await office.hold('h-2', ['A-3', 'A-4', 'A-5'], ann)

    expect(await office.confirm('h-1', 'b-1', ann)).toEqual(tooMany)
    expect(await office.states()).toMatchObject({ 'A-1': 'held', 'A-2': 'held' })
    expect(await office.confirm('h-2', 'b-2', ann)).toEqual(done)
    expect(await office.confirm('h-1', 'b-1', { clientId: undefined })).toEqual(done)
  })

  test('counts the seats of a confirmed hold once, also if another client confirms it', async () => {
    await office.hold('h-1', ['A-1', 'A-2', 'A-3', 'A-4'], ann)
    expect(await office.confirm('h-1', 'b-1', client('bob'))).toEqual(done)

    expect(await office.hold('h-2', ['A-5'], ann)).toEqual(tooMany)
    expect(await office.hold('h-3', ['A-5', 'A-6'], client('bob'))).toEqual(done)
  })

  test('applies to an extension by an instance whose clock is behind', async () => {
    await office.hold('h-1', ['A-1', 'A-2', 'A-3', 'A-4'], ann)
    office.clock.advance(10 * MINUTE_MS)
    await office.hold('h-2', ['A-5'], ann)
    office.clock.advance(-1)

    expect(await office.extend('h-1')).toEqual(tooMany)
    expect(await office.confirm('h-1', 'b-1', ann)).toEqual(tooMany)
    expect(await office.extend('h-2')).toEqual(done)
  })

  test('locks the client during an extension', async () => {
    await office.hold('h-1', ['A-1'], ann)
    await office.lock.acquire({ eventId: 'gala', seatIds: [], clientId: 'ann', ttlMs: 1_000 })

    expect(await office.extend('h-1')).toEqual(refused({ reason: 'locked' }))
  })

  test('is not exceeded by concurrent requests of any kind', async () => {
    const numbers = Array.from({ length: 8 }, (_, index) => String(index + 1))
    await Promise.all([
      ...numbers.map((seatId) => book(seatId)),
      ...numbers.map((seatId) => office.hold(`h-${seatId}`, [`2${seatId}`], inDefault)),
      holdBest(1),
      holdBest(2),
    ])

    const query = { eventId: 'default', clientId: 'ann', now: office.clock.now() }
    expect(await office.seats.countClientSeats(query)).toBe(4)
  })

  test('stores the client of a public booking only while it is set', async () => {
    await book('1')
    expect(await office.seats.findBooking('b-1')).toMatchObject({ clientId: 'ann' })

    office = new UseCaseFixture()
    await book('1')
    expect((await office.seats.findBooking('b-1'))?.clientId).toBeUndefined()
    await office.hold('h-1', ['A-1'], ann)
    await office.confirm('h-1', 'b-2', ann)
    expect((await office.seats.findBooking('b-2'))?.clientId).toBeUndefined()
  })
})

describe('a cooldown of holds', () => {
  const cooling = (retryAfterMs: number) => refused({ reason: 'hold-cooldown', retryAfterMs })
  beforeEach(() => {
    office = new UseCaseFixture({ holdCooldownMs: 5 * MINUTE_MS })
  })

  test('refuses seats that the client has just released, until it has passed', async () => {
    await office.hold('h-1', ['A-1'], ann)
    await office.release('h-1')
    office.clock.advance(MINUTE_MS)

    expect(await office.hold('h-2', ['A-1', 'A-2'], ann)).toEqual(cooling(4 * MINUTE_MS))
    expect(await office.hold('h-3', ['A-2'], ann)).toEqual(done)
    expect(await office.hold('h-4', ['A-1'], client('bob'))).toEqual(done)
    await office.release('h-4')
    office.clock.advance(4 * MINUTE_MS)
    expect(await office.hold('h-5', ['A-1'], ann)).toEqual(done)
  })

  test('begins with a release, and not again with the deadline that the hold had', async () => {
    await office.hold('h-1', ['A-1'], ann)
    await office.release('h-1')
    office.clock.advance(11 * MINUTE_MS)

    expect(await office.hold('h-2', ['A-1'], ann)).toEqual(done)
  })

  test('refuses seats of a hold that has expired, also if it is released then', async () => {
    await office.hold('h-1', ['A-1'], ann)
    office.clock.advance(10 * MINUTE_MS)
    expect(await office.hold('h-2', ['A-1'], ann)).toEqual(cooling(5 * MINUTE_MS))

    office.clock.advance(1)
    await office.useCases.expireHolds.execute({ requestId: 'sweep' })
    await office.release('h-1')
    expect(await office.hold('h-3', ['A-1'], ann)).toEqual(cooling(5 * MINUTE_MS - 1))
  })

  test('refuses seats of a hold that expired, also if it is released after another client took them', async () => {
    await office.hold('h-1', ['A-1'], ann)
    office.clock.advance(10 * MINUTE_MS)
    await office.hold('h-2', ['A-1'], client('bob'))
    office.clock.advance(MINUTE_MS)
    expect(await office.release('h-1')).toEqual(done)
    await office.release('h-2')

    expect(await office.hold('h-3', ['A-1'], ann)).toEqual(cooling(4 * MINUTE_MS))
    office.clock.advance(4 * MINUTE_MS)
    expect(await office.hold('h-3', ['A-1'], ann)).toEqual(done)
  })

  test('refuses seats that were released from a hold that goes on, also to be added to it', async () => {
    await office.hold('h-1', ['A-1', 'A-2'], ann)
    await office.releaseSeats('h-1', ['A-1'])

    const own = { ...ann, ownTokenDigest: 'token of h-1' }
    expect(await office.hold('h-2', ['A-1'], own)).toEqual(cooling(5 * MINUTE_MS))
    expect(await office.hold('h-2', ['A-2', 'A-3'], own)).toEqual(done)
  })

  test('applies to the best seats only if no others are available', async () => {
    const { plan } = drawnHall(['SSSS'])
    const createdAt = office.clock.now()
    await office.events.addEvent(newEvent({ id: 'show', name: 'Show', createdAt, plan }))
    office.random = () => 0.999
    const best = (holdId: string) =>
      holdBest(2, { eventId: 'show', holdId, code: holdId, tokenDigest: `token of ${holdId}` })
    expect(await best('h-1')).toMatchObject({ result: { seatIds: ['1-1', '1-2'] } })
    await office.release('h-1')

    expect(await best('h-2')).toMatchObject({ result: { seatIds: ['1-3', '1-4'] } })
    expect(await best('h-3')).toEqual(cooling(5 * MINUTE_MS))
  })

  test('does not apply to sellers', async () => {
    await office.hold('h-1', ['A-1'], ann)
    await office.release('h-1')

    expect(await office.hold('h-2', ['A-1'])).toEqual(done)
  })
  describe('of places of a standing area', () => {
    const stand = (holdId: string, quantity: number, over: object = {}) => {
      const areas = [{ areaId: 'pit', quantity }]
      return office.hold(holdId, [], { eventId: 'show', areas, ...ann, ...over })
    }
    beforeEach(() =>
      office.events.addEvent(eventWithAreas('show', { pit: 20, lawn: 20 }, ['A', 'B'])),
    )

    test('applies to all places of the area, whichever would be chosen', async () => {
      await stand('h-1', 1)
      await office.release('h-1')
      office.clock.advance(MINUTE_MS)

      const refusal = cooling(4 * MINUTE_MS)
      expect(await stand('h-2', 1)).toEqual(refusal)
      expect(await stand('h-2', 1, { seatIds: ['A'] })).toEqual(refusal)
      const lawn = { areaId: 'lawn', quantity: 1 }
      expect(await stand('h-2', 0, { areas: [lawn, { areaId: 'pit', quantity: 1 }] })).toEqual(
        refusal,
      )
      for (const seatIds of [['pit:1'], ['pit:2']]) {
        expect(await office.hold('h-2', seatIds, { eventId: 'show', ...ann })).toEqual(refusal)
      }
      expect(await stand('h-3', 2, { areas: [lawn], seatIds: ['A'] })).toEqual(done)
      expect(await stand('h-4', 2, client('bob'))).toEqual(done)
      office.clock.advance(4 * MINUTE_MS)
      expect(await stand('h-5', 2)).toEqual(done)
    })

    test('applies when some places of a hold were released, or it has expired', async () => {
      const held = await stand('h-1', 3)
      const [first = ''] = held.outcome === 'done' ? held.result.seatIds : []
      await office.releaseSeats('h-1', [first])
      const own = { ownTokenDigest: 'token of h-1' }
      expect(await stand('h-2', 1, own)).toEqual(cooling(5 * MINUTE_MS))
      expect(await stand('h-2', 1, { ...own, areas: undefined, seatIds: ['A'] })).toEqual(done)

      office.clock.advance(11 * MINUTE_MS)
      expect(await stand('h-3', 1)).toEqual(cooling(4 * MINUTE_MS))
    })

    test('does not apply because of a seat, and a seat does not have the cooldown of an area', async () => {
      await office.hold('h-1', ['A'], { eventId: 'show', ...ann })
      await office.release('h-1')

      expect(await stand('h-2', 1, { seatIds: ['A'] })).toEqual(cooling(5 * MINUTE_MS))
      expect(await stand('h-3', 1, { seatIds: ['B'] })).toEqual(done)
      await office.release('h-3')
      expect(await stand('h-4', 0, { areas: undefined, seatIds: ['A', 'B'] })).toEqual(
        cooling(5 * MINUTE_MS),
      )
    })
  })
})
