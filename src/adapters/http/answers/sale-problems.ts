import { KEYS_MAX } from '../../../application/commands/create-key.ts'
import { RESERVED_KEY_NAMES } from '../../../domain/access-key.ts'
import { REPLACED_SEATS_MAX } from '../../../domain/plan-replacement.ts'
import type { ProblemRow } from './problem-row.ts'

/** The maximum number of conflicts with seats that the request does not name. */
export const CONFLICTS_MAX = 100

const reservedNames = new Intl.ListFormat('en-GB').format(
  RESERVED_KEY_NAMES.map((name) => `\`${name}\``),
)

/** The errors about seats, events, holds, bookings, idempotency keys and stored access keys. */
export const SALE_PROBLEMS = {
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
  'zone-not-found': {
    status: 404,
    title: 'Zone not found',
    description:
      "The event's plan has no zone with this name. `GET /api/events/:eventId` lists its zones.",
  },
  'area-not-found': {
    status: 404,
    title: 'Standing area not found',
    description:
      "The event's plan has no standing area with this id. `GET /api/events/:eventId` lists its areas, each with its `area_guid`.",
  },
  'event-already-exists': {
    status: 409,
    title: 'Event already exists',
    description:
      'An event with this id already exists, or was deleted and its data are still being deleted. Choose another id, or try again in a few seconds. If the creation of an event was interrupted, only the same request can complete it; after a day, the id is free again.',
  },
  'event-changed': {
    status: 412,
    title: 'Event changed',
    description:
      'The event has changed since it was read: `If-Match` is not its current `ETag`. Nothing was changed. Read the event again, and repeat the change with its new `ETag`.',
  },
  'event-in-use': {
    status: 409,
    title: 'Event in use',
    description:
      'Seats of the event are booked or held, so it was not deleted. `detail` has their numbers. Cancel the bookings and release the holds, or cancel the event and delete it with `force=true`.',
  },
  'event-not-cancelled': {
    status: 409,
    title: 'Event not cancelled',
    description:
      'Only a cancelled event can be deleted with `force=true`, together with its bookings and holds. Nothing was deleted. Set its `status` to `cancelled` first, or delete it without `force`.',
  },
  'default-event': {
    status: 409,
    title: 'Default event cannot be deleted',
    description:
      'Requests that name no event use the event `default`, so it cannot be deleted. Set its `status` to `closed` or `archived` to end its sale.',
  },
  'if-match-missing': {
    status: 428,
    title: 'If-Match required',
    description:
      'The request has no `If-Match`. Send the `ETag` of the event, so that the change of another person is not overwritten.',
  },
  'plan-fixed': {
    status: 409,
    title: 'Plan cannot be replaced',
    description:
      'The plan of the default event follows from `DEFAULT_EVENT_SEATS`. Create an event to use another plan.',
  },
  'plan-too-different': {
    status: 409,
    title: 'Too many seats added and removed',
    description: `Together, the new plan adds and removes more than ${REPLACED_SEATS_MAX.toLocaleString('en')} seats, so nothing was changed. Other differences are not counted. Replace the plan in several steps, each with some of these seats.`,
  },
  'seats-in-use': {
    status: 409,
    title: 'Seats in use',
    description: `The new plan does not have some seats that are held, booked or blocked, so nothing was changed. \`conflicts\` lists up to ${CONFLICTS_MAX} of them with the reasons; a dry run lists all. Keep these seats in the plan. Otherwise release their holds, cancel or move their bookings, or unblock them, and try again.`,
  },
  'not-on-sale': {
    status: 409,
    title: 'Event not on sale',
    description:
      'The sale of the event has not opened yet, or it has closed, or the event was cancelled or archived. If it has not opened yet, `opensAt` says when it does. Sellers can sell before the sale opens and after it closes, but not a cancelled or archived event. Nothing was changed.',
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
  'hold-changed': {
    status: 409,
    title: 'Hold changed',
    description:
      'The hold has another version than the request names, so nothing was booked. `version` is the current one. Read the hold again, check its seats and its price, and confirm that version.',
  },
  'hold-confirmed': {
    status: 409,
    title: 'Hold confirmed with another reference',
    description:
      'The hold was confirmed before, and its booking has another `reference` than the request names, so it belongs to another order. Release or refund the payment of this one.',
  },
  'cursor-gone': {
    status: 410,
    title: 'Cursor no longer valid',
    description:
      'The history does not contain the entry that the cursor names. The cursor belongs to another list, the entry is past the retention period, or the store was restored from a backup. Read the history from the beginning.',
  },
  'checkout-required': {
    status: 403,
    title: 'Checkout required',
    description:
      'The public can hold seats here, but only a seller can book them (`PUBLIC_BOOKING` is `false`). Continue in the checkout of the shop, which confirms the hold with its access key.',
  },
  'admission-required': {
    status: 403,
    title: 'Admission required',
    description:
      'The public needs an admission token of the shop to hold or book seats of this event (`ADMISSION_KEY`). The header `Admission` is missing, or its token has expired, is for another event, or is not valid; `detail` says which. Nothing was changed. Get a new token from the shop.',
  },
  'booking-not-found': {
    status: 404,
    title: 'Booking not found',
    description: 'No booking has this id.',
  },
  'seats-not-in-booking': {
    status: 409,
    title: 'Seats not in the booking',
    description:
      'Some of the seats do not belong to the booking, so nothing was changed. `detail` names them. They may have been moved or cancelled: read the booking again.',
  },
  'other-category': {
    status: 409,
    title: 'Seats of another category',
    description:
      'Some of the new seats have another category than the seats that they replace, so nothing was changed. `detail` names them. Choose other seats, or send `allowOtherCategory`.',
  },
  'seats-cancelled-before': {
    status: 409,
    title: 'Seats cancelled before',
    description:
      'Some of the new seats belonged to the booking before, and were cancelled, so nothing was changed. `detail` names them. Choose other seats, or book these with another booking.',
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
      'Another request is changing some of the seats, or the event: it has the locks of the seats for longer than the lock wait time, or its changes were saved first. Nothing was changed. Try again after `Retry-After` seconds.',
    retryAfterS: 1,
  },
  'too-many-seats': {
    status: 400,
    title: 'Too many seats in the hold',
    description:
      'With the added seats, the hold would exceed the maximum number of seats per hold (`SEATS_PER_HOLD_MAX`). Nothing was changed.',
  },
  'whole-table-only': {
    status: 409,
    title: 'Only the whole table',
    description:
      'The seats belong to a table that the public books as a whole, and the request has only some of them. Nothing was changed. `seatIds` lists the other seats of the table: add them, or leave the table out. For a release, name them, too, or keep the table.',
  },
  'leaves-single-seat': {
    status: 409,
    title: 'A single seat would be left',
    description:
      'The request would leave single seats between seats that are taken, or between one and an aisle or the end of the row (`ORPHAN_RULE`). Nothing was changed. `seatIds` lists them. As many adjacent seats of the same row and categories are available that leave none: choose others, or take the single seats, too. For a release, keep the listed seats, or release others instead or all.',
  },
  'not-enough-seats': {
    status: 409,
    title: 'Not enough seats available',
    description:
      'Not enough matching seats are available, or not enough places of a standing area; to unblock, not enough of its places are blocked. The best available seats must be adjacent unless `adjacent` is `false`. Nothing was changed. Ask for fewer seats, another category, or seats that are not adjacent.',
  },
  'too-many-holds': {
    status: 409,
    title: 'Too many holds',
    description:
      'This client has reached the maximum number of holds per client. Confirm or release one of them first.',
  },
  'too-many-seats-for-client': {
    status: 409,
    title: 'Too many seats for this client',
    description:
      'With these seats, this client would have more than the maximum number of seats of one event in its holds and public bookings (`SEATS_PER_CLIENT`). Nothing was changed. Release seats first, or ask for fewer.',
  },
  'hold-cooldown': {
    status: 409,
    title: 'Seats held too recently',
    description:
      "This client's hold of some of these seats, or of places of the same standing area, was released or expired less than `HOLD_COOLDOWN_MS` ago. Nothing was changed. Choose other seats, or try again after `Retry-After` seconds.",
    retryAfterS: 1,
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
      'A request with this `Idempotency-Key` succeeded before, but its result is no longer valid: the booking was cancelled or changed, the hold has ended or expired, the seats were blocked or unblocked, or the created event was changed or deleted. To repeat the operation, use a new key.',
  },

  'key-already-exists': {
    status: 409,
    title: 'Access key already exists',
    description: `An access key with this name already exists, or the name is reserved: ${reservedNames}. Choose another name.`,
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
    description: `The store has the maximum of ${KEYS_MAX.toLocaleString('en')} access keys. Delete one first.`,
  },
} as const satisfies Record<string, ProblemRow>
