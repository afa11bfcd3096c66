import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { PurgeEvents } from '../../../../src/application/commands/purge-events.ts'
import { StoreUnavailableError } from '../../../../src/application/ports/store-unavailable-error.ts'
import { pretixPlan } from '../../../../tools/pretix-plan.ts'
import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'
import { MINUTE_MS } from '../../../drivers/use-case-fixture.ts'

const EVENTS = '/api/events'
const DAY_MS = 24 * 60 * MINUTE_MS
const theatre = readFileSync('docs/theatre.seating-plan.json', 'utf8')

let app: RunningApp
let anyone: ApiClient
let admin: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  anyone = new ApiClient(app)
  admin = anyone.with(ADMIN)
})
afterEach(() => app.stop())

const NEW = { version: 1, planVersion: 1, status: 'on-sale' }
const key = (value: string) => ({ 'Idempotency-Key': value })
const eventIds = async () =>
  (await anyone.get(`${EVENTS}?limit=200`)).body.events.map(({ eventId }) => eventId)
const hamlet = (over: object = {}) => ({
  eventId: 'hamlet',
  name: 'Hamlet',
  startsAt: '2026-12-24T20:00:00+01:00',
  plan: pretixPlan({ seats: 3 }),
  ...over,
})

describe('creating an event', () => {
  test('accepts an id, a name, a time and a plan, and returns the Location', async () => {
    const { status, headers, body } = await admin.post(EVENTS, hamlet())

    expect(status).toBe(201)
    expect(headers.get('Location')).toBe('/api/events/hamlet')
    expect(body).toEqual({
      eventId: 'hamlet',
      name: 'Hamlet',
      startsAt: '2026-12-24T19:00:00.000Z',
      createdAt: '2026-06-01T10:00:00.000Z',
      seatCount: 3,
      ...NEW,
    })
    expect((await anyone.post('/api/events/hamlet/holds', { seatIds: ['0-0-2'] })).status).toBe(201)
  })

  test('accepts unknown fields of a plan, and gives them back', async () => {
    const plan = { ...pretixPlan(), x_author: { name: 'Ann', tags: ['a', null] } }
    plan.zones[0] = { position: { x: 3, y: 4 }, rows: [], zone_id: 'z-1', ...plan.zones[0] }
    await admin.post(EVENTS, { eventId: 'hamlet', plan })

    expect((await anyone.get('/api/events/hamlet')).body.plan).toMatchObject(plan)
  })

  test('accepts a plan alone, and names the event after it', async () => {
    const { status, headers, body } = await admin.post(EVENTS, pretixPlan({ rows: 2, seats: 2 }))

    expect(status).toBe(201)
    expect(body).toEqual({
      eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Hall',
      createdAt: '2026-06-01T10:00:00.000Z',
      seatCount: 4,
      ...NEW,
    })
    expect(headers.get('Location')).toBe(`/api/events/${body.eventId}`)
  })

  test('ignores unknown fields of the plan', async () => {
    const plan = { ...pretixPlan(), editor: 'x', zones: [{ ...pretixPlan().zones[0], uuid: 'z' }] }

    expect((await admin.post(EVENTS, plan)).status).toBe(201)
    expect((await admin.post(EVENTS, { plan })).status).toBe(201)
  })

  test('with an existing id answers 409 and leaves that event unchanged', async () => {
    await admin.post(EVENTS, hamlet())
    const answer = await admin.post(EVENTS, hamlet({ name: 'Macbeth' }))

    expect(answer).toMatchObject({ status: 409, body: { code: 'event-already-exists' } })
    expect((await anyone.get('/api/events/hamlet')).body).toMatchObject({ name: 'Hamlet' })
    expect((await admin.post(EVENTS, hamlet())).status).toBe(409)
  })

  test.each([
    ['no key', undefined, 401, 'key-missing'],
    ["the seller's key", SELLER, 403, 'key-insufficient'],
  ])('is refused with %s', async (_what, bearer, status, code) => {
    const client = bearer === undefined ? anyone : anyone.with(bearer)

    expect(await client.post(EVENTS, hamlet())).toMatchObject({ status, body: { code } })
    expect(await eventIds()).toEqual(['default'])
  })
})

describe('creating an event with an Idempotency-Key', () => {
  test.each([
    ['an id', hamlet()],
    ['no id', hamlet({ eventId: undefined })],
    ['a plan alone', pretixPlan()],
  ])('is done once, with %s', async (_what, body) => {
    const first = await admin.post(EVENTS, body, key('k-1'))
    app.office.clock.advance(MINUTE_MS)
    const again = await admin.post(EVENTS, body, key('k-1'))

    expect(first.status).toBe(201)
    expect(again).toMatchObject({ status: 201, body: first.body })
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'))
    expect(await eventIds()).toHaveLength(2)
  })

  test('is done once for concurrent requests', async () => {
    const answers = await Promise.all([1, 2].map(() => admin.post(EVENTS, hamlet(), key('k-1'))))

    expect(answers).toMatchObject([{ status: 201 }, { status: 201 }])
    expect(await eventIds()).toHaveLength(2)
  })

  test('is refused for another plan: 422', async () => {
    await admin.post(EVENTS, pretixPlan(), key('k-1'))
    const answer = await admin.post(EVENTS, pretixPlan({ seats: 2 }), key('k-1'))

    expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } })
    expect(await eventIds()).toHaveLength(2)
  })

  describe('after the event was deleted', () => {
    const purge = () => {
      const ports = { deletedEvents: app.office.events, clock: app.office.clock }
      return new PurgeEvents(ports, { idempotencyRecordsKeptMs: DAY_MS }).execute()
    }
    const deleteEvent = async (eventId: string) => {
      expect((await admin.delete(`${EVENTS}/${eventId}`)).status).toBe(204)
    }

    test('is refused as long as the Idempotency-Key is kept: 409', async () => {
      const { eventId } = (await admin.post(EVENTS, pretixPlan(), key('k-1'))).body
      await deleteEvent(eventId)
      const gone = {
        status: 409,
        body: {
          code: 'idempotency-result-gone',
          detail: `The event ${eventId}, created with this Idempotency-Key, has been deleted since.`,
        },
      }

      for (const ms of [0, DAY_MS]) {
        app.office.clock.advance(ms)
        await purge()
        expect(await admin.post(EVENTS, pretixPlan(), key('k-1'))).toMatchObject(gone)
        expect(await eventIds()).toEqual(['default'])
      }
      app.office.clock.advance(1)
      await purge()
      expect((await admin.post(EVENTS, pretixPlan(), key('k-1'))).status).toBe(201)
    })

    test('is refused if it chose the id, until all data are deleted: 409', async () => {
      await admin.post(EVENTS, hamlet(), key('k-1'))
      await deleteEvent('hamlet')

      expect(await admin.post(EVENTS, hamlet(), key('k-1'))).toMatchObject({
        status: 409,
        body: {
          code: 'event-already-exists',
          detail: 'An event with this id was deleted, and its data are still being deleted.',
        },
      })
      await purge()
      expect((await admin.post(EVENTS, hamlet(), key('k-1'))).status).toBe(201)
    })
  })

  describe('after the event was changed', () => {
    const change = async (eventId: string, over: object) => {
      const answer = await admin.patch(`${EVENTS}/${eventId}`, over, { 'If-Match': '*' })
      expect(answer.status).toBe(200)
    }

    test('gets the event while the change leaves the request recognisable', async () => {
      const { body } = await admin.post(EVENTS, pretixPlan(), key('k-1'))
      await change(body.eventId, { status: 'closed' })

      expect(await admin.post(EVENTS, pretixPlan(), key('k-1'))).toMatchObject({
        status: 201,
        body: { ...body, version: 2, status: 'closed' },
      })
    })

    test('is refused with the id of the event: 409', async () => {
      const { body } = await admin.post(EVENTS, pretixPlan(), key('k-1'))
      await change(body.eventId, { saleOpensAt: '2027-01-01T10:00:00Z' })

      expect(await admin.post(EVENTS, pretixPlan(), key('k-1'))).toMatchObject({
        status: 409,
        body: {
          code: 'idempotency-result-gone',
          detail: expect.stringContaining(body.eventId),
        },
      })
      expect(await eventIds()).toHaveLength(2)
    })

    test('is refused if it chose the id: 409', async () => {
      await admin.post(EVENTS, hamlet(), key('k-1'))
      await change('hamlet', { saleOpensAt: '2026-12-01T10:00:00Z' })

      expect(await admin.post(EVENTS, hamlet(), key('k-1'))).toMatchObject({
        status: 409,
        body: { code: 'event-already-exists' },
      })
    })
  })

  test('succeeds after a refused request with the same key', async () => {
    expect((await admin.post(EVENTS, {}, key('k-1'))).status).toBe(400)
    expect((await admin.post(EVENTS, hamlet(), key('k-1'))).status).toBe(201)
  })

  test('is refused if another request created an event with the id', async () => {
    await admin.post(EVENTS, hamlet())
    const answer = await admin.post(EVENTS, hamlet({ name: 'Macbeth' }), key('k-1'))

    expect(answer).toMatchObject({ status: 409, body: { code: 'event-already-exists' } })
  })
})

describe('an invalid body creates no event:', () => {
  afterEach(async () => {
    expect(await eventIds()).toEqual(['default'])
  })

  const twoSeats = () => {
    const plan = pretixPlan({ zones: 2, rows: 5, seats: 3 })
    const seat = plan.zones[1]?.rows[4]?.seats[2]
    if (seat) seat.seat_guid = '0-1-2'
    return plan
  }

  test('the response names the place of the fault in the plan', async () => {
    const duplicate =
      'zones[1].rows[4].seats[2].seat_guid: duplicate of zones[0].rows[1].seats[2].seat_guid'
    const alone = await admin.post(EVENTS, twoSeats())
    const wrapped = await admin.post(EVENTS, { plan: twoSeats() })

    expect(alone).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
    expect(alone.body.detail).toBe(duplicate)
    expect(wrapped.body.detail).toBe(
      duplicate.replace('zones', 'body.plan.zones').replace('of zones', 'of body.plan.zones'),
    )
  })

  test.each([
    ['an unknown field', { price: 7 }, /^body: .*"price"/],
    ['a polluting field', '"__proto__":{"name":"x"}', /^body: .*__proto__/],
    ['a constructor', { constructor: { prototype: {} } }, /^body: .*constructor/],
    ['an id with a slash', { eventId: '../x' }, /^body\.eventId: /],
    ['an id that URLs resolve', { eventId: '..' }, /^body\.eventId: /],
    ['an id of one dot', { eventId: '.' }, /^body\.eventId: /],
    ['an id with braces', { eventId: '{x}' }, /^body\.eventId: /],
    ['an id of 65 characters', { eventId: 'x'.repeat(65) }, /^body\.eventId: /],
    ['a list for the id', { eventId: ['x'] }, /^body\.eventId: /],
    ['an empty name', { name: '' }, /^body\.name: /],
    ['a name of 257 characters', { name: 'x'.repeat(257) }, /^body\.name: /],
    ['a line break in the name', { name: 'a\nb' }, /^body\.name: /],
    ['a day for the time', { startsAt: '2026-12-24' }, /^body\.startsAt: /],
    ['a time without a zone', { startsAt: '2026-12-24T20:00:00' }, /^body\.startsAt: /],
    ['a day that does not exist', { startsAt: '2026-02-30T20:00:00Z' }, /^body\.startsAt: /],
    ['the year 0', { startsAt: '0000-01-01T00:00:00Z' }, /^body\.startsAt: /],
    ['a year of three digits', { startsAt: '0999-01-01T00:00:00Z' }, /^body\.startsAt: /],
    ['a year of five digits', { startsAt: '9999-12-31T23:59:59-23:59' }, /^body\.startsAt: /],
    ['a list for the plan', { plan: [] }, /^body\.plan: /],
    [
      'nesting',
      `"name":${'['.repeat(8_000)}${']'.repeat(8_000)}`,
      /^body: the fields other than plan are too large/,
    ],
    ['nesting for the plan', `"plan":${'['.repeat(8_000)}${']'.repeat(8_000)}`, /^body\.plan: /],
  ])('%s: 400', async (_what, over, detail) => {
    const { plan } = hamlet()
    const body =
      typeof over === 'string' ? `{"plan":${JSON.stringify(plan)},${over}}` : { plan, ...over }
    const answer = await admin.post(EVENTS, body)

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
    expect(answer.body.detail).toMatch(detail)
  })

  test.each(['{', '[]', '7', 'null', ' '])('the body %j: 400 malformed-json', async (body) => {
    expect(await admin.post(EVENTS, body)).toMatchObject({
      status: 400,
      body: { code: 'malformed-json' },
    })
  })

  test('no body: 400', async () => {
    const answer = await admin.post(EVENTS)

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
    expect(answer.body.detail).toBe('body: is missing')
  })

  test('a body over the limit of plans: 413', async () => {
    const body = JSON.stringify({ ...pretixPlan(), editor: 'x'.repeat(1_048_576) })

    expect(await admin.post(EVENTS, body)).toMatchObject({
      status: 413,
      body: { code: 'body-too-large' },
    })
  })

  test('a small body that decompresses to a large one: 413', async () => {
    const bomb = new Uint8Array(gzipSync(`{"name":"${'x'.repeat(20_000_000)}"}`))
    const answer = await admin.post(EVENTS, bomb, { 'Content-Encoding': 'gzip' })

    expect(bomb.byteLength).toBeLessThan(50_000)
    expect(answer).toMatchObject({ status: 413, body: { code: 'body-too-large' } })
  })

  test.each([
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['application/octet-stream', {}],
    ['application/json', { 'Content-Encoding': 'rot13' }],
  ])('a body of type %s with the encoding %j: 415', async (type, headers) => {
    const answer = await admin.post(EVENTS, theatre, { 'Content-Type': type, ...headers })

    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } })
  })
})

describe('an event', () => {
  test('can be created from the plan of a theatre, compressed or not', async () => {
    const packed = await admin.post(EVENTS, new Uint8Array(gzipSync(theatre)), {
      'Content-Encoding': 'gzip',
    })
    const plain = await admin.post(EVENTS, theatre)

    expect(packed.status).toBe(201)
    expect(plain.body).toMatchObject({ name: 'Small theatre', seatCount: packed.body.seatCount })
  })

  test('can be read with its plan, from which a copy can be created', async () => {
    const { eventId } = (await admin.post(EVENTS, theatre)).body
    const { status, body } = await anyone.get(`/api/events/${eventId}`)
    const copy = await admin.post(EVENTS, { eventId: 'copy', plan: body.plan })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      eventId,
      name: 'Small theatre',
      seatCount: JSON.stringify(body.plan).split('seat_guid').length - 1,
    })
    expect(copy.status).toBe(201)
    expect((await anyone.get('/api/events/copy')).body.plan).toEqual(body.plan)
  })

  test('has a strong ETag, and answers 304 to it', async () => {
    await admin.post(EVENTS, hamlet())
    const etag = (await anyone.get('/api/events/hamlet')).headers.get('ETag') ?? ''
    const ask = (ifNoneMatch: string) =>
      anyone.get('/api/events/hamlet', { 'If-None-Match': ifNoneMatch })

    expect(etag).toMatch(/^"[\w-]{22}\.[\w-]{43}"$/)
    for (const known of [etag, `W/${etag}`, `"x" , ${etag}`, '*']) {
      const { status, headers } = await ask(known)
      expect([status, headers.get('ETag')]).toEqual([304, etag])
    }
    for (const other of ['"x"', etag.slice(1, -1), '']) expect((await ask(other)).status).toBe(200)
  })

  test.each(['gzip', 'identity'])('is sent as %s to clients that accept it', async (encoding) => {
    const { eventId } = (await admin.post(EVENTS, theatre)).body
    const ask = (headers: object = {}) =>
      app.fetch(`/api/events/${eventId}`, { headers: { 'Accept-Encoding': encoding, ...headers } })
    const answer = await ask()
    const etag = answer.headers.get('ETag') ?? ''

    expect(answer.headers.get('Content-Encoding')).toBe(encoding === 'gzip' ? encoding : null)
    expect(answer.headers.get('Vary')).toContain('Accept-Encoding')
    const bytes = Number(answer.headers.get('Content-Length'))
    const text = await answer.text()
    expect(JSON.parse(text)).toEqual((await anyone.get(`/api/events/${eventId}`)).body)
    expect(bytes < text.length).toBe(encoding === 'gzip')

    const again = await ask({ 'If-None-Match': etag })
    expect([again.status, again.headers.get('ETag')]).toEqual([304, etag])
    expect(again.headers.get('Vary')).toContain('Accept-Encoding')
  })

  test('has a different ETag for each encoding', async () => {
    const tags = ['gzip', 'identity'].map(async (encoding) => {
      const headers = { 'Accept-Encoding': encoding }
      return (await app.fetch('/api/events/default', { headers })).headers.get('ETag')
    })
    expect(new Set(await Promise.all(tags)).size).toBe(2)
  })

  test('that does not exist: 404', async () => {
    expect(await anyone.get('/api/events/no-such')).toMatchObject({
      status: 404,
      body: { code: 'event-not-found' },
    })
  })
})

describe('the list of events', () => {
  beforeEach(async () => {
    for (const eventId of ['b', 'a']) await admin.post(EVENTS, hamlet({ eventId }))
    app.office.clock.advance(MINUTE_MS)
    for (const eventId of ['d', 'c']) await admin.post(EVENTS, hamlet({ eventId }))
  })

  test('has all fields of each event except the plan', async () => {
    const { status, body } = await anyone.get(EVENTS)

    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(['events'])
    expect(body.events.at(-1)).toEqual({
      eventId: 'd',
      name: 'Hamlet',
      startsAt: '2026-12-24T19:00:00.000Z',
      createdAt: '2026-06-01T10:01:00.000Z',
      seatCount: 3,
      ...NEW,
    })
  })

  test.each([1, 2, 3, 5, 200])('is read in pages of %i, each event once', async (limit) => {
    const pages: string[][] = []
    let cursor: string | undefined = ''
    while (cursor !== undefined) {
      const { body } = await anyone.get(`${EVENTS}?limit=${limit}${cursor && `&cursor=${cursor}`}`)
      pages.push(body.events.map(({ eventId }) => eventId))
      cursor = body.nextCursor
    }

    expect(pages.flat()).toEqual(['a', 'b', 'default', 'c', 'd'])
    expect(pages).toHaveLength(Math.ceil(5 / limit))
  })

  describe('with conditions and an order', () => {
    beforeEach(async () => {
      for (const [eventId, day] of [
        ['y', '02'],
        ['z', '01'],
        ['x', '03'],
      ] as const) {
        const startsAt = `2026-07-${day}T19:30:00+02:00`
        await admin.post(EVENTS, hamlet({ eventId, startsAt }))
      }
      const headers = { 'If-Match': '*' }
      await admin.send('PATCH', '/api/events/y', { status: 'archived' }, headers)
    })
    const listed = async (query: string) =>
      (await anyone.get(`${EVENTS}?${query}`)).body.events.map(({ eventId }) => eventId)

    test.each([
      ['status=archived', ['y']],
      ['from=2026-07-02T17:30:00Z&to=2026-07-03T17:30:00Z', ['y']],
      ['to=2026-07-02T19:30:00%2B02:00', ['z']],
      ['to=2026-07-09T00:00:00Z', ['x', 'y', 'z']],
      ['to=2026-07-09T00:00:00Z&order=startsAt', ['z', 'y', 'x']],
      ['to=2026-07-09T00:00:00Z&order=createdAt&status=on-sale', ['x', 'z']],
      ['status=cancelled', []],
    ])('%s', async (query, expected) => {
      expect(await listed(query)).toEqual(expected)
    })

    test.each([1, 2, 3, 4, 8])(
      'in order of the start is read in pages of %i, each event once',
      async (limit) => {
        const query = `${EVENTS}?order=startsAt&limit=${limit}`
        const pages: string[][] = []
        let cursor: string | undefined = ''
        while (cursor !== undefined) {
          const { body } = await anyone.get(query + (cursor && `&cursor=${cursor}`))
          pages.push(body.events.map(({ eventId }) => eventId))
          cursor = body.nextCursor
        }

        expect(pages.flat()).toEqual(['z', 'y', 'x', 'a', 'b', 'c', 'd', 'default'])
        expect(pages).toHaveLength(Math.ceil(8 / limit))
      },
    )

    test('a cursor of one order is refused in the other', async () => {
      for (const [order, other] of [
        ['createdAt', 'startsAt'],
        ['startsAt', 'createdAt'],
      ]) {
        const { nextCursor } = (await anyone.get(`${EVENTS}?limit=1&order=${order}`)).body
        const answer = await anyone.get(`${EVENTS}?order=${other}&cursor=${nextCursor}`)
        expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
        expect(answer.body.detail).toMatch(/^cursor: /)
      }
    })
  })

  test.each([
    'status=',
    'status=open',
    'from=today',
    'from=2026-07-02',
    'from=0000-01-01T00:00:00Z',
    'to=2026-07-02T19:30:00+02:00',
    'from=2026-07-02T00:00:00Z&to=2026-07-02T00:00:00Z',
    'from=2026-07-03T00:00:00Z&to=2026-07-02T00:00:00Z',
    'order=name',
    `order=startsAt&cursor=${Buffer.from('["startsAt",9e15,"a"]').toString('base64url')}`,
    'limit=0',
    'limit=201',
    'limit=ten',
    'limit=1&limit=1',
    'page=2',
    'cursor=x',
    'cursor=',
    `cursor=${Buffer.from('[1]').toString('base64url')}`,
    `cursor=${Buffer.from('["1","a"]').toString('base64url')}`,
    `cursor=${Buffer.from('[1,"{}"]').toString('base64url')}`,
    `cursor=${Buffer.from('[-1,"a"]').toString('base64url')}`,
    `cursor=${Buffer.from('[9e15,"a"]').toString('base64url')}`,
    `cursor=${Buffer.from('{"__proto__":[1,"a"]}').toString('base64url')}`,
  ])('is refused with %s: 400', async (query) => {
    const answer = await anyone.get(`${EVENTS}?${query}`)

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
    expect(answer.body.detail).toMatch(/^(status|from|to|order|limit|cursor|page): /)
  })
})

test('while the store is unavailable: 503 with Retry-After', async () => {
  app.office.events.listEvents = async () => {
    throw new StoreUnavailableError('secret')
  }
  const { status, headers, body } = await anyone.get(EVENTS)

  expect([status, body.code, headers.get('Retry-After')]).toEqual([503, 'store-unavailable', '1'])
})
