import pg from 'pg'

import { checkPooler } from './pooler.ts'
import { prepareSession, type Session } from './session.ts'
import {
  type SqlDatabase,
  type SqlRow,
  type SqlScript,
  type SqlStatement,
  TRANSACTION_TIMEOUT_MS,
} from './sql.ts'
import { withStoreErrors } from './store-errors.ts'

export interface PostgresServerOptions {
  /** `postgres://user:password@host:5432/database`, with TLS parameters such as `sslmode=verify-full`. */
  readonly url: string
  readonly connectionsMax: number
  /** How long to wait for a new connection, or for one in use to become free. */
  readonly connectTimeoutMs: number
  /** The timeout of a statement, enforced by the server and by the client. */
  readonly statementTimeoutMs: number
  /** The greatest age of a connection before it is replaced; no limit by default. Some are replaced earlier. */
  readonly connectionLifetimeMs?: number | undefined
  /** Called once with each setting under which the service works, but may lose bookings. */
  readonly onWarning?: ((message: string) => void) | undefined
}

/**
 * Writes a row, because a read succeeds even on a read-only server. The new version of the row fits into a page that the
 * file already has, so a full disk would not be noticed: rows that exceed `work_mem` also go to a temporary file, of 70
 * kB, in the tablespace of the database. This leaves nothing behind. The statements of one text are one transaction.
 */
const CHECK = `
  set local work_mem = 64;
  set local temp_tablespaces = '';
  select count(*) from generate_series(1, 5000);
  update store set id = id`

/** The least lifetime of a connection, as a share of the greatest, so that not all are replaced at once. */
const LIFETIME_SHARE_MIN = 0.75

/** A Postgres server with a pool of connections, which are replaced when they break or reach their lifetime. */
export class PostgresServer implements SqlDatabase {
  readonly #pool: pg.Pool
  /** For statements that must not wait for bookings. */
  readonly #aside: pg.Pool
  readonly #options: PostgresServerOptions
  readonly #warnings = new Set<string>()
  #session: Session = { isPooled: false, isDistributed: false }

  constructor(options: PostgresServerOptions) {
    this.#options = options
    this.#pool = this.#createPool(options.connectionsMax)
    this.#aside = this.#createPool(1)
  }

  /** @throws {UnsuitableDatabaseError} when the server, or a pooler in front of it, is not supported */
  async open(): Promise<void> {
    await withStoreErrors(() =>
      withClient(this.#pool, async (one) => {
        if (this.#session.isPooled)
          await withClient(this.#aside, (other) => checkPooler(one, other))
      }),
    )
    await this.#connectAll()
  }

  /** Connects the whole pool ahead of the first requests. A connection that fails is tried again on demand. */
  async #connectAll(): Promise<void> {
    const { max } = this.#pool.options
    const connecting = Array.from({ length: max }, () => connect(this.#pool))
    for (const attempt of await Promise.allSettled(connecting)) {
      if (attempt.status === 'fulfilled') attempt.value.release()
    }
  }

  get isDistributed(): boolean {
    return this.#session.isDistributed
  }

  run(statement: SqlStatement, values: readonly unknown[]): Promise<readonly SqlRow[]> {
    return runOn(this.#pool, statement, values)
  }

  runAside(statement: SqlStatement): Promise<readonly SqlRow[]> {
    return runOn(this.#aside, statement, [])
  }

  async check(): Promise<void> {
    await withClient(this.#aside, (client) => withStoreErrors(() => client.query(CHECK)))
  }

  async transaction<T>(work: (script: SqlScript) => Promise<T>): Promise<T> {
    return withClient(this.#pool, async (client) => {
      const script: SqlScript = async (text) => {
        const query = { text, query_timeout: TRANSACTION_TIMEOUT_MS }
        const result = await withStoreErrors(() => client.query<SqlRow>(query))
        // For a text with several statements, pg returns an array of results, which its types do not declare.
        const [last] = [result].flat().slice(-1)
        return last?.rows ?? []
      }
      await script(`begin; set local statement_timeout = ${TRANSACTION_TIMEOUT_MS}`)
      const result = await work(script)
      await script('commit')
      return result
    })
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.end(), this.#aside.end()])
  }

  #createPool(connectionsMax: number): pg.Pool {
    const { url, connectTimeoutMs, statementTimeoutMs } = this.#options
    const pool = new pg.Pool({
      connectionString: url,
      max: connectionsMax,
      connectionTimeoutMillis: connectTimeoutMs,
      // Idle connections are kept for the next peak.
      idleTimeoutMillis: 0,
      maxLifetimeSeconds: this.#lifetimeS(),
      // A working server enforces the timeout itself. This one is for a server that does not respond.
      query_timeout: statementTimeoutMs + 100,
      keepAlive: true,
      application_name: 'holdfast',
      verify: (client, done) => {
        this.#prepare(client).then(() => {
          done()
        }, done)
      },
    })
    pool.on('error', ignore)
    pool.on('connect', (client) => {
      // The pool does not listen while a client is in use, and an error without a listener ends the process.
      client.on('error', ignore)
      pool.options.maxLifetimeSeconds = this.#lifetimeS()
    })
    return pool
  }

  /** Checks and prepares a new connection before its first use. */
  async #prepare(client: pg.PoolClient): Promise<void> {
    const { statementTimeoutMs } = this.#options
    const onWarning = (message: string) => {
      this.#warn(message)
    }
    this.#session = await prepareSession(client, { statementTimeoutMs, onWarning })
  }

  #warn(message: string): void {
    if (this.#warnings.has(message)) return
    this.#warnings.add(message)
    this.#options.onWarning?.(message)
  }

  /** A random lifetime for the next connection; 0 means no limit. */
  #lifetimeS(): number {
    const { connectionLifetimeMs = 0 } = this.#options
    const share = LIFETIME_SHARE_MIN + Math.random() * (1 - LIFETIME_SHARE_MIN)
    return (connectionLifetimeMs / 1_000) * share
  }
}

/** Runs `work` with a connection. When it rejects, the connection is closed, which also rolls back its transaction. */
async function withClient<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await withStoreErrors(() => connect(pool))
  let hasFailed = true
  try {
    const result = await work(client)
    hasFailed = false
    return result
  } finally {
    client.release(hasFailed)
  }
}

/**
 * Takes a connection from the pool. If the wait times out while a new connection is being prepared, the pool calls back
 * twice: with the error, and later with the connection, which is never returned to the pool unless it is released here.
 */
function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  return new Promise((resolve, reject) => {
    let isAnswered = false
    pool.connect((error, client, release) => {
      if (isAnswered) release(error)
      else if (client) resolve(client)
      else reject(error ?? new Error('The pool returned no connection'))
      isAnswered = true
    })
  })
}

function runOn(
  pool: pg.Pool,
  { name, text }: SqlStatement,
  values: readonly unknown[],
): Promise<readonly SqlRow[]> {
  // Not `pool.query`, which would run the statement even after its wait for a connection has timed out.
  return withClient(pool, async (client) => {
    const query = { name, text, values: [...values] }
    const { rows } = await withStoreErrors(() => client.query<SqlRow>(query))
    return rows
  })
}

function ignore(): void {
  // The pool replaces a broken connection, and the statement that runs on it rejects.
}
