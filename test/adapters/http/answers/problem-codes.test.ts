import { afterEach, describe, expect, test } from '@jest/globals'
import { pino } from 'pino'

import { type ProblemCode, PROBLEMS } from '../../../../src/adapters/http/answers/problems.ts'
import { InProcessRequestCounter } from '../../../../src/adapters/http/limits/in-process-request-counter.ts'
import { KEYS_MAX } from '../../../../src/application/commands/create-key.ts'
import { WEBHOOKS_MAX } from '../../../../src/application/commands/create-webhook.ts'
import { StoreUnavailableError } from '../../../../src/application/ports/store-unavailable-error.ts'
import { pretixPlan } from '../../../../tools/pretix-plan.ts'
import { ADMISSION_KEY } from '../../../builders/admission-token.ts'
import { ADMIN, KEYS, SELLER } from '../../../builders/keys.ts'
import { newDelivery } from '../../../builders/webhook.ts'
import { ApiClient } from '../../../drivers/api-client.ts'
import { rawRequest } from '../../../drivers/raw-request.ts'
import { RunningApp, type RunningAppOptions } from '../../../drivers/running-app.ts'
import { MINUTE_MS } from '../../../drivers/use-case-fixture.ts'

const HOLDS = '/api/events/default/holds'
const BOOKINGS = '/api/events/default/bookings'
const BLOCKS = '/api/events/default/blocks'
const WEBHOOKS = '/api/webhooks'
const webhook = { url: 'https://shop.example/', name: 'Shop' }
const key = { 'Idempotency-Key': 'k-1' }
const seat1 = { seatIds: ['1'] }

let app: RunningApp
let buyer: ApiClient
let seller: ApiClient
let admin: ApiClient
afterEach(() => app.stop())

async function start(options: RunningAppOptions | undefined): Promise<void> {
  app = await RunningApp.start({ keys: KEYS, ...options })
  buyer = new ApiClient(app)
  seller = buyer.with(SELLER)
  admin = buyer.with(ADMIN)
}

interface Provoked {
  readonly status: number
  readonly body: unknown
}

/** Sent as it is, on a separate connection. */
async function sendRaw(...lines: string[]): Promise<Provoked> {
  const answer = await rawRequest(app.server.port, lines.join('\r\n'))
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  return { status: Number(/^HTTP\/1.1 (\d+) /.exec(head)?.[1]), body: JSON.parse(body) }
}

const lock = (...seatIds: string[]) =>
  app.lock.acquire({ eventId: 'default', seatIds, ttlMs: 10_000 })

const rate = {
  requestsPerMinute: 1,
  counter: new InProcessRequestCounter({ windowMs: MINUTE_MS, clientsMax: 10 }),
  logger: pino({ level: 'silent' }),
}

/** The settings that some of the errors require. */
const settings: Partial<Record<ProblemCode, RunningAppOptions>> = {
  'too-many-seats-for-client': { holdLimits: { seatsPerClientMax: 1 } },
  'hold-cooldown': { holdLimits: { holdCooldownMs: MINUTE_MS } },
  'leaves-single-seat': { holdLimits: { refusesSingleSeats: true } },
  'too-many-holds': { holdLimits: { holdsPerClientMax: 1 } },
  overloaded: { limits: { requestsInFlightMax: 0 } },
  'too-many-concurrent-requests': { limits: { requestsInFlightPerClientMax: 0 } },
  'too-many-streams': { streams: { streamsMax: 0 } },
  'too-many-streams-per-client': { streams: { streamsPerClientMax: 0 } },
  'rate-limited': { limits: { rate } },
  'client-unknown': { trustProxy: '1' },
  'key-not-configured': { keys: {} },
  'checkout-required': { publicBooking: false },
  'admission-required': { admissionKey: ADMISSION_KEY },
  'too-many-wrong-keys': { wrongKeysPerMinute: 1 },
  'request-timeout': { limits: { headersTimeoutMs: 50, requestTimeoutMs: 50 } },
}

/** The request that causes each error. */
const provocations: Readonly<Record<ProblemCode, () => Promise<Provoked>>> = {
  'seat-already-booked': async () => {
    await buyer.post('/api/book/1')
    return buyer.post('/api/book/1')
  },
  'seat-blocked': async () => {
    await admin.post(BLOCKS, seat1)
    return buyer.post('/api/book/1')
  },
  'seat-not-found': () => buyer.post(HOLDS, { seatIds: ['101'] }),
  'seat-locked': async () => {
    await lock('1')
    return buyer.post('/api/book/1')
  },
  'seat-held': async () => {
    await buyer.post(HOLDS, seat1)
    return buyer.post('/api/book/1')
  },
  'event-not-found': () => buyer.get('/api/events/no-such'),
  'category-not-found': () => buyer.post(HOLDS, { bestAvailable: { quantity: 1, category: 'no' } }),
  'zone-not-found': () => buyer.post(HOLDS, { bestAvailable: { quantity: 1, zone: 'no' } }),
  'area-not-found': () => buyer.post(HOLDS, { areas: [{ areaId: 'pit', quantity: 1 }] }),
  'event-already-exists': () =>
    admin.post('/api/events', { eventId: 'default', plan: pretixPlan() }),
  'event-changed': () =>
    admin.send('PATCH', '/api/events/default', { name: 'Gala' }, { 'If-Match': '"no"' }),
  'event-in-use': async () => {
    await admin.post('/api/events', { eventId: 'gala', plan: pretixPlan() })
    await buyer.post('/api/events/gala/holds', { bestAvailable: { quantity: 1 } })
    return admin.delete('/api/events/gala')
  },
  'event-not-cancelled': async () => {
    await admin.post('/api/events', { eventId: 'gala', plan: pretixPlan() })
    return admin.delete('/api/events/gala?force=true')
  },
  'default-event': () => admin.delete('/api/events/default'),
  'if-match-missing': () => admin.send('PATCH', '/api/events/default', { name: 'Gala' }),
  'plan-fixed': () => admin.send('PUT', '/api/events/default/plan?dryRun=true', pretixPlan()),
  'plan-too-different': async () => {
    const { eventId } = (await admin.post('/api/events', pretixPlan())).body
    const plan = pretixPlan({ rows: 101, seats: 100 })
    return admin.send('PUT', `/api/events/${eventId}/plan?dryRun=true`, plan)
  },
  'seats-in-use': async () => {
    const { eventId } = (await admin.post('/api/events', pretixPlan({ seats: 2 }))).body
    await admin.post(`/api/events/${eventId}/blocks`, { seatIds: ['0-0-1'] })
    const plan = pretixPlan({ seats: 1 })
    return admin.send('PUT', `/api/events/${eventId}/plan`, plan, { 'If-Match': '*' })
  },
  'not-on-sale': async () => {
    const headers = { 'If-Match': '*' }
    await admin.send('PATCH', '/api/events/default', { status: 'closed' }, headers)
    return buyer.post('/api/book/1')
  },
  'hold-not-found': () => buyer.post('/api/holds/no-such/confirm'),
  'hold-gone': async () => {
    const { holdId, token } = (await buyer.post(HOLDS, seat1)).body
    app.office.clock.advance(10 * MINUTE_MS)
    return buyer.with(token).post(`/api/holds/${holdId}/extend`)
  },
  'checkout-required': async () => {
    const { holdId, token } = (await buyer.post(HOLDS, seat1)).body
    return buyer.with(token).post(`/api/holds/${holdId}/confirm`)
  },
  'admission-required': () => buyer.post(HOLDS, seat1),
  'hold-changed': async () => {
    const { holdId, token } = (await buyer.post(HOLDS, seat1)).body
    return buyer.with(token).post(`/api/holds/${holdId}/confirm`, { version: 2 })
  },
  'hold-confirmed': async () => {
    const { holdId } = (await buyer.post(HOLDS, seat1)).body
    await seller.post(`/api/holds/${holdId}/confirm`, { reference: 'order 1' })
    return seller.post(`/api/holds/${holdId}/confirm`, { reference: 'order 2' })
  },
  'cursor-gone': () => {
    const cursor = Buffer.from(JSON.stringify([1, 0, 'x'])).toString('base64url')
    return admin.get(`/api/events/default/history?cursor=${cursor}`)
  },
  'booking-not-found': () => seller.get('/api/bookings/no-such'),
  'seats-not-in-booking': async () => {
    const { bookingId } = (await seller.post(BOOKINGS, seat1)).body
    return seller.post(`/api/bookings/${bookingId}/cancel`, { seatIds: ['2'] })
  },
  'other-category': async () => {
    const plan = pretixPlan({ seats: 2 })
    const [, other] = plan.zones[0]?.rows[0]?.seats ?? []
    if (other) other.category = 'Balcony'
    plan.categories.push({ name: 'Balcony' })
    const { eventId } = (await admin.post('/api/events', plan)).body
    const booked = await seller.post(`/api/events/${eventId}/bookings`, { seatIds: ['0-0-0'] })
    const moves = [{ from: '0-0-0', to: '0-0-1' }]
    return seller.post(`/api/bookings/${booked.body.bookingId}/move`, { moves })
  },
  'seats-cancelled-before': async () => {
    const { bookingId } = (await seller.post(BOOKINGS, { seatIds: ['1', '2'] })).body
    await seller.post(`/api/bookings/${bookingId}/cancel`, { seatIds: ['2'] })
    return seller.post(`/api/bookings/${bookingId}/move`, { moves: [{ from: '1', to: '2' }] })
  },
  'webhook-not-found': () => admin.get(`${WEBHOOKS}/no-such`),
  'url-not-allowed': () => admin.post(WEBHOOKS, { ...webhook, url: 'https://private.example/' }),
  'too-many-webhooks': async () => {
    for (let i = 0; i < WEBHOOKS_MAX; i++) await admin.post(WEBHOOKS, webhook)
    return admin.post(WEBHOOKS, webhook)
  },
  'delivery-not-found': async () => {
    await app.webhooks.addWebhook()
    return admin.post(`${WEBHOOKS}/w-1/deliveries/no-such/redeliver`)
  },
  'change-gone': async () => {
    await app.webhooks.addWebhook()
    await app.webhooks.webhooks.addDelivery(newDelivery({ eventId: 'default' }))
    return admin.post(`${WEBHOOKS}/w-1/deliveries/d-1/redeliver`)
  },
  'whole-table-only': async () => {
    const plan = pretixPlan({ seats: 2 })
    Object.assign(plan.zones[0] ?? {}, { bookAs: 'whole' })
    const { eventId } = (await admin.post('/api/events', plan)).body
    return buyer.post(`/api/events/${eventId}/holds`, { seatIds: ['0-0-0'] })
  },
  'leaves-single-seat': () => buyer.post(HOLDS, { seatIds: ['2'] }),
  'seats-not-available': async () => {
    await buyer.post(HOLDS, seat1)
    return buyer.post(HOLDS, seat1)
  },
  'seats-locked': async () => {
    await lock('1')
    return seller.post(BOOKINGS, seat1)
  },
  'too-many-seats': async () => {
    const { token } = (await buyer.post(HOLDS, seat1)).body
    return buyer.with(token).post(HOLDS, { seatIds: ['2', '3', '4', '5'] })
  },
  'not-enough-seats': async () => {
    await admin.post(BLOCKS, { seatIds: Array.from({ length: 100 }, (_, seat) => `${seat + 1}`) })
    return buyer.post(HOLDS, { bestAvailable: { quantity: 1 } })
  },
  'too-many-holds': async () => {
    await buyer.post(HOLDS, seat1)
    return buyer.post(HOLDS, { seatIds: ['2'] })
  },
  'too-many-seats-for-client': async () => {
    await buyer.post(HOLDS, seat1)
    return buyer.post(HOLDS, { seatIds: ['2'] })
  },
  'hold-cooldown': async () => {
    const { holdId, token } = (await buyer.post(HOLDS, seat1)).body
    await buyer.with(token).delete(`/api/holds/${holdId}`)
    return buyer.post(HOLDS, seat1)
  },
  'idempotency-key-in-flight': () =>
    new Promise((resolve, reject) => {
      app.seats.beforeSave = () => {
        app.seats.beforeSave = undefined
        const repetition = buyer.post(HOLDS, seat1, key)
        repetition.then(resolve, reject)
        return repetition.then(() => undefined)
      }
      buyer.post(HOLDS, seat1, key).catch(reject)
    }),
  'idempotency-key-reused': async () => {
    await buyer.post(HOLDS, seat1, key)
    return buyer.post(HOLDS, { seatIds: ['2'] }, key)
  },
  'idempotency-result-gone': async () => {
    const { holdId, token } = (await buyer.post(HOLDS, seat1, key)).body
    await buyer.with(token).delete(`/api/holds/${holdId}`)
    return buyer.post(HOLDS, seat1, key)
  },
  'store-unavailable': () => {
    app.seats.saveError = new StoreUnavailableError('away')
    return buyer.post(HOLDS, seat1)
  },
  overloaded: () => buyer.get('/api/events'),
  'too-many-concurrent-requests': () => buyer.get('/api/events'),
  'too-many-streams': () => buyer.get('/api/events/default/stream'),
  'too-many-streams-per-client': () => buyer.get('/api/events/default/stream'),
  'rate-limited': async () => {
    await buyer.get('/api/events')
    return buyer.get('/api/events')
  },
  'cross-site-request': () => buyer.post(HOLDS, seat1, { 'Sec-Fetch-Site': 'cross-site' }),
  'key-missing': () => buyer.post(BOOKINGS, seat1),
  'key-wrong': () => buyer.with('not-the-key').post(BOOKINGS, seat1),
  'key-insufficient': () => seller.post(BLOCKS, seat1),
  'key-not-configured': () => admin.post(BLOCKS, seat1),
  'too-many-wrong-keys': async () => {
    await buyer.with('not-the-key').post(BOOKINGS, seat1)
    return buyer.with('not-the-key').post(BOOKINGS, seat1)
  },
  'key-already-exists': () => admin.post('/api/keys', { name: 'admin', role: 'viewer' }),
  'key-not-found': () => admin.delete('/api/keys/admin'),
  'too-many-keys': async () => {
    const [role, digest, createdAt] = ['viewer', '', app.office.clock.now()] as const
    for (let i = 0; i < KEYS_MAX; i++) {
      await app.office.storedKeys.addKey({ name: `${i}`, role, digest, createdAt })
    }
    return admin.post('/api/keys', { name: 'one-more', role })
  },
  'invalid-request': () => buyer.post(HOLDS, { seatIds: [] }),
  'client-unknown': () => buyer.get('/api/events'),
  'malformed-url': () => buyer.get('/api/events/%E0%A4%A'),
  'malformed-json': () => buyer.post(HOLDS, '{'),
  'malformed-http': () => sendRaw('hello', '', ''),
  'not-found': () => buyer.get('/api/no-such'),
  'method-not-allowed': () => buyer.send('PUT', HOLDS),
  'request-timeout': () => sendRaw('GET / HTTP/1.1'),
  'body-too-large': () => buyer.post('/api/book/1', { reference: 'x'.repeat(1_024) }),
  'unsupported-media-type': () => buyer.post(HOLDS, '{}', { 'Content-Type': 'text/plain' }),
  'expectation-failed': () =>
    sendRaw('GET / HTTP/1.1', 'Host: x', 'Expect: tea', 'Connection: close', '', ''),
  'headers-too-large': () => sendRaw('GET / HTTP/1.1', `X: ${'x'.repeat(20_000)}`, '', ''),
  'internal-error': () => {
    app.seats.findError = new Error('broken')
    return buyer.post(HOLDS, seat1)
  },
}

describe('every error of the API can occur', () => {
  test.each(Object.keys(PROBLEMS) as ProblemCode[])('%s', async (code) => {
    await start(settings[code])
    const { status, body } = await provocations[code]()

    expect(status).toBe(PROBLEMS[code].status)
    expect(body).toMatchObject({ status, code })
  })
})
