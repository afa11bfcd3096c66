import { type Done, type Refused, refused } from '../changes/change-result.ts'
import type { KeyRepositoryPort } from '../ports/key-repository.port.ts'

export type DeleteKeyResult = Done<null> | Refused<{ readonly reason: 'unknown-key' }>

/** Deletes an access key, so that requests with it are refused. */
export class DeleteKey {
  readonly #keys: Pick<KeyRepositoryPort, 'deleteKey'>

  constructor(ports: { readonly keys: Pick<KeyRepositoryPort, 'deleteKey'> }) {
    this.#keys = ports.keys
  }

  async execute({ name }: { readonly name: string }): Promise<DeleteKeyResult> {
    const outcome = await this.#keys.deleteKey(name)
    return outcome === 'deleted'
      ? { outcome: 'done', result: null }
      : refused({ reason: 'unknown-key' })
  }
}
