interface ProblemRow {
  readonly status: number
  /** A few words, the same for every occurrence: the `title` of RFC 9457. */
  readonly title: string
  /** When it happens, and what to do about it, for the people who read `/docs/errors`. */
  readonly description: string
  /** Sent as `Retry-After`, in seconds, where the same request may succeed later. */
  readonly retryAfterS?: number
}

/** Every error that this service answers, by its stable code. */
export const PROBLEMS = {
  'seat-already-booked': {
    status: 400,
    title: 'The seat is booked',
    description: 'The seat is booked. Choose another.',
  },
  'seat-blocked': {
    status: 400,
    title: 'The seat is not for sale',
    description: 'The organiser has blocked the seat: it is not for sale. Choose another.',
  },
  'seat-not-found': {
    status: 404,
    title: 'There is no such seat',
    description: 'No seat has this id.',
  },
  'seat-locked': {
    status: 423,
    title: 'The seat is locked',
    description: 'Another request is changing this seat. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'seat-held': {
    status: 423,
    title: 'The seat is held',
    description:
      'Another buyer holds the seat until they book or release it, or until the hold expires. Choose another, or try again in some minutes.',
  },

  'event-not-found': {
    status: 404,
    title: 'There is no such event',
    description: 'No event has this id.',
  },
  'category-not-found': {
    status: 404,
    title: 'There is no such category',
    description:
      "The event's plan has no category of this name. `GET /api/events/:eventId` lists them.",
  },
  'event-already-exists': {
    status: 409,
    title: 'The event exists already',
    description: 'An event with this id exists. Choose another id.',
  },
  'hold-not-found': {
    status: 404,
    title: 'There is no such hold',
    description:
      'No hold has this id, or the token is not that of the hold. The answer is the same, so that ids cannot be probed.',
  },
  'hold-gone': {
    status: 410,
    title: 'The hold is over',
    description:
      'The hold was released or confirmed, or has expired. Hold the seats again. (An expired hold can still be confirmed as long as all its seats are free.)',
  },
  'cursor-gone': {
    status: 410,
    title: 'The cursor cannot be continued',
    description:
      'The history does not contain the entry that the cursor names: the cursor belongs to another list, the entry is older than the history is kept, or the store was restored from a backup. Read the history from the beginning.',
  },
  'booking-not-found': {
    status: 404,
    title: 'There is no such booking',
    description: 'No booking has this id.',
  },
  'seats-not-available': {
    status: 409,
    title: 'Not all of the seats are free',
    description:
      'Some of the seats are not available, so none was taken. `conflicts` lists them with the reason. Choose others.',
  },
  'seats-locked': {
    status: 409,
    title: 'Some of the seats are locked',
    description:
      'Another request is changing some of the seats, and was still doing so after a short wait. Nothing was changed. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'too-many-seats': {
    status: 400,
    title: 'Too many seats for one hold',
    description:
      'With the added seats, the hold would have more than `SEATS_PER_HOLD_MAX`. Nothing was changed.',
  },
  'not-enough-seats': {
    status: 409,
    title: 'Not enough seats are free',
    description:
      'Not enough matching seats are available, adjacent unless `adjacent` is `false`, so none was taken. Request fewer, another category, or seats apart.',
  },
  'too-many-holds': {
    status: 409,
    title: 'Too many holds at once',
    description:
      'This client has as many holds as one client may have (`HOLDS_PER_CLIENT`). Confirm or release one of them.',
  },

  'idempotency-key-in-flight': {
    status: 409,
    title: 'The first request is still at work',
    description:
      'The first request with this `Idempotency-Key` is still being processed. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The key belongs to another request',
    description:
      'A different request was made with this `Idempotency-Key`. Use a new key for a new request.',
  },
  'idempotency-result-gone': {
    status: 409,
    title: 'The result no longer stands',
    description:
      'This request was carried out before with its `Idempotency-Key`, and its result no longer exists: the booking was cancelled, the hold has ended or expired, or the seats were blocked or unblocked since. To carry it out again, send it with a new key.',
  },
  'store-unavailable': {
    status: 503,
    title: 'The seats cannot be reached',
    description:
      'The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.',
    retryAfterS: 1,
  },
  overloaded: {
    status: 503,
    title: 'Too many requests in flight',
    description:
      'The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'too-many-concurrent-requests': {
    status: 429,
    title: 'Too many requests of this client in flight',
    description:
      'This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'too-many-streams': {
    status: 503,
    title: 'Too many streams',
    description:
      'The service has as many open streams as it can serve (`STREAMS_MAX`). Try again after `Retry-After` seconds, or poll.',
    retryAfterS: 5,
  },
  'too-many-streams-per-client': {
    status: 429,
    title: 'Too many streams of this client',
    description:
      'This client has as many open streams as one client may have (`STREAMS_PER_CLIENT_MAX`). Close one, try again after `Retry-After` seconds, or poll.',
    retryAfterS: 5,
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    description:
      'This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },

  'key-missing': {
    status: 401,
    title: 'A key is needed',
    description:
      'This route needs a key, and none was sent. Send it as `Authorization: Bearer <key>`.',
  },
  'key-wrong': {
    status: 403,
    title: 'The key is wrong',
    description: 'The service does not know this key.',
  },
  'key-insufficient': {
    status: 403,
    title: 'The key does not allow this',
    description: "The seller's key was sent, but this route needs the administrator's key.",
  },
  'cross-site-request': {
    status: 403,
    title: 'A page of another site may not do this',
    description:
      'A browser sent this request for a page of another site that may not use the service. The operator can allow the site in `CORS_ORIGINS`.',
  },
  'key-not-configured': {
    status: 403,
    title: 'The service has no key for this',
    description:
      'This route needs a key, and the service was started without one. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.',
  },

  'invalid-request': {
    status: 400,
    title: 'The request is not as described',
    description:
      'The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.',
  },
  'client-unknown': {
    status: 400,
    title: 'The client is not named',
    description:
      "The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.",
  },
  'malformed-url': {
    status: 400,
    title: 'The URL cannot be read',
    description: 'The URL is not percent-encoded UTF-8.',
  },
  'malformed-json': {
    status: 400,
    title: 'The body cannot be read',
    description: 'The body is not a JSON object.',
  },
  'malformed-http': {
    status: 400,
    title: 'The request cannot be read',
    description:
      'The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    description: 'No route matches this URL.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method is not possible here',
    description: 'The route does not support this method. `Allow` lists those that it supports.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request took too long',
    description:
      'The headers took longer than `HEADERS_TIMEOUT_MS` to arrive, or the whole request longer than `REQUEST_TIMEOUT_MS`.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    description:
      'The body is larger than this route accepts: `BODY_BYTES_MAX`, unless the route states another limit.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of an unknown kind',
    description:
      'The body is not `application/json` in UTF-8, or its content encoding is not supported.',
  },
  'expectation-failed': {
    status: 417,
    title: 'The expectation cannot be met',
    description: 'The request has an `Expect` header other than `100-continue`.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    description:
      'The URL and the headers are larger than `HEADER_BYTES_MAX`, or there are more than `HEADERS_MAX` of them.',
  },
  'internal-error': {
    status: 500,
    title: 'The service failed',
    description: 'Internal error. The log of the service has the cause under the request id.',
  },
} as const satisfies Record<string, ProblemRow>

export type ProblemCode = keyof typeof PROBLEMS

/** What the table says of a code, its optional parts included. */
export function problemRow(code: ProblemCode): ProblemRow {
  return PROBLEMS[code]
}
