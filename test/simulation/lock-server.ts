interface Owner {
  readonly token: number
  readonly idempotencyKey: string | undefined
  readonly deadlineMs: number
}

/** A claim of several keys by one owner. */
export interface LockClaim {
  readonly keys: readonly string[]
  readonly token: number
  readonly ttlMs: number
  readonly idempotencyKey: string | undefined
}

export interface LockServerOptions {
  readonly nowMs: () => number
  /** A planted break: releases a lock of any owner. */
  readonly releasesAnyOwner: boolean
  /** A planted break: a lock stays until it is released. */
  readonly neverExpires: boolean
}

/** The lock server that all instances share, such as Redis. Each call is atomic. */
export class LockServer {
  /** Locks that were lost before they expired, which must be none. */
  readonly violations: string[] = []
  readonly #owners = new Map<string, Owner>()
  readonly #options: LockServerOptions
  #dataLosses = 0

  constructor(options: LockServerOptions) {
    this.#options = options
  }

  /** The keys that are locked now. */
  get lockedKeys(): readonly string[] {
    return Array.from(this.#owners.keys()).filter((key) => this.#ownerOf(key))
  }

  get dataLosses(): number {
    return this.#dataLosses
  }

  /** @returns the owner of one of the keys; undefined if all of them were free and are taken */
  take({ keys, token, ttlMs, idempotencyKey }: LockClaim): Owner | undefined {
    for (const key of keys) {
      const owner = this.#ownerOf(key)
      if (owner) return owner
    }
    const { nowMs, neverExpires } = this.#options
    const deadlineMs = neverExpires ? Infinity : nowMs() + ttlMs
    const owner = { token, idempotencyKey, deadlineMs }
    for (const key of keys) this.#owners.set(key, owner)
    return undefined
  }

  /** @returns whether the claim still owned all its keys */
  release({ keys, token }: LockClaim): boolean {
    let isWhole = true
    for (const key of keys) {
      const owner = this.#ownerOf(key)
      if (owner?.token !== token) isWhole = false
      if (owner?.token === token || this.#options.releasesAnyOwner) this.#owners.delete(key)
    }
    return isWhole
  }

  /** Loses all locks, as in a restart without its data. */
  loseData(): void {
    this.#owners.clear()
    this.#dataLosses++
  }

  #ownerOf(key: string): Owner | undefined {
    const owner = this.#owners.get(key)
    return owner && this.#options.nowMs() < owner.deadlineMs ? owner : undefined
  }
}
