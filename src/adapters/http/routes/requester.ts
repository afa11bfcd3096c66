import { createHash } from 'node:crypto'

import type { Requester } from '../../../application/change-seats.ts'
import type { EndpointRequest } from '../endpoint.ts'

type KeyedRequest = Pick<EndpointRequest, 'credentials' | 'requestId'> & {
  readonly headers: { readonly 'Idempotency-Key'?: string | undefined }
}

/**
 * Tells the use cases who asks. They see a digest of the idempotency key together with whoever sent it, so that nobody
 * can learn another's result by sending their key, nor read a key out of the store. All who send no credentials are one.
 */
export function requesterOf({ credentials, requestId, headers }: KeyedRequest): Requester {
  const { actor, bearer = '' } = credentials
  const key = headers['Idempotency-Key']
  const idempotencyKey =
    key === undefined
      ? undefined
      : createHash('sha256')
          .update(JSON.stringify([actor, bearer, key]))
          .digest('base64url')
  return { actor, requestId, idempotencyKey }
}
