import { join } from 'node:path'

import { StoreUnavailableError } from '../../application/ports/seat-repository.port.ts'
import { DataFolder, hasRoom, unusable } from './data-folder.ts'
import { PGliteThread } from './pglite-thread.ts'
import type { SqlDatabase, SqlRow, SqlScript, SqlStatement } from './sql.ts'
import { withStoreErrors } from './store-errors.ts'

/** A Postgres inside this process (PGlite), which keeps its data in a folder that no other process may use. */
export class EmbeddedPostgres implements SqlDatabase {
  readonly #path: string
  #folder: DataFolder | undefined
  /** Missing before it is opened, and after a crash. */
  #pglite: PGliteThread | undefined
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

  async run(statement: SqlStatement, values: readonly unknown[]): Promise<readonly SqlRow[]> {
    return this.#inTurn((pglite) => withStoreErrors(() => pglite.query(statement, values)))
  }

  /** There is but one connection, and it is never busy for long. */
  runAside(statement: SqlStatement): Promise<readonly SqlRow[]> {
    return this.run(statement, [])
  }

  async transaction<T>(work: (script: SqlScript) => Promise<T>): Promise<T> {
    return this.#inTurn(async (pglite) => {
      const script: SqlScript = (text) => withStoreErrors(() => pglite.script(text))
      await script('begin')
      try {
        const result = await work(script)
        await script('commit')
        return result
      } catch (error) {
        // When it has crashed, there is nothing left to roll back.
        await script('rollback').catch(() => undefined)
        throw error
      }
    })
  }

  async close(): Promise<void> {
    await this.#turn
    try {
      await this.#pglite?.close()
    } finally {
      this.#pglite = undefined
      this.#folder?.release()
      this.#folder = undefined
    }
  }

  #start(): Promise<PGliteThread> {
    return PGliteThread.open(join(this.#path, 'postgres'))
  }

  /**
   * One at a time. Whoever PGlite lets in after a crash waits for ever, so a Postgres that has crashed is left alone,
   * and replaced.
   */
  #inTurn<T>(work: (pglite: PGliteThread) => Promise<T>): Promise<T> {
    const result = this.#turn.then(async () => {
      if (this.#pglite?.hasEnded) this.#pglite = undefined
      this.#pglite ??= await this.#restart()
      const pglite = this.#pglite
      try {
        return await work(pglite)
      } catch (error) {
        if (pglite.hasEnded || isPanic(error)) this.#drop(pglite)
        throw error
      }
    })
    this.#turn = result.catch(() => undefined)
    return result
  }

  #drop(pglite: PGliteThread): void {
    pglite.terminate()
    if (this.#pglite === pglite) this.#pglite = undefined
  }

  /** @throws {StoreUnavailableError} while there is no room for what made it crash */
  async #restart(): Promise<PGliteThread> {
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
