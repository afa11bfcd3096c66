import pg from 'pg'

import { checkPooler } from './pooler.ts'
import { prepareSession } from './session.ts'
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
  /** How old a connection gets at most before it is replaced; some are replaced earlier. For ever when left out. */
  readonly connectionLifetimeMs?: number | undefined
  /** Told once of each thing that does not keep the service from working, and puts what it promises at risk. */
  readonly onWarning?: ((message: string) => void) | undefined
}

/** What a transaction may take, which runs at the start and may have to wait for another instance's. */
const TRANSACTION_TIMEOUT_MS = 600_000

/** The share of its longest life that a connection lives at least. They shall not all be replaced at once. */
const LIFETIME_SHARE_MIN = 0.75

/** A Postgres server, over a pool of connections that are replaced when they break, and when they are old. */
export class PostgresServer implements SqlDatabase {
  readonly #pool: pg.Pool
  /** For questions that must not wait behind bookings. */
  readonly #aside: pg.Pool
  readonly #options: PostgresServerOptions
  readonly #warnings = new Set<string>()
  #isPooled = false

  constructor(options: PostgresServerOptions) {
    this.#options = options
    this.#pool = this.#createPool(options.connectionsMax)
    this.#aside = this.#createPool(1)
  }

  /** @throws {UnsuitableDatabaseError} when the server, or a pooler in front of it, must not be used */
  async open(): Promise<void> {
    await withStoreErrors(() =>
      withClient(this.#pool, async (one) => {
        if (this.#isPooled) await withClient(this.#aside, (other) => checkPooler(one, other))
      }),
    )
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
    return withClient(this.#pool, async (client) => {
      const script: SqlScript = async (text) => {
        const query = { text, query_timeout: TRANSACTION_TIMEOUT_MS }
        const result = await withStoreErrors(() => client.query<SqlRow>(query))
        // There is one result for each statement of the text, which the types do not say.
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
      // They are kept when it is quiet, for the next crowd.
      idleTimeoutMillis: 0,
      maxLifetimeSeconds: this.#lifetimeS(),
      // A server that answers says itself that it took too long; this is for one that says nothing.
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
    pool.on('connect', () => {
      pool.options.maxLifetimeSeconds = this.#lifetimeS()
    })
    return pool
  }

  /** Makes a new connection ready, before anybody uses it. */
  async #prepare(client: pg.PoolClient): Promise<void> {
    const { statementTimeoutMs } = this.#options
    const onWarning = (message: string) => {
      this.#warn(message)
    }
    client.on('error', ignore)
    try {
      const { isPooled } = await prepareSession(client, { statementTimeoutMs, onWarning })
      this.#isPooled = isPooled
    } finally {
      client.off('error', ignore)
    }
  }

  #warn(message: string): void {
    if (this.#warnings.has(message)) return
    this.#warnings.add(message)
    this.#options.onWarning?.(message)
  }

  /** Another for each connection; 0 for ever. */
  #lifetimeS(): number {
    const { connectionLifetimeMs = 0 } = this.#options
    const share = LIFETIME_SHARE_MIN + Math.random() * (1 - LIFETIME_SHARE_MIN)
    return (connectionLifetimeMs / 1_000) * share
  }
}

/** Lends a connection. When `work` rejects it is closed, which also ends what was begun on it and not committed. */
async function withClient<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await withStoreErrors(() => pool.connect())
  client.on('error', ignore)
  let hasFailed = true
  try {
    const result = await work(client)
    hasFailed = false
    return result
  } finally {
    client.off('error', ignore)
    client.release(hasFailed)
  }
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
