import { join } from 'node:path'
import { setImmediate as othersTurn } from 'node:timers/promises'

import { PGlite } from '@electric-sql/pglite'

import { StoreUnavailableError } from '../../application/ports/seat-repository.port.ts'
import { DataFolder, hasRoom, unusable } from './data-folder.ts'
import type { SqlDatabase, SqlRow, SqlScript, SqlStatement } from './sql.ts'
import { withStoreErrors } from './store-errors.ts'

/** A Postgres inside this process (PGlite), which keeps its data in a folder that no other process may use. */
export class EmbeddedPostgres implements SqlDatabase {
  readonly #path: string
  #folder: DataFolder | undefined
  /** Missing before it is opened, and after a crash. */
  #pglite: PGlite | undefined
  /** Resolves when whoever came last is done. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(path: string) {
    this.#path = path
  }

  /** @throws {DataFolderError} when the folder cannot be used */
  async open(): Promise<void> {
    this.#folder = await DataFolder.claim(this.#path)
    try {
      this.#pglite = await this.#start()
    } catch (error) {
      this.#folder.release()
      throw unusable(this.#path, error)
    }
  }

  async run({ text }: SqlStatement, values: readonly unknown[]): Promise<readonly SqlRow[]> {
    return this.#inTurn((pglite) =>
      withStoreErrors(async () => (await pglite.query<SqlRow>(text, [...values])).rows),
    )
  }

  /** There is but one connection, and it is never busy for long. */
  runAside(statement: SqlStatement): Promise<readonly SqlRow[]> {
    return this.run(statement, [])
  }

  async transaction<T>(work: (script: SqlScript) => Promise<T>): Promise<T> {
    return this.#inTurn((pglite) =>
      pglite.transaction((transaction) =>
        work(async (text) => {
          const results = await withStoreErrors(() => transaction.exec(text))
          return results.at(-1)?.rows ?? []
        }),
      ),
    )
  }

  async close(): Promise<void> {
    await this.#turn
    await this.#pglite?.close()
    this.#pglite = undefined
    this.#folder?.release()
    this.#folder = undefined
  }

  #start(): Promise<PGlite> {
    return PGlite.create(join(this.#path, 'postgres'))
  }

  /**
   * One at a time, which PGlite would see to by itself. But whoever it lets in after a crash waits for ever, and this
   * process with them, so a Postgres that has crashed is left alone, and replaced.
   *
   * It keeps this thread busy while it is at work, so between any two the rest of the process has its turn: else nobody
   * would be answered, nor heard, for as long as there is a next one.
   */
  #inTurn<T>(work: (pglite: PGlite) => Promise<T>): Promise<T> {
    const result = this.#turn.then(async () => {
      this.#pglite ??= await this.#restart()
      try {
        return await work(this.#pglite)
      } catch (error) {
        if (isPanic(error)) this.#pglite = undefined
        throw error
      }
    })
    this.#turn = result.catch(() => undefined).then(() => othersTurn())
    return result
  }

  /** @throws {StoreUnavailableError} while there is no room for what made it crash */
  async #restart(): Promise<PGlite> {
    if (!this.#folder) throw new StoreUnavailableError('The embedded database is not open')
    if (!hasRoom(this.#path)) throw new StoreUnavailableError('The disk is full')
    return withStoreErrors(() => this.#start())
  }
}

/** A disk that is full when the write-ahead log needs room is such a case. */
function isPanic(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('severity' in error && error.severity === 'PANIC') || isPanic(error.cause)
}
