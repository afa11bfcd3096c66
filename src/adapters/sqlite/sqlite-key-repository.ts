import type { KeyRepositoryPort } from '../../application/ports/key-repository.port.ts'
import type { AccessKey } from '../../domain/access-key.ts'
import type { StoreThread } from './store-thread.ts'

/** Access keys in the embedded SQLite database. */
export class SqliteKeyRepository implements KeyRepositoryPort {
  readonly #thread: Pick<StoreThread, 'read' | 'write'>

  constructor(thread: Pick<StoreThread, 'read' | 'write'>) {
    this.#thread = thread
  }

  async addKey({ name, role, digest, createdAt }: AccessKey): Promise<'added' | 'exists'> {
    const row = [name, role, digest, createdAt.getTime()] as const
    return (await this.#thread.write('keys', 'addKey', row)) ? 'added' : 'exists'
  }

  async listKeys(): Promise<readonly AccessKey[]> {
    const rows = await this.#thread.read('keys', 'listKeys')
    return rows.map(([name, role, digest, createdAtMs]) => {
      return { name, role, digest, createdAt: new Date(createdAtMs) }
    })
  }

  async deleteKey(name: string): Promise<'deleted' | 'unknown'> {
    return (await this.#thread.write('keys', 'deleteKey', name)) ? 'deleted' : 'unknown'
  }
}
