import pg from 'pg'

import { type SqlDatabase, type SqlRow, type SqlScript, type SqlStatement } from './sql.ts'
import { withStoreErrors } from './store-errors.ts'

export interface PostgresServerOptions {
  /** `postgres://user:password@host:5432/database`, with TLS parameters such as `sslmode=verify-full`. */
  readonly url: string
  readonly connectionsMax: number
  /** How long to wait for a connection, be it a new one or one that another request uses. */
  readonly connectTimeoutMs: number
  /** How long one statement may take before it is given up, here and on the server. */
  readonly statementTimeoutMs: number
}

/** What a transaction may take, which runs at the start and may have to wait for another instance's. */
const TRANSACTION_TIMEOUT_MS = 600_000

/** A Postgres server, over a pool of connections that are replaced when they break. */
export class PostgresServer implements SqlDatabase {
  readonly #pool: pg.Pool
  /** For questions that must not wait behind bookings. */
  readonly #aside: pg.Pool

  constructor(options: PostgresServerOptions) {
    this.#pool = createPool(options, options.connectionsMax)
    this.#aside = createPool(options, 1)
  }

  async open(): Promise<void> {
    await this.run({ name: 'open', text: 'select 1' }, [])
    await this.#connectAll()
  }

  /** So that a crowd that comes first thing need not wait for connections. What fails now is tried when it is needed. */
  async #connectAll(): Promise<void> {
    const { max } = this.#pool.options
    const connecting = Array.from({ length: max }, () => this.#pool.connect())
    for (const attempt of await Promise.allSettled(connecting)) {
      if (attempt.status === 'fulfilled') attempt.value.release()
    }
  }

  run(statement: SqlStatement, values: readonly unknown[]): Promise<readonly SqlRow[]> {
    return runOn(this.#pool, statement, values)
  }

  runAside(statement: SqlStatement): Promise<readonly SqlRow[]> {
    return runOn(this.#aside, statement, [])
  }

  async transaction<T>(work: (script: SqlScript) => Promise<T>): Promise<T> {
    const client = await withStoreErrors(() => this.#pool.connect())
    client.on('error', ignore)
    const script: SqlScript = async (text) => {
      const query = { text, query_timeout: TRANSACTION_TIMEOUT_MS }
      const result = await withStoreErrors(() => client.query<SqlRow>(query))
      // There is one result for each statement of the text, which the types do not say.
      const [last] = [result].flat().slice(-1)
      return last?.rows ?? []
    }
    // Closing the connection also ends what was begun on it and not committed.
    let closeConnection = true
    try {
      await script(`begin; set local statement_timeout = ${TRANSACTION_TIMEOUT_MS}`)
      const result = await work(script)
      await script('commit')
      closeConnection = false
      return result
    } finally {
      client.off('error', ignore)
      client.release(closeConnection)
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.end(), this.#aside.end()])
  }
}

function createPool(options: PostgresServerOptions, connectionsMax: number): pg.Pool {
  const { url, connectTimeoutMs, statementTimeoutMs } = options
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: connectTimeoutMs,
    // They are kept when it is quiet, for the next crowd.
    idleTimeoutMillis: 0,
    statement_timeout: statementTimeoutMs,
    // A server that answers says itself that it took too long; this is for one that says nothing.
    query_timeout: statementTimeoutMs + 100,
    keepAlive: true,
    application_name: 'holdfast',
  })
  pool.on('error', ignore)
  return pool
}

function runOn(
  pool: pg.Pool,
  { name, text }: SqlStatement,
  values: readonly unknown[],
): Promise<readonly SqlRow[]> {
  return withStoreErrors(async () => {
    const { rows } = await pool.query<SqlRow>({ name, text, values: [...values] })
    return rows
  })
}

/** A connection that breaks is replaced, and whoever uses it is told by their own statement. */
function ignore(): void {
  // There is nothing to do.
}
