import type { ClockPort } from '../../application/ports/clock.port.ts'

export interface CappedClockOptions {
  /** The clock of this machine. */
  readonly local: ClockPort
  /** Reads the clock of the store that all instances share. */
  readonly readStoreTime: () => Promise<Date>
  /** A clock that is never set, in milliseconds from any start. */
  readonly monotonicMs?: () => number
  /** Called after each comparison with {@link CappedClock.skewMs}. Must not throw. */
  readonly onCompared: (skewMs: number) => void
}

/**
 * The earlier of two clocks: that of this machine and that of the store. Both must have passed a deadline before
 * anything expires, so a clock that is wrong on one machine ends no hold and deletes no record of another instance.
 *
 * The store's clock is read now and then. In between, the monotonic clock of this process carries it on, whatever is
 * done to the machine's clock, and however long the store cannot be reached.
 */
export class CappedClock implements ClockPort {
  readonly #options: CappedClockOptions
  readonly #monotonicMs: () => number
  /** The latest time that the store's clock could show at a monotonic time; nothing before the first comparison. */
  #latest: { readonly storeMs: number; readonly monotonicMs: number } | undefined
  #skewMs = 0

  constructor(options: CappedClockOptions) {
    this.#options = options
    this.#monotonicMs = options.monotonicMs ?? (() => performance.now())
  }

  /**
   * How far this machine's clock was ahead of the store's, at least, at the last comparison; negative when it was
   * behind. 0 as long as the time that the answer took explains the difference.
   */
  get skewMs(): number {
    return this.#skewMs
  }

  now(): Date {
    const local = this.#options.local.now()
    if (!this.#latest) return local
    const { storeMs, monotonicMs } = this.#latest
    const capMs = storeMs + this.#monotonicMs() - monotonicMs
    return local.getTime() <= capMs ? local : new Date(capMs)
  }

  /** @throws whatever reading the store's clock throws; the last comparison then stays in force */
  async compare(): Promise<void> {
    const { local, readStoreTime, onCompared } = this.#options
    const monotonicMs = this.#monotonicMs()
    const sentMs = local.now().getTime()
    const storeMs = (await readStoreTime()).getTime()
    const receivedMs = local.now().getTime()

    // The store's clock was read after the question was sent, so at that time it showed no more than this.
    this.#latest = { storeMs, monotonicMs }
    this.#skewMs = Math.max(0, sentMs - storeMs) + Math.min(0, receivedMs - storeMs)
    onCompared(this.#skewMs)
  }
}
