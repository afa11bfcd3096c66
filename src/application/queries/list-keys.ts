import type { AccessKey } from '../../domain/access-key.ts'
import type { KeyRepositoryPort } from '../ports/key-repository.port.ts'

/** Lists the stored access keys, without their digests. */
export class ListKeys {
  readonly #keys: Pick<KeyRepositoryPort, 'listKeys'>

  constructor(ports: { readonly keys: Pick<KeyRepositoryPort, 'listKeys'> }) {
    this.#keys = ports.keys
  }

  async execute(): Promise<Omit<AccessKey, 'digest'>[]> {
    const keys = await this.#keys.listKeys()
    return keys.map(({ name, role, createdAt }) => ({ name, role, createdAt }))
  }
}
