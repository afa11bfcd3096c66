import { Slots } from '../../collections/slots.ts'

/** Keys that one command can take. */
export type KeyGroup = readonly string[]

/** Keys that have our token in Redis, or may have it. */
export interface Claim {
  readonly groups: KeyGroup[]
  readonly token: string
  readonly ttlMs: number
  /** Its slot in the list of claims, until it is known to be released. */
  slot?: number | undefined
  /** Set when a release had no reply: the time until which it is retried. */
  retryUntilMs?: number
}

/** The claims of this process that are not known to be released. */
export class Claims {
  readonly #claims = new Slots<Claim>()

  add(token: string, ttlMs: number): Claim {
    const claim: Claim = { groups: [], token, ttlMs }
    claim.slot = this.#claims.put(claim)
    return claim
  }

  remove(claim: Claim): void {
    if (claim.slot !== undefined) this.#claims.free(claim.slot)
    claim.slot = undefined
  }

  [Symbol.iterator](): Iterator<Claim> {
    return this.#claims[Symbol.iterator]()
  }

  /** The claims whose release had no reply, without those whose keys have expired since. */
  toRetry(nowMs: number): Claim[] {
    this.removeExpired(nowMs)
    return Array.from(this.#claims).filter(({ retryUntilMs }) => retryUntilMs !== undefined)
  }

  removeExpired(nowMs: number): void {
    for (const claim of this.#claims) {
      if (claim.retryUntilMs !== undefined && claim.retryUntilMs < nowMs) this.remove(claim)
    }
  }
}
