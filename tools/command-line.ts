import { parseArgs, type ParseArgsConfig } from 'node:util'

/** Invalid command line. The message says what is valid. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/**
 * As `parseArgs` of Node.
 * @throws {UsageError}
 */
export function parseCommandLine<T extends ParseArgsConfig>(
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config)
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error })
  }
}

/** @throws {UsageError} if the value of the option is not a whole number, or is out of range */
export function wholeNumber(
  option: string,
  given: string,
  { min = 0, max = Infinity }: { readonly min?: number; readonly max?: number } = {},
): number {
  const value = Number(given)
  if (/^\d+$/.test(given) && value >= min && value <= max) return value
  const range = max === Infinity ? `, at least ${min}` : ` from ${min} to ${max}`
  throw new UsageError(`${option} ${given}: must be a whole number${range}`)
}

/** Runs a program. Exits with 2 if its command line is invalid, and prints how to use it; with 1 after another error. */
export async function runCommand(main: () => Promise<void>, usage: string): Promise<void> {
  try {
    await main()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const isUsageError = error instanceof UsageError
    process.stderr.write(isUsageError ? `${message}\n\n${usage}` : `${message}\n`)
    process.exitCode = isUsageError ? 2 : 1
  }
}
