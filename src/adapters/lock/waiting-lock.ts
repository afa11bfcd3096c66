import { setTimeout as delay } from 'node:timers/promises'

import type { AcquireResult, LockPort, LockRequest } from '../../application/ports/lock.port.ts'

/** About as long as a change locks a seat. */
const FIRST_PAUSE_MS_MAX = 10

/** Short enough that a buyer does not notice it, and long compared with the cost of an attempt. */
const PAUSE_MS_MAX = 200

export interface WaitingLockOptions {
  /** A clock that is never set back, in milliseconds from any start. */
  readonly monotonicMs?: () => number
  /** A number from 0 up to but not including 1. */
  readonly random?: () => number
  readonly pause?: (ms: number) => Promise<unknown>
  /**
   * Called with the time waited in milliseconds, for any outcome; not called when the first attempt was not refused.
   */
  readonly onWaited?: (durationMs: number) => void
}

/**
 * Retries busy locks for as long as a request allows (`waitMs`). It holds no lock between attempts, so requests cannot
 * deadlock.
 *
 * The pauses grow exponentially with full jitter, so that requests refused at the same time do not retry at the same
 * time (AWS Architecture Blog, "Exponential Backoff And Jitter").
 */
export class WaitingLock implements LockPort {
  readonly #lock: LockPort
  readonly #monotonicMs: () => number
  readonly #random: () => number
  readonly #pause: (ms: number) => Promise<unknown>
  readonly #onWaited: (durationMs: number) => void

  constructor(
    lock: LockPort,
    {
      monotonicMs = () => performance.now(),
      random = Math.random,
      pause = (ms) => delay(ms),
      onWaited = () => undefined,
    }: WaitingLockOptions = {},
  ) {
    this.#lock = lock
    this.#monotonicMs = monotonicMs
    this.#random = random
    this.#pause = pause
    this.#onWaited = onWaited
  }

  acquire(request: LockRequest): Promise<AcquireResult> {
    const { waitMs = 0 } = request
    return waitMs > 0 ? this.#acquireWithin(waitMs, request) : this.#lock.acquire(request)
  }

  async #acquireWithin(waitMs: number, request: LockRequest): Promise<AcquireResult> {
    const startMs = this.#monotonicMs()
    for (let refusals = 0; ; refusals++) {
      const result = await this.#lock.acquire(request)
      const waitedMs = this.#monotonicMs() - startMs
      const leftMs = waitMs - waitedMs
      const isToWait = result.outcome === 'refused' && result.reason === 'locked' && leftMs > 0
      if (!isToWait) {
        if (refusals > 0) this.#onWaited(waitedMs)
        return result
      }
      const pauseMsMax = Math.min(FIRST_PAUSE_MS_MAX * 2 ** refusals, PAUSE_MS_MAX)
      // The last attempt is made at the end of the allowed time.
      await this.#pause(Math.min(this.#random() * pauseMsMax, leftMs))
    }
  }
}
