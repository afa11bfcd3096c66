/**
 * Reads the same thing for many, one reading at a time, and no more than one from tick to tick. What is asked for at
 * rest is read at once; what is asked for in a rush is read together.
 */
export class PacedReading {
  readonly #read: () => Promise<void>
  #isReading = false
  /** Whether there was a tick since the last reading began. */
  #isRested = true
  #ticksUnread = 0
  #next: PromiseWithResolvers<void> | undefined

  constructor(read: () => Promise<void>) {
    this.#read = read
  }

  /** Whether nothing is being read, nor is about to be. */
  get isIdle(): boolean {
    return !this.#isReading && this.#next === undefined
  }

  /** How many ticks there were since a reading began. */
  get ticksUnread(): number {
    return this.#ticksUnread
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

  /** Has to be called again and again. */
  tick(): void {
    this.#isRested = true
    this.#ticksUnread++
    this.#begin()
  }

  #begin(): void {
    const next = this.#next
    if (!next || this.#isReading || !this.#isRested) return
    this.#next = undefined
    this.#isReading = true
    this.#isRested = false
    this.#ticksUnread = 0
    this.#read()
      .finally(() => {
        this.#isReading = false
        this.#begin()
      })
      .then(next.resolve, next.reject)
  }
}
