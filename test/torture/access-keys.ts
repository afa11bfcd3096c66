import type { Random } from './random.ts'
import { ADMIN_KEY } from './requests/buyer-context.ts'
import type { Sender } from './sender.ts'

/** The most keys that are valid at a time. */
const VALID_MAX = 8

/** So many of the latest keys are used, also after their deletion. */
const USED = 12

interface Answered {
  readonly status: number
  readonly code: string
}

/** An access key that the service has created, and which instances have admitted or refused it. */
export class AccessKey {
  readonly name: string
  readonly secret: string
  /** The requests to delete it that were sent. */
  deletions = 0
  /** Whether its deletion was acknowledged. */
  isDeleted = false
  readonly #admittedBy = new Set<string>()
  readonly #refusedBy = new Set<string>()

  constructor(name: string, secret: string) {
    this.name = name
    this.secret = secret
  }

  get isDeleting(): boolean {
    return this.deletions > 0
  }

  isAdmittedBy(instance: string): boolean {
    return this.#admittedBy.has(instance)
  }

  isRefusedBy(instance: string): boolean {
    return this.#refusedBy.has(instance)
  }

  /** @param instance answered that it has deleted the key */
  deletedBy(instance: string): void {
    this.isDeleted = true
    this.#refusedBy.add(instance)
  }

  /**
   * Called before a request with this key is sent. An instance may learn late of a key, or of its deletion, while it
   * cannot read the store. But it never forgets either.
   * @returns judges the answer: says what is wrong with it, if anything
   */
  use(instance: string): (answer: Answered) => string | undefined {
    const wasDeleted = this.isDeleted
    const mustBeAdmitted = this.isAdmittedBy(instance)
    const mustBeRefused = this.isRefusedBy(instance)
    return ({ status, code }) => {
      const isRefused = code === 'key-wrong'
      // An instance without a free place answers 503 before it checks the key.
      const isAdmitted = status > 0 && status < 500 && !isRefused
      if (isAdmitted && mustBeRefused) return `${instance} admitted the deleted key ${this.name}`
      if (isRefused && mustBeAdmitted && !this.isDeleting) {
        return `${instance} refused the valid key ${this.name}`
      }
      if (isAdmitted) this.#admittedBy.add(instance)
      if (isRefused && wasDeleted) this.#refusedBy.add(instance)
      return undefined
    }
  }
}

/** The access keys of a run, which an administrator creates and deletes. */
export class AccessKeys {
  /** Those whose creation was acknowledged. */
  readonly all: AccessKey[] = []
  /** Those of them that any client may use and delete. */
  readonly #shared: AccessKey[] = []
  #count = 0

  get isFull(): boolean {
    return this.#shared.filter(({ isDeleting }) => !isDeleting).length >= VALID_MAX
  }

  /** A key to use, which may be deleted. */
  some(random: Random): AccessKey | undefined {
    return random.pick(this.#shared.slice(-USED))
  }

  /** A key whose deletion is not acknowledged. */
  someToDelete(random: Random): AccessKey | undefined {
    return random.pick(this.#shared.filter(({ isDeleted }) => !isDeleted))
  }

  /** Lets all clients use the key, and delete it. */
  share(key: AccessKey): void {
    this.#shared.push(key)
  }

  /** @returns undefined if the creation was not acknowledged */
  async create(sender: Sender): Promise<AccessKey | undefined> {
    const name = `till-${++this.#count}`
    const { outcome, body } = await sender.send({
      kind: 'create an access key',
      method: 'POST',
      path: '/api/keys',
      body: { name, role: 'seller' },
      bearer: ADMIN_KEY,
    })
    if (outcome !== 'done' || body.key === undefined) return undefined
    const key = new AccessKey(name, body.key)
    this.all.push(key)
    return key
  }

  /** The deletion may remain unacknowledged. Then it can be requested again. */
  async delete(key: AccessKey, sender: Sender): Promise<void> {
    key.deletions++
    const { code, outcome, instance } = await sender.send({
      kind: 'delete an access key',
      method: 'DELETE',
      path: `/api/keys/${key.name}`,
      bearer: ADMIN_KEY,
    })
    if (outcome === 'done' || code === 'key-not-found') key.deletedBy(instance)
    if (code === 'key-not-found' && key.deletions === 1) {
      sender.journal.violations.push(`the access key ${key.name} is lost`)
    }
  }
}
