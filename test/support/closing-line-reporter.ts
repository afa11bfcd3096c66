import type { AggregatedResult, Reporter } from '@jest/reporters'

/** Ends the run with one plain line, and calls a run that skipped a test a failure. */
export default class ClosingLineReporter implements Pick<
  Reporter,
  'onRunComplete' | 'getLastError'
> {
  #skipped = 0

  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    this.#skipped = results.numPendingTests + results.numTodoTests
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
    const skipped = this.#skipped ? `, ${this.#skipped} skipped` : ''
    process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed${skipped}\n`)
  }

  getLastError(): Error | undefined {
    return this.#skipped ? new Error(`${this.#skipped} tests were skipped`) : undefined
  }
}
