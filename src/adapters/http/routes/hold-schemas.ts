import { createHash, createHmac, randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { ClockPort } from '../../../application/ports/clock.port.ts'
import type { Credentials } from '../endpoint/access.ts'
import { timeSchema } from '../endpoint/schemas.ts'

export interface HoldRequestLimits {
  readonly seatsMax: number
  readonly ttlMaxMs: number
}

/** A shorter hold could expire before the response arrives. */
const TTL_MIN_MS = 100

export function ttlMsSchema(ttlMaxMs: number) {
  return z.int().min(TTL_MIN_MS).max(ttlMaxMs).optional().meta({
    description: 'The duration of the hold from now, in milliseconds. Default: `HOLD_TTL_MS`.',
  })
}

/** The deadline of a hold in a response. */
export const deadlineFields = {
  expiresAt: timeSchema.meta({ description: 'The time when the hold expires.' }),
  expiresInMs: z
    .int()
    .meta({ description: 'The remaining time in milliseconds, independent of the client clock.' }),
}

export function deadline(expiresAtMs: number, clock: ClockPort) {
  const expiresInMs = Math.max(0, expiresAtMs - clock.now().getTime())
  return { expiresAt: new Date(expiresAtMs).toISOString(), expiresInMs }
}

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
  digestOf({ bearer }: Credentials): string | undefined {
    return bearer === undefined ? undefined : this.digest(bearer)
  }

  digest(token: string): string {
    return createHash('sha256').update(token).digest('base64url')
  }
}
