/**
 * Reads the same thing for many, one reading at a time, and with some ticks of rest from one to the next. What is asked
 * for at rest is read at once; what is asked for in a rush is read together.
 */
export class PacedReading {
  readonly #read: () => Promise<void>
  #isReading = false
  /** How many ticks there were since a reading began; enough, if none did yet. */
  #ticksUnread = Infinity
  #restTicks = 1
  #next: PromiseWithResolvers<void> | undefined

  constructor(read: () => Promise<void>) {
    this.#read = read
  }

  /** Whether nothing is being read, nor is about to be. */
  get isIdle(): boolean {
    return !this.#isReading && this.#next === undefined
  }

  /**
   * Joins the next reading that begins, because one that is under way may have missed what was there just now.
   * @throws whatever the reading does
   */
  next(): Promise<void> {
    this.#next ??= Promise.withResolvers()
    const { promise } = this.#next
    this.#begin()
    return promise
  }

  /**
   * Has to be called again and again.
   * @param restTicks how many ticks there are at least from one reading to the next, from now on
   * @returns how many ticks there were since a reading began
   */
  tick(restTicks: number): number {
    this.#restTicks = restTicks
    this.#ticksUnread++
    this.#begin()
    return this.#ticksUnread
  }

  #begin(): void {
    const next = this.#next
    if (!next || this.#isReading || this.#ticksUnread < this.#restTicks) return
    this.#next = undefined
    this.#isReading = true
    this.#ticksUnread = 0
    this.#read()
      .finally(() => {
        this.#isReading = false
        this.#begin()
      })
      .then(next.resolve, next.reject)
  }
}
