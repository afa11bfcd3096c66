import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { pretixPlan } from '../../tools/pretix-plan.ts'
import { until } from '../../tools/until.ts'
import { GroupBuyer } from '../drivers/group-buyer.ts'
import { RetryingClient } from '../drivers/retrying-client.ts'
import { findDiscrepanciesAt, NO_DISCREPANCIES } from '../drivers/stored-bookings.ts'
import { ThreeInstances } from '../drivers/three-instances.ts'

/** Attempts per group buyer. A thousand take some minutes. */
const ROUNDS = Number(process.env['GROUP_BUYER_ROUNDS'] ?? 8)
const GROUP_BUYERS = 50
const SEATS = 60
const TIMEOUT_MS = 300_000 + ROUNDS * 10_000

/** Active holds that do not own all of their seats. */
const HELD_IN_PART = `
  select hold_id from holds
  where end_kind is null and expires_at > clock_timestamp() and cardinality(seat_ids) <> (
    select count(*) from seats where seats.event_id = holds.event_id and seats.hold_id = holds.hold_id
  )`

const DEADLOCKS = 'select sum(deadlocks)::int as deadlocks from pg_stat_database'

let three: ThreeInstances
beforeEach(async () => {
  three = await ThreeInstances.start()
}, TIMEOUT_MS)
afterEach(() => three.stop())

/** The locks of seats, and those without a time to live. */
async function locks(): Promise<{ all: string[]; endless: string[] }> {
  const { admin } = three.redis
  const all = await admin.keys('lock:*seat*')
  const ttls = await Promise.all(all.map((key) => admin.pttl(key)))
  return { all, endless: all.filter((_, index) => ttls[index] === -1) }
}

test(
  `${GROUP_BUYERS} group buyers of overlapping seats get all of their seats or none, and leave no lock`,
  async () => {
    const client = new RetryingClient(three.urls)
    await client.openEvent('show', pretixPlan({ seats: SEATS }))
    const seatIds = Array.from({ length: SEATS }, (_, seat) => `0-0-${seat}`)
    const buyers = Array.from(
      { length: GROUP_BUYERS },
      () => new GroupBuyer(client, { eventId: 'show', seatIds }),
    )

    for (let round = 1; round <= ROUNDS; round++) {
      const trying = Promise.all(buyers.map((buyer) => buyer.tryOnce({ keep: round === ROUNDS })))
      expect(await three.postgres.query(HELD_IN_PART)).toEqual([])
      expect((await locks()).endless).toEqual([])
      await trying
    }

    const acknowledged = buyers.flatMap((buyer) => buyer.acknowledged)
    expect(buyers.flatMap(({ complaints }) => complaints)).toEqual([])
    expect([client.count('5'), client.count('no answer')]).toEqual([0, 0])
    expect(client.count('201')).toBeGreaterThan(ROUNDS)
    expect(client.count('409')).toBeGreaterThan(ROUNDS)
    expect(await three.postgres.query(DEADLOCKS)).toEqual([{ deadlocks: 0 }])
    const tally = { acknowledged, refusedRequests: new Set<string>() }
    expect(await findDiscrepanciesAt(three.postgres.url, tally)).toEqual(NO_DISCREPANCIES)

    const sold = new Set(acknowledged.map(({ seatId }) => seatId))
    for (const seatId of seatIds.filter((seatId) => !sold.has(seatId))) {
      await until(async () => (await client.hold('show', { seatIds: [seatId] })).status === 201)
    }
    await until(async () => (await locks()).all.length === 0)
    if (process.env['GROUP_BUYER_ROUNDS'] !== undefined) report(client)
  },
  TIMEOUT_MS,
)

/** Prints the answers of a manual run. */
function report({ answers }: RetryingClient): void {
  process.stdout.write(`${JSON.stringify(Object.fromEntries(answers), null, 2)}\n`)
}
