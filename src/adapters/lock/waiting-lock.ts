import { setTimeout as delay } from 'node:timers/promises'

import type { AcquireResult, LockPort, LockRequest } from '../../application/ports/lock.port.ts'

/** About as long as a seat is locked for one change. */
const FIRST_PAUSE_MS_MAX = 10

/** Short beside what a buyer notices, and long beside what a try costs. */
const PAUSE_MS_MAX = 200

export interface WaitingLockOptions {
  /** A clock that is never set back, in milliseconds from any start. */
  readonly monotonicMs?: () => number
  /** A number from 0 up to but not including 1. */
  readonly random?: () => number
  readonly pause?: (ms: number) => Promise<unknown>
  /** Told how long was waited, in milliseconds, whatever came of it; not told when nothing was in the way. */
  readonly onWaited?: (durationMs: number) => void
}

/**
 * Waits for busy locks as long as a request allows (`waitMs`): it tries again and again, and holds nothing meanwhile, so
 * no two requests ever wait for each other.
 *
 * The pauses grow, and each is a random part of what it could be at most, so that those who were refused together
 * do not come back together ("full jitter": AWS Architecture Blog, "Exponential Backoff And Jitter").
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
      // The last try is made at the very end, so the whole time is used.
      await this.#pause(Math.min(this.#random() * pauseMsMax, leftMs))
    }
  }
}
