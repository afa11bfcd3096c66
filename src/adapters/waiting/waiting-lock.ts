import { setTimeout as delay } from 'node:timers/promises'

import type { AcquireResult, LockPort, LockRequest } from '../../application/ports/lock.port.ts'

/** About as long as a seat is locked for one change. */
const FIRST_PAUSE_MS_MAX = 10

/** Short beside what a buyer notices, and long beside what a try costs. */
const PAUSE_MS_MAX = 200

export interface WaitingLockOptions {
  /** After which a busy lock is given up, in milliseconds; 0 for at once. */
  readonly waitMsMax: number
  /** A clock that is never set back, in milliseconds from any start. */
  readonly monotonicMs?: () => number
  /** A number from 0 up to but not including 1. */
  readonly random?: () => number
  readonly pause?: (ms: number) => Promise<unknown>
  /** Told how long was waited, in milliseconds, whatever came of it; not told when nothing was in the way. */
  readonly onWaited?: (durationMs: number) => void
}

/**
 * Tries again for a while when a lock is busy, and holds nothing meanwhile, so nobody ever waits for each other.
 *
 * The pauses grow, and each is a random part of what it could be at most, so that those who were refused together
 * do not come back together ("full jitter": AWS Architecture Blog, "Exponential Backoff And Jitter").
 */
export class WaitingLock implements LockPort {
  readonly #lock: LockPort
  readonly #waitMsMax: number
  readonly #monotonicMs: () => number
  readonly #random: () => number
  readonly #pause: (ms: number) => Promise<unknown>
  readonly #onWaited: (durationMs: number) => void

  constructor(
    lock: LockPort,
    {
      waitMsMax,
      monotonicMs = () => performance.now(),
      random = Math.random,
      pause = (ms) => delay(ms),
      onWaited = () => undefined,
    }: WaitingLockOptions,
  ) {
    this.#lock = lock
    this.#waitMsMax = waitMsMax
    this.#monotonicMs = monotonicMs
    this.#random = random
    this.#pause = pause
    this.#onWaited = onWaited
  }

  async acquire(request: LockRequest): Promise<AcquireResult> {
    const startMs = this.#monotonicMs()
    for (let refusals = 0; ; refusals++) {
      const result = await this.#lock.acquire(request)
      const waitedMs = this.#monotonicMs() - startMs
      const leftMs = this.#waitMsMax - waitedMs
      const isToWait = result.outcome === 'refused' && result.reason === 'locked' && leftMs > 0
      if (!isToWait) {
        if (refusals > 0) this.#onWaited(waitedMs)
        return result
      }
      const pauseMsMax = Math.min(FIRST_PAUSE_MS_MAX * 2 ** refusals, PAUSE_MS_MAX)
      // The last try is made at the very end, so the whole time is used.
      await this.#pause(Math.min(this.#random() * pauseMsMax, leftMs))
    }
  }
}
