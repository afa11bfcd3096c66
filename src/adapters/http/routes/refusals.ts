import type { PlacesRefusal } from '../../../application/best-seats/place-chooser.ts'
import type { SeatRuleRefusal } from '../../../application/best-seats/public-seat-rules.ts'
import type { ChoiceRefusal } from '../../../application/best-seats/seat-chooser.ts'
import type { SeatsRefusal } from '../../../application/changes/change-result.ts'
import type { ClientRefusal } from '../../../application/changes/client-quota.ts'
import type { HoldSeatsRefusal } from '../../../application/changes/hold-request.ts'
import type { NotOnSale } from '../../../application/changes/sale-check.ts'
import type { CancelBookingRefusal } from '../../../application/commands/cancel-booking.ts'
import type { HoldChanged, OtherReference } from '../../../application/commands/confirm-hold.ts'
import type { MoveBookingRefusal } from '../../../application/commands/move-booking.ts'
import type { ReplacePlanRefusal } from '../../../application/commands/replace-plan.ts'
import type { DeletionRefusal } from '../../../domain/event-deletion.ts'
import { REPLACED_SEATS_MAX } from '../../../domain/plan-replacement.ts'
import type { SeatConflict, SeatId } from '../../../domain/seat.ts'
import type { Problem } from '../answers/http-problem.ts'
import type { ProblemCode } from '../answers/problems.ts'
import { CONFLICTS_MAX } from '../answers/sale-problems.ts'

/** The reasons for which use cases refuse to change seats. */
export type Refusal =
  | SeatsRefusal
  | HoldSeatsRefusal
  | HoldChanged
  | OtherReference
  | ClientRefusal
  | SeatRuleRefusal
  | NotOnSale
  | CancelBookingRefusal
  | MoveBookingRefusal
  | DeletionRefusal
  | ReplacePlanRefusal
  | ChoiceRefusal
  | PlacesRefusal
  | { readonly reason: 'hold-gone' }

/** The error code of each refusal reason. The types require a code and a message for every reason. */
const CODES = {
  'unknown-event': 'event-not-found',
  'default-event': 'default-event',
  'in-use': 'event-in-use',
  'not-cancelled': 'event-not-cancelled',
  'event-changed': 'event-changed',
  'plan-fixed': 'plan-fixed',
  'plan-too-different': 'plan-too-different',
  'seats-in-use': 'seats-in-use',
  'unknown-category': 'category-not-found',
  'unknown-zone': 'zone-not-found',
  'unknown-area': 'area-not-found',
  'unknown-seats': 'seat-not-found',
  'unknown-hold': 'hold-not-found',
  'unknown-booking': 'booking-not-found',
  'not-in-booking': 'seats-not-in-booking',
  'other-category': 'other-category',
  'cancelled-before': 'seats-cancelled-before',
  'hold-gone': 'hold-gone',
  'hold-changed': 'hold-changed',
  'other-reference': 'hold-confirmed',
  'not-on-sale': 'not-on-sale',
  'not-available': 'seats-not-available',
  locked: 'seats-locked',
  overtaken: 'seats-locked',
  'none-available': 'not-enough-seats',
  'none-blocked': 'not-enough-seats',
  'too-many-seats': 'too-many-seats',
  'too-many-holds': 'too-many-holds',
  'too-many-seats-for-client': 'too-many-seats-for-client',
  'hold-cooldown': 'hold-cooldown',
  'splits-table': 'whole-table-only',
  'leaves-single-seats': 'leaves-single-seat',
  'in-flight': 'idempotency-key-in-flight',
  'key-reused': 'idempotency-key-reused',
  'result-gone': 'idempotency-result-gone',
} as const satisfies Record<Refusal['reason'], ProblemCode>

type CodeOf<R extends Refusal> = (typeof CODES)[R['reason']]

/** The errors of every route that changes seats. */
export const SEAT_PROBLEMS = [
  'seat-not-found',
  'seats-not-available',
  'seats-locked',
  'idempotency-key-in-flight',
  'idempotency-key-reused',
  'idempotency-result-gone',
  'store-unavailable',
] as const

/** The maximum number of seat ids in a message. */
const SEATS_NAMED_MAX = 10

/** @param seatIds the seats that the request named, if any */
export function problemOf<R extends Refusal>(
  refusal: R,
  seatIds: readonly SeatId[] = [],
): Problem<CodeOf<R>> {
  const code = CODES[refusal.reason as R['reason']]
  const conflicts = conflictsOf(refusal, seatIds)
  const version = refusal.reason === 'hold-changed' ? refusal.version : undefined
  const retryAfterS =
    refusal.reason === 'hold-cooldown' ? Math.ceil(refusal.retryAfterMs / 1_000) : undefined
  const opensAt = refusal.reason === 'not-on-sale' ? refusal.opensAt?.toISOString() : undefined
  const broken = isSeatRule(refusal) ? refusal.seatIds : undefined
  const members = { conflicts, seatIds: broken, version, opensAt, retryAfterS }
  return { code, message: messageOf(refusal), ...members }
}

export function messageOf(refusal: Refusal): string {
  switch (refusal.reason) {
    case 'unknown-event':
      return 'Event not found.'
    case 'default-event':
      return 'The default event cannot be deleted.'
    case 'in-use':
      return `The event has ${refusal.bookedCount} booked and ${refusal.heldCount} held seats.`
    case 'not-cancelled':
      return 'Only a cancelled event can be deleted with force=true.'
    case 'event-changed':
      return 'The event has changed. Read it again.'
    case 'plan-fixed':
      return 'The plan of the default event follows from DEFAULT_EVENT_SEATS.'
    case 'plan-too-different':
      return `The new plan adds and removes more than ${REPLACED_SEATS_MAX.toLocaleString('en')} seats.`
    case 'seats-in-use':
      return `Seats that are held, booked or blocked cannot be removed: ${named(seatIdsOf(refusal))}.`
    case 'unknown-category':
      return 'The event has no category with this name.'
    case 'unknown-zone':
      return 'The event has no zone with this name.'
    case 'unknown-area':
      return `The event has no standing area ${refusal.areaId}.`
    case 'unknown-seats':
      return `Seats not found: ${named(refusal.seatIds)}.`
    case 'unknown-hold':
      return 'Hold not found, or the token does not belong to it.'
    case 'unknown-booking':
      return 'Booking not found.'
    case 'not-in-booking':
      return `Seats that do not belong to the booking: ${named(refusal.seatIds)}.`
    case 'other-category':
      return `Seats of another category than those they replace: ${named(refusal.seatIds)}.`
    case 'cancelled-before':
      return `Seats that were cancelled in this booking: ${named(refusal.seatIds)}.`
    case 'hold-gone':
      return 'The hold has expired, or was released or confirmed.'
    case 'hold-changed':
      return `The hold has changed. Its current version is ${refusal.version}.`
    case 'other-reference':
      return 'The hold was confirmed with another reference.'
    case 'not-on-sale':
      return refusal.opensAt
        ? `The sale opens at ${refusal.opensAt.toISOString()}.`
        : 'The event is not on sale.'
    case 'not-available':
      return `Seats not available: ${named(seatIdsOf(refusal))}.`
    case 'locked':
      return 'Another request is changing some of these seats. Try again.'
    case 'overtaken':
      return 'Other requests changed the same seats, or the event, first. Try again.'
    case 'none-available':
      return 'Not enough matching seats are available.'
    case 'none-blocked':
      return 'Not enough places of the standing areas are blocked.'
    case 'too-many-seats':
      return `A hold can have up to ${refusal.seatsMax} seats.`
    case 'too-many-holds':
      return 'This client has reached the maximum number of holds.'
    case 'too-many-seats-for-client':
      return `A client can have up to ${refusal.seatsMax} seats of an event.`
    case 'hold-cooldown':
      return "This client's hold of some of these seats ended too recently to hold them again."
    case 'splits-table':
      return `A table is booked as a whole. Its other seats are: ${named(refusal.seatIds)}.`
    case 'leaves-single-seats':
      return `These seats would be left single: ${named(refusal.seatIds)}. Choose others in the row.`
    case 'in-flight':
      return 'The first request with this Idempotency-Key is still in progress. Try again.'
    case 'key-reused':
      return 'This Idempotency-Key was already used for a different request.'
    case 'result-gone':
      return 'This request succeeded before, and its result has since been undone or has expired.'
  }
}

function conflictsOf(refusal: Refusal, seatIds: readonly SeatId[]): Problem['conflicts'] {
  if (refusal.reason === 'not-available') return refusal.conflicts
  if (refusal.reason === 'seats-in-use') return refusal.conflicts.slice(0, CONFLICTS_MAX)
  const isLocked = refusal.reason === 'locked' || refusal.reason === 'overtaken'
  if (!isLocked || seatIds.length === 0) return undefined
  return seatIds.map((seatId) => ({ seatId, reason: 'locked' }))
}

function isSeatRule(refusal: Refusal): refusal is SeatRuleRefusal {
  return refusal.reason === 'splits-table' || refusal.reason === 'leaves-single-seats'
}

function seatIdsOf({ conflicts }: { readonly conflicts: readonly SeatConflict[] }): SeatId[] {
  return conflicts.map(({ seatId }) => seatId)
}

function named(seatIds: readonly SeatId[]): string {
  const more = seatIds.length - SEATS_NAMED_MAX
  return seatIds.slice(0, SEATS_NAMED_MAX).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
