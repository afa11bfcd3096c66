/** A statement that is prepared once for each connection, under its name. */
export interface SqlStatement {
  readonly name: string
  readonly text: string
}

export type SqlRow = Readonly<Record<string, unknown>>

/** Runs a text of one or more statements, without values. */
export type SqlScript = (text: string) => Promise<readonly SqlRow[]>

/** What the adapter asks of a Postgres server. */
export interface SqlDatabase {
  /**
   * Connects to it.
   * @throws {StoreUnavailableError} when the server cannot be reached
   */
  open(): Promise<void>

  /**
   * Runs one statement, which is atomic by itself.
   * @throws {StoreUnavailableError} when the database cannot be reached or cannot do its work
   */
  run(statement: SqlStatement, values: readonly unknown[]): Promise<readonly SqlRow[]>

  /**
   * Runs one statement without waiting behind all others.
   * @throws {StoreUnavailableError} as above
   */
  runAside(statement: SqlStatement): Promise<readonly SqlRow[]>

  /**
   * Runs scripts in one transaction, however long they take. When `work` rejects, nothing has happened.
   * @throws {StoreUnavailableError} as above
   */
  transaction<T>(work: (script: SqlScript) => Promise<T>): Promise<T>

  close(): Promise<void>
}
