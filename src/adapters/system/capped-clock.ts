import type { ClockPort } from '../../application/ports/clock.port.ts'

export interface CappedClockOptions {
  /** The clock of this machine. */
  readonly local: ClockPort
  /** Reads the clock of the store that all instances share. */
  readonly readStoreTime: () => Promise<Date>
  /** A monotonic clock, in milliseconds from any start. */
  readonly monotonicMs?: () => number
  /** Called after each comparison with {@link CappedClock.skewMs}. Must not throw. */
  readonly onCompared: (skewMs: number) => void
}

/**
 * The earlier of two clocks: that of this machine and that of the store. Nothing expires before both have passed the
 * deadline, so a wrong clock on one machine cannot expire holds or delete records of other instances.
 *
 * The store's clock is read at intervals. In between it is advanced by the monotonic clock of this process, even when
 * the machine's clock is set or the store cannot be reached.
 */
export class CappedClock implements ClockPort {
  readonly #options: CappedClockOptions
  readonly #monotonicMs: () => number
  /** The most by which the store's clock can be ahead of the monotonic one. Undefined before the first comparison. */
  #aheadMaxMs: number | undefined
  #skewMs = 0

  constructor(options: CappedClockOptions) {
    this.#options = options
    this.#monotonicMs = options.monotonicMs ?? (() => performance.now())
  }

  /**
   * The least difference between this machine's clock and the store's at the last comparison; negative when this
   * machine's clock is behind. 0 if the round-trip time can explain the difference.
   */
  get skewMs(): number {
    return this.#skewMs
  }

  now(): Date {
    const local = this.#options.local.now()
    if (this.#aheadMaxMs === undefined) return local
    const capMs = this.#aheadMaxMs + this.#monotonicMs()
    return local.getTime() <= capMs ? local : new Date(capMs)
  }

  /** @throws the error of reading the store's clock; the last comparison then remains valid */
  async compare(): Promise<void> {
    const { local, readStoreTime, onCompared } = this.#options
    const sentAt = this.#monotonicMs()
    const sentMs = local.now().getTime()
    const storeMs = (await readStoreTime()).getTime()
    const receivedMs = local.now().getTime()

    this.#narrow(storeMs - this.#monotonicMs(), storeMs - sentAt)
    this.#skewMs = Math.max(0, sentMs - storeMs) + Math.min(0, receivedMs - storeMs)
    onCompared(this.#skewMs)
  }

  /**
   * Keeps the lower bound, since a slow answer says little (Cristian, "Probabilistic clock synchronization", 1989). If the
   * two contradict each other, the store's clock was set forward, or the monotonic clock has stopped for some time.
   */
  #narrow(aheadMs: number, aheadMaxMs: number): void {
    const known = this.#aheadMaxMs
    if (known === undefined || aheadMaxMs < known || aheadMs > known) this.#aheadMaxMs = aheadMaxMs
  }
}
