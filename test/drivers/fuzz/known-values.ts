import { readFileSync } from 'node:fs'

import { until } from '../../../tools/until.ts'
import { ADMIN, SELLER } from '../../builders/keys.ts'
import type { KnownValues } from './schema-values.ts'

/** Where nothing listens. */
const RECEIVER = 'http://127.0.0.1:9/'

const HOLDS = 6
const BOOKINGS = 4

interface Answer {
  readonly holdId: string
  readonly token: string
  readonly bookingId: string
  readonly seatIds: readonly string[]
  readonly nextCursor: string
  readonly webhookId: string
  readonly webhooks: readonly { readonly webhookId: string }[]
  readonly deliveries: readonly { readonly deliveryId: string }[]
  readonly plan: { readonly categories: readonly { readonly name: string }[] }
}

/** Holds and books some seats of a service, which has two events, and tells what there is in it now. */
export async function knownValues(url: string): Promise<KnownValues> {
  const webhookId = await newWebhook(url)
  const holds = await times(HOLDS, () => hold(url))
  const sold = await times(BOOKINGS, () => hold(url))
  const bookings = await Promise.all(
    sold.map(({ holdId }) => ask(url, `/api/holds/${holdId}/confirm`, {}, ADMIN)),
  )
  const events = await ask(url, '/api/events?limit=1')
  const history = await ask(url, '/api/events/default/history?limit=1', undefined, ADMIN)
  const { plan } = await ask(url, '/api/events/demo')
  return {
    adminKey: [ADMIN],
    sellerKey: [SELLER],
    holdToken: holds.map(({ token }) => token),
    eventId: ['default', 'default', 'demo', 'nowhere'],
    seatId: [
      ...[...holds, ...bookings].flatMap(({ seatIds }) => seatIds),
      ...Array.from({ length: 40 }, (_, index) => `${index * 20 + 1}`),
    ],
    category: plan.categories.map(({ name }) => name),
    NewSeatingPlan: [JSON.parse(readFileSync('docs/theatre.seating-plan.json', 'utf8'))],
    url: [RECEIVER],
    webhookId: [webhookId],
    deliveryId: [await deliveryOf(url, webhookId)],
    holdId: holds.map(({ holdId }) => holdId),
    bookingId: bookings.map(({ bookingId }) => bookingId),
    cursor: [events.nextCursor, history.nextCursor],
    'Idempotency-Key': ['first-key', 'second-key'],
    'If-None-Match': [
      await tagOf(`${url}/api/events/default`),
      await tagOf(`${url}/api/events/demo/seats`),
      await tagOf(`${url}/openapi.json`),
      '*',
      '"other"',
    ],
  }
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

function hold(url: string): Promise<Answer> {
  const body = { bestAvailable: { quantity: 1 }, ttlMs: 3_600_000 }
  return ask(url, '/api/events/default/holds', body)
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
