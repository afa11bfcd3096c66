import { backUp, BackupError } from './adapters/sqlite/back-up.ts'
import { DataFolderError } from './adapters/sqlite/data-folder-error.ts'
import { ConfigError, readConfig } from './config.ts'

const USAGE = `Usage: npm run backup -- FILE

Writes a copy of the embedded store in DATA_DIR to a new file, even while the
service is running. To restore it, copy it to holdfast.db in an empty folder.
`

/** Errors that the operator can correct. Any other error is a bug and is printed with its stack. */
const REASONS = [BackupError, ConfigError, DataFolderError]

function main([file, ...rest]: readonly string[]): void {
  if (file === '--help' || file === '-h') {
    process.stdout.write(USAGE)
    return
  }
  if (file === undefined || rest.length > 0 || file.startsWith('-')) throw new BackupError(USAGE)
  const { STORE, DATA_DIR } = readConfig(process.env)
  if (STORE !== 'embedded') {
    throw new BackupError(`STORE=${STORE} is not the embedded store. Use pg_dump for Postgres.`)
  }
  backUp(DATA_DIR, file)
  process.stdout.write(`Wrote ${file}.\n`)
}

try {
  main(process.argv.slice(2))
} catch (error) {
  if (!REASONS.some((type) => error instanceof type)) throw error
  process.stderr.write(`${(error as Error).message.trimEnd()}\n`)
  process.exitCode = 1
}
