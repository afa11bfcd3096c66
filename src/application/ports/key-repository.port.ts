import type { AccessKey } from '../../domain/access-key.ts'

/**
 * Stores access keys by their names. Keys never change.
 * @throws {StoreUnavailableError} from every method, if the store is unavailable
 */
export interface KeyRepositoryPort {
  /** @returns `exists` if another key has this name */
  addKey(key: AccessKey): Promise<'added' | 'exists'>

  /** @returns all keys, in order of their names */
  listKeys(): Promise<readonly AccessKey[]>

  /** @returns `unknown` if no key has this name */
  deleteKey(name: string): Promise<'deleted' | 'unknown'>
}
