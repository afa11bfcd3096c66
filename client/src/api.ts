// Generated from the API document by `npm run client:types`. Do not edit.

export interface paths {
  readonly '/api/book/{seatId}': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /** Book one seat of the default event */
    readonly post: operations['bookSeat']
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/events': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /** List the events, in the order of their creation */
    readonly get: operations['listEvents']
    readonly put?: never
    /**
     * Put an event on sale, with the seating plan of its hall
     * @description The plan is in the format of pretix's seating-plan editor; unknown fields of the plan are ignored.
     */
    readonly post: operations['createEvent']
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/events/{eventId}': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /** Read an event with its seating plan */
    readonly get: operations['getEvent']
    readonly put?: never
    readonly post?: never
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/events/{eventId}/seats': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /**
     * Read which seats cannot be had
     * @description To follow an event, ask again with the `ETag` of the last answer in `If-None-Match`: until something changes, be it only that a hold runs out, the answer is an empty 304.
     */
    readonly get: operations['getAvailability']
    readonly put?: never
    readonly post?: never
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/events/{eventId}/holds': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Hold seats, those named or the best available
     * @description All of the seats or none. With the token of a hold in `Authorization: Bearer`, that hold gets the seats and a new deadline.
     */
    readonly post: operations['holdSeats']
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/holds/{holdId}/extend': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Keep the seats for longer
     * @description The new deadline is never earlier than the old one, and never beyond the lifetime of the hold. A request that would move it by less than `HOLD_EXTENSION_MIN_MS` changes nothing.
     */
    readonly post: operations['extendHold']
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/holds/{holdId}/confirm': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Make the hold a booking
     * @description To confirm it again gives the same booking. A hold that has run out is confirmed if all its seats are still free, else `conflicts` names what was lost. Instead of the hold's token the seller's key does.
     */
    readonly post: operations['confirmHold']
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/holds/{holdId}': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    readonly post?: never
    /**
     * Let the seats go
     * @description To release a hold that is over is no mistake, unless it was confirmed.
     */
    readonly delete: operations['releaseHold']
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/events/{eventId}/bookings': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Book seats without holding them first
     * @description All of the seats or none.
     */
    readonly post: operations['bookSeats']
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/bookings/{bookingId}': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /** Read a booking */
    readonly get: operations['getBooking']
    readonly put?: never
    readonly post?: never
    /**
     * Cancel a booking
     * @description Its seats are free again. To cancel it twice is no mistake.
     */
    readonly delete: operations['cancelBooking']
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/events/{eventId}/blocks': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Take seats out of sale
     * @description All of them or none. Those that are out of sale already stay so.
     */
    readonly post: operations['blockSeats']
    /**
     * Put seats back on sale
     * @description Those that are not out of sale stay as they are.
     */
    readonly delete: operations['unblockSeats']
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/events/{eventId}/history': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /**
     * Read who did what to which seat, in order
     * @description Whoever reads on from a cursor misses nothing.
     */
    readonly get: operations['getHistory']
    readonly put?: never
    readonly post?: never
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/healthz': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /** Ask whether the process lives */
    readonly get: operations['getHealth']
    readonly put?: never
    readonly post?: never
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/readyz': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /** Ask whether to send requests here */
    readonly get: operations['getReadiness']
    readonly put?: never
    readonly post?: never
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
}
export type webhooks = Record<string, never>
export interface components {
  schemas: {
    readonly BookedSeat: {
      /** @constant */
      readonly status: 200
      readonly message: string
      /** @description Any script, no control characters. */
      readonly seatId: string
      readonly bookingId: string
    }
    readonly BookingError: {
      readonly status: number
      readonly message: string
      readonly code: string
    }
    readonly Problem: {
      /** Format: uri-reference */
      readonly type: string
      readonly title: string
      readonly status: number
      readonly detail?: string
      readonly code: string
      readonly requestId?: string
      readonly conflicts?: readonly {
        readonly seatId: string
        /** @enum {string} */
        readonly reason: 'held' | 'booked' | 'blocked' | 'locked'
      }[]
    }
    /** @description A plan with what is to be known besides, or a plan alone. */
    readonly NewEvent:
      | {
          readonly eventId?: string
          /** @description Any script, no control characters. */
          readonly name?: string
          /** Format: date-time */
          readonly startsAt?: string
          readonly plan: components['schemas']['NewSeatingPlan']
        }
      | components['schemas']['NewSeatingPlan']
    /** @description Unknown fields are ignored. */
    readonly NewSeatingPlan: {
      readonly name: string
      readonly size?: {
        readonly width: number
        readonly height: number
      }
      readonly focalPoint?: {
        readonly x: number
        readonly y: number
      }
      readonly categories: readonly {
        readonly name: string
        readonly color?: string
      }[]
      readonly zones: readonly {
        readonly name?: string
        readonly position: {
          readonly x: number
          readonly y: number
        }
        readonly focalPoint?: {
          readonly x: number
          readonly y: number
        }
        readonly rows: readonly {
          readonly row_number: string
          readonly position?: {
            readonly x: number
            readonly y: number
          }
          readonly seats: readonly {
            /** @description Any script, no control characters. */
            readonly seat_guid: string
            readonly seat_number: string
            readonly position: {
              readonly x: number
              readonly y: number
            }
            readonly category: string
          }[]
        }[]
        readonly areas?: readonly {
          readonly position?: {
            readonly x: number
            readonly y: number
          }
          readonly rotation?: number
          readonly color?: string
          readonly border_color?: string
          readonly shape?: string
          readonly width?: number
          readonly height?: number
          readonly rectangle?: {
            readonly width: number
            readonly height: number
          }
          readonly circle?: {
            readonly radius: number
          }
          readonly ellipse?: {
            readonly radius: {
              readonly x: number
              readonly y: number
            }
          }
          readonly polygon?: {
            readonly points: readonly unknown[]
          }
          readonly text?:
            | string
            | {
                readonly text: string
                readonly position?: {
                  readonly x: number
                  readonly y: number
                }
                readonly color?: string
                readonly size?: number
              }
        }[]
      }[]
    }
    readonly EventSummary: {
      readonly eventId: string
      readonly name: string
      /** Format: date-time */
      readonly startsAt?: string
      /** Format: date-time */
      readonly createdAt: string
      readonly seatCount: number
    }
    readonly Events: {
      readonly events: readonly components['schemas']['EventSummary'][]
      /** @description Where to go on; missing on the last page. */
      readonly nextCursor?: string
    }
    readonly Event: {
      readonly eventId: string
      readonly name: string
      /** Format: date-time */
      readonly startsAt?: string
      /** Format: date-time */
      readonly createdAt: string
      readonly seatCount: number
      readonly plan: components['schemas']['SeatingPlan']
    }
    readonly SeatingPlan: {
      readonly name: string
      readonly size?: {
        readonly width: number
        readonly height: number
      }
      readonly focalPoint?: {
        readonly x: number
        readonly y: number
      }
      readonly categories: readonly {
        readonly name: string
        readonly color?: string
      }[]
      readonly zones: readonly {
        readonly name?: string
        readonly position: {
          readonly x: number
          readonly y: number
        }
        readonly focalPoint?: {
          readonly x: number
          readonly y: number
        }
        readonly rows: readonly {
          readonly row_number: string
          readonly position?: {
            readonly x: number
            readonly y: number
          }
          readonly seats: readonly {
            /** @description Any script, no control characters. */
            readonly seat_guid: string
            readonly seat_number: string
            readonly position: {
              readonly x: number
              readonly y: number
            }
            readonly category: string
          }[]
        }[]
        readonly areas?: readonly {
          readonly position: {
            readonly x: number
            readonly y: number
          }
          readonly rotation?: number
          readonly color?: string
          readonly border_color?: string
          readonly shape?: string
          readonly width?: number
          readonly height?: number
          readonly rectangle?: {
            readonly width: number
            readonly height: number
          }
          readonly circle?: {
            readonly radius: number
          }
          readonly ellipse?: {
            readonly radius: {
              readonly x: number
              readonly y: number
            }
          }
          readonly polygon?: {
            readonly points: readonly {
              readonly x: number
              readonly y: number
            }[]
          }
          readonly text?:
            | string
            | {
                readonly text: string
                readonly position?: {
                  readonly x: number
                  readonly y: number
                }
                readonly color?: string
                readonly size?: number
              }
        }[]
      }[]
    }
    readonly Availability: {
      readonly eventId: string
      /** @description How many changes there were so far. */
      readonly revision: number
      /** @description The seats that cannot be had, in no order. All others can. */
      readonly seats: readonly {
        readonly seatId: string
        /** @enum {string} */
        readonly status: 'held' | 'booked' | 'blocked'
      }[]
    }
    /** @description Either `seatIds` or `bestAvailable`. */
    readonly HoldRequest: {
      readonly seatIds?: readonly string[]
      readonly bestAvailable?: {
        readonly quantity: number
        /** @description The only category to take seats of; any when left out. */
        readonly category?: string
        /** @description Whether they must be neighbours, in one row or at one table; true when left out. */
        readonly adjacent?: boolean
      }
      /** @description How long from now; as long as the service has been set to when left out. */
      readonly ttlMs?: number
    }
    readonly Hold: {
      readonly holdId: string
      /** @description The secret that extends, releases and confirms the hold, as `Authorization: Bearer <token>`. It is shown to whoever brought the hold into being, and never again but to the same request under its `Idempotency-Key`. */
      readonly token?: string
      readonly seatIds: readonly string[]
      /**
       * Format: date-time
       * @description Until when the seats are kept.
       */
      readonly expiresAt: string
      /** @description The same as a duration, for clients whose clock is wrong. */
      readonly expiresInMs: number
    }
    readonly ExtendedHold: {
      readonly holdId: string
      /**
       * Format: date-time
       * @description Until when the seats are kept.
       */
      readonly expiresAt: string
      /** @description The same as a duration, for clients whose clock is wrong. */
      readonly expiresInMs: number
    }
    readonly ConfirmedHold: {
      readonly bookingId: string
      readonly holdId: string
      readonly seatIds: readonly string[]
    }
    readonly BookingRequest: {
      readonly seatIds: readonly string[]
      /** @description Any script, no control characters. */
      readonly reference?: string
    }
    readonly NewBooking: {
      readonly bookingId: string
      readonly seatIds: readonly string[]
    }
    readonly Booking: {
      readonly bookingId: string
      readonly eventId: string
      readonly seatIds: readonly string[]
      /** @enum {string} */
      readonly status: 'booked' | 'cancelled'
      /** Format: date-time */
      readonly bookedAt: string
      /** Format: date-time */
      readonly cancelledAt?: string
      readonly reference?: string
    }
    readonly Seats: {
      readonly seatIds: readonly string[]
    }
    readonly History: {
      readonly entries: readonly components['schemas']['HistoryEntry'][]
      /** @description Where to go on; missing on the last page. */
      readonly nextCursor?: string
    }
    readonly HistoryEntry: {
      /** @description Seats that changed together share it. */
      readonly revision: number
      readonly seatId: string
      /** @description Counts the changes of the seat. */
      readonly version: number
      /** @enum {string} */
      readonly action:
        | 'held'
        | 'extended'
        | 'released'
        | 'expired'
        | 'confirmed'
        | 'booked'
        | 'cancelled'
        | 'blocked'
        | 'unblocked'
      readonly holdId?: string
      readonly bookingId?: string
      /** @description `admin`, `seller`, `public` or `system`. */
      readonly actor: string
      readonly requestId: string
      /** Format: date-time */
      readonly at: string
    }
    readonly Readiness: {
      /** @enum {string} */
      readonly status: 'ready' | 'unavailable'
      readonly dependencies: {
        readonly [key: string]: {
          readonly state: string
          readonly backend?: string
          readonly detail?: string
        }
      }
    }
  }
  responses: {
    /** @description `seat-not-found`: No seat has this id. */
    readonly 'BookingError.seat-not-found': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/json': components['schemas']['BookingError'] & {
          /** @constant */
          readonly status?: 404
          /** @enum {unknown} */
          readonly code?: 'seat-not-found'
        }
      }
    }
    /** @description `idempotency-key-reused`: A different request was made with this `Idempotency-Key`. Use a new key for a new request. */
    readonly 'BookingError.idempotency-key-reused': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/json': components['schemas']['BookingError'] & {
          /** @constant */
          readonly status?: 422
          /** @enum {unknown} */
          readonly code?: 'idempotency-key-reused'
        }
      }
    }
    /** @description `expectation-failed`: The request has an `Expect` header other than `100-continue`. */
    readonly 'BookingError.expectation-failed': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/json': components['schemas']['BookingError'] & {
          /** @constant */
          readonly status?: 417
          /** @enum {unknown} */
          readonly code?: 'expectation-failed'
        }
      }
    }
    /** @description `internal-error`: Internal error. The log of the service has the cause under the request id. */
    readonly 'BookingError.internal-error': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/json': components['schemas']['BookingError'] & {
          /** @constant */
          readonly status?: 500
          /** @enum {unknown} */
          readonly code?: 'internal-error'
        }
      }
    }
    /** @description `cross-site-request`: A browser sent this request for a page of another site that may not use the service. The operator can allow the site in `CORS_ORIGINS`. */
    readonly 'BookingError.cross-site-request': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/json': components['schemas']['BookingError'] & {
          /** @constant */
          readonly status?: 403
          /** @enum {unknown} */
          readonly code?: 'cross-site-request'
        }
      }
    }
    /** @description `body-too-large`: The body is larger than this route accepts: `BODY_BYTES_MAX`, unless the route states another limit. */
    readonly 'BookingError.body-too-large': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/json': components['schemas']['BookingError'] & {
          /** @constant */
          readonly status?: 413
          /** @enum {unknown} */
          readonly code?: 'body-too-large'
        }
      }
    }
    /** @description `unsupported-media-type`: The body is not `application/json` in UTF-8, or its content encoding is not supported. */
    readonly 'BookingError.unsupported-media-type': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/json': components['schemas']['BookingError'] & {
          /** @constant */
          readonly status?: 415
          /** @enum {unknown} */
          readonly code?: 'unsupported-media-type'
        }
      }
    }
    /** @description `request-timeout`: The headers took longer than `HEADERS_TIMEOUT_MS` to arrive, or the whole request longer than `REQUEST_TIMEOUT_MS`. */
    readonly 'Problem.request-timeout': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 408
          /** @enum {unknown} */
          readonly code?: 'request-timeout'
        }
      }
    }
    /** @description `event-already-exists`: An event with this id exists. Choose another id. */
    readonly 'Problem.event-already-exists': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 409
          /** @enum {unknown} */
          readonly code?: 'event-already-exists'
        }
      }
    }
    /** @description `idempotency-key-reused`: A different request was made with this `Idempotency-Key`. Use a new key for a new request. */
    readonly 'Problem.idempotency-key-reused': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 422
          /** @enum {unknown} */
          readonly code?: 'idempotency-key-reused'
        }
      }
    }
    /** @description `expectation-failed`: The request has an `Expect` header other than `100-continue`. */
    readonly 'Problem.expectation-failed': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 417
          /** @enum {unknown} */
          readonly code?: 'expectation-failed'
        }
      }
    }
    /** @description `headers-too-large`: The URL and the headers are larger than `HEADER_BYTES_MAX`, or there are more than `HEADERS_MAX` of them. */
    readonly 'Problem.headers-too-large': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 431
          /** @enum {unknown} */
          readonly code?: 'headers-too-large'
        }
      }
    }
    /** @description `internal-error`: Internal error. The log of the service has the cause under the request id. */
    readonly 'Problem.internal-error': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 500
          /** @enum {unknown} */
          readonly code?: 'internal-error'
        }
      }
    }
    /** @description `key-missing`: This route needs a key, and none was sent. Send it as `Authorization: Bearer <key>`. */
    readonly 'Problem.key-missing': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly 'WWW-Authenticate': components['headers']['WWW-Authenticate']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 401
          /** @enum {unknown} */
          readonly code?: 'key-missing'
        }
      }
    }
    /** @description `body-too-large`: The body is larger than this route accepts: `BODY_BYTES_MAX`, unless the route states another limit. */
    readonly 'Problem.body-too-large': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 413
          /** @enum {unknown} */
          readonly code?: 'body-too-large'
        }
      }
    }
    /** @description `unsupported-media-type`: The body is not `application/json` in UTF-8, or its content encoding is not supported. */
    readonly 'Problem.unsupported-media-type': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 415
          /** @enum {unknown} */
          readonly code?: 'unsupported-media-type'
        }
      }
    }
    /** @description `event-not-found`: No event has this id. */
    readonly 'Problem.event-not-found': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 404
          /** @enum {unknown} */
          readonly code?: 'event-not-found'
        }
      }
    }
    /** @description `cross-site-request`: A browser sent this request for a page of another site that may not use the service. The operator can allow the site in `CORS_ORIGINS`. */
    readonly 'Problem.cross-site-request': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 403
          /** @enum {unknown} */
          readonly code?: 'cross-site-request'
        }
      }
    }
    /** @description `hold-gone`: The hold was released or confirmed, or has expired. Hold the seats again. (An expired hold can still be confirmed as long as all its seats are free.) */
    readonly 'Problem.hold-gone': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 410
          /** @enum {unknown} */
          readonly code?: 'hold-gone'
        }
      }
    }
    /** @description `booking-not-found`: No booking has this id. */
    readonly 'Problem.booking-not-found': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 404
          /** @enum {unknown} */
          readonly code?: 'booking-not-found'
        }
      }
    }
    /** @description `cursor-gone`: The history does not contain the entry that the cursor names: the cursor belongs to another list, the entry is older than the history is kept, or the store was restored from a backup. Read the history from the beginning. */
    readonly 'Problem.cursor-gone': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 410
          /** @enum {unknown} */
          readonly code?: 'cursor-gone'
        }
      }
    }
  }
  parameters: never
  requestBodies: never
  headers: {
    /** @description The id of the request in the log. */
    readonly 'X-Request-Id': string
    /** @description How many seconds to wait. */
    readonly 'Retry-After': string
    /** @description What to send: a bearer. */
    readonly 'WWW-Authenticate': string
  }
  pathItems: never
}
export type $defs = Record<string, never>
export interface operations {
  readonly bookSeat: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description Makes it safe to send the request again: it is done once, and answered the same. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        /** @description Any script, no control characters. */
        readonly seatId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: {
      readonly content: {
        readonly 'application/json': {
          /** @description Any script, no control characters. */
          readonly reference?: string
        }
      }
    }
    readonly responses: {
      /** @description This request booked the seat, or repeats the one that did. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['BookedSeat']
        }
      }
      /**
       * @description `seat-already-booked`: The seat is booked. Choose another.
       *
       *     `seat-blocked`: The organiser has blocked the seat: it is not for sale. Choose another.
       *
       *     `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['BookingError'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              | 'seat-already-booked'
              | 'seat-blocked'
              | 'invalid-request'
              | 'malformed-url'
              | 'malformed-http'
              | 'malformed-json'
              | 'client-unknown'
          }
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?: 'malformed-http'
          }
        }
      }
      readonly 403: components['responses']['BookingError.cross-site-request']
      readonly 404: components['responses']['BookingError.seat-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still being processed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: This request was carried out before with its `Idempotency-Key`, and its result no longer exists: the booking was cancelled, the hold has ended or expired, or the seats were blocked or unblocked since. To carry it out again, send it with a new key.
       */
      readonly 409: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['BookingError'] & {
            /** @constant */
            readonly status?: 409
            /** @enum {unknown} */
            readonly code?: 'idempotency-key-in-flight' | 'idempotency-result-gone'
          }
        }
      }
      readonly 413: components['responses']['BookingError.body-too-large']
      readonly 415: components['responses']['BookingError.unsupported-media-type']
      readonly 417: components['responses']['BookingError.expectation-failed']
      readonly 422: components['responses']['BookingError.idempotency-key-reused']
      /**
       * @description `seat-held`: Another buyer holds the seat until they book or release it, or until the hold expires. Choose another, or try again in some minutes.
       *
       *     `seat-locked`: Another request is changing this seat. Try again after `Retry-After` seconds.
       */
      readonly 423: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['BookingError'] & {
            /** @constant */
            readonly status?: 423
            /** @enum {unknown} */
            readonly code?: 'seat-held' | 'seat-locked'
          }
        }
      }
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['BookingError'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      /** @description `headers-too-large`: The URL and the headers are larger than `HEADER_BYTES_MAX`, or there are more than `HEADERS_MAX` of them. */
      readonly 431: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['BookingError'] & {
            /** @constant */
            readonly status?: 431
            /** @enum {unknown} */
            readonly code?: 'headers-too-large'
          }
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 431
            /** @enum {unknown} */
            readonly code?: 'headers-too-large'
          }
        }
      }
      readonly 500: components['responses']['BookingError.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['BookingError'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly listEvents: {
    readonly parameters: {
      readonly query?: {
        readonly limit?: number
        /** @description The `nextCursor` of the page before; from the beginning when left out. */
        readonly cursor?: string
      }
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description A page of the events. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Events']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              'invalid-request' | 'malformed-url' | 'malformed-http' | 'client-unknown'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly createEvent: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description Makes it safe to send the request again: it is done once, and answered the same. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['NewEvent']
      }
    }
    readonly responses: {
      /** @description The seats of the event can be booked. */
      readonly 201: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          /** @description Where the event is. */
          readonly Location: string
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['EventSummary']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              | 'invalid-request'
              | 'malformed-url'
              | 'malformed-http'
              | 'malformed-json'
              | 'client-unknown'
          }
        }
      }
      readonly 401: components['responses']['Problem.key-missing']
      /**
       * @description `key-wrong`: The service does not know this key.
       *
       *     `key-insufficient`: The seller's key was sent, but this route needs the administrator's key.
       *
       *     `key-not-configured`: This route needs a key, and the service was started without one. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site that may not use the service. The operator can allow the site in `CORS_ORIGINS`.
       */
      readonly 403: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 403
            /** @enum {unknown} */
            readonly code?:
              'key-wrong' | 'key-insufficient' | 'key-not-configured' | 'cross-site-request'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 409: components['responses']['Problem.event-already-exists']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly getEvent: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description The ETag of what the client has already: it is answered 304 when that is still so. */
        readonly 'If-None-Match'?: string
      }
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The event. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          /** @description Names this version of it. */
          readonly ETag: string
          /** @description `no-cache` */
          readonly 'Cache-Control': string
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Event']
        }
      }
      /** @description It has not changed. */
      readonly 304: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          /** @description Names this version of it. */
          readonly ETag: string
          /** @description `no-cache` */
          readonly 'Cache-Control': string
          readonly [name: string]: unknown
        }
        content?: never
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              'invalid-request' | 'malformed-url' | 'malformed-http' | 'client-unknown'
          }
        }
      }
      readonly 404: components['responses']['Problem.event-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly getAvailability: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description The ETag of what the client has already: it is answered 304 when that is still so. */
        readonly 'If-None-Match'?: string
      }
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The seats that are held, booked or blocked. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          /** @description Names this state of the event. */
          readonly ETag: string
          /** @description `no-cache` */
          readonly 'Cache-Control': string
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Availability']
        }
      }
      /** @description Nothing has changed. */
      readonly 304: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          /** @description Names this state of the event. */
          readonly ETag: string
          /** @description `no-cache` */
          readonly 'Cache-Control': string
          readonly [name: string]: unknown
        }
        content?: never
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              'invalid-request' | 'malformed-url' | 'malformed-http' | 'client-unknown'
          }
        }
      }
      readonly 404: components['responses']['Problem.event-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly holdSeats: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description Makes it safe to send the request again: it is done once, and answered the same. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['HoldRequest']
      }
    }
    readonly responses: {
      /** @description The hold that was there has the seats, and was extended. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Hold']
        }
      }
      /** @description The seats are held. */
      readonly 201: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Hold']
        }
      }
      /**
       * @description `too-many-seats`: With the added seats, the hold would have more than `SEATS_PER_HOLD_MAX`. Nothing was changed.
       *
       *     `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              | 'too-many-seats'
              | 'invalid-request'
              | 'malformed-url'
              | 'malformed-http'
              | 'malformed-json'
              | 'client-unknown'
          }
        }
      }
      readonly 403: components['responses']['Problem.cross-site-request']
      /**
       * @description `seat-not-found`: No seat has this id.
       *
       *     `event-not-found`: No event has this id.
       *
       *     `category-not-found`: The event's plan has no category of this name. `GET /api/events/:eventId` lists them.
       *
       *     `hold-not-found`: No hold has this id, or the token is not that of the hold. The answer is the same, so that ids cannot be probed.
       */
      readonly 404: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 404
            /** @enum {unknown} */
            readonly code?:
              'seat-not-found' | 'event-not-found' | 'category-not-found' | 'hold-not-found'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `seats-not-available`: Some of the seats are not available, so none was taken. `conflicts` lists them with the reason. Choose others.
       *
       *     `seats-locked`: Another request is changing some of the seats, and was still doing so after a short wait. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still being processed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: This request was carried out before with its `Idempotency-Key`, and its result no longer exists: the booking was cancelled, the hold has ended or expired, or the seats were blocked or unblocked since. To carry it out again, send it with a new key.
       *
       *     `not-enough-seats`: Not enough matching seats are available, adjacent unless `adjacent` is `false`, so none was taken. Request fewer, another category, or seats apart.
       *
       *     `too-many-holds`: This client has as many holds as one client may have (`HOLDS_PER_CLIENT`). Confirm or release one of them.
       */
      readonly 409: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 409
            /** @enum {unknown} */
            readonly code?:
              | 'seats-not-available'
              | 'seats-locked'
              | 'idempotency-key-in-flight'
              | 'idempotency-result-gone'
              | 'not-enough-seats'
              | 'too-many-holds'
          }
        }
      }
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly extendHold: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description Makes it safe to send the request again: it is done once, and answered the same. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly holdId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: {
      readonly content: {
        readonly 'application/json': {
          /** @description How long from now; as long as the service has been set to when left out. */
          readonly ttlMs?: number
        }
      }
    }
    readonly responses: {
      /** @description The deadline of the hold. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['ExtendedHold']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              | 'invalid-request'
              | 'malformed-url'
              | 'malformed-http'
              | 'malformed-json'
              | 'client-unknown'
          }
        }
      }
      readonly 403: components['responses']['Problem.cross-site-request']
      /**
       * @description `seat-not-found`: No seat has this id.
       *
       *     `hold-not-found`: No hold has this id, or the token is not that of the hold. The answer is the same, so that ids cannot be probed.
       */
      readonly 404: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 404
            /** @enum {unknown} */
            readonly code?: 'seat-not-found' | 'hold-not-found'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `seats-not-available`: Some of the seats are not available, so none was taken. `conflicts` lists them with the reason. Choose others.
       *
       *     `seats-locked`: Another request is changing some of the seats, and was still doing so after a short wait. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still being processed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: This request was carried out before with its `Idempotency-Key`, and its result no longer exists: the booking was cancelled, the hold has ended or expired, or the seats were blocked or unblocked since. To carry it out again, send it with a new key.
       */
      readonly 409: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 409
            /** @enum {unknown} */
            readonly code?:
              | 'seats-not-available'
              | 'seats-locked'
              | 'idempotency-key-in-flight'
              | 'idempotency-result-gone'
          }
        }
      }
      readonly 410: components['responses']['Problem.hold-gone']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly confirmHold: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description Makes it safe to send the request again: it is done once, and answered the same. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly holdId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: {
      readonly content: {
        readonly 'application/json': {
          /** @description Any script, no control characters. */
          readonly reference?: string
        }
      }
    }
    readonly responses: {
      /** @description The seats are booked. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['ConfirmedHold']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              | 'invalid-request'
              | 'malformed-url'
              | 'malformed-http'
              | 'malformed-json'
              | 'client-unknown'
          }
        }
      }
      readonly 403: components['responses']['Problem.cross-site-request']
      /**
       * @description `seat-not-found`: No seat has this id.
       *
       *     `hold-not-found`: No hold has this id, or the token is not that of the hold. The answer is the same, so that ids cannot be probed.
       */
      readonly 404: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 404
            /** @enum {unknown} */
            readonly code?: 'seat-not-found' | 'hold-not-found'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `seats-not-available`: Some of the seats are not available, so none was taken. `conflicts` lists them with the reason. Choose others.
       *
       *     `seats-locked`: Another request is changing some of the seats, and was still doing so after a short wait. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still being processed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: This request was carried out before with its `Idempotency-Key`, and its result no longer exists: the booking was cancelled, the hold has ended or expired, or the seats were blocked or unblocked since. To carry it out again, send it with a new key.
       */
      readonly 409: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 409
            /** @enum {unknown} */
            readonly code?:
              | 'seats-not-available'
              | 'seats-locked'
              | 'idempotency-key-in-flight'
              | 'idempotency-result-gone'
          }
        }
      }
      readonly 410: components['responses']['Problem.hold-gone']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly releaseHold: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description Makes it safe to send the request again: it is done once, and answered the same. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly holdId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The seats are free. */
      readonly 204: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content?: never
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              'invalid-request' | 'malformed-url' | 'malformed-http' | 'client-unknown'
          }
        }
      }
      readonly 403: components['responses']['Problem.cross-site-request']
      /**
       * @description `seat-not-found`: No seat has this id.
       *
       *     `hold-not-found`: No hold has this id, or the token is not that of the hold. The answer is the same, so that ids cannot be probed.
       */
      readonly 404: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 404
            /** @enum {unknown} */
            readonly code?: 'seat-not-found' | 'hold-not-found'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `seats-not-available`: Some of the seats are not available, so none was taken. `conflicts` lists them with the reason. Choose others.
       *
       *     `seats-locked`: Another request is changing some of the seats, and was still doing so after a short wait. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still being processed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: This request was carried out before with its `Idempotency-Key`, and its result no longer exists: the booking was cancelled, the hold has ended or expired, or the seats were blocked or unblocked since. To carry it out again, send it with a new key.
       */
      readonly 409: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 409
            /** @enum {unknown} */
            readonly code?:
              | 'seats-not-available'
              | 'seats-locked'
              | 'idempotency-key-in-flight'
              | 'idempotency-result-gone'
          }
        }
      }
      readonly 410: components['responses']['Problem.hold-gone']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly bookSeats: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description Makes it safe to send the request again: it is done once, and answered the same. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['BookingRequest']
      }
    }
    readonly responses: {
      /** @description The seats are booked. */
      readonly 201: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          /** @description Where the booking is. */
          readonly Location: string
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['NewBooking']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              | 'invalid-request'
              | 'malformed-url'
              | 'malformed-http'
              | 'malformed-json'
              | 'client-unknown'
          }
        }
      }
      readonly 401: components['responses']['Problem.key-missing']
      /**
       * @description `key-wrong`: The service does not know this key.
       *
       *     `key-not-configured`: This route needs a key, and the service was started without one. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site that may not use the service. The operator can allow the site in `CORS_ORIGINS`.
       */
      readonly 403: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 403
            /** @enum {unknown} */
            readonly code?: 'key-wrong' | 'key-not-configured' | 'cross-site-request'
          }
        }
      }
      /**
       * @description `seat-not-found`: No seat has this id.
       *
       *     `event-not-found`: No event has this id.
       */
      readonly 404: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 404
            /** @enum {unknown} */
            readonly code?: 'seat-not-found' | 'event-not-found'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `seats-not-available`: Some of the seats are not available, so none was taken. `conflicts` lists them with the reason. Choose others.
       *
       *     `seats-locked`: Another request is changing some of the seats, and was still doing so after a short wait. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still being processed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: This request was carried out before with its `Idempotency-Key`, and its result no longer exists: the booking was cancelled, the hold has ended or expired, or the seats were blocked or unblocked since. To carry it out again, send it with a new key.
       */
      readonly 409: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 409
            /** @enum {unknown} */
            readonly code?:
              | 'seats-not-available'
              | 'seats-locked'
              | 'idempotency-key-in-flight'
              | 'idempotency-result-gone'
          }
        }
      }
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly getBooking: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path: {
        readonly bookingId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The booking. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Booking']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              'invalid-request' | 'malformed-url' | 'malformed-http' | 'client-unknown'
          }
        }
      }
      readonly 401: components['responses']['Problem.key-missing']
      /**
       * @description `key-wrong`: The service does not know this key.
       *
       *     `key-not-configured`: This route needs a key, and the service was started without one. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       */
      readonly 403: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 403
            /** @enum {unknown} */
            readonly code?: 'key-wrong' | 'key-not-configured'
          }
        }
      }
      readonly 404: components['responses']['Problem.booking-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly cancelBooking: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description Makes it safe to send the request again: it is done once, and answered the same. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly bookingId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The booking is cancelled. */
      readonly 204: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content?: never
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              'invalid-request' | 'malformed-url' | 'malformed-http' | 'client-unknown'
          }
        }
      }
      readonly 401: components['responses']['Problem.key-missing']
      /**
       * @description `key-wrong`: The service does not know this key.
       *
       *     `key-not-configured`: This route needs a key, and the service was started without one. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site that may not use the service. The operator can allow the site in `CORS_ORIGINS`.
       */
      readonly 403: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 403
            /** @enum {unknown} */
            readonly code?: 'key-wrong' | 'key-not-configured' | 'cross-site-request'
          }
        }
      }
      /**
       * @description `seat-not-found`: No seat has this id.
       *
       *     `booking-not-found`: No booking has this id.
       */
      readonly 404: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 404
            /** @enum {unknown} */
            readonly code?: 'seat-not-found' | 'booking-not-found'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `seats-not-available`: Some of the seats are not available, so none was taken. `conflicts` lists them with the reason. Choose others.
       *
       *     `seats-locked`: Another request is changing some of the seats, and was still doing so after a short wait. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still being processed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: This request was carried out before with its `Idempotency-Key`, and its result no longer exists: the booking was cancelled, the hold has ended or expired, or the seats were blocked or unblocked since. To carry it out again, send it with a new key.
       */
      readonly 409: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 409
            /** @enum {unknown} */
            readonly code?:
              | 'seats-not-available'
              | 'seats-locked'
              | 'idempotency-key-in-flight'
              | 'idempotency-result-gone'
          }
        }
      }
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly blockSeats: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description Makes it safe to send the request again: it is done once, and answered the same. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['Seats']
      }
    }
    readonly responses: {
      /** @description The seats are not for sale. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Seats']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              | 'invalid-request'
              | 'malformed-url'
              | 'malformed-http'
              | 'malformed-json'
              | 'client-unknown'
          }
        }
      }
      readonly 401: components['responses']['Problem.key-missing']
      /**
       * @description `key-wrong`: The service does not know this key.
       *
       *     `key-insufficient`: The seller's key was sent, but this route needs the administrator's key.
       *
       *     `key-not-configured`: This route needs a key, and the service was started without one. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site that may not use the service. The operator can allow the site in `CORS_ORIGINS`.
       */
      readonly 403: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 403
            /** @enum {unknown} */
            readonly code?:
              'key-wrong' | 'key-insufficient' | 'key-not-configured' | 'cross-site-request'
          }
        }
      }
      /**
       * @description `seat-not-found`: No seat has this id.
       *
       *     `event-not-found`: No event has this id.
       */
      readonly 404: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 404
            /** @enum {unknown} */
            readonly code?: 'seat-not-found' | 'event-not-found'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `seats-not-available`: Some of the seats are not available, so none was taken. `conflicts` lists them with the reason. Choose others.
       *
       *     `seats-locked`: Another request is changing some of the seats, and was still doing so after a short wait. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still being processed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: This request was carried out before with its `Idempotency-Key`, and its result no longer exists: the booking was cancelled, the hold has ended or expired, or the seats were blocked or unblocked since. To carry it out again, send it with a new key.
       */
      readonly 409: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 409
            /** @enum {unknown} */
            readonly code?:
              | 'seats-not-available'
              | 'seats-locked'
              | 'idempotency-key-in-flight'
              | 'idempotency-result-gone'
          }
        }
      }
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly unblockSeats: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description Makes it safe to send the request again: it is done once, and answered the same. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['Seats']
      }
    }
    readonly responses: {
      /** @description None of the seats is out of sale. */
      readonly 204: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content?: never
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              | 'invalid-request'
              | 'malformed-url'
              | 'malformed-http'
              | 'malformed-json'
              | 'client-unknown'
          }
        }
      }
      readonly 401: components['responses']['Problem.key-missing']
      /**
       * @description `key-wrong`: The service does not know this key.
       *
       *     `key-insufficient`: The seller's key was sent, but this route needs the administrator's key.
       *
       *     `key-not-configured`: This route needs a key, and the service was started without one. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site that may not use the service. The operator can allow the site in `CORS_ORIGINS`.
       */
      readonly 403: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 403
            /** @enum {unknown} */
            readonly code?:
              'key-wrong' | 'key-insufficient' | 'key-not-configured' | 'cross-site-request'
          }
        }
      }
      /**
       * @description `seat-not-found`: No seat has this id.
       *
       *     `event-not-found`: No event has this id.
       */
      readonly 404: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 404
            /** @enum {unknown} */
            readonly code?: 'seat-not-found' | 'event-not-found'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `seats-not-available`: Some of the seats are not available, so none was taken. `conflicts` lists them with the reason. Choose others.
       *
       *     `seats-locked`: Another request is changing some of the seats, and was still doing so after a short wait. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still being processed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: This request was carried out before with its `Idempotency-Key`, and its result no longer exists: the booking was cancelled, the hold has ended or expired, or the seats were blocked or unblocked since. To carry it out again, send it with a new key.
       */
      readonly 409: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 409
            /** @enum {unknown} */
            readonly code?:
              | 'seats-not-available'
              | 'seats-locked'
              | 'idempotency-key-in-flight'
              | 'idempotency-result-gone'
          }
        }
      }
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly getHistory: {
    readonly parameters: {
      readonly query?: {
        /** @description Any script, no control characters. */
        readonly seatId?: string
        readonly limit?: number
        /** @description The `nextCursor` of the page before; from the beginning when left out. */
        readonly cursor?: string
      }
      readonly header?: never
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description A page of the history, the oldest first. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['History']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), and its `X-Forwarded-For` names no client: it is missing, too short, or has no address at the client's position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?:
              'invalid-request' | 'malformed-url' | 'malformed-http' | 'client-unknown'
          }
        }
      }
      readonly 401: components['responses']['Problem.key-missing']
      /**
       * @description `key-wrong`: The service does not know this key.
       *
       *     `key-insufficient`: The seller's key was sent, but this route needs the administrator's key.
       *
       *     `key-not-configured`: This route needs a key, and the service was started without one. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       */
      readonly 403: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 403
            /** @enum {unknown} */
            readonly code?: 'key-wrong' | 'key-insufficient' | 'key-not-configured'
          }
        }
      }
      readonly 404: components['responses']['Problem.event-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 410: components['responses']['Problem.cursor-gone']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `rate-limited`: This client has sent more requests per minute than one client may (`RATE_LIMIT_PER_MINUTE`). Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has as many requests in flight as one client may have (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 429: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 429
            /** @enum {unknown} */
            readonly code?: 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The store is unavailable. Whether anything was changed is not known. Try again after `Retry-After` seconds, with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service processes as many requests as it can (`REQUESTS_IN_FLIGHT_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
       */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly 'Retry-After': components['headers']['Retry-After']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 503
            /** @enum {unknown} */
            readonly code?: 'store-unavailable' | 'overloaded'
          }
        }
      }
    }
  }
  readonly getHealth: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description It lives. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': {
            /** @constant */
            readonly status: 'ok'
          }
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?: 'invalid-request' | 'malformed-url' | 'malformed-http'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
    }
  }
  readonly getReadiness: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description Requests may be sent here. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Readiness']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` (HTTP/1.0 may have none), or its body ended early.
       */
      readonly 400: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 400
            /** @enum {unknown} */
            readonly code?: 'invalid-request' | 'malformed-url' | 'malformed-http'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /** @description No seat can be saved, the service is starting or stopping, or its Redis keeps the locks of another store. */
      readonly 503: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Readiness']
        }
      }
    }
  }
}
