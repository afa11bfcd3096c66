import { HoldfastClient } from '../../client/src/index.ts'
import { randomKey } from './buying/attempts.ts'

/** A client for somebody who waits: it tries again for some seconds, and says then what is wrong. */
export function impatientClient(serviceUrl: string): HoldfastClient {
  return new HoldfastClient({
    baseUrl: serviceUrl,
    idempotencyKey: randomKey,
    timeoutMs: 8_000,
    retries: { attemptsMax: 4, retryAfterMsMax: 2_000 },
  })
}
