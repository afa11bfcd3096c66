import { performance } from 'node:perf_hooks'

import type { PatroniCluster } from '../../tools/servers/patroni/patroni-cluster.ts'
import { until } from '../../tools/until.ts'
import type { Discrepancies } from '../drivers/stored-bookings.ts'
import type { Buyers } from './buyers.ts'
import type { Failover } from './failovers.ts'
import { discrepanciesAt } from './node-check.ts'
import type { Readiness } from './readiness.ts'

/** Bookings before and after each failover. */
const BOOKINGS = 300

export interface FailoverResult {
  readonly name: string
  readonly isPlanned: boolean
  readonly inFlight: number
  /** When another node was the primary; undefined if none had to be. */
  readonly newPrimaryMs: number | undefined
  /** Whether another node is the primary although none had to be. */
  readonly hasMovedNeedlessly: boolean
  readonly withoutSaleMs: number
  /** When all instances were ready and stayed so. */
  readonly readyMs: number
  /** The number of bookings that were acknowledged so far, all of which were looked for. */
  readonly checked: number
  readonly discrepancies: Discrepancies
}

export interface Sale {
  readonly cluster: PatroniCluster
  readonly buyers: Buyers
  readonly readiness: Readiness
}

/** Causes a failover during the sale, and waits until the cluster is complete again, with the old primary. */
export async function failOver(sale: Sale, failover: Failover): Promise<FailoverResult> {
  const { cluster, buyers, readiness } = sale
  const old = await cluster.leader()
  const { strike, repair } = await failover.prepare(cluster)
  await buyers.sell(BOOKINGS)

  const [beginMs, inFlight] = [performance.now(), buyers.inFlight]
  buyers.watch()
  const [newPrimaryMs] = await Promise.all([
    failover.movesPrimary
      ? until(async () => (await cluster.leader()) !== old && performance.now() - beginMs)
      : undefined,
    strike(),
  ])
  await buyers.sell(BOOKINGS)
  await repair()
  await cluster.complete().catch(async (cause: unknown) => {
    const { lost } = await discrepanciesAt(cluster.urlOf(await cluster.leader()), buyers.tally)
    throw new Error(
      `${String(cause)}\nAcknowledged bookings that the primary has lost: ${lost.length}`,
    )
  })
  await readiness.ready()
  await buyers.sell(BOOKINGS)

  const [withoutSaleMs, readyMs] = [buyers.longestPauseMs, readiness.lastNotReadyAfter(beginMs)]
  const checked = buyers.tally.acknowledged.length
  const leader = await cluster.leader()
  const discrepancies = await discrepanciesAt(cluster.urlOf(leader), buyers.tally)
  const { name, isPlanned, movesPrimary } = failover
  return {
    ...{ name, isPlanned, inFlight, newPrimaryMs, withoutSaleMs, readyMs },
    hasMovedNeedlessly: !movesPrimary && leader !== old,
    ...{ checked, discrepancies },
  }
}
