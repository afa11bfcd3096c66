import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { pretixPlan } from '../../tools/pretix-plan.ts'
import type { ServiceProcess } from '../../tools/servers/service-process.ts'
import { TcpProxy } from '../../tools/servers/tcp-proxy.ts'
import { until } from '../../tools/until.ts'
import { type Held, RetryingClient } from '../drivers/retrying-client.ts'
import { findDiscrepanciesAt, NO_DISCREPANCIES } from '../drivers/stored-bookings.ts'
import { ThreeInstances } from '../drivers/three-instances.ts'

const BUYERS = 30
const PURCHASES = 8

/** How many answers the instance that is killed could not give. */
const UNSAID_MIN = 10

let three: ThreeInstances
beforeEach(async () => {
  // A request that comes again has to wait for the lock of the instance that is no more.
  three = await ThreeInstances.start({ LOCK_TTL_MS: '2000', LOCK_COMMAND_TIMEOUT_MS: '1000' })
})
afterEach(() => three.stop())

/** The seats of one purchase, which nobody else wants: whatever is refused is refused for no good reason. */
function seatsOf(buyer: number, purchase: number): string[] {
  return [0, 1].map((seat) => `0-${buyer}-${2 * purchase + seat}`)
}

interface Purchase {
  readonly holdId: string
  readonly bookingId: string
  readonly seatIds: readonly string[]
}

async function buy(client: RetryingClient, buyer: number, purchase: number): Promise<Purchase> {
  const key = `buyer-${buyer}-purchase-${purchase}`
  const seatIds = seatsOf(buyer, purchase)
  const held = await client.hold('show', { seatIds }, { key: `hold-for-${key}` })
  expect(held).toMatchObject({ status: 201, body: { seatIds } })
  const { holdId, token } = held.body as Held
  const path = `/api/holds/${holdId}/confirm`
  // The lock of the hold outlives the instance that was killed right after its answer.
  const confirm = { bearer: token, key: `confirm-for-${key}`, insists: true }
  const booked = await client.ask('POST', path, confirm)
  expect(booked).toMatchObject({ status: 200, body: { holdId, seatIds } })
  return booked.body as Purchase
}

test('clients of a killed instance switch to another one, and get one hold and one booking each', async () => {
  const [doomed, ...others] = three.services as [ServiceProcess, ...ServiceProcess[]]
  const proxy = await TcpProxy.start(Number(new URL(doomed.url).port))
  const urls = [`http://127.0.0.1:${proxy.port}`, ...others.map(({ url }) => url)]
  const client = new RetryingClient(urls)
  await client.openEvent('show', pretixPlan({ rows: BUYERS, seats: 2 * PURCHASES }))

  const purchases: Purchase[] = []
  const buying = Promise.all(
    Array.from({ length: BUYERS }, async (_, buyer) => {
      for (let purchase = 0; purchase < PURCHASES; purchase++) {
        purchases.push(await buy(client, buyer, purchase))
      }
    }),
  )
  await until(() => purchases.length > BUYERS)
  // What it has done, and could not say, is what a repetition must not do again.
  proxy.replies.flow = 'hold'
  await until(() => proxy.replies.stopped >= UNSAID_MIN)
  await doomed.stop()
  await proxy.close()
  expect(purchases.length).toBeLessThan(BUYERS * PURCHASES)
  await buying

  expect(client.count('no answer')).toBeGreaterThanOrEqual(UNSAID_MIN)
  expect(purchases).toHaveLength(BUYERS * PURCHASES)
  const acknowledged = purchases.flatMap(({ bookingId, seatIds }) =>
    seatIds.map((seatId) => ({ seatId, bookingId })),
  )
  const tally = { acknowledged, refusedRequests: new Set<string>() }
  expect(await findDiscrepanciesAt(three.postgres.url, tally)).toEqual(NO_DISCREPANCIES)

  const stored = await three.postgres.query<{ hold_id: string; booking_id: string }>(
    `select hold_id, booking_id from holds join bookings using (event_id, booking_id)`,
  )
  expect(await three.postgres.query('select count(*)::int as holds from holds')).toEqual([
    { holds: BUYERS * PURCHASES },
  ])
  const pairs = (of: readonly string[]) => [...of].sort()
  expect(pairs(stored.map(({ hold_id, booking_id }) => `${hold_id} ${booking_id}`))).toEqual(
    pairs(purchases.map(({ holdId, bookingId }) => `${holdId} ${bookingId}`)),
  )
})
