import type { KeyRepositoryPort } from '../../application/ports/key-repository.port.ts'
import type { AccessKey } from '../../domain/access-key.ts'

/** Access keys in the memory of this process. */
export class InMemoryKeyRepository implements KeyRepositoryPort {
  readonly #keys = new Map<string, AccessKey>()

  async addKey(key: AccessKey): Promise<'added' | 'exists'> {
    if (this.#keys.has(key.name)) return 'exists'
    this.#keys.set(key.name, key)
    return 'added'
  }

  async listKeys(): Promise<readonly AccessKey[]> {
    // Names are ASCII, so all stores compare them in the same way.
    return Array.from(this.#keys.values()).sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  async deleteKey(name: string): Promise<'deleted' | 'unknown'> {
    return this.#keys.delete(name) ? 'deleted' : 'unknown'
  }
}
