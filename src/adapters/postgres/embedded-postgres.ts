import { join } from 'node:path'

import { PGlite } from '@electric-sql/pglite'

import { StoreUnavailableError } from '../../application/ports/seat-repository.port.ts'
import { DataFolder, unusable } from './data-folder.ts'
import type { SqlDatabase, SqlRow, SqlScript, SqlStatement } from './sql.ts'
import { withStoreErrors } from './store-errors.ts'

/** A Postgres inside this process (PGlite), which keeps its data in a folder that no other process may use. */
export class EmbeddedPostgres implements SqlDatabase {
  readonly #path: string
  #opened: { readonly folder: DataFolder; readonly pglite: PGlite } | undefined

  constructor(path: string) {
    this.#path = path
  }

  /** @throws {DataFolderError} when the folder cannot be used */
  async open(): Promise<void> {
    const folder = DataFolder.claim(this.#path)
    try {
      this.#opened = { folder, pglite: await PGlite.create(join(this.#path, 'postgres')) }
    } catch (error) {
      folder.release()
      throw unusable(this.#path, error)
    }
  }

  async run({ text }: SqlStatement, values: readonly unknown[]): Promise<readonly SqlRow[]> {
    return withStoreErrors(async () => (await this.#pglite.query<SqlRow>(text, [...values])).rows)
  }

  async transaction<T>(work: (script: SqlScript) => Promise<T>): Promise<T> {
    return this.#pglite.transaction((transaction) =>
      work(async (text) => {
        const results = await withStoreErrors(() => transaction.exec(text))
        return results.at(-1)?.rows ?? []
      }),
    )
  }

  async close(): Promise<void> {
    const opened = this.#opened
    this.#opened = undefined
    await opened?.pglite.close()
    opened?.folder.release()
  }

  get #pglite(): PGlite {
    if (!this.#opened) throw new StoreUnavailableError('The embedded database is not open')
    return this.#opened.pglite
  }
}
