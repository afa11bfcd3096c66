import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { Stryker } from '@stryker-mutator/core'

import { parseCommandLine, runCommand, UsageError } from '../../tools/command-line.ts'
import { installMissing } from '../../tools/servers/install-servers.ts'
import { type Part, PARTS } from './parts.ts'
import { summarize } from './report.ts'

const FOLDER = 'coverage/mutation'

/** What the tests need of the project, besides the installed packages. */
const COPIED = ['src', 'test', 'tools', 'client', 'package.json', 'tsconfig.json']

const HELP = `Usage: npm run mutate -- PART [SOURCE...]

Mutates the sources of a part, or only those given, and runs the tests of the part
on each mutant. Prints the mutants that no test noticed, and the score. Mutants that do
not compile do not count. Writes ${FOLDER}/PART.json and ${FOLDER}/PART.html.

Parts: ${Object.keys(PARTS).join(', ')}
`

async function main(): Promise<void> {
  const { values, positionals } = parseCommandLine({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const [name = '', ...sources] = positionals
  if (!isPart(name)) throw new UsageError(name === '' ? 'Name a part.' : `Unknown part ${name}.`)
  const missing = sources.find((source) => globSync(withoutLines(source)).length === 0)
  if (missing !== undefined) throw new UsageError(`There is no source ${missing}.`)
  const part: Part = PARTS[name]
  installMissing(['redis-server', 'postgresql'])
  await new Stryker({
    mutate: sources.length > 0 ? sources : [...part.mutate],
    coverageAnalysis: part.runsAllTests ? 'off' : 'perTest',
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    jest: {
      config: {
        testMatch: part.tests.map((glob) => `<rootDir>/${glob}`),
        runner: '<rootDir>/test/mutation/covering-files-runner.ts',
        setupFiles: ['<rootDir>/test/mutation/without-shrinking.ts'],
        // Stryker loads it without resolving <rootDir>.
        testEnvironment: fileURLToPath(new URL('./fail-fast-environment.ts', import.meta.url)),
        // It would run for each mutant.
        globalSetup: null,
        maxWorkers: 1,
      },
      enableFindRelatedTests: false,
    },
    concurrency: 1,
    tempDirName: `${FOLDER}/sandbox`,
    ignorePatterns: ['/*', ...COPIED.map((path) => `!/${path}`)],
    disableTypeChecks: false,
    // Each mutant of a constant would need another run of all test files, and most change a text.
    ignoreStatic: !part.runsAllTests,
    // Another run tests only what changed: sources, tests, and mutants that survived.
    incremental: true,
    incrementalFile: `${FOLDER}/${name}.json`,
    reporters: ['progress-append-only', 'html'],
    htmlReporter: { fileName: `${FOLDER}/${name}.html` },
    // Tests wait for conditions. Only a mutant without an end reaches this limit.
    timeoutMS: 30_000,
  }).runMutationTest()
  process.stdout.write(summarize(`${FOLDER}/${name}.json`))
}

function isPart(name: string): name is keyof typeof PARTS {
  return Object.hasOwn(PARTS, name)
}

/** Stryker takes a source with a range of lines, such as seat.ts:10-20. */
function withoutLines(source: string): string {
  return source.replace(/:\d.*$/, '')
}

await runCommand(main, HELP)
