import type { KeyRepositoryPort } from '../../application/ports/key-repository.port.ts'
import { type AccessKey, ROLES } from '../../domain/access-key.ts'
import { columnsInMilliseconds } from './milliseconds.ts'
import { RowReader } from './read-row.ts'
import type { SqlDatabase, SqlRow, SqlStatement } from './sql.ts'

/**
 * $1, $2   the name and the role of the key
 * $3       its digest
 * $4       when it was created
 * Returns  a row, or nothing when another key has this name
 */
const ADD_KEY: SqlStatement = {
  name: 'add-key',
  text: `
    insert into access_keys (name, role, digest, created_at) values ($1, $2, $3, $4)
    on conflict do nothing
    returning 1 as added`,
}

/** Returns  an AccessKey row for each key, in the order of their names */
const LIST_KEYS: SqlStatement = {
  name: 'list-keys',
  text: `
    select name, role, digest, ${columnsInMilliseconds('created_at')} from access_keys
    order by name collate "C"`,
}

/**
 * $1       the name of the key
 * Returns  a row, or nothing when no key has this name
 */
const DELETE_KEY: SqlStatement = {
  name: 'delete-key',
  text: 'delete from access_keys where name = $1 returning 1 as deleted',
}

/** Access keys in a Postgres database. */
export class PostgresKeyRepository implements KeyRepositoryPort {
  readonly #database: SqlDatabase

  constructor(database: SqlDatabase) {
    this.#database = database
  }

  async addKey({ name, role, digest, createdAt }: AccessKey): Promise<'added' | 'exists'> {
    const [added] = await this.#database.run(ADD_KEY, [name, role, digest, createdAt])
    return added ? 'added' : 'exists'
  }

  async listKeys(): Promise<readonly AccessKey[]> {
    return (await this.#database.run(LIST_KEYS, [])).map(toAccessKey)
  }

  async deleteKey(name: string): Promise<'deleted' | 'unknown'> {
    const [deleted] = await this.#database.run(DELETE_KEY, [name])
    return deleted ? 'deleted' : 'unknown'
  }
}

function toAccessKey(row: SqlRow): AccessKey {
  const read = new RowReader(row)
  return {
    name: read.text('name'),
    role: read.oneOf('role', ROLES),
    digest: read.text('digest'),
    createdAt: read.time('created_at'),
  }
}
