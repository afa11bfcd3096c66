import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { Party } from '../drivers/group-buyer.ts'
import { pretixPlan } from '../../tools/pretix-plan.ts'
import { Shop } from '../drivers/retrying-client.ts'
import { findDiscrepanciesAt, NO_DISCREPANCIES } from '../drivers/stored-bookings.ts'
import { ThreeInstances } from '../drivers/three-instances.ts'
import { until } from '../../tools/until.ts'

/** How often each party tries to get seats. A thousand make a test of some minutes. */
const ROUNDS = Number(process.env['PARTY_ROUNDS'] ?? 8)
const PARTIES = 50
const SEATS = 60
const TIMEOUT_MS = 300_000 + ROUNDS * 10_000

/** Holds that last, of which some seats are another's or nobody's. One moment is looked at, and the clock after it. */
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

/** The locks of seats, and of them those that would stay for ever. */
async function locks(): Promise<{ all: string[]; endless: string[] }> {
  const { admin } = three.redis
  const all = await admin.keys('lock:*seat*')
  const ttls = await Promise.all(all.map((key) => admin.pttl(key)))
  return { all, endless: all.filter((_, index) => ttls[index] === -1) }
}

test(
  `${PARTIES} parties after overlapping seats have all they want or nothing, and leave nothing stuck`,
  async () => {
    const shop = new Shop(three.urls)
    await shop.openEvent('show', pretixPlan({ seats: SEATS }))
    const seatIds = Array.from({ length: SEATS }, (_, seat) => `0-0-${seat}`)
    const parties = Array.from(
      { length: PARTIES },
      () => new Party(shop, { eventId: 'show', seatIds }),
    )

    for (let round = 1; round <= ROUNDS; round++) {
      const trying = Promise.all(parties.map((party) => party.tryOnce({ keep: round === ROUNDS })))
      expect(await three.postgres.query(HELD_IN_PART)).toEqual([])
      expect((await locks()).endless).toEqual([])
      await trying
    }

    const acknowledged = parties.flatMap((party) => party.acknowledged)
    expect(parties.flatMap(({ complaints }) => complaints)).toEqual([])
    expect([shop.count('5'), shop.count('no answer')]).toEqual([0, 0])
    expect(shop.count('201')).toBeGreaterThan(ROUNDS)
    expect(shop.count('409')).toBeGreaterThan(ROUNDS)
    expect(await three.postgres.query(DEADLOCKS)).toEqual([{ deadlocks: 0 }])
    const tally = { acknowledged, refusedRequests: new Set<string>() }
    expect(await findDiscrepanciesAt(three.postgres.url, tally)).toEqual(NO_DISCREPANCIES)

    const sold = new Set(acknowledged.map(({ seatId }) => seatId))
    for (const seatId of seatIds.filter((seatId) => !sold.has(seatId))) {
      await until(async () => (await shop.hold('show', { seatIds: [seatId] })).status === 201)
    }
    await until(async () => (await locks()).all.length === 0)
    if (process.env['PARTY_ROUNDS'] !== undefined) report(shop)
  },
  TIMEOUT_MS,
)

/** For whoever runs it by hand. */
function report({ answers }: Shop): void {
  process.stdout.write(`${JSON.stringify(Object.fromEntries(answers), null, 2)}\n`)
}
