import { UsageError } from '../command-line.ts'
import { parseArguments, USAGE } from './arguments.ts'
import { makePlan } from './make-plan.ts'

try {
  const given = parseArguments(process.argv.slice(2))
  process.stdout.write(given ? `${JSON.stringify(makePlan(given))}\n` : USAGE)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\nnpm run plan -- --help lists all options.\n`)
  process.exitCode = 2
}
