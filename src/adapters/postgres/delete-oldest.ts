import type { OldRecordsQuery } from '../../application/ports/retention.port.ts'
import type { SqlDatabase } from './sql.ts'

/** A table of which old rows are deleted. */
interface AgingTable {
  readonly name: string
  /** The two columns of its key. */
  readonly key: readonly [string, string]
  /** A column with an index. */
  readonly time: string
}

/**
 * Deletes the oldest rows of a table, of all events. Rows that another instance is deleting are skipped.
 * @returns the number of deleted rows
 */
export async function deleteOldest(
  database: SqlDatabase,
  table: AgingTable,
  { before, countMax }: OldRecordsQuery,
): Promise<number> {
  const [kind, text] = database.isDistributed
    ? ['distributed', byKey(table)]
    : ['oldest', byPlace(table)]
  const deleted = await database.run({ name: `delete-${kind}-${table.name}`, text }, [
    before,
    countMax,
  ])
  return deleted.length
}

// $1       delete rows from before this time
// $2       the most rows to delete
// Returns  a row for each deleted row

/** Uses the index on the time, never a sequential scan. */
const byPlace = ({ name, time }: AgingTable) => `
  delete from ${name} where ctid = any (array(
    select ctid from ${name} where ${time} < $1 order by ${time} limit $2
    for update skip locked
  ))
  returning 1 as deleted`

/** On several servers the place of a row is not unique, and Citus cannot lock rows of all of them in one statement. */
const byKey = ({ name, key: [first, second], time }: AgingTable) => `
  delete from ${name} using (
    select ${first}, ${second} from ${name} where ${time} < $1 order by ${time} limit $2
  ) as old
  where ${name}.${first} = old.${first} and ${name}.${second} = old.${second} and ${time} < $1
  returning 1 as deleted`
