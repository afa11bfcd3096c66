interface ProblemRow {
  readonly status: number
  /** The `title` of RFC 9457. */
  readonly title: string
  /** The cause and what to do about it, for `/docs/errors`. */
  readonly description: string
  /** Sent as `Retry-After`, in seconds, if the same request may succeed later. */
  readonly retryAfterS?: number
}

/** The errors of the API, by their stable codes. */
export const PROBLEMS = {
  'seat-already-booked': {
    status: 400,
    title: 'Seat already booked',
    description: 'The seat is already booked. Choose another seat.',
  },
  'seat-blocked': {
    status: 400,
    title: 'Seat not for sale',
    description: 'The organiser has taken the seat off sale. Choose another seat.',
  },
  'seat-not-found': {
    status: 404,
    title: 'Seat not found',
    description: 'No seat has this id.',
  },
  'seat-locked': {
    status: 423,
    title: 'Seat locked',
    description: 'Another request is changing this seat. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'seat-held': {
    status: 423,
    title: 'Seat held',
    description:
      'The seat is held by another buyer. It becomes available if the hold is released or expires. Choose another seat, or try again in a few minutes.',
  },

  'event-not-found': {
    status: 404,
    title: 'Event not found',
    description: 'No event has this id.',
  },
  'category-not-found': {
    status: 404,
    title: 'Category not found',
    description:
      "The event's plan has no category with this name. `GET /api/events/:eventId` lists its categories.",
  },
  'event-already-exists': {
    status: 409,
    title: 'Event already exists',
    description: 'An event with this id already exists. Choose another id.',
  },
  'hold-not-found': {
    status: 404,
    title: 'Hold not found',
    description:
      'No hold has this id, or the token does not belong to it. Both cases get the same response, so that it does not reveal which ids exist.',
  },
  'hold-gone': {
    status: 410,
    title: 'Hold no longer active',
    description:
      'The hold was released or confirmed, or it has expired. Hold the seats again. An expired hold can still be confirmed while all of its seats are available.',
  },
  'cursor-gone': {
    status: 410,
    title: 'Cursor no longer valid',
    description:
      'The history does not contain the entry that the cursor names. The cursor belongs to another list, the entry is past the retention period, or the store was restored from a backup. Read the history from the beginning.',
  },
  'booking-not-found': {
    status: 404,
    title: 'Booking not found',
    description: 'No booking has this id.',
  },
  'seats-not-available': {
    status: 409,
    title: 'Seats not available',
    description:
      'Some of the seats are not available, so nothing was changed. `conflicts` lists them with the reasons. Choose other seats.',
  },
  'seats-locked': {
    status: 409,
    title: 'Seats locked',
    description:
      'Another request is changing some of the seats and did not finish within the lock wait time. Nothing was changed. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'too-many-seats': {
    status: 400,
    title: 'Too many seats in the hold',
    description:
      'With the added seats, the hold would exceed the maximum number of seats per hold (`SEATS_PER_HOLD_MAX`). Nothing was changed.',
  },
  'not-enough-seats': {
    status: 409,
    title: 'Not enough seats available',
    description:
      'Not enough matching seats are available. They must be adjacent unless `adjacent` is `false`. Nothing was changed. Ask for fewer seats, another category, or seats that are not adjacent.',
  },
  'too-many-holds': {
    status: 409,
    title: 'Too many holds',
    description:
      'This client has reached the maximum number of holds per client. Confirm or release one of them first.',
  },

  'idempotency-key-in-flight': {
    status: 409,
    title: 'Request still in progress',
    description:
      'The first request with this `Idempotency-Key` is still in progress. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'Idempotency key reused',
    description:
      'This `Idempotency-Key` was already used for a different request. Use a new key for a new request.',
  },
  'idempotency-result-gone': {
    status: 409,
    title: 'Result no longer valid',
    description:
      'A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled, the hold has ended or expired, or the seats were blocked or unblocked. To repeat the operation, use a new key.',
  },
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
      'The service is processing the maximum number of requests. Nothing was changed. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'too-many-concurrent-requests': {
    status: 429,
    title: 'Too many concurrent requests',
    description:
      'This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.',
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
  'key-already-exists': {
    status: 409,
    title: 'Access key already exists',
    description:
      'An access key with this name already exists, or the name is reserved: `admin`, `seller`, `public` and `system`. Choose another name.',
  },
  'key-not-found': {
    status: 404,
    title: 'Access key not found',
    description:
      'No access key in the store has this name. `ADMIN_KEY` and `SELLER_KEY` are not in the store: change these settings to retire them.',
  },
  'too-many-keys': {
    status: 409,
    title: 'Too many access keys',
    description: 'The store has the maximum of 1,000 access keys. Delete one first.',
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

export type ProblemCode = keyof typeof PROBLEMS

export function problemRow(code: ProblemCode): ProblemRow {
  return PROBLEMS[code]
}
