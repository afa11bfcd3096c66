import type { AggregatedResult, Config, Reporter } from '@jest/reporters'

/** Prints one summary line, and fails a run with skipped tests. */
export default class ClosingLineReporter implements Pick<
  Reporter,
  'onRunComplete' | 'getLastError'
> {
  readonly #namesChosen: boolean
  #skipped = 0

  constructor({ testNamePattern }: Config.GlobalConfig) {
    this.#namesChosen = Boolean(testNamePattern)
  }

  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    this.#skipped = results.numPendingTests + results.numTodoTests
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
    const skipped = this.#skipped ? `, ${this.#skipped} skipped` : ''
    process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed${skipped}\n`)
  }

  /** With `-t`, skipped tests are expected. */
  getLastError(): Error | undefined {
    if (this.#skipped === 0 || this.#namesChosen) return undefined
    return new Error(`${this.#skipped} tests were skipped`)
  }
}
