import type { OldRecordsQuery } from '../../application/ports/retention.port.ts'
import type { SqlDatabase } from './sql.ts'

/** A table of which old rows are deleted. */
interface AgingTable {
  readonly name: string
  readonly keyColumns: readonly [string, string]
  /** Has an index. */
  readonly timeColumn: string
}

/**
 * Deletes the oldest rows of a table, of all events. On a plain server, rows that another instance is deleting are
 * skipped.
 * @returns the number of deleted rows
 */
export async function deleteOldest(
  database: SqlDatabase,
  table: AgingTable,
  { before, countMax }: OldRecordsQuery,
): Promise<number> {
  const [kind, text] = database.isDistributed
    ? ['by-key', byKey(table)]
    : ['by-ctid', byCtid(table)]
  const deleted = await database.run({ name: `delete-oldest-${table.name}-${kind}`, text }, [
    before,
    countMax,
  ])
  return deleted.length
}

// $1       delete rows from before this time
// $2       the most rows to delete
// Returns  a row for each deleted row

/** Uses the index on the time, never a sequential scan. */
const byCtid = ({ name, timeColumn: time }: AgingTable) => `
  delete from ${name} where ctid = any (array(
    select ctid from ${name} where ${time} < $1 order by ${time} limit $2
    for update skip locked
  ))
  returning 1 as deleted`

/** On several nodes a `ctid` is not unique, and Citus cannot lock rows of all of them in one statement. */
const byKey = ({ name, keyColumns: [first, second], timeColumn: time }: AgingTable) => `
  delete from ${name} using (
    select ${first}, ${second} from ${name} where ${time} < $1
    order by ${time}, ${first}, ${second} limit $2
  ) as old
  where ${name}.${first} = old.${first} and ${name}.${second} = old.${second} and ${time} < $1
  returning 1 as deleted`
