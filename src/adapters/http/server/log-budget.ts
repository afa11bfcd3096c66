export interface LogBudgetOptions {
  /** 0 for no limit. */
  readonly linesPerSecondMax: number
  /** Called after each second in which lines were left out, with their number. */
  readonly onLeftOut: (lineCount: number) => void
}

const SECOND_MS = 1_000

/** Limits the lines written in a second, so that logging a rush costs neither much CPU time nor a full disk. */
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
