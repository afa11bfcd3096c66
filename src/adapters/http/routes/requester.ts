import { createHash } from 'node:crypto'

import type { Requester } from '../../../application/commands/requests.ts'
import type { EndpointRequest } from '../endpoint/endpoint.ts'

type KeyedRequest = Pick<EndpointRequest, 'credentials' | 'requestId'> & {
  readonly headers: { readonly 'Idempotency-Key'?: string | undefined }
}

/**
 * Identifies the sender of a request for the use cases. The idempotency key is hashed together with the credentials, so
 * that a client cannot get the result of another client by sending its key, and the store contains no plain keys.
 *
 * @param client separates clients without credentials, for requests whose result is secret; otherwise they share keys
 */
export function requesterOf(
  { credentials, requestId, headers }: KeyedRequest,
  client?: string,
): Requester {
  const { actor, role, bearer } = credentials
  const key = headers['Idempotency-Key']
  // A bearer has no spaces, so it cannot equal this text.
  const sender = bearer ?? (client === undefined || role !== undefined ? '' : `client ${client}`)
  const idempotencyKey =
    key === undefined
      ? undefined
      : createHash('sha256')
          .update(JSON.stringify([actor, sender, key]))
          .digest('base64url')
  return { actor, requestId, idempotencyKey }
}
