import { type AccessKey, isReservedKeyName, type Role } from '../../domain/access-key.ts'
import { type Done, type Refused, refused } from '../changes/change-result.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { KeyRepositoryPort } from '../ports/key-repository.port.ts'

/** Every instance keeps all keys in memory and reads them periodically. */
export const KEYS_MAX = 1_000

export interface CreateKeyCommand {
  readonly name: string
  readonly role: Role
  /** The digest of the new key. */
  readonly digest: string
}

export type CreateKeyResult =
  Done<AccessKey> | Refused<{ readonly reason: 'reserved' | 'exists' | 'too-many' }>

/** Creates an access key. */
export class CreateKey {
  readonly #keys: Pick<KeyRepositoryPort, 'addKey' | 'listKeys'>
  readonly #clock: ClockPort

  constructor(ports: {
    readonly keys: Pick<KeyRepositoryPort, 'addKey' | 'listKeys'>
    readonly clock: ClockPort
  }) {
    this.#keys = ports.keys
    this.#clock = ports.clock
  }

  /** Concurrent executions may exceed `KEYS_MAX` by their number. */
  async execute({ name, role, digest }: CreateKeyCommand): Promise<CreateKeyResult> {
    if (isReservedKeyName(name)) return refused({ reason: 'reserved' })
    const { length } = await this.#keys.listKeys()
    if (length >= KEYS_MAX) return refused({ reason: 'too-many' })
    const key = { name, role, digest, createdAt: this.#clock.now() }
    const outcome = await this.#keys.addKey(key)
    return outcome === 'added' ? { outcome: 'done', result: key } : refused({ reason: 'exists' })
  }
}
