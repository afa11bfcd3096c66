import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { newSeat } from '../../src/domain/seat.ts'
import { RedisSentinel } from '../../tools/servers/redis-sentinel.ts'
import { until } from '../../tools/until.ts'
import { bookSeatCommand } from '../builders/book-seat-command.ts'
import { acquireLease } from '../drivers/acquire-lease.ts'
import { Instance, type InstanceOptions, lockEachOtherOut } from '../drivers/instance.ts'
import { PATIENCE_MS } from '../drivers/patience.ts'
import { Rush } from '../drivers/rush.ts'
import { FakeSeatRepository } from '../fakes/fake-seat-repository.ts'

let setup: RedisSentinel
let seats: FakeSeatRepository
let instances: Instance[]

beforeEach(async () => {
  setup = await RedisSentinel.start()
  seats = new FakeSeatRepository('gala', [newSeat('A-1')])
  instances = []
})
afterEach(async () => {
  await Promise.all(instances.map((instance) => instance.stop()))
  await setup.stop()
})

async function startInstance(
  timeouts: Pick<InstanceOptions, 'lockTtlMs' | 'commandTimeoutMs'>,
): Promise<Instance> {
  const instance = await Instance.start({ redisUrl: setup.url, seats, ...timeouts })
  instances.push(instance)
  return instance
}

const PATIENT = { lockTtlMs: 10 * PATIENCE_MS, commandTimeoutMs: PATIENCE_MS }
/** With short times to live and timeouts, so that the effects of a fault end soon. */
const HASTY = { lockTtlMs: 1_000, commandTimeoutMs: 500 }

const KEY = 'lock:{gala}:seat:A-1'

/** One request has a lock that the old master did not replicate, and another has the same lock of the new master. */
async function bookUnderALockGrantedTwice() {
  const [first, second] = [await startInstance(PATIENT), await startInstance(PATIENT)]
  const buy = ({ bookSeat }: Instance, bookingId: string) =>
    bookSeat.execute(bookSeatCommand({ bookingId }))
  const grants: number[] = []

  await setup.stopReplication()
  seats.beforeSave = async () => {
    grants.push(await setup.first.admin.exists(KEY))
    await setup.first.kill()
    await setup.failOver()
    await until(() => locksInRedis(second))
    seats.beforeSave = async () => {
      grants.push(await setup.second.admin.exists(KEY))
    }
    await buy(second, 'second')
  }
  const result = await buy(first, 'first')
  const bookingIds = seats.saved.map((seat) => seat.status === 'booked' && seat.bookingId)
  return { result, bookingIds, grants: grants.slice(0, 2) }
}

/** Whether this instance gets its locks from Redis, not from its own process. */
async function locksInRedis({ lock, redisLock }: Instance): Promise<boolean> {
  const other = { eventId: 'gala', seatIds: ['other'], ttlMs: PATIENCE_MS }
  if (lock.mode === 'fallback') return false
  const lease = await acquireLease(redisLock, other).catch(() => undefined)
  await lease?.release()
  return lease !== undefined
}

describe('when a failover loses a lock, which is then granted a second time', () => {
  test('the seat is sold once, to the request that saved first', async () => {
    const { result, bookingIds, grants } = await bookUnderALockGrantedTwice()

    expect(grants).toEqual([1, 1])
    expect(result).toEqual({ outcome: 'refused', refusal: { reason: 'booked' } })
    expect(bookingIds).toEqual(['second'])
  })

  test('a store without the conditional write sells it twice', async () => {
    seats.ignoresVersions = true

    const { result, bookingIds, grants } = await bookUnderALockGrantedTwice()

    expect(grants).toEqual([1, 1])
    expect(result).toMatchObject({ outcome: 'done' })
    expect(bookingIds).toEqual(['second', 'first'])
  })
})

describe('when the master stalls under load, fails over, and resumes', () => {
  async function rushThroughAFailover(): Promise<Rush> {
    await Promise.all([1, 2, 3].map(() => startInstance(HASTY)))
    const rush = new Rush('gala', seats, instances)
    await until(() => rush.sold > 50)

    setup.first.pause()
    await until(() => instances.every(({ lock }) => lock.mode === 'fallback'))
    const soldAtFault = rush.sold
    await until(() => rush.sold > soldAtFault + 50)
    await setup.failOver()
    await until(() => instances.every(({ lock }) => lock.mode === 'primary'))
    setup.first.resume()
    const soldBefore = rush.sold
    await until(() => rush.sold > soldBefore + 50)
    await rush.end()
    return rush
  }

  test('no seat is sold twice, and the instances share locks again', async () => {
    const rush = await rushThroughAFailover()

    expect(rush.soldTwice).toEqual([])
    await until(() => lockEachOtherOut(instances, 'gala'))
  })

  test('a store without the conditional write sells seats twice', async () => {
    seats.ignoresVersions = true

    expect((await rushThroughAFailover()).soldTwice).not.toEqual([])
  })
})
