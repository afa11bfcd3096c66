import { createHmac, randomBytes } from 'node:crypto'

import type { Credentials } from '../endpoint/access.ts'
import { digestOf } from '../endpoint/digest.ts'

/** Issues the secret tokens of holds. Only their digests are stored. */
export class HoldTokens {
  readonly #secret: () => Promise<string>

  /** @param secret shared by all instances, so that any of them can issue the same token to a retry */
  constructor(secret: () => Promise<string>) {
    this.#secret = secret
  }

  /**
   * Issues a token of 256 bits. With an idempotency key the token is derived from that key and the secret, so that a
   * retry gets the same token although it is not stored. Otherwise it is random.
   *
   * @param idempotencyKey the value of the header
   */
  async issue(holdId: string, idempotencyKey: string | undefined): Promise<string> {
    if (idempotencyKey === undefined) return randomBytes(32).toString('base64url')
    return createHmac('sha256', await this.#secret())
      .update(JSON.stringify([idempotencyKey, holdId]))
      .digest('base64url')
  }

  /** Returns the digest of the token that a request has as its credential, if any. */
  digestIn({ bearer }: Credentials): string | undefined {
    return bearer === undefined ? undefined : this.digest(bearer)
  }

  digest(token: string): string {
    return digestOf(token)
  }
}
