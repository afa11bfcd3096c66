import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'

import { DEFAULT_EVENT_ID } from '../../src/domain/default-event.ts'
import { newSeat } from '../../src/domain/seat.ts'
import { RedisCluster } from '../../tools/servers/redis-cluster.ts'
import { until } from '../../tools/until.ts'
import { Instance, lockEachOtherOut } from '../drivers/instance.ts'
import { Rush } from '../drivers/rush.ts'
import { FakeSeatRepository } from '../fakes/fake-seat-repository.ts'

let cluster: RedisCluster
let seats: FakeSeatRepository
let instances: Instance[]

beforeAll(async () => {
  cluster = await RedisCluster.start()
})
afterAll(() => cluster.stop())

beforeEach(() => {
  seats = new FakeSeatRepository(DEFAULT_EVENT_ID, [newSeat('1')])
  instances = []
})
afterEach(async () => {
  await Promise.all(instances.map((instance) => instance.stop()))
})

/** With short times to live and timeouts, so that the effects of a fault end soon. */
async function startInstances(count: number): Promise<void> {
  const options = { redisUrl: cluster.url, seats, lockTtlMs: 1_000, commandTimeoutMs: 500 }
  const starts = Array.from({ length: count }, () => Instance.start(options))
  instances.push(...(await Promise.all(starts)))
}

/** Kills a master, which makes the Cluster unavailable because there is no replica, and restarts it at the end. */
async function withoutAMaster(run: () => Promise<unknown>): Promise<void> {
  const master = cluster.masters[1]
  await master?.kill()
  await cluster.noticingDeath(async () => {
    try {
      await run()
    } finally {
      await master?.launch()
      await cluster.isWhole()
    }
  })
}

describe('when a Cluster master is killed under load and restarted', () => {
  async function rushThroughAnOutage(): Promise<Rush> {
    await startInstances(3)
    const rush = new Rush(DEFAULT_EVENT_ID, seats, instances)
    await until(() => rush.sold > 50)

    await withoutAMaster(async () => {
      await cluster.isDown()
      await until(() => instances.every(({ lock }) => lock.mode === 'fallback'))
      const soldBefore = rush.sold
      await until(() => rush.sold > soldBefore + 50)
    })
    await until(() => instances.every(({ lock }) => lock.mode === 'primary'))
    const soldBefore = rush.sold
    await until(() => rush.sold > soldBefore + 50)
    await rush.end()
    return rush
  }

  test('no seat is sold twice, and the instances share locks again', async () => {
    const rush = await rushThroughAnOutage()

    expect(rush.soldTwice).toEqual([])
    await until(() => lockEachOtherOut(instances, DEFAULT_EVENT_ID))
  })

  test('a store without the conditional write sells seats twice', async () => {
    seats.ignoresVersions = true

    expect((await rushThroughAnOutage()).soldTwice).not.toEqual([])
  })
})
