/** A statement that is prepared once per connection, under its name. */
export interface SqlStatement {
  readonly name: string
  readonly text: string
}

export type SqlRow = Readonly<Record<string, unknown>>

/** Runs one or more statements without parameters. Returns the rows of the last one. */
export type SqlScript = (text: string) => Promise<readonly SqlRow[]>

/** The timeout of a statement in a transaction. Transactions run at the start, and may wait for those of other instances. */
export const TRANSACTION_TIMEOUT_MS = 600_000

/** The connection to a Postgres server. */
export interface SqlDatabase {
  /**
   * Connects to the server.
   * @throws {StoreUnavailableError} when the server cannot be reached
   */
  open(): Promise<void>

  /**
   * Whether the tables are split by event over several nodes, as with Citus. Each table in a statement for one event then
   * has a condition on that event, and a batch has one event only. Known after `open`.
   */
  readonly isDistributed: boolean

  /**
   * Runs one statement, as its own transaction.
   * @throws {StoreUnavailableError} when the database cannot be reached or cannot run the statement
   */
  run(statement: SqlStatement, values: readonly unknown[]): Promise<readonly SqlRow[]>

  /**
   * Runs one statement on a separate connection, without waiting for other statements.
   * @throws {StoreUnavailableError} as above
   */
  runAside(statement: SqlStatement): Promise<readonly SqlRow[]>

  /**
   * Checks, on that connection, that rows can be written and files can grow.
   * @throws {StoreUnavailableError} as above
   */
  check(): Promise<void>

  /**
   * Runs scripts in one transaction with a long timeout. When `work` rejects, the transaction is rolled back.
   * @throws {StoreUnavailableError} as above
   */
  transaction<T>(work: (script: SqlScript) => Promise<T>): Promise<T>

  close(): Promise<void>
}
