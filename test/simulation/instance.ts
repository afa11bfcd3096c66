import { FailoverLock } from '../../src/adapters/lock/failover-lock.ts'
import { GuardedLock } from '../../src/adapters/lock/guarded-lock.ts'
import { InProcessLock } from '../../src/adapters/lock/in-process-lock.ts'
import { WaitingLock } from '../../src/adapters/lock/waiting-lock.ts'
import { CappedClock } from '../../src/adapters/system/capped-clock.ts'
import type { ClockPort } from '../../src/application/ports/clock.port.ts'
import type { LockPort } from '../../src/application/ports/lock.port.ts'
import { StoreUnavailableError } from '../../src/application/ports/store-unavailable-error.ts'
import { createUseCases, type UseCases } from '../../src/application/use-cases.ts'
import { LIMITS } from '../model/small-hall.ts'
import { START_MS, UNDISTURBED_PORTS } from './hall.ts'
import { LockClient } from './lock-client.ts'
import { Port } from './port.ts'
import type { Actor } from './scheduler.ts'
import { StoreClient } from './store-client.ts'
import type { World } from './world.ts'

/** Schedules take milliseconds. With the usual minimum of minutes, hardly any extension would change something. */
const EXTENSION_MIN_MS = 5

/** The client got no answer, or one from which it cannot know whether the request was executed. */
export interface Unknown {
  readonly outcome: 'unknown'
}
export const UNKNOWN: Unknown = { outcome: 'unknown' }

const BEHIND_MS = [1, 3_000, 120_000]
const AHEAD_MS = [1_000, 40_000, 900_000]

/** A process of the service with its own clock, caches and connections. A crash ends it. */
export class Instance implements Actor {
  readonly name: string
  isPaused = false
  /** By how much its clock is behind the store's. */
  readonly behindMs: number
  readonly #world: World
  readonly #store: StoreClient
  readonly #failover: FailoverLock
  readonly #does: UseCases
  /** Called when the instance crashes, for each request without an answer. */
  readonly #unanswered = new Set<() => void>()
  readonly #onError: (error: unknown) => void

  constructor(name: string, world: World, background: Port, onError: (error: unknown) => void) {
    this.name = name
    this.#world = world
    this.#onError = onError
    const { random, store, guesses, planted, lockWaitMs } = world
    const port = new Port(world, this)
    const aheadMs = this.#drawSkewMs()
    this.behindMs = Math.max(0, -aheadMs)
    this.#store = new StoreClient({ store, port, background, random, guesses, planted })
    const monotonicMs = () => world.scheduler.nowMs
    this.#failover = failoverLock(new LockClient(world.locks, port, world.newNumber), monotonicMs)
    const lock = new WaitingLock(this.#failover, {
      monotonicMs,
      random: random.next,
      pause: port.pause,
    })
    this.#does = this.#useCases(lock, this.#clock(aheadMs), lockWaitMs)
  }

  /** Whether a stale read at this moment or later may have misled it. */
  hasReadStaleSince(moment: number): boolean {
    return this.#store.lastStaleRead >= moment
  }

  /**
   * Sends a request to this instance.
   * @param onWait gets a function by which the client stops waiting, which ends nothing here
   */
  send<Answer>(
    label: string,
    call: (does: UseCases) => Promise<Answer>,
    onWait: (stopWaiting: () => void) => void = () => undefined,
  ): Promise<Answer | Unknown> {
    return new Promise((resolve) => {
      const giveUp = () => {
        resolve(UNKNOWN)
      }
      this.#unanswered.add(giveUp)
      onWait(giveUp)
      const answer = (value: Answer | Unknown) => {
        this.#unanswered.delete(giveUp)
        resolve(value)
      }
      this.#world.scheduler
        .turn(this, label)
        .then(() => call(this.#does))
        .then(answer, (error: unknown) => {
          if (!(error instanceof StoreUnavailableError)) this.#onError(error)
          answer(UNKNOWN)
        })
    })
  }

  /** Ends the process between two steps. Its locks stay until they expire. */
  crash(): void {
    this.stop()
    this.#world.scheduler.drop(this)
    for (const giveUp of this.#unanswered) giveUp()
  }

  /** Ends its timers. */
  stop(): void {
    this.#failover.stop()
  }

  #useCases(lock: LockPort, clock: ClockPort, lockWaitMs: number): UseCases {
    const store = this.#store
    const ports = {
      ...UNDISTURBED_PORTS,
      lock,
      clock,
      seats: store,
      holds: store,
      bookings: store,
      expiredSeats: store,
      seatsSince: store,
      keptSeats: new Map(),
      random: this.#world.random.next,
    }
    return createUseCases(ports, { ...LIMITS, extensionMinMs: EXTENSION_MIN_MS, lockWaitMs })
  }

  /** As in the service: never ahead of the store's clock. */
  #clock(aheadMs: number): ClockPort {
    const { scheduler, planted } = this.#world
    const store = { now: () => new Date(START_MS + scheduler.nowMs) }
    const local = { now: () => new Date(START_MS + scheduler.nowMs + aheadMs) }
    if (planted.trustsClocks) return local
    const clock = new CappedClock({
      local,
      readStoreTime: async () => store.now(),
      monotonicMs: () => scheduler.nowMs,
      onCompared: () => undefined,
    })
    void clock.compare()
    return clock
  }

  #drawSkewMs(): number {
    const { faults, random } = this.#world
    if (faults.occurs('clock behind')) return -random.pick(BEHIND_MS)
    return faults.occurs('clock ahead') ? random.pick(AHEAD_MS) : 0
  }
}

/** The locks of an instance with Redis, and with locks in the process after the lock server has failed. */
function failoverLock(client: LockPort, monotonicMs: () => number): FailoverLock {
  const inProcess = new InProcessLock(monotonicMs)
  return new FailoverLock({
    primary: new GuardedLock({ guard: inProcess, lock: client }),
    fallback: inProcess,
    // Real time does not pass during a simulation, so the lock server is never probed.
    probe: () => Promise.resolve(),
    probeIntervalMs: 1_000_000,
    onModeChange: () => undefined,
  })
}
