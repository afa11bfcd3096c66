export interface LogBudgetOptions {
  /** 0 for unlimited. */
  readonly linesPerSecondMax: number
  /** Called with the number of dropped lines, at most once per second. */
  readonly onLeftOut: (lineCount: number) => void
}

const SECOND_MS = 1_000

/** Limits the log lines per second, so that a load peak neither costs much CPU time for logging nor fills the disk. */
export class LogBudget {
  readonly #linesMax: number
  readonly #onLeftOut: (lineCount: number) => void
  #secondEndMs = -Infinity
  #writtenCount = 0
  #leftOutCount = 0

  constructor({ linesPerSecondMax, onLeftOut }: LogBudgetOptions) {
    this.#linesMax = linesPerSecondMax === 0 ? Infinity : linesPerSecondMax
    this.#onLeftOut = onLeftOut
  }

  /**
   * @param nowMs from a monotonic clock
   * @returns whether one more line may be written
   */
  spend(nowMs: number): boolean {
    if (nowMs >= this.#secondEndMs) {
      this.#secondEndMs = nowMs + SECOND_MS
      this.#writtenCount = 0
    }
    if (this.#writtenCount < this.#linesMax) {
      this.#writtenCount++
      return true
    }
    if (this.#leftOutCount++ === 0)
      setTimeout(() => {
        this.#tell()
      }, SECOND_MS).unref()
    return false
  }

  #tell(): void {
    this.#onLeftOut(this.#leftOutCount)
    this.#leftOutCount = 0
  }
}
