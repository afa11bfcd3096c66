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
    description: 'The seat has a booking. Choose another.',
  },
  'seat-blocked': {
    status: 400,
    title: 'The seat is not for sale',
    description: 'The organiser has taken the seat out of sale. Choose another.',
  },
  'seat-not-found': {
    status: 404,
    title: 'There is no such seat',
    description: 'There is no seat of this id.',
  },
  'seat-locked': {
    status: 423,
    title: 'The seat is locked',
    description:
      'Another request is at this seat right now. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'seat-held': {
    status: 423,
    title: 'The seat is held',
    description:
      'Somebody holds the seat until they book it, release it or run out of time. Choose another, or try again in some minutes.',
  },

  'event-not-found': {
    status: 404,
    title: 'There is no such event',
    description: 'There is no event of this id.',
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
    description: 'There is an event of this id already. Choose another id.',
  },
  'hold-not-found': {
    status: 404,
    title: 'There is no such hold',
    description:
      'There is no hold of this id, or the token is not the one that opens it: the answer is the same, so that nobody can find out which ids exist.',
  },
  'hold-gone': {
    status: 410,
    title: 'The hold is over',
    description:
      'The hold was released or confirmed, or its time has run out. Hold the seats anew. (To confirm a hold that has run out is possible as long as all its seats are free.)',
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
    description: 'There is no booking of this id.',
  },
  'seats-not-available': {
    status: 409,
    title: 'Not all of the seats are free',
    description:
      'Some of the seats cannot be had, so none was taken. `conflicts` names them, and says why. Choose others.',
  },
  'seats-locked': {
    status: 409,
    title: 'Some of the seats are locked',
    description:
      'Another request is at some of the seats right now, and was still there after a moment of waiting. Nothing was changed. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'too-many-seats': {
    status: 400,
    title: 'Too many seats for one hold',
    description:
      'With the seats that were to be added, the hold would have more than one hold may have (`SEATS_PER_HOLD_MAX`). Nothing was changed.',
  },
  'not-enough-seats': {
    status: 409,
    title: 'Not enough seats are free',
    description:
      'Not enough matching seats are available, side by side unless `adjacent` is `false`, so none was taken. Ask for fewer, for another category, or for seats apart.',
  },
  'too-many-holds': {
    status: 409,
    title: 'Too many holds at once',
    description:
      'This client has as many holds as one client may have. Waiting does not help as such: confirm or release one of them.',
  },

  'idempotency-key-in-flight': {
    status: 409,
    title: 'The first request is still at work',
    description:
      'The first request with this `Idempotency-Key` has no answer yet. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The key belongs to another request',
    description:
      'Another request was made with this `Idempotency-Key`. Use a new key for a new request.',
  },
  'idempotency-result-gone': {
    status: 409,
    title: 'The result no longer stands',
    description:
      'This request was carried out before under its `Idempotency-Key`, and what it brought about is over: the booking was cancelled, the hold has ended or expired, or the seats were blocked or unblocked since. To do it again, send it under a new key.',
  },
  'store-unavailable': {
    status: 503,
    title: 'The seats cannot be reached',
    description:
      'The store of the seats cannot be reached; whether anything was changed is not known. Try again after `Retry-After` seconds, under the same `Idempotency-Key`.',
    retryAfterS: 1,
  },
  overloaded: {
    status: 503,
    title: 'Too many requests in flight',
    description:
      'The service is at work on as many requests as it can be, and has done nothing for this one. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'too-many-concurrent-requests': {
    status: 429,
    title: 'Too many requests of this client in flight',
    description:
      'As many requests of this client are at work as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), and nothing was done for this one. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'too-many-streams': {
    status: 503,
    title: 'Too many streams',
    description:
      'The service serves as many streams as it can (`STREAMS_MAX`). Try again after `Retry-After` seconds, or poll.',
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
      'This client has sent more requests than one client may. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },

  'key-missing': {
    status: 401,
    title: 'A key is needed',
    description:
      'This can be done with a key only, and none was sent. Send it as `Authorization: Bearer <key>`.',
  },
  'key-wrong': {
    status: 403,
    title: 'The key is wrong',
    description: 'The key that was sent is none that this service knows.',
  },
  'key-insufficient': {
    status: 403,
    title: 'The key does not allow this',
    description: "The seller's key was sent, and this takes the administrator's.",
  },
  'cross-site-request': {
    status: 403,
    title: 'A page of another site may not do this',
    description:
      'A browser sent this for a page of a site that may not use the service. The operator of the service allows a site by naming it in `CORS_ORIGINS`.',
  },
  'key-not-configured': {
    status: 403,
    title: 'The service has no key for this',
    description:
      'This can be done with a key only, and the service was started without one. Whoever operates it sets `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.',
  },

  'invalid-request': {
    status: 400,
    title: 'The request is not as described',
    description:
      'Something in the URL, the headers or the body is not as the API document describes it, or the body cannot be unpacked. The message names the field.',
  },
  'client-unknown': {
    status: 400,
    title: 'The client is not named',
    description:
      'The request came through a proxy that the service trusts (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address where the client should be. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.',
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
      'The request cannot be read as HTTP, has not exactly one `Host` (HTTP/1.0 may have none), or its body ended early.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    description: 'There is nothing at this URL.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method is not possible here',
    description: 'The URL is known, the method is not; `Allow` names those that are.',
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
      'The body is larger than this route takes: `BODY_BYTES_MAX`, unless it says otherwise.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of an unknown kind',
    description:
      'The body is not `application/json` in UTF-8, or its content encoding is not known.',
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
    description: 'The service failed; its log says why, under the request id.',
  },
} as const satisfies Record<string, ProblemRow>

export type ProblemCode = keyof typeof PROBLEMS

/** What the table says of a code, its optional parts included. */
export function problemRow(code: ProblemCode): ProblemRow {
  return PROBLEMS[code]
}
