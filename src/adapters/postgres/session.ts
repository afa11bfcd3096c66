import type { ClientBase } from 'pg'

import { StoreUnavailableError } from '../../application/ports/store-unavailable-error.ts'
import { RowReader } from './read-row.ts'

/** The configuration of the database is not supported. The message says what to change. */
export class UnsuitableDatabaseError extends StoreUnavailableError {
  override readonly name = 'UnsuitableDatabaseError'
}

export interface SessionOptions {
  readonly statementTimeoutMs: number
  /** Called with settings under which the service works, but may lose bookings. */
  readonly onWarning: (message: string) => void
}

/** The first version in which `extract` returns exact numbers. */
const VERSION_MIN = 140_000

/** A process that stalls in a migration must not prevent others from starting. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000

const READ_FACTS = `
  select pg_backend_pid() as pid,
    current_setting('server_version_num')::int as version,
    current_setting('server_version') as version_name,
    current_setting('server_encoding') as encoding,
    pg_is_in_recovery() as is_standby,
    current_setting('transaction_read_only') = 'on' as is_read_only,
    current_setting('synchronous_commit') as synchronous_commit,
    current_setting('fsync') = 'on' as is_forced_to_disk,
    exists (select from pg_extension where extname = 'citus') as is_distributed,
    current_schema() as schema,
    (select nspname from pg_namespace
      where oid = (select relnamespace from pg_class where oid = to_regclass('store'))) as schema_of_tables`

/**
 * Also fixes `synchronous_commit` and the `search_path` at their current, checked values, so that later changes on the
 * server have no effect. Settings that the server does not know are left out.
 *
 * $1, $2   the names and the values of settings
 */
const PIN_SETTINGS = `
  select set_config(name, value, false)
  from (
    select * from unnest($1::text[], $2::text[]) as given (name, value)
    union all select 'search_path', quote_ident(current_schema())
    union all select 'synchronous_commit', current_setting('synchronous_commit')
  ) as pins
  where current_setting(name, true) is not null`

export interface Session {
  /** Whether the connection goes through a pooler. */
  readonly isPooled: boolean
  /** Whether the database has the extension Citus, which splits tables over several servers. */
  readonly isDistributed: boolean
}

/**
 * Checks the server, and makes the session independent of the settings of the server, the database and the role.
 *
 * Behind a pooler no settings are made, because each transaction may run in another session, which other programs
 * share. The statements work with any settings except for `search_path`, which must lead to the tables. If another program
 * changes it through the pooler, as pg_dump does, the statements fail until the pooler resets or closes the session.
 * @throws {UnsuitableDatabaseError} when the server is not supported
 */
export async function prepareSession(
  client: ClientBase,
  { statementTimeoutMs, onWarning }: SessionOptions,
): Promise<Session> {
  const { rows } = await client.query<Record<string, unknown>>(READ_FACTS)
  const facts = new RowReader(rows[0])
  const fault = faultOf(facts)
  if (fault !== undefined) throw new UnsuitableDatabaseError(fault)
  if (!facts.boolean('is_forced_to_disk')) onWarning(NOT_FORCED_TO_DISK)

  // A pooler reports its own process ids.
  const isPooled = !('processID' in client) || client.processID !== facts.integer('pid')
  if (!isPooled) {
    const settings = Object.entries(settingsOf(statementTimeoutMs))
    const [names, values] = [settings.map(([name]) => name), settings.map(([, value]) => value)]
    await client.query(PIN_SETTINGS, [names, values])
  }
  return { isPooled, isDistributed: facts.boolean('is_distributed') }
}

const NOT_FORCED_TO_DISK =
  'fsync is off on the database server: a power failure may lose acknowledged bookings'

function faultOf(facts: RowReader): string | undefined {
  if (facts.integer('version') < VERSION_MIN) {
    return `The database server is PostgreSQL ${facts.text('version_name')}. Holdfast needs PostgreSQL 14 or newer.`
  }
  const encoding = facts.text('encoding')
  if (encoding !== 'UTF8') {
    return `The encoding of the database is ${encoding}. Create it with UTF8 (createdb --encoding=UTF8 --template=template0).`
  }
  if (facts.boolean('is_standby')) {
    return 'The database server is a read-only standby. DATABASE_URL must point to the primary.'
  }
  if (facts.boolean('is_read_only')) {
    return 'The database is read-only. Set default_transaction_read_only to off for the server, the database and the role.'
  }
  if (facts.text('synchronous_commit') === 'off') {
    return 'synchronous_commit is off: a crash of the database server may lose acknowledged bookings. Set it to on for the server, the database and the role.'
  }
  return schemaFaultOf(facts)
}

/** New tables are created in the first schema of the search_path, so the existing ones must be there too. */
function schemaFaultOf(facts: RowReader): string | undefined {
  const [schema, ofTables] = [facts.textOrNone('schema'), facts.textOrNone('schema_of_tables')]
  if (schema === undefined) {
    return 'The search_path of the database has no schema that exists and that the role may use.'
  }
  if (ofTables !== undefined && ofTables !== schema) {
    return `The search_path of the database has the schema "${schema}" before "${ofTables}", which already has a table "store". Set it to the schema that Holdfast should use.`
  }
  return undefined
}

function settingsOf(statementTimeoutMs: number): Readonly<Record<string, string>> {
  return {
    datestyle: 'ISO, MDY',
    timezone: 'UTC',
    intervalstyle: 'postgres',
    bytea_output: 'hex',
    extra_float_digits: '1',
    client_encoding: 'UTF8',
    standard_conforming_strings: 'on',
    // With "off", rows hidden by a policy cause an error instead of being silently left out.
    row_security: 'off',
    default_transaction_isolation: 'read committed',
    default_transaction_deferrable: 'off',
    statement_timeout: `${statementTimeoutMs}`,
    lock_timeout: '0',
    idle_in_transaction_session_timeout: `${IDLE_IN_TRANSACTION_TIMEOUT_MS}`,
    transaction_timeout: '0',
    idle_session_timeout: '0',
  }
}
