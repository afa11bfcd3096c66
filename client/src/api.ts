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
    /**
     * Book one seat of the default event
     * @description Requires an access key with the role `seller` unless `PUBLIC_BOOKING` is `true`.
     */
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
    /**
     * List events
     * @description Returns the events that meet all of the given conditions.
     */
    readonly get: operations['listEvents']
    readonly put?: never
    /**
     * Create an event with a seating plan
     * @description The plan is in the format of pretix's seating-plan editor; unknown fields of the plan are kept.
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
    /** Get an event with its seating plan */
    readonly get: operations['getEvent']
    readonly put?: never
    readonly post?: never
    /**
     * Delete an event
     * @description Deletes an event of which no seat is booked or held, with its history. With `force=true`, deletes a cancelled event with its bookings and holds. The event is gone at once; its id can be used again when all of its data are deleted. Messages to webhooks that are not delivered yet are discarded, and the deletion sends none.
     */
    readonly delete: operations['deleteEvent']
    readonly options?: never
    readonly head?: never
    /**
     * Change details of an event
     * @description Changes the given fields if `If-Match` has the current `ETag` of the event. Repeating a change that was made is not an error.
     */
    readonly patch: operations['changeEvent']
    readonly trace?: never
  }
  readonly '/api/events/{eventId}/plan': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    /**
     * Replace the seating plan of an event
     * @description Replaces the plan if `If-Match` has the current `ETag` of the event. Seats with the same id stay the same seat. A standing area that gets a smaller capacity loses places that are free. Seats that are held, booked or blocked cannot be removed. With `dryRun=true`, nothing is changed, and `If-Match` is not required. Repeating a replacement that was made is not an error; it then has no differences.
     */
    readonly put: operations['replacePlan']
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
     * Get the unavailable seats of an event
     * @description To poll, send the `ETag` of the previous response in `If-None-Match`. The response is an empty 304 until something changes, which includes the expiry of a hold.
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
    /**
     * Find the holds of an event by code
     * @description Codes are random, so there is rarely more than one hold. The holds may have any status.
     */
    readonly get: operations['findHolds']
    readonly put?: never
    /**
     * Hold given seats, places of standing areas, or the best available seats
     * @description Holds all of the seats or none. With the token of an existing hold in `Authorization: Bearer`, the seats are added to that hold and its deadline is extended.
     */
    readonly post: operations['holdSeats']
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
    /**
     * Get a hold
     * @description An access key with the role `seller` is accepted in place of the hold's token.
     */
    readonly get: operations['getHold']
    readonly put?: never
    readonly post?: never
    /**
     * Release a hold
     * @description Releasing a hold that was released or has expired is not an error. An access key with the role `admin` is accepted in place of the hold's token.
     */
    readonly delete: operations['releaseHold']
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/holds/{holdId}/release': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Release some seats of a hold
     * @description Without its last seat, the hold is released. Seats that do not belong to the hold stay unchanged, so a repetition is not an error. An access key with the role `seller` is accepted in place of the hold's token, and then any seats can be released. With the token, the hold must not keep a part of a table, and with `ORPHAN_RULE` it must not leave a released seat single.
     */
    readonly post: operations['releaseHeldSeats']
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/events/{eventId}/holds/release': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Release all active holds of an event, or those of one client
     * @description Releases up to 1,000 of the holds that are active when the request begins: without a body those of all clients. Send the request again until `complete` is `true`.
     */
    readonly post: operations['releaseHolds']
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
     * Extend a hold
     * @description The new deadline is never earlier than the current one and never later than the maximum lifetime of the hold. An extension by less than `HOLD_EXTENSION_MIN_MS` changes nothing.
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
     * Turn a hold into a booking
     * @description Confirming a hold again returns the same booking, unless the request names another `reference` than the booking has. An expired hold is confirmed if all of its seats are still available; otherwise `conflicts` lists the seats that are not. An access key with the role `seller` is accepted in place of the hold's token, and required unless `PUBLIC_BOOKING` is `true`.
     */
    readonly post: operations['confirmHold']
    readonly delete?: never
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
    /**
     * List the bookings of an event
     * @description Returns the bookings that meet all of the given conditions.
     */
    readonly get: operations['listBookings']
    readonly put?: never
    /**
     * Book seats and places of standing areas without a hold
     * @description Books all of the seats and places or none.
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
    /** Get a booking */
    readonly get: operations['getBooking']
    readonly put?: never
    readonly post?: never
    /**
     * Cancel a booking
     * @description Cancels all of its seats, and makes them available again. Cancelling a booking twice is not an error.
     */
    readonly delete: operations['cancelBooking']
    readonly options?: never
    readonly head?: never
    /** Change the reference of a booking */
    readonly patch: operations['changeBooking']
    readonly trace?: never
  }
  readonly '/api/bookings/{bookingId}/cancel': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Cancel some seats of a booking
     * @description Makes them available again. With its last seat, the booking is cancelled. Cancelling a seat twice is not an error.
     */
    readonly post: operations['cancelSeats']
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/bookings/{bookingId}/move': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Move seats of a booking
     * @description Replaces seats of the booking by available ones in one change: all of them or none. No other request can take an old or a new seat in between.
     */
    readonly post: operations['moveBooking']
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/bookings': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /**
     * Find bookings of all events by code or reference
     * @description Requires `code`, `reference` or both.
     */
    readonly get: operations['findBookings']
    readonly put?: never
    readonly post?: never
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/events/{eventId}/reconcile': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Compare bookings
     * @description Returns how the given bookings differ from those of the event. Changes nothing.
     */
    readonly post: operations['reconcile']
    readonly delete?: never
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
     * Take seats and places of standing areas off sale
     * @description Blocks all of the seats and places or none. Seats that are already blocked stay blocked. Of `areas`, available places are blocked, so that a repetition without `Idempotency-Key` blocks more of them.
     */
    readonly post: operations['blockSeats']
    /**
     * Put seats and places of standing areas back on sale
     * @description Unblocks the seats. Seats that are not blocked stay unchanged. Of `areas`, blocked places are unblocked, so that a repetition without `Idempotency-Key` unblocks more of them.
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
     * List the changes of an event and its seats
     * @description The entries are in order. New entries are only appended, so following the cursor misses none.
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
  readonly '/api/keys': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /**
     * List the access keys
     * @description In order of their names, without `ADMIN_KEY` and `SELLER_KEY`.
     */
    readonly get: operations['listKeys']
    readonly put?: never
    /**
     * Create an access key
     * @description The key is in this response only; the store has its digest. If the response is lost, delete the key and create it again.
     */
    readonly post: operations['createKey']
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/keys/{name}': {
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
     * Delete an access key
     * @description This instance refuses the key from now on, and all others within two seconds while they can read the store.
     */
    readonly delete: operations['deleteKey']
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/webhooks': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /** List the webhooks */
    readonly get: operations['listWebhooks']
    readonly put?: never
    /**
     * Register a webhook
     * @description Sends the changes that are saved from now on. The response has the secret of the signatures, which is not returned again.
     */
    readonly post: operations['createWebhook']
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/webhooks/{webhookId}': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /** Get a webhook */
    readonly get: operations['getWebhook']
    readonly put?: never
    readonly post?: never
    /**
     * Delete a webhook
     * @description Ends its deliveries, and deletes its log.
     */
    readonly delete: operations['deleteWebhook']
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/webhooks/{webhookId}/rotate': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Replace the secret of a webhook
     * @description Messages are signed with both secrets for 24 hours. A secret before these two is no longer used.
     */
    readonly post: operations['rotateWebhookSecret']
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/webhooks/{webhookId}/deliveries': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /**
     * List the deliveries of a webhook
     * @description Each attempt to send a message. They are kept for 7 days.
     */
    readonly get: operations['listWebhookDeliveries']
    readonly put?: never
    readonly post?: never
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly '/api/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver': {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Send a message again
     * @description Sends the message of a delivery once more, with the same message id, and waits for the response of the receiver.
     */
    readonly post: operations['redeliverWebhook']
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
    /** Check whether the process is alive */
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
    /** Check whether the instance is ready for requests */
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
      /**
       * Format: date-time
       * @description With `not-on-sale`: when the sale opens, if it has not opened yet.
       */
      readonly opensAt?: string
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
      /** @description With `whole-table-only`: the other seats of the table. With `leaves-single-seat`: the seats that would be left single. */
      readonly seatIds?: readonly string[]
      /** @description With `hold-changed`: the current version of the hold. */
      readonly version?: number
      /**
       * Format: date-time
       * @description With `not-on-sale`: when the sale opens, if it has not opened yet.
       */
      readonly opensAt?: string
    }
    /** @description A plan with further fields of the event, or a plan alone, without these fields. */
    readonly NewEvent:
      | {
          readonly eventId?: string
          /** @description Any script, no control characters. */
          readonly name?: string
          /**
           * @description Default: `on-sale`. While an event is `closed`, only sellers can hold or book seats.
           * @enum {string}
           */
          readonly status?: 'on-sale' | 'closed'
          /** Format: date-time */
          readonly startsAt?: string
          /** @description The IANA time zone of the venue, such as `Europe/Berlin`. */
          readonly timeZone?: string
          /** Format: date-time */
          readonly saleOpensAt?: string
          /** Format: date-time */
          readonly saleClosesAt?: string
          readonly prices?: components['schemas']['NewPrices']
          /**
           * Format: date-time
           * @description From this time on, the best available seats include accessible seats and their companions for all. Default: never.
           */
          readonly accessibleReleaseAt?: string
          readonly plan: components['schemas']['NewSeatingPlan']
        }
      | components['schemas']['NewSeatingPlan']
    /** @description The price of a seat of each category, in the minor unit of the currency. The categories are those of the plan. */
    readonly NewPrices: {
      /** @description An ISO 4217 code, such as `EUR`. */
      readonly currency: string
      readonly byCategory: {
        readonly [key: string]: number
      }
    }
    /** @description Unknown fields are kept. */
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
        /**
         * @description The seats are one table: the public books all of them or none.
         * @constant
         */
        readonly bookAs?: 'whole'
        readonly rows: readonly {
          readonly row_number: string
          readonly position?: {
            readonly x: number
            readonly y: number
          }
          /**
           * @description The seats are one table: the public books all of them or none.
           * @constant
           */
          readonly bookAs?: 'whole'
          readonly seats: readonly {
            /** @description Any script, no control characters. */
            readonly seat_guid: string
            readonly seat_number: string
            readonly position: {
              readonly x: number
              readonly y: number
            }
            readonly category: string
            readonly accessible?: boolean
            /** @description The id of the accessible seat that this seat is for a companion of. */
            readonly companionOf?: string
            /** @description Why the view is restricted. */
            readonly restrictedView?: string
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
          /** @description The id of a standing area. Its places are booked by number; their ids are `<area_guid>:1` and so on. */
          readonly area_guid?: string
          /** @description The number of places of a standing area. Required with `area_guid`. */
          readonly capacity?: number
          /** @description The category of these places. */
          readonly category?: string
        }[]
      }[]
    }
    readonly EventSummary: {
      readonly eventId: string
      /** @description Incremented with each change of the event. */
      readonly version: number
      /** @description The version in which the event got its current seating plan. */
      readonly planVersion: number
      readonly name: string
      /**
       * @description `closed`: the organiser has ended the public sale. `cancelled`, `archived`: nobody can hold or book seats.
       * @enum {string}
       */
      readonly status: 'on-sale' | 'closed' | 'cancelled' | 'archived'
      /** Format: date-time */
      readonly startsAt?: string
      /** @description The IANA time zone of the venue. */
      readonly timeZone?: string
      /** Format: date-time */
      readonly saleOpensAt?: string
      /** Format: date-time */
      readonly saleClosesAt?: string
      readonly prices?: components['schemas']['Prices']
      /** Format: date-time */
      readonly accessibleReleaseAt?: string
      /** Format: date-time */
      readonly createdAt: string
      readonly seatCount: number
    }
    /** @description The price of a seat of each category, in the minor unit of the currency. A category that is not listed has no price. */
    readonly Prices: {
      /** @description An ISO 4217 code, such as `EUR`. */
      readonly currency: string
      readonly byCategory: {
        readonly [key: string]: number
      }
    }
    readonly Event: {
      readonly eventId: string
      /** @description Incremented with each change of the event. */
      readonly version: number
      /** @description The version in which the event got its current seating plan. */
      readonly planVersion: number
      readonly name: string
      /**
       * @description `closed`: the organiser has ended the public sale. `cancelled`, `archived`: nobody can hold or book seats.
       * @enum {string}
       */
      readonly status: 'on-sale' | 'closed' | 'cancelled' | 'archived'
      /** Format: date-time */
      readonly startsAt?: string
      /** @description The IANA time zone of the venue. */
      readonly timeZone?: string
      /** Format: date-time */
      readonly saleOpensAt?: string
      /** Format: date-time */
      readonly saleClosesAt?: string
      readonly prices?: components['schemas']['Prices']
      /** Format: date-time */
      readonly accessibleReleaseAt?: string
      /** Format: date-time */
      readonly createdAt: string
      readonly seatCount: number
      /** @description Whether the public can book. Otherwise it can only hold seats, and a seller confirms the hold. */
      readonly publicBooking: boolean
      /** @description The URL of the shop's checkout, a template with `{holdId}` and `{eventId}`. Percent-encode the values. */
      readonly checkoutUrl?: string
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
        /**
         * @description The seats are one table: the public books all of them or none.
         * @constant
         */
        readonly bookAs?: 'whole'
        readonly rows: readonly {
          readonly row_number: string
          readonly position?: {
            readonly x: number
            readonly y: number
          }
          /**
           * @description The seats are one table: the public books all of them or none.
           * @constant
           */
          readonly bookAs?: 'whole'
          readonly seats: readonly {
            /** @description Any script, no control characters. */
            readonly seat_guid: string
            readonly seat_number: string
            readonly position: {
              readonly x: number
              readonly y: number
            }
            readonly category: string
            readonly accessible?: boolean
            /** @description The id of the accessible seat that this seat is for a companion of. */
            readonly companionOf?: string
            /** @description Why the view is restricted. */
            readonly restrictedView?: string
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
          /** @description The id of a standing area. Its places are booked by number; their ids are `<area_guid>:1` and so on. */
          readonly area_guid?: string
          /** @description The number of places of a standing area. Required with `area_guid`. */
          readonly capacity?: number
          /** @description The category of these places. */
          readonly category?: string
        }[]
      }[]
    }
    readonly Events: {
      readonly events: readonly components['schemas']['EventSummary'][]
      /** @description The `cursor` for the next page. Absent on the last page. */
      readonly nextCursor?: string
    }
    /** @description `null` removes a detail. */
    readonly EventChanges: {
      /** @description Any script, no control characters. */
      readonly name?: string
      /**
       * @description `closed`: the organiser has ended the public sale. `cancelled`, `archived`: nobody can hold or book seats.
       * @enum {string}
       */
      readonly status?: 'on-sale' | 'closed' | 'cancelled' | 'archived'
      readonly startsAt?: string | null
      readonly timeZone?: string | null
      readonly saleOpensAt?: string | null
      readonly saleClosesAt?: string | null
      readonly prices?: components['schemas']['NewPrices'] | null
      readonly accessibleReleaseAt?: string | null
    }
    readonly PlanDifferences: {
      readonly eventId: string
      /** @description The version of the event now. */
      readonly version: number
      /** @description The seats with a new id: the former plan has neither a seat nor a place with it. */
      readonly added: readonly string[]
      /** @description The seats with an id that is gone: the new plan has neither a seat nor a place with it. */
      readonly removed: readonly string[]
      /** @description The seats that both plans have, and what is different. */
      readonly changed: readonly {
        readonly seatId: string
        readonly fields: readonly (
          | 'zone'
          | 'row'
          | 'number'
          | 'category'
          | 'position'
          | 'accessible'
          | 'companionOf'
          | 'restrictedView'
          | 'bookAs'
        )[]
      }[]
      /** @description The standing areas that have another capacity, zone or category, if there are any. Their places are not among the added and removed seats. */
      readonly areas?: readonly {
        readonly areaId: string
        /** @description Its capacity in the former plan, 0 if it is new. */
        readonly from: number
        /** @description Its capacity in the new plan, 0 if it is removed. */
        readonly to: number
      }[]
      /** @description The categories of the new plan whose seats have no price, if the event has prices and there are any. */
      readonly unpricedCategories?: readonly string[]
      /** @description The removed seats because of which the plan cannot be replaced. */
      readonly refused: readonly {
        readonly seatId: string
        /** @enum {string} */
        readonly reason: 'held' | 'booked' | 'blocked'
      }[]
    }
    readonly Availability: {
      readonly eventId: string
      /** @description The number of changes to the event so far. */
      readonly revision: number
      /** @description The seats that are not available, in no particular order. All other seats are available. Places of standing areas are not listed. */
      readonly seats: readonly {
        readonly seatId: string
        /** @enum {string} */
        readonly status: 'held' | 'booked' | 'blocked'
      }[]
      /** @description The standing areas of the event, if it has any. */
      readonly areas?: readonly components['schemas']['AreaAvailability'][]
    }
    readonly AreaAvailability: {
      readonly areaId: string
      /** @description The number of places of the area. */
      readonly capacity: number
      /** @description How many of them are available. */
      readonly available: number
    }
    /** @description Either `seatIds`, `areas` or both of them, or `bestAvailable`. */
    readonly HoldRequest: {
      readonly seatIds?: readonly string[]
      /** @description Any places of standing areas. The service chooses them. */
      readonly areas?: readonly {
        /** @description The `area_guid` of a standing area. */
        readonly areaId: string
        readonly quantity: number
      }[]
      readonly bestAvailable?: {
        readonly quantity: number
        /** @description Take only seats of this category. Default: any category. */
        readonly category?: string
        /** @description Take only seats of the zones with this name. Default: any zone. */
        readonly zone?: string
        /** @description How many of the seats are accessible places. The others are their companion seats and seats beside them. Without it, accessible places and companion seats are not taken before the `accessibleReleaseAt` of the event. */
        readonly accessible?: number
        /** @description Whether the seats must be adjacent, in one row or at one table. Default: `true`. */
        readonly adjacent?: boolean
      }
      /** @description The duration of the hold from now, in milliseconds. Default: `HOLD_TTL_MS`. */
      readonly ttlMs?: number
    }
    readonly Hold: {
      readonly holdId: string
      /** @description A short code for people, such as `ABCD-2345`. A booking has the code of its hold. */
      readonly code: string
      /** @description The secret token to extend, release or confirm the hold. Send it as `Authorization: Bearer <token>`. It is returned only when the hold is created, and to retries of that request with its `Idempotency-Key`. */
      readonly token?: string
      readonly seatIds: readonly string[]
      /** @description In answers to `bestAvailable`: whether all seats of the hold are adjacent. `false` if they were split. Left out if the store became unavailable after the hold was saved. */
      readonly adjacent?: boolean
      readonly total?: components['schemas']['Total']
      /**
       * Format: date-time
       * @description The time when the hold expires.
       */
      readonly expiresAt: string
      /** @description The remaining time in milliseconds, independent of the client clock. */
      readonly expiresInMs: number
    }
    /** @description The sum of the current prices of the seats. Absent if the event has no prices, or a seat has none. */
    readonly Total: {
      /** @description In the minor unit of the currency. */
      readonly amount: number
      /** @description An ISO 4217 code, such as `EUR`. */
      readonly currency: string
    }
    readonly HoldState: {
      readonly holdId: string
      /** @description A short code for people, such as `ABCD-2345`. A booking has the code of its hold. */
      readonly code: string
      readonly eventId: string
      /** @description Incremented with each change of the hold. Confirm the version that was priced. */
      readonly version: number
      /** @enum {string} */
      readonly status: 'active' | 'expired' | 'confirmed' | 'released'
      readonly seats: readonly components['schemas']['DescribedSeat'][]
      readonly total?: components['schemas']['Total']
      /**
       * Format: date-time
       * @description The time when the hold expires.
       */
      readonly expiresAt: string
      /** @description The remaining time in milliseconds, independent of the client clock. */
      readonly expiresInMs: number
      readonly bookingId?: string
    }
    readonly DescribedSeat: {
      readonly seatId: string
      /** @description The standing area of a place. */
      readonly areaId?: string
      readonly zone: string
      readonly row: string
      readonly number: string
      readonly category: string
      /** @description The current price of the seat, in the minor unit of the currency of `total`. Absent if the category has none. */
      readonly price?: number
    }
    readonly Holds: {
      readonly holds: readonly components['schemas']['HoldState'][]
    }
    readonly SeatsToRelease: {
      readonly seatIds: readonly string[]
    }
    readonly RemainingHold: {
      readonly holdId: string
      readonly version: number
      /** @description The remaining seats of the hold. */
      readonly seatIds: readonly string[]
      readonly total?: components['schemas']['Total']
      /**
       * Format: date-time
       * @description The time when the hold expires.
       */
      readonly expiresAt: string
      /** @description The remaining time in milliseconds, independent of the client clock. */
      readonly expiresInMs: number
    }
    readonly ReleasedHolds: {
      readonly holds: number
      readonly seats: number
      /** @description Whether no such hold is left. `false` if there were more holds, or if another request was changing one. */
      readonly complete: boolean
    }
    readonly ExtendedHold: {
      readonly holdId: string
      /**
       * Format: date-time
       * @description The time when the hold expires.
       */
      readonly expiresAt: string
      /** @description The remaining time in milliseconds, independent of the client clock. */
      readonly expiresInMs: number
    }
    readonly ConfirmedHold: {
      readonly bookingId: string
      /** @description A short code for people, such as `ABCD-2345`. A booking has the code of its hold. */
      readonly code: string
      readonly holdId: string
      readonly seatIds: readonly string[]
      readonly total?: components['schemas']['Total']
    }
    readonly BookingRequest: {
      readonly seatIds?: readonly string[]
      /** @description Any places of standing areas. The service chooses them. */
      readonly areas?: readonly {
        /** @description The `area_guid` of a standing area. */
        readonly areaId: string
        readonly quantity: number
      }[]
      /** @description Any script, no control characters. */
      readonly reference?: string
    }
    readonly NewBooking: {
      readonly bookingId: string
      /** @description A short code for people, such as `ABCD-2345`. A booking has the code of its hold. */
      readonly code: string
      readonly seatIds: readonly string[]
      readonly total?: components['schemas']['Total']
    }
    readonly Booking: {
      readonly bookingId: string
      /** @description A short code for people, such as `ABCD-2345`. A booking has the code of its hold. */
      readonly code: string
      readonly eventId: string
      /** @description The seats that the booking has. Of a cancelled booking: those that it had at the end. */
      readonly seatIds: readonly string[]
      /** @description All seats that were cancelled, if any. */
      readonly cancelledSeatIds?: readonly string[]
      readonly seats: readonly components['schemas']['DescribedSeat'][]
      readonly total?: components['schemas']['Total']
      /** @enum {string} */
      readonly status: 'booked' | 'partially-cancelled' | 'cancelled'
      /** Format: date-time */
      readonly bookedAt: string
      /**
       * Format: date-time
       * @description When its last seat was cancelled.
       */
      readonly cancelledAt?: string
      readonly reference?: string
    }
    readonly SeatsToCancel: {
      readonly seatIds: readonly string[]
    }
    readonly BookingMoves: {
      /** @description Each seat of the booking to replace, and either its replacement (`to`) or a standing area (`toArea`). */
      readonly moves: readonly {
        /** @description Any script, no control characters. */
        readonly from: string
        /** @description Any script, no control characters. */
        readonly to?: string
        /** @description The `area_guid` of a standing area. The service chooses an available place. */
        readonly toArea?: string
      }[]
      /** @description Whether a seat may be replaced by one of another category. Default: `false`. */
      readonly allowOtherCategory?: boolean
    }
    readonly BookingChange: {
      /** @description The new reference, or `null` to remove it. */
      readonly reference: string | null
    }
    readonly Bookings: {
      readonly bookings: readonly components['schemas']['Booking'][]
      /** @description The `cursor` for the next page. Absent on the last page. */
      readonly nextCursor?: string
    }
    readonly ReconciliationRequest: {
      /** @description All booked seats of the event that the client has, each once. */
      readonly bookings: readonly components['schemas']['ExpectedSeat'][]
    }
    readonly ExpectedSeat: {
      /** @description Any script, no control characters. */
      readonly seatId: string
      /** @description Any script, no control characters. */
      readonly reference: string
    }
    readonly Reconciliation: {
      /** @description The revision of the event with which the bookings were compared. */
      readonly revision: number
      /** @description Seats that are not booked here. */
      readonly missing: readonly {
        readonly seatId: string
        readonly reference: string
      }[]
      /** @description Booked seats that are not in the request. */
      readonly unexpected: readonly components['schemas']['SeatBooking'][]
      /** @description Seats whose booking has another reference, which is returned, or none. */
      readonly otherReference: readonly components['schemas']['SeatBooking'][]
    }
    readonly SeatBooking: {
      readonly seatId: string
      readonly bookingId: string
      readonly reference?: string
    }
    readonly BlockRequest: {
      readonly seatIds?: readonly string[]
      /** @description Any places of standing areas. The service chooses them. */
      readonly areas?: readonly {
        /** @description The `area_guid` of a standing area. */
        readonly areaId: string
        readonly quantity: number
      }[]
    }
    readonly Seats: {
      /** @description The seats of the request, and then the places that the service has chosen. */
      readonly seatIds: readonly string[]
    }
    readonly History: {
      readonly entries: readonly components['schemas']['HistoryEntry'][]
      /** @description The `cursor` for the next page. Absent on the last page. */
      readonly nextCursor?: string
    }
    readonly HistoryEntry: {
      /** @description The revision of the event. Seats that changed together have the same revision. */
      readonly revision: number
      /** @description Absent from a change of the event itself. */
      readonly seatId?: string
      /** @description The number of changes to the seat so far. Absent from a change of the event. */
      readonly version?: number
      /** @enum {string} */
      readonly action:
        | 'held'
        | 'extended'
        | 'released'
        | 'expired'
        | 'confirmed'
        | 'booked'
        | 'cancelled'
        | 'moved'
        | 'blocked'
        | 'unblocked'
        | 'event-updated'
      readonly holdId?: string
      readonly bookingId?: string
      /** @description What a change of the event has changed. */
      readonly changed?: readonly (
        | 'name'
        | 'status'
        | 'startsAt'
        | 'timeZone'
        | 'saleOpensAt'
        | 'saleClosesAt'
        | 'prices'
        | 'accessibleReleaseAt'
        | 'plan'
      )[]
      /** @description The event after its change. */
      readonly event?: components['schemas']['EventSummary']
      /** @description The name of the access key; `public` without one; `system` for changes by the service. */
      readonly actor: string
      readonly requestId: string
      /** Format: date-time */
      readonly at: string
    }
    readonly NewAccessKey: {
      /** @description Recorded as the `actor` in the history. */
      readonly name: string
      /**
       * @description Each role includes those before it.
       * @enum {string}
       */
      readonly role: 'viewer' | 'seller' | 'office' | 'admin'
    }
    readonly CreatedAccessKey: {
      /** @description Recorded as the `actor` in the history. */
      readonly name: string
      /**
       * @description Each role includes those before it.
       * @enum {string}
       */
      readonly role: 'viewer' | 'seller' | 'office' | 'admin'
      /** Format: date-time */
      readonly createdAt: string
      /** @description Send it as `Authorization: Bearer`. */
      readonly key: string
    }
    readonly AccessKeys: {
      readonly keys: readonly components['schemas']['AccessKey'][]
    }
    readonly AccessKey: {
      /** @description Recorded as the `actor` in the history. */
      readonly name: string
      /**
       * @description Each role includes those before it.
       * @enum {string}
       */
      readonly role: 'viewer' | 'seller' | 'office' | 'admin'
      /** Format: date-time */
      readonly createdAt: string
    }
    readonly WebhookRequest: {
      /** @description Where messages are sent, by POST. */
      readonly url: string
      /** @description Any script, no control characters. */
      readonly name: string
      /** @description The types of changes to send. Default: all of them. */
      readonly types?: readonly (
        | 'hold.placed'
        | 'hold.extended'
        | 'hold.changed'
        | 'hold.released'
        | 'hold.expired'
        | 'booking.created'
        | 'booking.moved'
        | 'booking.cancelled'
        | 'seats.blocked'
        | 'seats.unblocked'
        | 'event.updated'
      )[]
    }
    readonly NewWebhook: {
      readonly webhookId: string
      readonly name: string
      readonly url: string
      readonly types: readonly (
        | 'hold.placed'
        | 'hold.extended'
        | 'hold.changed'
        | 'hold.released'
        | 'hold.expired'
        | 'booking.created'
        | 'booking.moved'
        | 'booking.cancelled'
        | 'seats.blocked'
        | 'seats.unblocked'
        | 'event.updated'
      )[]
      /**
       * @description `disabled`: the receiver has answered a message with 410 Gone.
       * @enum {string}
       */
      readonly status: 'active' | 'disabled'
      /** Format: date-time */
      readonly createdAt: string
      /** Format: date-time */
      readonly disabledAt?: string
      /** @description Verifies the signatures of the messages. It is not returned again. */
      readonly secret: string
    }
    readonly Webhooks: {
      readonly webhooks: readonly components['schemas']['Webhook'][]
    }
    readonly Webhook: {
      readonly webhookId: string
      readonly name: string
      readonly url: string
      readonly types: readonly (
        | 'hold.placed'
        | 'hold.extended'
        | 'hold.changed'
        | 'hold.released'
        | 'hold.expired'
        | 'booking.created'
        | 'booking.moved'
        | 'booking.cancelled'
        | 'seats.blocked'
        | 'seats.unblocked'
        | 'event.updated'
      )[]
      /**
       * @description `disabled`: the receiver has answered a message with 410 Gone.
       * @enum {string}
       */
      readonly status: 'active' | 'disabled'
      /** Format: date-time */
      readonly createdAt: string
      /** Format: date-time */
      readonly disabledAt?: string
    }
    readonly RotatedSecret: {
      /** @description Verifies the signatures of the messages. It is not returned again. */
      readonly secret: string
      /**
       * Format: date-time
       * @description Messages are signed with the previous secret, too, until this time.
       */
      readonly previousSecretValidUntil: string
    }
    readonly WebhookDeliveries: {
      readonly deliveries: readonly components['schemas']['WebhookDelivery'][]
      /** @description The `cursor` for the next page. Absent on the last page. */
      readonly nextCursor?: string
    }
    readonly WebhookDelivery: {
      readonly deliveryId: string
      readonly eventId: string
      readonly revision: number
      /** @enum {string} */
      readonly type:
        | 'hold.placed'
        | 'hold.extended'
        | 'hold.changed'
        | 'hold.released'
        | 'hold.expired'
        | 'booking.created'
        | 'booking.moved'
        | 'booking.cancelled'
        | 'seats.blocked'
        | 'seats.unblocked'
        | 'event.updated'
      /** @description The number of the attempt, from 1; 0 for a redelivery on request. */
      readonly attempt: number
      /** Format: date-time */
      readonly at: string
      /** @enum {string} */
      readonly outcome: 'delivered' | 'failed' | 'given-up'
      /** @description The status of the response. Absent if there was none. */
      readonly responseStatus?: number
      /** @description Why there was no response. */
      readonly error?: string
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
    /** @description `idempotency-key-reused`: This `Idempotency-Key` was already used for a different request. Use a new key for a new request. */
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
    /** @description `internal-error`: The service failed unexpectedly. Its log contains the cause under the request id. */
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
    /** @description `body-too-large`: The body exceeds the limit of this operation, which is `BODY_BYTES_MAX` unless documented otherwise. */
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
    /** @description `request-timeout`: The headers did not arrive within `HEADERS_TIMEOUT_MS`, or the whole request within `REQUEST_TIMEOUT_MS`. */
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
    /** @description `headers-too-large`: The URL and headers exceed `HEADER_BYTES_MAX`, or there are more than `HEADERS_MAX` headers. */
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
    /** @description `idempotency-key-reused`: This `Idempotency-Key` was already used for a different request. Use a new key for a new request. */
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
    /** @description `internal-error`: The service failed unexpectedly. Its log contains the cause under the request id. */
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
    /** @description `key-missing`: This operation requires an access key, and the request has none. Send it as `Authorization: Bearer <key>`. */
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
    /** @description `body-too-large`: The body exceeds the limit of this operation, which is `BODY_BYTES_MAX` unless documented otherwise. */
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
    /** @description `event-changed`: The event has changed since it was read: `If-Match` is not its current `ETag`. Nothing was changed. Read the event again, and repeat the change with its new `ETag`. */
    readonly 'Problem.event-changed': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 412
          /** @enum {unknown} */
          readonly code?: 'event-changed'
        }
      }
    }
    /** @description `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds. */
    readonly 'Problem.seats-locked': {
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
          readonly code?: 'seats-locked'
        }
      }
    }
    /** @description `if-match-missing`: The request has no `If-Match`. Send the `ETag` of the event, so that the change of another person is not overwritten. */
    readonly 'Problem.if-match-missing': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 428
          /** @enum {unknown} */
          readonly code?: 'if-match-missing'
        }
      }
    }
    /** @description `hold-not-found`: No hold has this id, or the token does not belong to it. Both cases get the same response, so that it does not reveal which ids exist. */
    readonly 'Problem.hold-not-found': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 404
          /** @enum {unknown} */
          readonly code?: 'hold-not-found'
        }
      }
    }
    /** @description `hold-gone`: The hold was released or confirmed, or it has expired. Hold the seats again. An expired hold can still be confirmed while all of its seats are available. */
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
    /** @description `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`. */
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
    /** @description `cursor-gone`: The history does not contain the entry that the cursor names. The cursor belongs to another list, the entry is past the retention period, or the store was restored from a backup. Read the history from the beginning. */
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
    /** @description `key-not-found`: No access key in the store has this name. `ADMIN_KEY` and `SELLER_KEY` are not in the store: change these settings to retire them. */
    readonly 'Problem.key-not-found': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 404
          /** @enum {unknown} */
          readonly code?: 'key-not-found'
        }
      }
    }
    /** @description `too-many-webhooks`: There are 20 webhooks already. Delete one of them first. */
    readonly 'Problem.too-many-webhooks': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 409
          /** @enum {unknown} */
          readonly code?: 'too-many-webhooks'
        }
      }
    }
    /** @description `webhook-not-found`: No webhook has this id. */
    readonly 'Problem.webhook-not-found': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 404
          /** @enum {unknown} */
          readonly code?: 'webhook-not-found'
        }
      }
    }
    /** @description `change-gone`: The history no longer has the change, because it is past the retention period, so it cannot be sent again. */
    readonly 'Problem.change-gone': {
      headers: {
        readonly 'X-Request-Id': components['headers']['X-Request-Id']
        readonly [name: string]: unknown
      }
      content: {
        readonly 'application/problem+json': components['schemas']['Problem'] & {
          /** @constant */
          readonly status?: 410
          /** @enum {unknown} */
          readonly code?: 'change-gone'
        }
      }
    }
  }
  parameters: never
  requestBodies: never
  headers: {
    /** @description The id of the request, also in the log of the service. */
    readonly 'X-Request-Id': string
    /** @description The number of seconds to wait before a retry. */
    readonly 'Retry-After': string
    /** @description The required authentication scheme: `Bearer`. */
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
        /** @description Makes retries safe: requests with the same key are executed once and get the same response. */
        readonly 'Idempotency-Key'?: string
        /** @description A JSON Web Token of the shop that admits one client to the event, required from the public where `ADMISSION_KEY` is set. */
        readonly Admission?: string
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
      /** @description The seat is booked by this request, or by the first request with its Idempotency-Key. */
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
       * @description `seat-already-booked`: The seat is already booked. Choose another seat.
       *
       *     `seat-blocked`: The organiser has taken the seat off sale. Choose another seat.
       *
       *     `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
      /**
       * @description `checkout-required`: The public can hold seats here, but only a seller can book them (`PUBLIC_BOOKING` is `false`). Continue in the checkout of the shop, which confirms the hold with its access key.
       *
       *     `admission-required`: The public needs an admission token of the shop to hold or book seats of this event (`ADMISSION_KEY`). The header `Admission` is missing, or its token has expired, is for another event, or is not valid; `detail` says which. Nothing was changed. Get a new token from the shop.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
       */
      readonly 403: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['BookingError'] & {
            /** @constant */
            readonly status?: 403
            /** @enum {unknown} */
            readonly code?: 'checkout-required' | 'admission-required' | 'cross-site-request'
          }
        }
      }
      readonly 404: components['responses']['BookingError.seat-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `not-on-sale`: The sale of the event has not opened yet, or it has closed, or the event was cancelled or archived. If it has not opened yet, `opensAt` says when it does. Sellers can sell before the sale opens and after it closes, but not a cancelled or archived event. Nothing was changed.
       *
       *     `too-many-seats-for-client`: With these seats, this client would have more than the maximum number of seats of one event in its holds and public bookings (`SEATS_PER_CLIENT`). Nothing was changed. Release seats first, or ask for fewer.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still in progress. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.
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
            readonly code?:
              | 'not-on-sale'
              | 'too-many-seats-for-client'
              | 'idempotency-key-in-flight'
              | 'idempotency-result-gone'
          }
        }
      }
      readonly 413: components['responses']['BookingError.body-too-large']
      readonly 415: components['responses']['BookingError.unsupported-media-type']
      readonly 417: components['responses']['BookingError.expectation-failed']
      readonly 422: components['responses']['BookingError.idempotency-key-reused']
      /**
       * @description `seat-held`: The seat is held by another buyer. It becomes available if the hold is released or expires. Choose another seat, or try again in a few minutes.
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
       * @description `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['BookingError.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
        /** @description `closed`: the organiser has ended the public sale. `cancelled`, `archived`: nobody can hold or book seats. */
        readonly status?: 'on-sale' | 'closed' | 'cancelled' | 'archived'
        /** @description Only events that start at this time or later. */
        readonly from?: string
        /** @description Only events that start before this time. */
        readonly to?: string
        /** @description `createdAt`: in order of creation. `startsAt`: in order of the start; events without a start come last. */
        readonly order?: 'createdAt' | 'startsAt'
        readonly limit?: number
        /** @description The `nextCursor` of the previous page. Default: the first page. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
        /** @description Makes retries safe: requests with the same key are executed once and get the same response. */
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
      /** @description The event is created. Its seats are on sale unless `status`, `saleOpensAt` or `saleClosesAt` says otherwise. */
      readonly 201: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          /** @description The URL of the event. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
      /**
       * @description `event-already-exists`: An event with this id already exists, or was deleted and its data are still being deleted. Choose another id, or try again in a few seconds. If the creation of an event was interrupted, only the same request can complete it; after a day, the id is free again.
       *
       *     `idempotency-result-gone`: A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.
       */
      readonly 409: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 409
            /** @enum {unknown} */
            readonly code?: 'event-already-exists' | 'idempotency-result-gone'
          }
        }
      }
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
        /** @description The `ETag` of a previous response. The response is 304 if it is still current. */
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
          /** @description Identifies this version of the event. */
          readonly ETag: string
          /** @description `no-cache` */
          readonly 'Cache-Control': string
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Event']
        }
      }
      /** @description The event has not changed. */
      readonly 304: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          /** @description Identifies this version of the event. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly deleteEvent: {
    readonly parameters: {
      readonly query?: {
        /** @description Whether to delete bookings and holds, too. The event must be cancelled. */
        readonly force?: 'true' | 'false'
      }
      readonly header?: {
        /** @description The `ETag` of the event as it was read, or `*`. If it is sent and the event has changed since, nothing is deleted. */
        readonly 'If-Match'?: string
      }
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The event is deleted. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
      readonly 404: components['responses']['Problem.event-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `event-in-use`: Seats of the event are booked or held, so it was not deleted. `detail` has their numbers. Cancel the bookings and release the holds, or cancel the event and delete it with `force=true`.
       *
       *     `event-not-cancelled`: Only a cancelled event can be deleted with `force=true`, together with its bookings and holds. Nothing was deleted. Set its `status` to `cancelled` first, or delete it without `force`.
       *
       *     `default-event`: Requests that name no event use the event `default`, so it cannot be deleted. Set its `status` to `closed` or `archived` to end its sale.
       *
       *     `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.
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
              'event-in-use' | 'event-not-cancelled' | 'default-event' | 'seats-locked'
          }
        }
      }
      readonly 412: components['responses']['Problem.event-changed']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly changeEvent: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description The `ETag` of the event as it was read, or `*`. Required for a change. The change is refused if the event has changed since. */
        readonly 'If-Match'?: string
      }
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['EventChanges']
      }
    }
    readonly responses: {
      /** @description The event as it is now. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          /** @description Identifies this version of the event, for `If-Match`. */
          readonly ETag: string
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
      readonly 404: components['responses']['Problem.event-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 409: components['responses']['Problem.seats-locked']
      readonly 412: components['responses']['Problem.event-changed']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 428: components['responses']['Problem.if-match-missing']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly replacePlan: {
    readonly parameters: {
      readonly query?: {
        /** @description Whether to compare the plans only. */
        readonly dryRun?: 'true' | 'false'
      }
      readonly header?: {
        /** @description The `ETag` of the event as it was read, or `*`. Required for a change. The change is refused if the event has changed since. */
        readonly 'If-Match'?: string
      }
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json':
          | {
              readonly plan: components['schemas']['NewSeatingPlan']
            }
          | components['schemas']['NewSeatingPlan']
      }
    }
    readonly responses: {
      /** @description The differences between the former plan and the new one. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          /** @description Identifies the version of the event now, for `If-Match`. */
          readonly ETag: string
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['PlanDifferences']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
      readonly 404: components['responses']['Problem.event-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `plan-fixed`: The plan of the default event follows from `DEFAULT_EVENT_SEATS`. Create an event to use another plan.
       *
       *     `plan-too-different`: Together, the new plan adds and removes more than 10,000 seats, so nothing was changed. Other differences are not counted. Replace the plan in several steps, each with some of these seats.
       *
       *     `not-on-sale`: The sale of the event has not opened yet, or it has closed, or the event was cancelled or archived. If it has not opened yet, `opensAt` says when it does. Sellers can sell before the sale opens and after it closes, but not a cancelled or archived event. Nothing was changed.
       *
       *     `seats-in-use`: The new plan does not have some seats that are held, booked or blocked, so nothing was changed. `conflicts` lists up to 100 of them with the reasons; a dry run lists all. Keep these seats in the plan. Otherwise release their holds, cancel or move their bookings, or unblock them, and try again.
       *
       *     `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.
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
              'plan-fixed' | 'plan-too-different' | 'not-on-sale' | 'seats-in-use' | 'seats-locked'
          }
        }
      }
      readonly 412: components['responses']['Problem.event-changed']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 428: components['responses']['Problem.if-match-missing']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
        /** @description The `ETag` of a previous response. The response is 304 if it is still current. */
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
          /** @description Identifies this state of the seats. */
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
          /** @description Identifies this state of the seats. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly findHolds: {
    readonly parameters: {
      readonly query: {
        /** @description The short code, in any case, with or without dash and spaces. */
        readonly code: string
      }
      readonly header?: never
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The holds with this code, newest first. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Holds']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
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
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
        /** @description Makes retries safe: requests with the same key are executed once and get the same response. */
        readonly 'Idempotency-Key'?: string
        /** @description A JSON Web Token of the shop that admits one client to the event, required from the public where `ADMISSION_KEY` is set. */
        readonly Admission?: string
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
      /** @description The seats were added to the existing hold, and it was extended. */
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
       * @description `too-many-seats`: With the added seats, the hold would exceed the maximum number of seats per hold (`SEATS_PER_HOLD_MAX`). Nothing was changed.
       *
       *     `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
      /**
       * @description `admission-required`: The public needs an admission token of the shop to hold or book seats of this event (`ADMISSION_KEY`). The header `Admission` is missing, or its token has expired, is for another event, or is not valid; `detail` says which. Nothing was changed. Get a new token from the shop.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
            readonly code?: 'admission-required' | 'cross-site-request'
          }
        }
      }
      /**
       * @description `seat-not-found`: No seat has this id.
       *
       *     `event-not-found`: No event has this id.
       *
       *     `category-not-found`: The event's plan has no category with this name. `GET /api/events/:eventId` lists its categories.
       *
       *     `zone-not-found`: The event's plan has no zone with this name. `GET /api/events/:eventId` lists its zones.
       *
       *     `area-not-found`: The event's plan has no standing area with this id. `GET /api/events/:eventId` lists its areas, each with its `area_guid`.
       *
       *     `hold-not-found`: No hold has this id, or the token does not belong to it. Both cases get the same response, so that it does not reveal which ids exist.
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
              | 'seat-not-found'
              | 'event-not-found'
              | 'category-not-found'
              | 'zone-not-found'
              | 'area-not-found'
              | 'hold-not-found'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `seats-not-available`: Some of the seats are not available, so nothing was changed. `conflicts` lists them with the reasons. Choose other seats.
       *
       *     `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still in progress. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.
       *
       *     `not-enough-seats`: Not enough matching seats are available, or not enough places of a standing area; to unblock, not enough of its places are blocked. The best available seats must be adjacent unless `adjacent` is `false`. Nothing was changed. Ask for fewer seats, another category, or seats that are not adjacent.
       *
       *     `too-many-holds`: This client has reached the maximum number of holds per client. Confirm or release one of them first.
       *
       *     `too-many-seats-for-client`: With these seats, this client would have more than the maximum number of seats of one event in its holds and public bookings (`SEATS_PER_CLIENT`). Nothing was changed. Release seats first, or ask for fewer.
       *
       *     `hold-cooldown`: This client's hold of some of these seats, or of places of the same standing area, was released or expired less than `HOLD_COOLDOWN_MS` ago. Nothing was changed. Choose other seats, or try again after `Retry-After` seconds.
       *
       *     `whole-table-only`: The seats belong to a table that the public books as a whole, and the request has only some of them. Nothing was changed. `seatIds` lists the other seats of the table: add them, or leave the table out. For a release, name them, too, or keep the table.
       *
       *     `leaves-single-seat`: The request would leave single seats between seats that are taken, or between one and an aisle or the end of the row (`ORPHAN_RULE`). Nothing was changed. `seatIds` lists them. As many adjacent seats of the same row and categories are available that leave none: choose others, or take the single seats, too. For a release, keep the listed seats, or release others instead or all.
       *
       *     `not-on-sale`: The sale of the event has not opened yet, or it has closed, or the event was cancelled or archived. If it has not opened yet, `opensAt` says when it does. Sellers can sell before the sale opens and after it closes, but not a cancelled or archived event. Nothing was changed.
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
              | 'too-many-seats-for-client'
              | 'hold-cooldown'
              | 'whole-table-only'
              | 'leaves-single-seat'
              | 'not-on-sale'
          }
        }
      }
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly getHold: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path: {
        readonly holdId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The hold, with its current status. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['HoldState']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
      /**
       * @description `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
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
            readonly code?: 'key-insufficient' | 'key-not-configured'
          }
        }
      }
      readonly 404: components['responses']['Problem.hold-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
        /** @description Makes retries safe: requests with the same key are executed once and get the same response. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly holdId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The hold is released. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
      /**
       * @description `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
            readonly code?: 'key-insufficient' | 'key-not-configured' | 'cross-site-request'
          }
        }
      }
      /**
       * @description `seat-not-found`: No seat has this id.
       *
       *     `hold-not-found`: No hold has this id, or the token does not belong to it. Both cases get the same response, so that it does not reveal which ids exist.
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
       * @description `seats-not-available`: Some of the seats are not available, so nothing was changed. `conflicts` lists them with the reasons. Choose other seats.
       *
       *     `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still in progress. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.
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
       * @description `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly releaseHeldSeats: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description Makes retries safe: requests with the same key are executed once and get the same response. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly holdId: string
      }
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['SeatsToRelease']
      }
    }
    readonly responses: {
      /** @description The seats are released. The hold has ended if `seatIds` is empty. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['RemainingHold']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
      /**
       * @description `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
            readonly code?: 'key-insufficient' | 'key-not-configured' | 'cross-site-request'
          }
        }
      }
      /**
       * @description `seat-not-found`: No seat has this id.
       *
       *     `hold-not-found`: No hold has this id, or the token does not belong to it. Both cases get the same response, so that it does not reveal which ids exist.
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
       * @description `seats-not-available`: Some of the seats are not available, so nothing was changed. `conflicts` lists them with the reasons. Choose other seats.
       *
       *     `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still in progress. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.
       *
       *     `whole-table-only`: The seats belong to a table that the public books as a whole, and the request has only some of them. Nothing was changed. `seatIds` lists the other seats of the table: add them, or leave the table out. For a release, name them, too, or keep the table.
       *
       *     `leaves-single-seat`: The request would leave single seats between seats that are taken, or between one and an aisle or the end of the row (`ORPHAN_RULE`). Nothing was changed. `seatIds` lists them. As many adjacent seats of the same row and categories are available that leave none: choose others, or take the single seats, too. For a release, keep the listed seats, or release others instead or all.
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
              | 'whole-table-only'
              | 'leaves-single-seat'
          }
        }
      }
      readonly 410: components['responses']['Problem.hold-gone']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly releaseHolds: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: {
      readonly content: {
        readonly 'application/json': {
          /** @description The client that placed the holds: its IPv4 address, its IPv6 network such as `2001:db8::/56`, or `subject:` and the subject of its admission token. */
          readonly clientId: string
        }
      }
    }
    readonly responses: {
      /** @description The number of released holds, and of their seats. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['ReleasedHolds']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
      readonly 404: components['responses']['Problem.event-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
        /** @description Makes retries safe: requests with the same key are executed once and get the same response. */
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
          /** @description The duration of the hold from now, in milliseconds. Default: `HOLD_TTL_MS`. */
          readonly ttlMs?: number
        }
      }
    }
    readonly responses: {
      /** @description The current deadline of the hold. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       *     `hold-not-found`: No hold has this id, or the token does not belong to it. Both cases get the same response, so that it does not reveal which ids exist.
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
       * @description `seats-not-available`: Some of the seats are not available, so nothing was changed. `conflicts` lists them with the reasons. Choose other seats.
       *
       *     `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still in progress. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.
       *
       *     `not-on-sale`: The sale of the event has not opened yet, or it has closed, or the event was cancelled or archived. If it has not opened yet, `opensAt` says when it does. Sellers can sell before the sale opens and after it closes, but not a cancelled or archived event. Nothing was changed.
       *
       *     `too-many-seats-for-client`: With these seats, this client would have more than the maximum number of seats of one event in its holds and public bookings (`SEATS_PER_CLIENT`). Nothing was changed. Release seats first, or ask for fewer.
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
              | 'not-on-sale'
              | 'too-many-seats-for-client'
          }
        }
      }
      readonly 410: components['responses']['Problem.hold-gone']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
        /** @description Makes retries safe: requests with the same key are executed once and get the same response. */
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
          /** @description The version of the hold that was read. If the hold has changed since, it is not confirmed. Sellers should always send it. */
          readonly version?: number
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
      /**
       * @description `checkout-required`: The public can hold seats here, but only a seller can book them (`PUBLIC_BOOKING` is `false`). Continue in the checkout of the shop, which confirms the hold with its access key.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
              'checkout-required' | 'key-insufficient' | 'key-not-configured' | 'cross-site-request'
          }
        }
      }
      /**
       * @description `seat-not-found`: No seat has this id.
       *
       *     `hold-not-found`: No hold has this id, or the token does not belong to it. Both cases get the same response, so that it does not reveal which ids exist.
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
       * @description `seats-not-available`: Some of the seats are not available, so nothing was changed. `conflicts` lists them with the reasons. Choose other seats.
       *
       *     `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still in progress. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.
       *
       *     `hold-changed`: The hold has another version than the request names, so nothing was booked. `version` is the current one. Read the hold again, check its seats and its price, and confirm that version.
       *
       *     `hold-confirmed`: The hold was confirmed before, and its booking has another `reference` than the request names, so it belongs to another order. Release or refund the payment of this one.
       *
       *     `too-many-seats-for-client`: With these seats, this client would have more than the maximum number of seats of one event in its holds and public bookings (`SEATS_PER_CLIENT`). Nothing was changed. Release seats first, or ask for fewer.
       *
       *     `not-on-sale`: The sale of the event has not opened yet, or it has closed, or the event was cancelled or archived. If it has not opened yet, `opensAt` says when it does. Sellers can sell before the sale opens and after it closes, but not a cancelled or archived event. Nothing was changed.
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
              | 'hold-changed'
              | 'hold-confirmed'
              | 'too-many-seats-for-client'
              | 'not-on-sale'
          }
        }
      }
      readonly 410: components['responses']['Problem.hold-gone']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly listBookings: {
    readonly parameters: {
      readonly query?: {
        /** @description The short code, in any case, with or without dash and spaces. */
        readonly code?: string
        /** @description Any script, no control characters. */
        readonly reference?: string
        /** @description Bookings that this seat belongs to, or belonged to according to the history. */
        readonly seatId?: string
        readonly status?: 'booked' | 'partially-cancelled' | 'cancelled'
        readonly limit?: number
        /** @description The `nextCursor` of the previous page. Default: the first page. */
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
      /** @description A page of the bookings, oldest first. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Bookings']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
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
      readonly 404: components['responses']['Problem.event-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
        /** @description Makes retries safe: requests with the same key are executed once and get the same response. */
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
          /** @description The URL of the booking. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
       *
       *     `area-not-found`: The event's plan has no standing area with this id. `GET /api/events/:eventId` lists its areas, each with its `area_guid`.
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
            readonly code?: 'seat-not-found' | 'event-not-found' | 'area-not-found'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `seats-not-available`: Some of the seats are not available, so nothing was changed. `conflicts` lists them with the reasons. Choose other seats.
       *
       *     `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still in progress. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.
       *
       *     `not-enough-seats`: Not enough matching seats are available, or not enough places of a standing area; to unblock, not enough of its places are blocked. The best available seats must be adjacent unless `adjacent` is `false`. Nothing was changed. Ask for fewer seats, another category, or seats that are not adjacent.
       *
       *     `not-on-sale`: The sale of the event has not opened yet, or it has closed, or the event was cancelled or archived. If it has not opened yet, `opensAt` says when it does. Sellers can sell before the sale opens and after it closes, but not a cancelled or archived event. Nothing was changed.
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
              | 'not-on-sale'
          }
        }
      }
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
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
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
        /** @description Makes retries safe: requests with the same key are executed once and get the same response. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
       * @description `seats-not-available`: Some of the seats are not available, so nothing was changed. `conflicts` lists them with the reasons. Choose other seats.
       *
       *     `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still in progress. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.
       *
       *     `seats-not-in-booking`: Some of the seats do not belong to the booking, so nothing was changed. `detail` names them. They may have been moved or cancelled: read the booking again.
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
              | 'seats-not-in-booking'
          }
        }
      }
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly changeBooking: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description Makes retries safe: requests with the same key are executed once and get the same response. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly bookingId: string
      }
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['BookingChange']
      }
    }
    readonly responses: {
      /** @description The booking after the change. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
       * @description `seats-not-available`: Some of the seats are not available, so nothing was changed. `conflicts` lists them with the reasons. Choose other seats.
       *
       *     `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still in progress. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.
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
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly cancelSeats: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description Makes retries safe: requests with the same key are executed once and get the same response. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly bookingId: string
      }
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['SeatsToCancel']
      }
    }
    readonly responses: {
      /** @description The booking after the change. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
       * @description `seats-not-available`: Some of the seats are not available, so nothing was changed. `conflicts` lists them with the reasons. Choose other seats.
       *
       *     `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still in progress. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.
       *
       *     `seats-not-in-booking`: Some of the seats do not belong to the booking, so nothing was changed. `detail` names them. They may have been moved or cancelled: read the booking again.
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
              | 'seats-not-in-booking'
          }
        }
      }
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly moveBooking: {
    readonly parameters: {
      readonly query?: never
      readonly header?: {
        /** @description Makes retries safe: requests with the same key are executed once and get the same response. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly bookingId: string
      }
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['BookingMoves']
      }
    }
    readonly responses: {
      /** @description The booking after the change. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
       *     `booking-not-found`: No booking has this id.
       *
       *     `event-not-found`: No event has this id.
       *
       *     `area-not-found`: The event's plan has no standing area with this id. `GET /api/events/:eventId` lists its areas, each with its `area_guid`.
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
              'seat-not-found' | 'booking-not-found' | 'event-not-found' | 'area-not-found'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `seats-not-available`: Some of the seats are not available, so nothing was changed. `conflicts` lists them with the reasons. Choose other seats.
       *
       *     `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still in progress. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.
       *
       *     `seats-not-in-booking`: Some of the seats do not belong to the booking, so nothing was changed. `detail` names them. They may have been moved or cancelled: read the booking again.
       *
       *     `other-category`: Some of the new seats have another category than the seats that they replace, so nothing was changed. `detail` names them. Choose other seats, or send `allowOtherCategory`.
       *
       *     `seats-cancelled-before`: Some of the new seats belonged to the booking before, and were cancelled, so nothing was changed. `detail` names them. Choose other seats, or book these with another booking.
       *
       *     `not-enough-seats`: Not enough matching seats are available, or not enough places of a standing area; to unblock, not enough of its places are blocked. The best available seats must be adjacent unless `adjacent` is `false`. Nothing was changed. Ask for fewer seats, another category, or seats that are not adjacent.
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
              | 'seats-not-in-booking'
              | 'other-category'
              | 'seats-cancelled-before'
              | 'not-enough-seats'
          }
        }
      }
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly findBookings: {
    readonly parameters: {
      readonly query?: {
        /** @description The short code, in any case, with or without dash and spaces. */
        readonly code?: string
        /** @description Any script, no control characters. */
        readonly reference?: string
        readonly limit?: number
        /** @description The `nextCursor` of the previous page. Default: the first page. */
        readonly cursor?: string
      }
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description A page of the bookings, oldest first. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Bookings']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
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
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly reconcile: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['ReconciliationRequest']
      }
    }
    readonly responses: {
      /** @description The differences. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Reconciliation']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
      readonly 404: components['responses']['Problem.event-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
        /** @description Makes retries safe: requests with the same key are executed once and get the same response. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['BlockRequest']
      }
    }
    readonly responses: {
      /** @description The seats are blocked. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
       *
       *     `area-not-found`: The event's plan has no standing area with this id. `GET /api/events/:eventId` lists its areas, each with its `area_guid`.
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
            readonly code?: 'seat-not-found' | 'event-not-found' | 'area-not-found'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `seats-not-available`: Some of the seats are not available, so nothing was changed. `conflicts` lists them with the reasons. Choose other seats.
       *
       *     `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still in progress. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.
       *
       *     `not-enough-seats`: Not enough matching seats are available, or not enough places of a standing area; to unblock, not enough of its places are blocked. The best available seats must be adjacent unless `adjacent` is `false`. Nothing was changed. Ask for fewer seats, another category, or seats that are not adjacent.
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
          }
        }
      }
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
        /** @description Makes retries safe: requests with the same key are executed once and get the same response. */
        readonly 'Idempotency-Key'?: string
      }
      readonly path: {
        readonly eventId: string
      }
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['BlockRequest']
      }
    }
    readonly responses: {
      /** @description The seats and places are unblocked. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Seats']
        }
      }
      /** @description None of the seats is blocked. The request has no `areas`. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
       *
       *     `area-not-found`: The event's plan has no standing area with this id. `GET /api/events/:eventId` lists its areas, each with its `area_guid`.
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
            readonly code?: 'seat-not-found' | 'event-not-found' | 'area-not-found'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      /**
       * @description `seats-not-available`: Some of the seats are not available, so nothing was changed. `conflicts` lists them with the reasons. Choose other seats.
       *
       *     `seats-locked`: Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.
       *
       *     `idempotency-key-in-flight`: The first request with this `Idempotency-Key` is still in progress. Try again after `Retry-After` seconds.
       *
       *     `idempotency-result-gone`: A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.
       *
       *     `not-enough-seats`: Not enough matching seats are available, or not enough places of a standing area; to unblock, not enough of its places are blocked. The best available seats must be adjacent unless `adjacent` is `false`. Nothing was changed. Ask for fewer seats, another category, or seats that are not adjacent.
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
          }
        }
      }
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      readonly 422: components['responses']['Problem.idempotency-key-reused']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
        /** @description The `nextCursor` of the previous page. Default: the first page. */
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
      /** @description A page of the history, oldest first. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
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
      readonly 404: components['responses']['Problem.event-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 410: components['responses']['Problem.cursor-gone']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly listKeys: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The names and roles of all access keys. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['AccessKeys']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
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
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly createKey: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['NewAccessKey']
      }
    }
    readonly responses: {
      /** @description This instance accepts the key from now on, and all others within a second or two while they can read the store. */
      readonly 201: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['CreatedAccessKey']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
      /**
       * @description `key-already-exists`: An access key with this name already exists, or the name is reserved: `admin`, `seller`, `public` and `system`. Choose another name.
       *
       *     `too-many-keys`: The store has the maximum of 1,000 access keys. Delete one first.
       */
      readonly 409: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/problem+json': components['schemas']['Problem'] & {
            /** @constant */
            readonly status?: 409
            /** @enum {unknown} */
            readonly code?: 'key-already-exists' | 'too-many-keys'
          }
        }
      }
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly deleteKey: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path: {
        readonly name: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The key is deleted. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
      readonly 404: components['responses']['Problem.key-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly listWebhooks: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description All webhooks, oldest first. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Webhooks']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
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
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly createWebhook: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly 'application/json': components['schemas']['WebhookRequest']
      }
    }
    readonly responses: {
      /** @description The webhook is registered. */
      readonly 201: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          /** @description The URL of the webhook. */
          readonly Location: string
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['NewWebhook']
        }
      }
      /**
       * @description `url-not-allowed`: The scheme of the URL must be `https` or `http`, it must not contain credentials, and its host must have public addresses only. `WEBHOOK_PRIVATE_ADDRESSES=true` allows private addresses.
       *
       *     `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
              | 'url-not-allowed'
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
      readonly 409: components['responses']['Problem.too-many-webhooks']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly getWebhook: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path: {
        readonly webhookId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The webhook. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['Webhook']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
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
      readonly 404: components['responses']['Problem.webhook-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly deleteWebhook: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path: {
        readonly webhookId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The webhook is deleted. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
      readonly 404: components['responses']['Problem.webhook-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly rotateWebhookSecret: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path: {
        readonly webhookId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The webhook has a new secret. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['RotatedSecret']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
      readonly 404: components['responses']['Problem.webhook-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly listWebhookDeliveries: {
    readonly parameters: {
      readonly query?: {
        readonly limit?: number
        /** @description The `nextCursor` of the previous page. Default: the first page. */
        readonly cursor?: string
      }
      readonly header?: never
      readonly path: {
        readonly webhookId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description A page of the log, newest first. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['WebhookDeliveries']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
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
      readonly 404: components['responses']['Problem.webhook-not-found']
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
  readonly redeliverWebhook: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path: {
        readonly webhookId: string
        readonly deliveryId: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The message was sent. */
      readonly 200: {
        headers: {
          readonly 'X-Request-Id': components['headers']['X-Request-Id']
          readonly [name: string]: unknown
        }
        content: {
          readonly 'application/json': components['schemas']['WebhookDelivery']
        }
      }
      /**
       * @description `invalid-request`: The URL, the headers or the body do not match the API document, or the body cannot be decompressed. The message names the field.
       *
       *     `malformed-url`: The URL is not percent-encoded UTF-8.
       *
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
       *
       *     `malformed-json`: The body is not a JSON object.
       *
       *     `client-unknown`: The request came through a trusted proxy (`TRUST_PROXY`), but its `X-Forwarded-For` does not identify the client: it is missing, too short, or has no valid address in that position. Nothing was changed. Correct the configuration of the proxy or `TRUST_PROXY`.
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
       * @description `key-wrong`: The access key is not valid.
       *
       *     `key-insufficient`: The access key is valid, but its role does not include this operation. The message names the required role.
       *
       *     `key-not-configured`: This operation requires an access key, and the service has none configured. The operator must set `ADMIN_KEY` or `SELLER_KEY`; `detail` says which.
       *
       *     `cross-site-request`: A browser sent this request for a page of another site. To allow that site, the operator adds it to `CORS_ORIGINS`.
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
       * @description `webhook-not-found`: No webhook has this id.
       *
       *     `delivery-not-found`: The log of this webhook has no delivery with this id. It keeps 7 days.
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
            readonly code?: 'webhook-not-found' | 'delivery-not-found'
          }
        }
      }
      readonly 408: components['responses']['Problem.request-timeout']
      readonly 410: components['responses']['Problem.change-gone']
      readonly 413: components['responses']['Problem.body-too-large']
      readonly 415: components['responses']['Problem.unsupported-media-type']
      readonly 417: components['responses']['Problem.expectation-failed']
      /**
       * @description `too-many-wrong-keys`: The access key is not valid, and this client has sent more such keys in a minute than `WRONG_KEYS_PER_MINUTE` allows. A key that another instance created in the last second gets this answer, too. Valid access keys of the same client are accepted. Try again after `Retry-After` seconds.
       *
       *     `rate-limited`: This client has exceeded its rate limit. Try again after `Retry-After` seconds.
       *
       *     `too-many-concurrent-requests`: This client has reached the maximum number of concurrent requests (`REQUESTS_IN_FLIGHT_PER_CLIENT_MAX`), or its share of the memory for bodies that are being received (`UPLOAD_BYTES_MAX`). Nothing was changed. Try again after `Retry-After` seconds.
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
            readonly code?: 'too-many-wrong-keys' | 'rate-limited' | 'too-many-concurrent-requests'
          }
        }
      }
      readonly 431: components['responses']['Problem.headers-too-large']
      readonly 500: components['responses']['Problem.internal-error']
      /**
       * @description `store-unavailable`: The seat store is unavailable. The change may or may not have been saved. Try again after `Retry-After` seconds with the same `Idempotency-Key`.
       *
       *     `overloaded`: The service is processing the maximum number of requests, or receiving the maximum amount of request bodies. Nothing was changed. Try again after `Retry-After` seconds.
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
      /** @description The process is alive. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
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
      /** @description The instance is ready. */
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
       *     `malformed-http`: The request is not valid HTTP, does not have exactly one `Host` header (optional in HTTP/1.0), or its body is incomplete.
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
      /** @description The instance is not ready: the seat store is unavailable, the service is starting or stopping, or its Redis holds the locks of another store. */
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
