import { createHash } from 'node:crypto'

import type { Requester } from '../../../application/commands/requests.ts'
import type { EndpointRequest } from '../endpoint/endpoint.ts'

type KeyedRequest = Pick<EndpointRequest, 'credentials' | 'requestId'> & {
  readonly headers: { readonly 'Idempotency-Key'?: string | undefined }
}

/**
 * Tells the use cases who asks. They see a digest of the idempotency key together with whoever sent it, so that nobody
 * can learn another's result by sending their key, nor read a key out of the store. All who send no credentials are one.
 *
 * @param client tells apart who sends no credentials, where the result is a secret
 */
export function requesterOf(
  { credentials, requestId, headers }: KeyedRequest,
  client?: string,
): Requester {
  const { actor, bearer } = credentials
  const key = headers['Idempotency-Key']
  // A bearer has no spaces, so no client is taken for one.
  const sender = bearer ?? (client === undefined || actor !== 'public' ? '' : `client ${client}`)
  const idempotencyKey =
    key === undefined
      ? undefined
      : createHash('sha256')
          .update(JSON.stringify([actor, sender, key]))
          .digest('base64url')
  return { actor, requestId, idempotencyKey }
}
