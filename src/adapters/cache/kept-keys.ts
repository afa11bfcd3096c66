import type { KeyRepositoryPort } from '../../application/ports/key-repository.port.ts'
import { type AccessKey, includesRole, type Role } from '../../domain/access-key.ts'

/**
 * Keeps the stored access keys in memory, so that no request waits for the store. Keys that this instance adds or
 * deletes take effect here at once. Those of other instances take effect with the next refresh.
 */
export class KeptKeys implements KeyRepositoryPort {
  readonly #store: KeyRepositoryPort
  #byDigest: ReadonlyMap<string, AccessKey> = new Map()
  /** How many changes this instance has made. */
  #changes = 0

  constructor(store: KeyRepositoryPort) {
    this.#store = store
  }

  /** @param digest the SHA-256 digest of a key, in the encoding of `AccessKey` */
  find(digest: string): AccessKey | undefined {
    return this.#byDigest.get(digest)
  }

  /** Whether there is a key that may use the operations of this role. */
  hasKeyFor(required: Role): boolean {
    return Array.from(this.#byDigest.values()).some(({ role }) => includesRole(role, required))
  }

  /**
   * Reads all keys. Runs must not overlap.
   * @throws {StoreUnavailableError} if the store is unavailable; the keys that were read before stay valid
   */
  async refresh(): Promise<void> {
    const changes = this.#changes
    const keys = await this.#store.listKeys()
    // A change that was made during the read may not be in its result.
    if (changes === this.#changes) this.#keep(keys)
  }

  async addKey(key: AccessKey): Promise<'added' | 'exists'> {
    const outcome = await this.#store.addKey(key)
    if (outcome === 'added') this.#change([...this.#byDigest.values(), key])
    return outcome
  }

  listKeys(): Promise<readonly AccessKey[]> {
    return this.#store.listKeys()
  }

  async deleteKey(name: string): Promise<'deleted' | 'unknown'> {
    const outcome = await this.#store.deleteKey(name)
    this.#change(Array.from(this.#byDigest.values()).filter((key) => key.name !== name))
    return outcome
  }

  #change(keys: readonly AccessKey[]): void {
    this.#changes++
    this.#keep(keys)
  }

  #keep(keys: readonly AccessKey[]): void {
    this.#byDigest = new Map(keys.map((key) => [key.digest, key]))
  }
}
