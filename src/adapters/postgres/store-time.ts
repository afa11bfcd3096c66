import { inMilliseconds } from './milliseconds.ts'
import { RowReader } from './read-row.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

/** Returns  one row with the server's time in `ms` since 1970 */
const READ_TIME: SqlStatement = {
  name: 'read-time',
  text: `select ${inMilliseconds('clock_timestamp()')} as ms`,
}

/** @throws {StoreUnavailableError} when the database cannot be reached */
export async function readStoreTime(database: SqlDatabase): Promise<Date> {
  const [row] = await database.runAside(READ_TIME)
  return new RowReader(row).time('ms')
}
