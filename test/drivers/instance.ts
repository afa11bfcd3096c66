import { FailoverLock } from '../../src/adapters/lock/failover-lock.ts'
import { InProcessLock } from '../../src/adapters/lock/in-process-lock.ts'
import {
  closeRedisClient,
  connectRedisClient,
  createRedisClient,
  type RedisClient,
} from '../../src/adapters/redis/redis-client.ts'
import { RedisLock } from '../../src/adapters/redis/redis-lock.ts'
import { BookSeat } from '../../src/application/commands/book-seat.ts'
import type { SeatRepositoryPort } from '../../src/application/ports/seat-repository.port.ts'
import type { EventId } from '../../src/domain/seat.ts'
import { FakeClock } from '../fakes/fake-clock.ts'
import { acquireLease } from './acquire-lease.ts'

export interface InstanceOptions {
  readonly redisUrl: string
  /** The shared store. */
  readonly seats: SeatRepositoryPort
  readonly lockTtlMs: number
  readonly commandTimeoutMs: number
}

/** The booking use case of one instance, wired as in the service. */
export class Instance {
  readonly redisLock: RedisLock
  readonly lock: FailoverLock
  readonly bookSeat: BookSeat
  readonly #client: RedisClient

  private constructor({ redisUrl, seats, lockTtlMs, commandTimeoutMs }: InstanceOptions) {
    this.#client = createRedisClient({ url: redisUrl, commandTimeoutMs })
    this.redisLock = new RedisLock(this.#client, { keyPrefix: '' })
    this.lock = new FailoverLock({
      primary: this.redisLock,
      fallback: new InProcessLock(),
      probe: () => this.redisLock.probe(),
      probeIntervalMs: 100,
      onModeChange: () => undefined,
    })
    this.bookSeat = new BookSeat({ lock: this.lock, seats, clock: new FakeClock() }, { lockTtlMs })
  }

  static async start(options: InstanceOptions): Promise<Instance> {
    const instance = new Instance(options)
    await connectRedisClient(instance.#client)
    await instance.lock.check()
    return instance
  }

  async stop(): Promise<void> {
    this.lock.stop()
    await this.redisLock.releaseAll()
    await closeRedisClient(this.#client)
  }
}

/** Whether the instances exclude each other from a lock, which they do not without Redis. */
export async function lockEachOtherOut(
  instances: readonly Instance[],
  eventId: EventId,
): Promise<boolean> {
  const request = { eventId, seatIds: ['wanted by all'], ttlMs: 10_000 }
  const attempts = await Promise.all(instances.map(({ lock }) => acquireLease(lock, request)))
  const leases = attempts.filter((lease) => lease !== undefined)
  await Promise.all(leases.map((lease) => lease.release()))
  return leases.length === 1
}
