import type { AggregatedResult, Config, Reporter } from '@jest/reporters'

/** Ends the run with one plain line, and calls a run that skipped a test a failure. */
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

  /** Whoever runs tests by name (`-t`) has asked for the others to be skipped. */
  getLastError(): Error | undefined {
    if (this.#skipped === 0 || this.#namesChosen) return undefined
    return new Error(`${this.#skipped} tests were skipped`)
  }
}
