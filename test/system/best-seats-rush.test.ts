import { randomUUID } from 'node:crypto'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { type PretixPlan, pretixPlan } from '../../tools/pretix-plan.ts'
import { RedisServer } from '../../tools/servers/redis-server.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'
import { ADMIN_KEY, type Held, RetryingClient } from '../drivers/retrying-client.ts'
import { type StoreName, STORES } from '../load/stores.ts'

const BUYERS = 200
const PLACES = 2_200

const SETTINGS = { ADMIN_KEY, PUBLIC_BOOKING: 'true', SEATS_PER_CLIENT: '0', DEMO_EVENT: 'false' }

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** 20 rows of 2 x 10 seats with an aisle between. */
function hallWithAisle(): PretixPlan {
  const plan = pretixPlan({ rows: 20, seats: 20 })
  for (const row of plan.zones.flatMap((zone) => zone.rows)) {
    for (const seat of row.seats.slice(10)) seat.position.x += 20
  }
  return plan
}

/** A seat, and a standing area. */
function hallWithArea(): PretixPlan {
  const plan = pretixPlan()
  const area = { position: { x: 0, y: 0 }, area_guid: 'pit', capacity: PLACES, category: 'Stalls' }
  for (const zone of plan.zones) zone.areas = [area]
  return plan
}

async function open(store: StoreName, instances: number): Promise<RetryingClient> {
  const { settings, remove } = await STORES[store]()
  closers.push(remove)
  const redis = store === 'postgres' ? await RedisServer.start() : undefined
  if (redis) closers.push(() => redis.stop())
  const services = await Promise.all(
    Array.from({ length: instances }, () =>
      ServiceProcess.start({ ...SETTINGS, ...settings, REDIS_URL: redis?.url ?? '' }),
    ),
  )
  for (const service of services) closers.push(() => service.stop())
  return new RetryingClient(services.map(({ url }) => url))
}

describe.each([
  { store: 'memory', instances: 1 },
  { store: 'embedded', instances: 1 },
  { store: 'postgres', instances: 1 },
  { store: 'postgres', instances: 3 },
] as const)('a hall of 400 seats, store $store, instances $instances,', ({ store, instances }) => {
  let client: RetryingClient
  beforeEach(async () => {
    client = await open(store, instances)
    await client.openEvent('show', hallWithAisle())
  })

  test(`is sold to ${BUYERS} concurrent buyers of the best two seats, without a refusal before it is sold out`, async () => {
    const wish = { bestAvailable: { quantity: 2 } }
    const answers = await Promise.all(
      Array.from({ length: BUYERS }, () =>
        client.hold('show', wish, { key: randomUUID(), insists: true }),
      ),
    )

    const seatIds = answers.flatMap(({ body }) => (body as Held).seatIds)
    expect(new Set(seatIds).size).toBe(2 * BUYERS)
    // On a slow machine a buyer may have to wait for the others once more.
    expect(client.count('409')).toBe(client.count('409 seats-locked'))
    expect(await client.hold('show', wish)).toMatchObject({ status: 409, code: 'not-enough-seats' })
    const { body } = await client.ask('GET', '/api/events/show/seats')
    expect((body as { seats: unknown[] }).seats).toHaveLength(2 * BUYERS)
  })

  test(`a standing area of ${PLACES} places is sold to the last by ${BUYERS} concurrent buyers`, async () => {
    await client.openEvent('open-air', hallWithArea())
    const sold: string[] = []
    const buy = async (): Promise<void> => {
      for (;;) {
        // The last places are sold singly, so that none is left.
        const quantity = sold.length < PLACES / 2 ? 5 : 1
        const wish = { areas: [{ areaId: 'pit', quantity }] }
        const answer = await client.hold('open-air', wish, { key: randomUUID(), insists: true })
        if (answer.status !== 201) {
          expect(answer.code).toBe('not-enough-seats')
          return
        }
        sold.push(...(answer.body as Held).seatIds)
      }
    }
    await Promise.all(Array.from({ length: BUYERS }, buy))

    expect(new Set(sold).size).toBe(PLACES)
    expect(sold).toHaveLength(PLACES)
    const { body } = await client.ask('GET', '/api/events/open-air/seats')
    const areas = [{ areaId: 'pit', capacity: PLACES, available: 0 }]
    expect(body).toMatchObject({ seats: [], areas })
  })
})
