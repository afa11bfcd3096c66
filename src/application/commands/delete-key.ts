import type { KeyRepositoryPort } from '../ports/key-repository.port.ts'

export type DeleteKeyResult = Awaited<ReturnType<KeyRepositoryPort['deleteKey']>>

/** Deletes an access key, so that requests with it are refused. */
export class DeleteKey {
  readonly #keys: Pick<KeyRepositoryPort, 'deleteKey'>

  constructor(ports: { readonly keys: Pick<KeyRepositoryPort, 'deleteKey'> }) {
    this.#keys = ports.keys
  }

  execute({ name }: { readonly name: string }): Promise<DeleteKeyResult> {
    return this.#keys.deleteKey(name)
  }
}
