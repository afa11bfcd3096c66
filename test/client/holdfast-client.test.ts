import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import {
  granted,
  type HoldfastClient,
  HoldfastError,
  type Schemas,
} from '../../client/src/index.ts'
import { pretixPlan } from '../../tools/pretix-plan.ts'
import { RunningApp } from '../drivers/running-app.ts'
import { MINUTE_MS } from '../drivers/use-case-fixture.ts'

const ADMIN = 'the-key-of-the-administrator'
const SELLER = 'the-key-of-the-box-office'

const plan = pretixPlan({ seats: 5 }) as Schemas['NewSeatingPlan']

const pit = {
  shape: 'rectangle',
  position: { x: 0, y: 0 },
  area_guid: 'pit',
  capacity: 2,
  category: plan.categories[0]?.name,
}

/** A plan with seats and two standing places. */
const fair = {
  ...plan,
  zones: plan.zones.map((zone) => ({ ...zone, areas: [pit] })),
} as Schemas['NewSeatingPlan']

let app: RunningApp
let buyer: HoldfastClient
let seller: HoldfastClient
let admin: HoldfastClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: { admin: ADMIN, seller: SELLER } })
  buyer = app.client()
  seller = app.client({ key: SELLER })
  admin = app.client({ key: ADMIN })
  granted(await admin.createEvent({ eventId: 'opera', plan }))
})
afterEach(() => app.stop())

const named = (...seatIds: string[]) => ({ seatIds })

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}

describe('a buyer', () => {
  test('holds seats, extends the hold, adds a seat, and books them', async () => {
    const hold = granted(await buyer.holdSeats('opera', named('0-0-0', '0-0-1')))
    expect(hold).toMatchObject({ seatIds: ['0-0-0', '0-0-1'], expiresInMs: 10 * MINUTE_MS })

    const extended = granted(await buyer.extendHold(hold, { ttlMs: 15 * MINUTE_MS }))
    expect(extended).toMatchObject({ holdId: hold.holdId, expiresInMs: 15 * MINUTE_MS })

    const larger = granted(await buyer.holdSeats('opera', named('0-0-2'), { hold }))
    expect(larger).toMatchObject({ holdId: hold.holdId, token: hold.token })

    const booking = granted(await buyer.confirmHold(larger, { reference: 'order 7' }))
    expect(booking.seatIds).toEqual(['0-0-0', '0-0-1', '0-0-2'])
    expect(await seller.getBooking(booking.bookingId)).toMatchObject({ reference: 'order 7' })
  })

  test('gets no total and no adjacency of the former seats after adding a seat', async () => {
    const hall = pretixPlan({ seats: 2 })
    hall.categories.push({ name: 'Without a price' })
    const [, unpriced] = hall.zones[0]?.rows[0]?.seats ?? []
    if (unpriced) unpriced.category = 'Without a price'
    const prices = { currency: 'EUR', byCategory: { Stalls: 4_500 } }
    const gala = { eventId: 'gala', plan: hall as Schemas['NewSeatingPlan'], prices }
    granted(await admin.createEvent(gala))
    const best = { bestAvailable: { quantity: 1, category: 'Stalls' } }
    const hold = granted(await buyer.holdSeats('gala', best))
    expect(hold).toMatchObject({ adjacent: true, total: { amount: 4_500 } })

    const larger = granted(await buyer.holdSeats('gala', named('0-0-1'), { hold }))
    expect(larger).toMatchObject({ seatIds: ['0-0-0', '0-0-1'], token: hold.token })
    expect(larger).not.toHaveProperty('adjacent')
    expect(larger).not.toHaveProperty('total')
  })

  test('holds the best seats, and releases them', async () => {
    const hold = granted(
      await buyer.holdSeats('opera', { bestAvailable: { quantity: 2 }, ttlMs: MINUTE_MS }),
    )
    expect(hold.seatIds).toHaveLength(2)
    expect((await buyer.getAvailability('opera')).seats).toHaveLength(2)

    expect(await buyer.releaseHold(hold)).toMatchObject({ ok: true, status: 204 })
    expect((await buyer.getAvailability('opera')).seats).toEqual([])
  })

  test('is refused seats that are held by another buyer, and told which', async () => {
    granted(await buyer.holdSeats('opera', named('0-0-1')))
    const reply = await buyer.holdSeats('opera', named('0-0-0', '0-0-1'))

    expect(reply).toMatchObject({
      ok: false,
      refusal: {
        code: 'seats-not-available',
        status: 409,
        detail: 'Seats not available: 0-0-1.',
        conflicts: [{ seatId: '0-0-1', reason: 'held' }],
      },
    })
    expect(() => granted(reply)).toThrow(HoldfastError)
  })

  test('learns which seats are missing of a table', async () => {
    const { zones } = plan
    const tables = zones.map((zone) => ({ ...zone, bookAs: 'whole' as const }))
    granted(await admin.createEvent({ eventId: 'gala', plan: { ...plan, zones: tables } }))

    await expect(buyer.holdSeats('gala', named('0-0-0', '0-0-1'))).rejects.toMatchObject({
      code: 'whole-table-only',
      seatIds: ['0-0-2', '0-0-3', '0-0-4'],
    })
  })

  test('books a seat of the default event, whatever its name', async () => {
    expect(await buyer.bookSeat('1', { reference: 'me' })).toMatchObject({
      ok: true,
      value: { seatId: '1' },
    })
    expect(await buyer.bookSeat('1')).toMatchObject({
      ok: false,
      refusal: { code: 'seat-already-booked', detail: 'Seat 1 is already booked.' },
    })
    await expect(buyer.bookSeat('Parkett/ä 1?')).rejects.toMatchObject({
      code: 'seat-not-found',
      detail: 'Seat Parkett/ä 1? not found.',
    })
  })

  test('reads an event and its seats only if they have changed', async () => {
    const opera = await buyer.getEvent('opera')
    expect(opera.plan.zones[0]?.rows[0]?.seats).toHaveLength(5)
    expect(await buyer.getEvent('opera', opera)).toBe('unchanged')

    const seats = await buyer.getAvailability('opera')
    expect(await buyer.getAvailability('opera', seats)).toBe('unchanged')
    granted(await buyer.holdSeats('opera', named('0-0-0')))
    expect(await buyer.getAvailability('opera', seats)).toMatchObject({
      revision: seats.revision + 1,
      seats: [{ seatId: '0-0-0', status: 'held' }],
    })
  })

  test('reads all events, page by page', async () => {
    const names = (await all(buyer.events({ limit: 1 }))).map(({ eventId }) => eventId)
    const byStart = await all(buyer.events({ limit: 1, order: 'startsAt', status: 'on-sale' }))

    expect(names).toEqual(['default', 'opera'])
    expect(byStart.map(({ eventId }) => eventId)).toEqual(['default', 'opera'])
    expect(await buyer.listEvents({ limit: 1 })).toMatchObject({
      events: [{ eventId: 'default' }],
      nextCursor: expect.any(String),
    })
  })
})

describe('an administrator', () => {
  test('releases any hold, and all holds of an event', async () => {
    const hold = granted(await buyer.holdSeats('opera', named('0-0-0', '0-0-1')))
    expect(granted(await buyer.releaseHeldSeats(hold, named('0-0-1')))).toMatchObject({
      seatIds: ['0-0-0'],
    })
    granted(await admin.releaseHold({ holdId: hold.holdId }))
    granted(await buyer.holdSeats('opera', named('0-0-0', '0-0-1')))

    expect(granted(await admin.releaseHolds('opera'))).toEqual({
      holds: 1,
      seats: 2,
      complete: true,
    })
  })
})

describe('a seller', () => {
  test('confirms a hold only in the version that was read', async () => {
    const hold = granted(await buyer.holdSeats('opera', named('0-0-0')))
    const { holdId } = hold
    const { version } = await seller.getHold({ holdId })
    granted(await buyer.holdSeats('opera', named('0-0-1'), { hold }))

    expect(await seller.confirmHold({ holdId }, { version })).toMatchObject({
      ok: false,
      refusal: { code: 'hold-changed', version: 2 },
    })
    granted(await seller.confirmHold({ holdId }, { version: 2 }))
    expect(await buyer.getHold(hold)).toMatchObject({ status: 'confirmed' })
  })

  test('books and cancels', async () => {
    const { bookingId } = granted(await seller.bookSeats('opera', named('0-0-0')))
    expect(await seller.getBooking(bookingId)).toMatchObject({ status: 'booked' })

    granted(await seller.cancelBooking(bookingId))
    expect(await seller.getBooking(bookingId)).toMatchObject({ status: 'cancelled' })
  })

  test('moves a booking, cancels a seat, changes its reference, and finds it', async () => {
    const order = { ...named('0-0-0', '0-0-1'), reference: 'order 1' }
    const { bookingId, code } = granted(await seller.bookSeats('opera', order))
    const moves = [{ from: '0-0-0', to: '0-0-2' }]

    const moved = granted(await seller.moveBooking(bookingId, { moves }))
    expect(moved).toMatchObject({ bookingId, seatIds: ['0-0-2', '0-0-1'] })
    expect(granted(await seller.cancelSeats(bookingId, named('0-0-1')))).toMatchObject({
      status: 'partially-cancelled',
      seatIds: ['0-0-2'],
    })
    granted(await seller.changeBooking(bookingId, { reference: 'order 2' }))

    expect(await seller.findBookings({ code: code.toLowerCase() })).toMatchObject({
      bookings: [{ bookingId, reference: 'order 2' }],
    })
    granted(await seller.bookSeats('opera', named('0-0-0')))
    const listed: (string | undefined)[] = []
    for await (const booking of seller.bookings('opera', { seatId: '0-0-0', limit: 1 })) {
      listed.push(booking.reference)
    }
    expect(listed).toEqual(['order 2', undefined])
  })

  test('compares its bookings with those of the service', async () => {
    const order = { ...named('0-0-0'), reference: 'order 1' }
    const { bookingId } = granted(await seller.bookSeats('opera', order))
    const { revision } = await seller.getAvailability('opera')

    const expected = { seatId: '0-0-1', reference: 'order 2' }
    expect(await seller.reconcile('opera', [expected])).toEqual({
      revision,
      missing: [expected],
      unexpected: [{ seatId: '0-0-0', bookingId, reference: 'order 1' }],
      otherReference: [],
    })
  })

  test("finds a buyer's hold by its code, and confirms it without its token", async () => {
    const { holdId, code } = granted(await buyer.holdSeats('opera', named('0-0-0')))

    expect(await seller.findHolds('opera', { code: code.toLowerCase() })).toMatchObject({
      holds: [{ holdId, status: 'active' }],
    })
    expect(await seller.confirmHold({ holdId })).toMatchObject({ ok: true, value: { holdId } })
  })
})

describe('an administrator', () => {
  test('blocks and unblocks seats', async () => {
    granted(await admin.blockSeats('opera', named('0-0-0')))
    expect((await buyer.getAvailability('opera')).seats).toHaveLength(1)

    granted(await admin.unblockSeats('opera', named('0-0-0')))
    expect((await buyer.getAvailability('opera')).seats).toEqual([])
  })

  test('blocks, unblocks and moves to any places of a standing area', async () => {
    const areas = [{ areaId: 'pit', quantity: 2 }]
    granted(await admin.createEvent({ eventId: 'fair', plan: fair }))
    const { bookingId } = granted(await seller.bookSeats('fair', named('0-0-0')))
    const blocked = granted(await admin.blockSeats('fair', { areas }))
    expect(blocked.seatIds.toSorted()).toEqual(['pit:1', 'pit:2'])
    const moves = [{ from: '0-0-0', toArea: 'pit' }]
    const full = await seller.moveBooking(bookingId, { moves })
    expect(full).toMatchObject({ ok: false, refusal: { code: 'not-enough-seats' } })

    const unblocked = granted(await admin.unblockSeats('fair', { areas }))
    expect(unblocked?.seatIds.toSorted()).toEqual(['pit:1', 'pit:2'])
    const moved = granted(await seller.moveBooking(bookingId, { moves }))
    expect(moved.seatIds).toEqual([expect.stringMatching(/^pit:[12]$/)])
  })

  test('reads the history, page by page', async () => {
    for (const seat of ['0-0-0', '0-0-1', '0-0-2']) {
      granted(await admin.blockSeats('opera', named(seat)))
    }

    const entries = await all(admin.history('opera', { limit: 2 }))
    expect(entries.map(({ seatId }) => seatId)).toEqual(['0-0-0', '0-0-1', '0-0-2'])
    const { entries: ofOne } = await admin.getHistory('opera', { seatId: '0-0-1' })
    expect(ofOne).toMatchObject([{ seatId: '0-0-1', action: 'blocked', actor: 'admin' }])
  })

  test('manages webhooks', async () => {
    const url = 'https://shop.example/webhooks'
    const { webhookId, secret } = granted(await admin.createWebhook({ url, name: 'Shop' }))
    expect(await admin.listWebhooks()).toMatchObject({ webhooks: [{ webhookId, url }] })
    expect(await admin.getWebhook(webhookId)).toMatchObject({ status: 'active' })
    expect((await admin.rotateWebhookSecret(webhookId)).secret).not.toBe(secret)

    granted(await admin.blockSeats('opera', named('0-0-0')))
    granted(await admin.unblockSeats('opera', named('0-0-0')))
    await app.webhooks.run(app.webhooks.instance())
    const deliveries = await all(admin.webhookDeliveries(webhookId, { limit: 1 }))
    expect(deliveries.map(({ type }) => type).toSorted()).toEqual([
      'seats.blocked',
      'seats.unblocked',
    ])
    const again = await admin.redeliverWebhook(webhookId, deliveries[0]?.deliveryId ?? '')
    expect(again).toMatchObject({ attempt: 0, outcome: 'delivered' })

    granted(await admin.deleteWebhook(webhookId))
    expect(await admin.listWebhooks()).toEqual({ webhooks: [] })
  })

  test('changes an event, unless it was changed since it was read', async () => {
    const read = await admin.getEvent('opera')
    const changed = granted(await admin.changeEvent('opera', read, { status: 'closed' }))

    expect(changed).toMatchObject({ status: 'closed', version: 2 })
    expect(await buyer.holdSeats('opera', named('0-0-0'))).toMatchObject({
      ok: false,
      refusal: { code: 'not-on-sale' },
    })
    expect(await admin.changeEvent('opera', read, { name: 'Tosca' })).toMatchObject({
      ok: false,
      refusal: { code: 'event-changed' },
    })
    granted(await admin.changeEvent('opera', changed, { name: 'Tosca', status: 'on-sale' }))
    expect(await buyer.getEvent('opera')).toMatchObject({ name: 'Tosca', version: 3 })
  })

  test('replaces a plan, unless the event has changed or seats in use would be removed', async () => {
    const larger = pretixPlan({ rows: 2, seats: 5 }) as Schemas['NewSeatingPlan']
    const compared = granted(await admin.comparePlan('opera', larger))
    expect(compared).toMatchObject({ version: 1, removed: [], refused: [] })
    const replaced = granted(await admin.replacePlan('opera', compared, larger))
    expect(replaced).toMatchObject({ version: 2, added: compared.added })
    expect(compared.added.length).toBeGreaterThan(0)

    granted(await seller.bookSeats('opera', named(replaced.added[0] ?? '')))
    const [stale, inUse] = [
      await admin.replacePlan('opera', compared, plan),
      await admin.replacePlan('opera', replaced, plan),
    ]
    expect(stale).toMatchObject({ ok: false, refusal: { code: 'event-changed' } })
    expect(inUse).toMatchObject({ ok: false, refusal: { code: 'seats-in-use' } })
  })

  test('deletes an event, and a cancelled one with its bookings', async () => {
    granted(await admin.createEvent({ eventId: 'gala', plan }))
    granted(await admin.deleteEvent('gala'))
    granted(await seller.bookSeats('opera', named('0-0-0')))

    expect(await admin.deleteEvent('opera')).toMatchObject({
      ok: false,
      refusal: { code: 'event-in-use' },
    })
    granted(await admin.changeEvent('opera', { etag: '*' }, { status: 'cancelled' }))
    granted(await admin.deleteEvent('opera', { force: true }))
    await expect(buyer.getEvent('opera')).rejects.toMatchObject({ code: 'event-not-found' })
  })

  test('is told if an event already exists', async () => {
    const reply = await admin.createEvent({ eventId: 'opera', plan: { ...plan, name: 'Another' } })

    expect(reply).toMatchObject({ ok: false, refusal: { code: 'event-already-exists' } })
  })
})

describe('access keys', () => {
  test('are created, used, listed and deleted', async () => {
    const { key, name } = granted(await admin.createKey({ name: 'till-1', role: 'seller' }))
    const till = app.client({ key })

    granted(await till.bookSeats('opera', named('0-0-0')))
    expect((await till.getHistory('opera')).entries).toMatchObject([{ actor: name }])
    expect((await admin.listKeys()).keys).toMatchObject([{ name, role: 'seller' }])
    granted(await admin.deleteKey(name))
    await expect(till.getBooking('b-1')).rejects.toMatchObject({ code: 'key-wrong' })
  })

  test('of a name that exists are refused', async () => {
    granted(await admin.createKey({ name: 'till-1', role: 'seller' }))

    expect(await admin.createKey({ name: 'till-1', role: 'seller' })).toMatchObject({
      ok: false,
      refusal: { code: 'key-already-exists' },
    })
  })
})

describe('a mistake of the caller', () => {
  test.each([
    ['without a key', () => buyer.getBooking('b-1'), 401, 'key-missing'],
    ["with the seller's key", () => seller.listKeys(), 403, 'key-insufficient'],
    ['about an unknown booking', () => seller.getBooking('b-1'), 404, 'booking-not-found'],
    ['without its token', () => buyer.releaseHold({ holdId: 'h' }), 404, 'hold-not-found'],
    ['with bad ids', () => buyer.getEvent('not an id'), 400, 'invalid-request'],
  ] as const)('is thrown: %s', async (_what, request, status, code) => {
    await expect(request()).rejects.toMatchObject({ name: 'HoldfastError', status, code })
  })
})

test('a service that is not ready answers, instead of failing', async () => {
  expect(await buyer.getHealth()).toEqual({ status: 'ok' })
  expect(await buyer.getReadiness()).toMatchObject({ status: 'ready' })
  app.ready = false
  expect(await buyer.getReadiness()).toMatchObject({ status: 'unavailable' })
})

test.each(['', '.', '..'])(
  'an id that cannot be a URL segment is not requested: %j',
  async (id) => {
    await expect(admin.getEvent(id)).rejects.toThrow(`eventId cannot be "${id}".`)
  },
)

test('a base URL can end with a slash', async () => {
  const client = app.client({ baseUrl: `${app.url}/` })

  expect(await client.getHealth()).toEqual({ status: 'ok' })
})
