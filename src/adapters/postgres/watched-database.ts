import {
  StoreTimeoutError,
  StoreUnavailableError,
} from '../../application/ports/store-unavailable-error.ts'
import type { SqlDatabase, SqlRow, SqlScript, SqlStatement } from './sql.ts'
import { isUnavailable } from './store-errors.ts'

export type DatabaseState = 'available' | 'unavailable'

export interface WatchedDatabaseOptions {
  readonly onChange: (state: DatabaseState, cause?: unknown) => void
  /** The pause before a database that is, or may be, unavailable is checked; 1 s by default. */
  readonly checkIntervalMs?: number
}

const CHECK_INTERVAL_MS = 1_000

/**
 * Reports when the database becomes unavailable and when it is available again. Only a successful check ends the state
 * `unavailable`, because a full disk can still be read.
 */
export class WatchedDatabase implements SqlDatabase {
  readonly #database: SqlDatabase
  readonly #options: WatchedDatabaseOptions
  #state: DatabaseState = 'available'
  #nextCheck: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(database: SqlDatabase, options: WatchedDatabaseOptions) {
    this.#database = database
    this.#options = options
  }

  get isDistributed(): boolean {
    return this.#database.isDistributed
  }

  open(): Promise<void> {
    return this.#database.open()
  }

  run(statement: SqlStatement, values: readonly unknown[]): Promise<readonly SqlRow[]> {
    return this.#watch(() => this.#database.run(statement, values))
  }

  runAside(statement: SqlStatement): Promise<readonly SqlRow[]> {
    return this.#watch(() => this.#database.runAside(statement))
  }

  async check(): Promise<void> {
    try {
      await this.#database.check()
      this.#setState('available')
    } catch (error) {
      if (error instanceof StoreUnavailableError) this.#setState('unavailable', error)
      throw error
    }
  }

  transaction<T>(work: (script: SqlScript) => Promise<T>): Promise<T> {
    return this.#database.transaction(work)
  }

  close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#nextCheck)
    return this.#database.close()
  }

  async #watch<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (isUnavailable(error)) this.#setState('unavailable', error)
      // One slow statement says nothing about the others. If the database is the reason, a check is slow too.
      else if (error instanceof StoreTimeoutError) this.#checkLater()
      throw error
    }
  }

  #setState(state: DatabaseState, cause?: unknown): void {
    if (this.#isClosed) return
    if (state === 'unavailable') this.#checkLater()
    if (this.#state === state) return
    this.#state = state
    this.#options.onChange(state, cause)
  }

  #checkLater(): void {
    const { checkIntervalMs = CHECK_INTERVAL_MS } = this.#options
    this.#nextCheck ??= setTimeout(() => {
      this.#nextCheck = undefined
      // The failure of a check sets the state, which also leads to the next check.
      this.check().catch(() => undefined)
    }, checkIntervalMs).unref()
  }
}
