import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { HoldfastClient } from '../../client/src/index.ts'
import { pretixPlan } from '../../tools/pretix-plan.ts'
import type { ServiceProcess } from '../../tools/servers/service-process.ts'
import { until } from '../../tools/until.ts'
import { ADMIN_KEY, RetryingClient } from '../drivers/retrying-client.ts'
import { ThreeInstances } from '../drivers/three-instances.ts'
import { type Received, verified, WebhookReceiver } from '../drivers/webhook-receiver.ts'

const EVENTS = ['opera', 'ballet', 'concert']
const SEATS = 40

/** Half as long as another instance waits before it takes over. */
const TIMEOUT_MS = 2_000

let three: ThreeInstances
let receiver: WebhookReceiver
let secret: string
/** The order in which the receiver got each revision for the first time, by event. */
const firstArrivals = (eventId: string) => [
  ...new Set(
    receiver.received
      .map(({ body }) => body.data)
      .filter((data) => data.eventId === eventId)
      .map(({ revision }) => revision),
  ),
]

beforeEach(async () => {
  receiver = await WebhookReceiver.start()
  three = await ThreeInstances.start({
    WEBHOOK_PRIVATE_ADDRESSES: 'true',
    WEBHOOK_TIMEOUT_MS: `${TIMEOUT_MS}`,
  })
  const [admin] = clients()
  const created = await admin.createWebhook({ url: receiver.url, name: 'Shop' })
  secret = created.value.secret
  const operator = new RetryingClient(three.urls)
  for (const eventId of EVENTS) await operator.openEvent(eventId, pretixPlan({ seats: SEATS }))
})
afterEach(async () => {
  await three.stop()
  await receiver.stop()
})

function clients(): [HoldfastClient, HoldfastClient, HoldfastClient] {
  const [one, two, last] = three.services.map((service) => service.client({ key: ADMIN_KEY }))
  if (!one || !two || !last) throw new Error('There are not three instances')
  return [one, two, last]
}

/** Holds, extends, books and cancels a seat, or blocks and unblocks it. */
async function changeSeat(client: HoldfastClient, eventId: string, number: number): Promise<void> {
  const seatIds = [`0-0-${number}`]
  if (number % 4 === 0) {
    await client.blockSeats(eventId, { seatIds })
    await client.unblockSeats(eventId, { seatIds })
    return
  }
  const held = await client.holdSeats(eventId, { seatIds })
  if (!held.ok) throw new Error(held.refusal.code)
  if (number % 4 === 1) {
    await client.releaseHold(held.value)
    return
  }
  const booked = await client.confirmHold(held.value, {})
  if (!booked.ok) throw new Error(booked.refusal.code)
  if (number % 4 === 2) await client.cancelBooking(booked.value.bookingId)
}

interface Change {
  readonly event_id: string
  readonly revision: number
  readonly action: string
  readonly request_id: string
  readonly seat_ids: string[]
}

/** All changes that were saved. */
function history(): Promise<Change[]> {
  return three.postgres.query<Change>(`
    select event_id, revision::int, min(action) as action, min(request_id) as request_id,
      array_agg(seat_id order by ordinal) as seat_ids
    from history group by event_id, revision order by event_id, revision`)
}

async function everythingArrived(): Promise<void> {
  const changes = await history()
  await until(() => {
    const arrived = EVENTS.flatMap((eventId) => firstArrivals(eventId))
    return arrived.length >= changes.length
  })
}

function described({ body: { data } }: Received): Change {
  const { eventId, revision, action, requestId, seats } = data
  const seat_ids = seats.map(({ seatId }) => seatId)
  return { event_id: eventId, revision, action, request_id: requestId, seat_ids }
}

/** At least once, in order for each event, and nothing that was not saved. */
async function expectAllInOrder(): Promise<void> {
  const changes = await history()
  const saved = new Map(changes.map((change) => [`${change.event_id} ${change.revision}`, change]))
  for (const received of receiver.received) {
    const change = described(received)
    expect(change).toEqual(saved.get(`${change.event_id} ${change.revision}`))
    expect(verified(secret, received)).toEqual(received.body)
  }
  for (const eventId of EVENTS) {
    const revisions = changes.filter(({ event_id }) => event_id === eventId)
    expect(firstArrivals(eventId)).toEqual(revisions.map(({ revision }) => revision))
  }
}

/** Stops all instances but the first, changes seats, and waits until the first one has sent a message. */
async function sendFromFirstOnly(): Promise<ServiceProcess> {
  const [first, ...others] = three.services
  if (!first) throw new Error('There is no instance')
  for (const other of others) other.kill('SIGSTOP')
  const before = receiver.received.length
  receiver.answer = () => undefined
  const [client] = clients()
  await Promise.all(EVENTS.map((eventId) => changeSeat(client, eventId, SEATS - 1)))
  await until(() => receiver.received.length > before)
  return first
}

function continueOthers(): void {
  for (const other of three.services.slice(1)) other.kill('SIGCONT')
  receiver.answer = (response) => response.writeHead(204).end()
}

describe('webhooks of three instances', () => {
  test('get every change, in order for each event, although the receiver sometimes fails', async () => {
    let count = 0
    receiver.answer = (response) => {
      count++
      if (count % 23 === 0) receiver.disconnectAll()
      else if (count % 29 !== 0) response.writeHead(count % 31 === 0 ? 500 : 204).end()
    }
    const instances = clients()
    await Promise.all(
      EVENTS.flatMap((eventId) =>
        Array.from({ length: SEATS }, async (_, number) => {
          await changeSeat(instances[number % 3] ?? instances[0], eventId, number)
        }),
      ),
    )
    await until(() => count > 0)
    receiver.answer = (response) => response.writeHead(204).end()
    await everythingArrived()

    await expectAllInOrder()
  })

  test('get every change after an instance is killed in the middle of a delivery', async () => {
    const [, other] = clients()
    const first = await sendFromFirstOnly()
    first.kill('SIGKILL')
    await first.exit
    continueOthers()
    await Promise.all(EVENTS.map((eventId) => changeSeat(other, eventId, 1)))
    await everythingArrived()

    await expectAllInOrder()
  })

  test('get every change in order when an instance is paused in the middle of a delivery', async () => {
    const [, other] = clients()
    const first = await sendFromFirstOnly()
    first.kill('SIGSTOP')
    continueOthers()
    await Promise.all(EVENTS.map((eventId) => changeSeat(other, eventId, 1)))
    await everythingArrived()
    first.kill('SIGCONT')
    await Promise.all(EVENTS.map((eventId) => changeSeat(other, eventId, 2)))
    await everythingArrived()

    await expectAllInOrder()
  })

  test('are told when a hold expires', async () => {
    const [buyer] = clients()
    const held = await buyer.holdSeats('opera', { seatIds: ['0-0-0'], ttlMs: 100 })
    if (!held.ok) throw new Error(held.refusal.code)
    await until(() => receiver.received.length >= 2)

    expect(receiver.received.map(({ body }) => [body.type, body.data.holdId])).toEqual([
      ['hold.placed', held.value.holdId],
      ['hold.expired', held.value.holdId],
    ])
    await expectAllInOrder()
  })
})
