import type { Circus } from '@jest/types'
import { TestEnvironment } from 'jest-environment-node'

/** Skips the remaining tests of a file after the first failure, because one is enough to notice a mutant. */
export default class FailFastEnvironment extends TestEnvironment {
  #hasFailed = false

  handleTestEvent(event: Circus.Event): void {
    if (event.name === 'test_start' && this.#hasFailed) event.test.mode = 'skip'
    if (event.name === 'test_done' && event.test.errors.length > 0) this.#hasFailed = true
  }
}
