import type { ProblemRow } from './problem-row.ts'

/** The errors that do not depend on the resource: limits, access, invalid requests, and failures of the service. */
export const REQUEST_PROBLEMS = {
  'store-unavailable': {
    status: 503,
    title: 'Seat store unavailable',
    description:
      'The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.',
    retryAfterS: 1,
  },
  overloaded: {
    status: 503,
    title: 'Service overloaded',
    description:
      'The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'too-many-concurrent-requests': {
    status: 429,
    title: 'Too many concurrent requests',
    description:
      'This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'too-many-streams': {
    status: 503,
    title: 'Too many streams',
    description:
      'The service has reached the maximum number of open streams (`STREAMS_MAX`). Try again after `Retry-After` seconds, or poll.',
    retryAfterS: 5,
  },
  'too-many-streams-per-client': {
    status: 429,
    title: 'Too many streams for this client',
    description:
      'This client has reached the maximum number of open streams per client (`STREAMS_PER_CLIENT_MAX`). Close one, try again after `Retry-After` seconds, or poll.',
    retryAfterS: 5,
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    description: 'This client has exceeded its rate limit. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },

  'key-missing': {
    status: 401,
    title: 'Access key required',
    description:
      'This operation requires an access key, and the request has none. Send it as `Authorization: Bearer <key>`.',
  },
  'key-wrong': {
    status: 403,
    title: 'Invalid access key',
    description: 'The access key is not valid.',
  },
  'too-many-wrong-keys': {
    status: 429,
    title: 'Too many wrong access keys',
    description:
      'The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.',
    retryAfterS: 60,
  },
  'key-insufficient': {
    status: 403,
    title: 'Insufficient access key',
    description:
      'The access key is valid, but its role does not include this operation. The message names the required role.',
  },
  'cross-site-request': {
    status: 403,
    title: 'Cross-site request refused',
    description:
      'A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.',
  },
  'key-not-configured': {
    status: 403,
    title: 'Access key not configured',
    description:
      'This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.',
  },

  'invalid-request': {
    status: 400,
    title: 'Invalid request',
    description:
      'The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.',
  },
  'client-unknown': {
    status: 400,
    title: 'Client unknown',
    description:
      'The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.',
  },
  'malformed-url': {
    status: 400,
    title: 'Malformed URL',
    description: 'The URL is not percent-encoded UTF-8.',
  },
  'malformed-json': {
    status: 400,
    title: 'Malformed JSON',
    description: 'The body is not a JSON object.',
  },
  'malformed-http': {
    status: 400,
    title: 'Malformed HTTP request',
    description:
      'The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    description: 'No resource exists at this URL.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    description: 'This URL does not support the method. `Allow` lists the supported methods.',
  },
  'request-timeout': {
    status: 408,
    title: 'Request timed out',
    description:
      'The headers did not arrive within `HEADERS_TIMEOUT_MS`, or the whole request within `REQUEST_TIMEOUT_MS`.',
  },
  'body-too-large': {
    status: 413,
    title: 'Body too large',
    description:
      'The body exceeds the limit of this operation, which is `BODY_BYTES_MAX` unless documented otherwise.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
    description:
      'The body is not `application/json` in UTF-8, or its content encoding is not supported.',
  },
  'expectation-failed': {
    status: 417,
    title: 'Expectation failed',
    description: 'The request has an `Expect` header other than `100-continue`.',
  },
  'headers-too-large': {
    status: 431,
    title: 'Headers too large',
    description:
      'The URL and headers exceed `HEADER_BYTES_MAX`, or there are more than `HEADERS_MAX` headers.',
  },
  'internal-error': {
    status: 500,
    title: 'Internal error',
    description:
      'The service failed unexpectedly. Its log contains the cause under the request id.',
  },
} as const satisfies Record<string, ProblemRow>
