export interface LogBudgetOptions {
  /** 0 for as many as there are. */
  readonly linesPerSecondMax: number
  /** Told at the end of each second in which some were not written, how many that were. */
  readonly onLeftOut: (lineCount: number) => void
}

const SECOND_MS = 1_000

/** Says which lines are written, so that a log costs a rush neither the speed of the service nor the disk it is kept on. */
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
   * @param nowMs by a clock that is never set back
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
