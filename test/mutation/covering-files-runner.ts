import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import type { Config } from '@jest/types'
import type jestRunner from 'jest-runner'
import type { Test, TestRunnerContext, TestRunnerOptions, TestWatcher } from 'jest-runner'

// The declarations of the package describe its CommonJS module only.
const { default: TestRunner } = createRequire(import.meta.url)('jest-runner') as typeof jestRunner

/** Names and duration of the tests of a file, from the run without a mutant. */
interface FileRecord {
  readonly names: readonly string[]
  readonly durationMs: number
}

/**
 * A Jest runner that makes the run of one mutant short. Stryker selects tests by name only, so that Jest would load
 * every test file. This runner loads the files with a selected test, the fastest first, until one fails.
 */
export default class CoveringFilesRunner extends TestRunner {
  readonly #namePattern: RegExp | undefined

  constructor(config: Config.GlobalConfig, context: TestRunnerContext) {
    super(config, context)
    const { testNamePattern } = config
    if (testNamePattern !== undefined) this.#namePattern = new RegExp(testNamePattern)
  }

  override async runTests(
    tests: Test[],
    watcher: TestWatcher,
    options: TestRunnerOptions,
  ): Promise<void> {
    if (process.env['__STRYKER_ACTIVE_MUTANT__'] === undefined) {
      await this.#recordTests(tests, watcher, options)
      return
    }
    this.on('test-file-success', async ([, { numFailingTests }]) => {
      if (numFailingTests > 0) await watcher.setState({ interrupted: true })
    })
    await super.runTests(this.#covering(tests), watcher, options)
  }

  async #recordTests(
    tests: Test[],
    watcher: TestWatcher,
    options: TestRunnerOptions,
  ): Promise<void> {
    const records: Record<string, FileRecord> = {}
    this.on('test-file-success', ([{ path }, { testResults, perfStats }]) => {
      records[path] = {
        names: testResults.map(({ fullName }) => fullName),
        durationMs: perfStats.runtime,
      }
    })
    await super.runTests(tests, watcher, options)
    for (const test of tests) writeFileSync(recordsFile(test), JSON.stringify(records))
  }

  #covering(tests: Test[]): Test[] {
    const [first] = tests
    if (first === undefined || !existsSync(recordsFile(first))) return tests
    const records = JSON.parse(readFileSync(recordsFile(first), 'utf8')) as Record<
      string,
      FileRecord
    >
    const pattern = this.#namePattern
    return tests
      .filter(
        ({ path }) =>
          pattern === undefined || records[path]?.names.some((name) => pattern.test(name)),
      )
      .sort((a, b) => (records[a.path]?.durationMs ?? 0) - (records[b.path]?.durationMs ?? 0))
  }
}

function recordsFile({ context }: Test): string {
  return join(context.config.rootDir, 'covering-files.json')
}
