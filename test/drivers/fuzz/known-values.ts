import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { pretixPlan } from '../../../tools/pretix-plan.ts'
import { until } from '../../../tools/until.ts'
import { ADMIN, SELLER } from '../../builders/keys.ts'
import type { KnownValues } from './schema-values.ts'

/** Where nothing listens. */
const RECEIVER = 'http://127.0.0.1:9/'

const HOLDS = 6
const BOOKINGS = 4
const AVAILABLE = 40
/** The size of the default event. */
const SEATS = 1_000

interface Answer {
  readonly eventId: string
  readonly holdId: string
  readonly token: string
  readonly name: string
  readonly key: string
  readonly bookingId: string
  readonly seatIds: readonly string[]
  readonly seats: readonly { readonly seatId: string }[]
  readonly nextCursor: string
  readonly webhookId: string
  readonly webhooks: readonly { readonly webhookId: string }[]
  readonly deliveries: readonly { readonly deliveryId: string }[]
  readonly plan: { readonly categories: readonly { readonly name: string }[] }
}

/**
 * Holds and books some seats of a service, which has two events, and returns what there is in it now.
 * @param options.withDelivery also waits until a change is delivered to a webhook
 */
export async function knownValues(
  url: string,
  { withDelivery }: { withDelivery: boolean },
): Promise<KnownValues> {
  for (const eventId of ['default', 'demo']) await reopen(url, eventId)
  const webhookId = await newWebhook(url)
  const holds = await times(HOLDS, () => hold(url))
  const sold = await times(BOOKINGS, () => hold(url))
  const bookings = await Promise.all(
    sold.map(({ holdId }) => ask(url, `/api/holds/${holdId}/confirm`, {}, ADMIN)),
  )
  // So that it is not deleted.
  await hold(url, 'demo')
  const spare = await ask(url, '/api/events', { plan: pretixPlan() }, ADMIN)
  const events = await ask(url, '/api/events?limit=1')
  const history = await ask(url, '/api/events/default/history?limit=1', undefined, ADMIN)
  const { plan } = await ask(url, '/api/events/demo')
  const available = await availableSeats(url)
  const office = await createKey(url, 'office')
  const viewer = await createKey(url, 'viewer')
  return {
    adminKey: [ADMIN],
    officeKey: [office.key],
    sellerKey: [SELLER],
    viewerKey: [viewer.key],
    name: [office.name, viewer.name],
    holdToken: holds.map(({ token }) => token),
    eventId: ['default', 'default', 'demo', 'nowhere', spare.eventId],
    seatId: [...[...holds, ...bookings].flatMap(({ seatIds }) => seatIds), ...available],
    HoldRequest: [
      ...available.map((seatId) => ({ seatIds: [seatId] })),
      { bestAvailable: { quantity: 1 } },
    ],
    SeatsToCancel: bookings.map(({ seatIds }) => ({ seatIds })),
    BookingMoves: bookings.map(({ seatIds: [from] }, index) => ({
      moves: [{ from, to: available[index] }],
    })),
    EventChanges: [{ name: 'Gala' }, { status: 'on-sale', timeZone: 'Europe/Berlin' }],
    category: plan.categories.map(({ name }) => name),
    NewSeatingPlan: [JSON.parse(readFileSync('docs/theatre.seating-plan.json', 'utf8'))],
    url: [RECEIVER],
    webhookId: [webhookId],
    ...(withDelivery && { deliveryId: [await deliveryOf(url, webhookId)] }),
    holdId: holds.map(({ holdId }) => holdId),
    bookingId: bookings.map(({ bookingId }) => bookingId),
    cursor: [events.nextCursor, history.nextCursor],
    'Idempotency-Key': ['first-key', 'second-key'],
    'If-Match': [await tagOf(`${url}/api/events/default`), '*'],
    'If-None-Match': [
      await tagOf(`${url}/api/events/default`),
      await tagOf(`${url}/api/events/demo/seats`),
      await tagOf(`${url}/openapi.json`),
      '*',
      '"other"',
    ],
  }
}

/** Undoes what changes of the event may have done to its sale. */
async function reopen(url: string, eventId: string): Promise<void> {
  const response = await fetch(`${url}/api/events/${eventId}`, {
    method: 'PATCH',
    headers: {
      Authorization: `Bearer ${ADMIN}`,
      'Content-Type': 'application/json',
      'If-Match': '*',
    },
    body: JSON.stringify({ status: 'on-sale', saleOpensAt: null, saleClosesAt: null }),
  })
  if (!response.ok) throw new Error(`${eventId}: ${response.status} ${await response.text()}`)
}

/** Some seats of the default event that were not taken by the requests for other operations. */
async function availableSeats(url: string): Promise<string[]> {
  const { seats } = await ask(url, '/api/events/default/seats')
  const taken = new Set(seats.map(({ seatId }) => seatId))
  const all = Array.from({ length: SEATS }, (_, index) => `${index + 1}`)
  return all.filter((seatId) => !taken.has(seatId)).slice(-AVAILABLE)
}

function createKey(url: string, role: string): Promise<Answer> {
  return ask(url, '/api/keys', { name: `${role}-${randomUUID()}`, role }, ADMIN)
}

/** Registers a webhook in the place of all others, of which there can be a few only. */
async function newWebhook(url: string): Promise<string> {
  const { webhooks } = await ask(url, '/api/webhooks', undefined, ADMIN)
  for (const { webhookId } of webhooks) {
    const headers = { Authorization: `Bearer ${ADMIN}` }
    await fetch(`${url}/api/webhooks/${webhookId}`, { method: 'DELETE', headers })
  }
  const body = { url: RECEIVER, name: 'Shop' }
  return (await ask(url, '/api/webhooks', body, ADMIN)).webhookId
}

/** Waits for the first attempt to deliver a change. */
function deliveryOf(url: string, webhookId: string): Promise<string> {
  return until(async () => {
    const path = `/api/webhooks/${webhookId}/deliveries`
    return (await ask(url, path, undefined, ADMIN)).deliveries[0]?.deliveryId
  })
}

function hold(url: string, eventId = 'default'): Promise<Answer> {
  const body = { bestAvailable: { quantity: 1 }, ttlMs: 3_600_000 }
  return ask(url, `/api/events/${eventId}/holds`, body)
}

async function tagOf(url: string): Promise<string> {
  return (await fetch(url)).headers.get('ETag') ?? ''
}

async function ask(url: string, path: string, body?: object, key?: string): Promise<Answer> {
  const response = await fetch(url + path, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(body && { 'Content-Type': 'application/json' }),
      ...(key !== undefined && { Authorization: `Bearer ${key}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

async function times<T>(count: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let index = 0; index < count; index++) results.push(await work())
  return results
}
