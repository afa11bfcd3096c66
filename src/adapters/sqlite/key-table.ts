import type { Role } from '../../domain/access-key.ts'
import type { Database } from './database.ts'

export type KeyRow = readonly [name: string, role: Role, digest: string, createdAtMs: number]

/** Reads and writes access keys. */
export class KeyTable {
  readonly #database: Database
  readonly #statements: ReturnType<typeof prepare>

  constructor(database: Database) {
    this.#database = database
    this.#statements = prepare(database)
  }

  /** @returns false when another key has this name */
  addKey(key: KeyRow): boolean {
    return this.#database.transaction(() => this.#statements.addKey(...key) === 1)
  }

  listKeys(): KeyRow[] {
    return this.#statements.listKeys.all()
  }

  /** @returns false when no key has this name */
  deleteKey(name: string): boolean {
    return this.#database.transaction(() => this.#statements.deleteKey(name) === 1)
  }
}

function prepare(database: Database) {
  return {
    addKey: database.command(`
      insert into access_keys (name, role, digest, created_at) values (?, ?, ?, ?)
      on conflict do nothing`),

    listKeys: database.query<KeyRow>(`
      select name, role, digest, created_at from access_keys order by name`),

    deleteKey: database.command('delete from access_keys where name = ?'),
  }
}
