import type { SqlDatabase, SqlRow, SqlScript, SqlStatement } from './sql.ts'
import { isUnavailable } from './store-errors.ts'

export type DatabaseState = 'available' | 'unavailable'

/** Reports when the database becomes unavailable and when it is available again. */
export class WatchedDatabase implements SqlDatabase {
  readonly #database: SqlDatabase
  readonly #onChange: (state: DatabaseState, cause?: unknown) => void
  #state: DatabaseState = 'available'

  constructor(database: SqlDatabase, onChange: (state: DatabaseState, cause?: unknown) => void) {
    this.#database = database
    this.#onChange = onChange
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

  transaction<T>(work: (script: SqlScript) => Promise<T>): Promise<T> {
    return this.#database.transaction(work)
  }

  close(): Promise<void> {
    return this.#database.close()
  }

  async #watch<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work()
      this.#setState('available')
      return result
    } catch (error) {
      if (isUnavailable(error)) this.#setState('unavailable', error)
      throw error
    }
  }

  #setState(state: DatabaseState, cause?: unknown): void {
    if (this.#state === state) return
    this.#state = state
    this.#onChange(state, cause)
  }
}
