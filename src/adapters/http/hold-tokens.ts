import { createHash, createHmac, randomBytes } from 'node:crypto'

/** Makes the secret tokens of holds, of which nothing but the digest is ever kept. */
export class HoldTokens {
  readonly #secret: () => Promise<string>

  /** @param secret shared by all instances, so that each can give the same answer to a request that comes again */
  constructor(secret: () => Promise<string>) {
    this.#secret = secret
  }

  /**
   * 256 bits: random, or made of a key that only the sender and the store together know. From the same key it is the
   * same token, so that the answer to a repeated request needs no token that was kept.
   *
   * @param idempotencyKey the key as its sender wrote it
   */
  async issue(holdId: string, idempotencyKey: string | undefined): Promise<string> {
    if (idempotencyKey === undefined) return randomBytes(32).toString('base64url')
    return createHmac('sha256', await this.#secret())
      .update(JSON.stringify([idempotencyKey, holdId]))
      .digest('base64url')
  }

  digest(token: string): string {
    return createHash('sha256').update(token).digest('base64url')
  }
}
