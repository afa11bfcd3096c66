import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { type ApiAnswer, ApiClient } from '../../../drivers/api-client.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

const EVENT = '/api/events/default'
const UNCHANGED = {
  eventId: 'default',
  version: 1,
  planVersion: 1,
  name: 'Default event',
  status: 'on-sale',
  createdAt: '2026-06-01T10:00:00.000Z',
  seatCount: 100,
}
const DETAILS = {
  name: 'Hamlet',
  status: 'closed',
  startsAt: '2026-12-24T19:00:00.000Z',
  timeZone: 'Europe/Berlin',
  saleOpensAt: '2026-06-02T10:00:00.000Z',
  saleClosesAt: '2026-12-24T18:00:00.000Z',
}

let app: RunningApp
let anyone: ApiClient
let admin: ApiClient
beforeEach(async () => {
  app = await RunningApp.start({ keys: KEYS })
  anyone = new ApiClient(app)
  admin = anyone.with(ADMIN)
})
afterEach(() => app.stop())

const get = () => anyone.get(EVENT)
const tagIn = ({ headers }: ApiAnswer): string => headers.get('ETag') ?? ''
const patch = (body: object, ifMatch = '*', client = admin) =>
  client.send('PATCH', EVENT, body, { 'If-Match': ifMatch })

describe('changing an event', () => {
  test('changes all details, and shows them at once', async () => {
    const { status, body } = await patch(DETAILS, tagIn(await get()))

    expect(status).toBe(200)
    expect(body).toEqual({ ...UNCHANGED, ...DETAILS, version: 2 })
    expect((await get()).body).toMatchObject(body)
    expect((await anyone.get('/api/events')).body.events).toEqual([body])
  })

  test('changes only the given details, and removes those that are null', async () => {
    await patch(DETAILS)
    const { body } = await patch({ startsAt: null, timeZone: null, saleOpensAt: null })

    const { name, status, saleClosesAt } = DETAILS
    expect(body).toEqual({ ...UNCHANGED, name, status, saleClosesAt, version: 3 })
    expect((await patch({ saleClosesAt: null })).body).not.toHaveProperty('saleClosesAt')
  })

  test('returns an ETag for the next change, and the event has a new one', async () => {
    const first = await get()
    const changed = await patch({ name: 'Hamlet' }, tagIn(first))
    const second = await get()

    expect(tagIn(second)).not.toBe(tagIn(first))
    expect((await anyone.get(EVENT, { 'If-None-Match': tagIn(first) })).status).toBe(200)
    expect((await patch({ name: 'Macbeth' }, tagIn(changed))).status).toBe(200)
    expect((await patch({ name: 'Othello' }, tagIn(second))).status).toBe(412)
  })

  test.each(['gzip', 'identity'])('accepts the ETag of the event as %s', async (encoding) => {
    const answer = await app.fetch(EVENT, { headers: { 'Accept-Encoding': encoding } })
    const etag = answer.headers.get('ETag') ?? ''

    expect((await patch({ name: 'Hamlet' }, `"other", ${etag}`)).status).toBe(200)
  })

  test('accepts a tag that a compressing proxy has made weak', async () => {
    const etag = tagIn(await get())

    expect((await patch({ name: 'Hamlet' }, `W/${etag}`)).status).toBe(200)
    expect((await patch({ name: 'Macbeth' }, `W/${etag}`)).status).toBe(412)
  })

  test('with an old ETag answers 412 and changes nothing', async () => {
    const etag = tagIn(await get())
    await patch({ name: 'Hamlet' }, etag)

    for (const old of [etag, `W/${etag}`, '"x"', '']) {
      const answer = await patch({ name: 'Macbeth' }, old)
      expect(answer).toMatchObject({ status: 412, body: { code: 'event-changed' } })
    }
    expect((await get()).body).toMatchObject({ name: 'Hamlet', version: 2 })
  })

  test('is not repeated by a retry, which gets the same answer', async () => {
    const etag = tagIn(await get())
    const first = await patch(DETAILS, etag)
    const again = await patch(DETAILS, etag)

    expect(again).toMatchObject({ status: 200, body: first.body })
    expect(tagIn(again)).toBe(tagIn(first))
  })

  test('is done once for concurrent changes of the same state', async () => {
    const etag = tagIn(await get())
    const answers = await Promise.all([1, 2, 3].map((n) => patch({ name: `Name ${n}` }, etag)))

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412])
  })

  test('of any version can be tried again if it loses to concurrent changes', async () => {
    app.office.keptEvents.saveEvent = async () => 'conflict'
    const answer = await patch({ name: 'Hamlet' })

    expect(answer).toMatchObject({ status: 409, body: { code: 'seats-locked' } })
    expect(answer.headers.get('Retry-After')).toBe('1')
  })

  test('without If-Match answers 428', async () => {
    const answer = await admin.send('PATCH', EVENT, { name: 'Hamlet' })
    expect(answer).toMatchObject({ status: 428, body: { code: 'if-match-missing' } })
  })

  test.each([
    ['europe/BERLIN', 'Europe/Berlin'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
    ['utc', 'UTC'],
    // Names of the same zones.
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['US/Pacific', 'US/Pacific'],
  ])('to the time zone %s stores %s', async (timeZone, stored) => {
    expect((await patch({ timeZone })).body).toMatchObject({ timeZone: stored })
  })

  test('of an unknown event answers 404', async () => {
    const headers = { 'If-Match': '*' }
    const answer = await admin.send('PATCH', '/api/events/no-such', { name: 'Hamlet' }, headers)
    expect(answer).toMatchObject({ status: 404, body: { code: 'event-not-found' } })
  })

  test.each([
    [{ timeZone: 'Europe/Atlantis' }, 'timeZone'],
    [{ timeZone: '+02:00' }, 'timeZone'],
    [{ startsAt: 'tonight' }, 'startsAt'],
    [{ status: 'sold-out' }, 'status'],
    [{ name: '' }, 'name'],
    [{ name: null }, 'name'],
    [{ seatCount: 5 }, 'seatCount'],
    [{ saleOpensAt: DETAILS.saleClosesAt, saleClosesAt: DETAILS.saleOpensAt }, 'saleClosesAt'],
    [{ saleOpensAt: DETAILS.saleOpensAt, saleClosesAt: DETAILS.saleOpensAt }, 'saleClosesAt'],
  ])('to %j answers 400', async (body, field) => {
    const answer = await patch(body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
    expect(answer.body.detail).toContain(field)
    expect((await get()).body).toMatchObject(UNCHANGED)
  })

  test('compares a new closing time with the opening time that the event has', async () => {
    await patch({ saleOpensAt: DETAILS.saleClosesAt })
    expect((await patch({ saleClosesAt: DETAILS.saleOpensAt })).status).toBe(400)
  })

  test.each([
    ['no key', undefined, 401],
    ["the seller's key", SELLER, 403],
  ])('is refused with %s', async (_which, bearer, status) => {
    const client = bearer === undefined ? anyone : anyone.with(bearer)
    expect((await patch({ name: 'Hamlet' }, '*', client)).status).toBe(status)
  })

  test('is allowed with a key for the office', async () => {
    const { key } = (await admin.post('/api/keys', { name: 'office', role: 'office' })).body
    expect((await patch({ status: 'closed' }, '*', anyone.with(key))).status).toBe(200)
  })
})

test('an event can be created with its time zone and sale period', async () => {
  const { name, startsAt, timeZone, saleOpensAt, saleClosesAt } = DETAILS
  const details = { name, startsAt, timeZone, saleOpensAt, saleClosesAt }
  const { plan } = (await get()).body
  const created = await admin.post('/api/events', { eventId: 'hamlet', plan, ...details })

  expect(created.body).toMatchObject({ ...details, status: 'on-sale', version: 1 })
  expect((await anyone.get('/api/events/hamlet')).body).toMatchObject(details)
  const invalid = { plan, saleOpensAt: saleClosesAt, saleClosesAt: saleOpensAt }
  expect((await admin.post('/api/events', invalid)).status).toBe(400)
})

test('an event can be created closed, and opened later', async () => {
  const { plan } = (await get()).body
  const create = (status: string) => admin.post('/api/events', { eventId: 'gala', plan, status })
  const hold = () => anyone.post('/api/events/gala/holds', { seatIds: ['1'] })

  for (const status of ['cancelled', 'archived', 'open']) {
    expect(await create(status)).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
  }
  expect(await create('closed')).toMatchObject({ status: 201, body: { status: 'closed' } })
  expect(await hold()).toMatchObject({ status: 409, body: { code: 'not-on-sale' } })

  await admin.send('PATCH', '/api/events/gala', { status: 'on-sale' }, { 'If-Match': '*' })
  expect((await hold()).status).toBe(201)
})

describe('outside the sale', () => {
  const seats = { seatIds: ['1', '2'] }
  const opensAt = '2026-06-01T11:00:00.000Z'
  const hold = (client = anyone) => client.post(`${EVENT}/holds`, seats)

  test('the public is told when the sale opens', async () => {
    await patch({ saleOpensAt: opensAt })

    const refusal = { status: 409, body: { code: 'not-on-sale', opensAt } }
    expect(await hold()).toMatchObject(refusal)
    expect(await anyone.post('/api/book/1')).toMatchObject(refusal)
    const best = { bestAvailable: { quantity: 2 } }
    expect(await anyone.post(`${EVENT}/holds`, best)).toMatchObject(refusal)

    app.office.clock.advance(60 * 60_000)
    expect((await hold()).status).toBe(201)
  })

  test('sellers sell, until the event is cancelled', async () => {
    const seller = anyone.with(SELLER)
    await patch({ status: 'closed' })
    expect((await hold()).body).toMatchObject({ code: 'not-on-sale' })
    expect((await hold()).body).not.toHaveProperty('opensAt')
    expect((await hold(seller)).status).toBe(201)
    expect((await seller.post('/api/book/3')).status).toBe(200)
    expect((await seller.post(`${EVENT}/bookings`, { seatIds: ['4'] })).status).toBe(201)

    await patch({ status: 'cancelled' })
    const refusal = { status: 409, body: { code: 'not-on-sale' } }
    expect(await hold(seller)).toMatchObject(refusal)
    expect(await seller.post('/api/book/5')).toMatchObject(refusal)
    expect(await seller.post(`${EVENT}/bookings`, { seatIds: ['6'] })).toMatchObject(refusal)
  })
})
