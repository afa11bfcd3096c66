import { DEFAULT_EVENT_ID } from './default-event.ts'
import type { EventSummary } from './event.ts'
import { type EventId, type PublicSeat, statusAt } from './seat.ts'

/**
 * - `default-event`: requests that name no event need it
 * - `not-cancelled`: only a cancelled event can be deleted together with its bookings and holds
 * - `in-use`: seats of the event are booked or held
 */
export type DeletionRefusal =
  | { readonly reason: 'default-event' | 'not-cancelled' }
  | { readonly reason: 'in-use'; readonly bookedCount: number; readonly heldCount: number }

export interface DeletionRequest {
  readonly event: EventSummary
  /** All seats that were ever changed. */
  readonly seats: readonly PublicSeat[]
  readonly now: Date
  /** Whether bookings and holds are deleted as well. */
  readonly force: boolean
}

/** Returns why an event must not be deleted; undefined if it may be. */
export function deletionRefusal({
  event,
  seats,
  now,
  force,
}: DeletionRequest): DeletionRefusal | undefined {
  if (event.id === DEFAULT_EVENT_ID) return { reason: 'default-event' }
  if (force) return event.status === 'cancelled' ? undefined : { reason: 'not-cancelled' }
  const bookedCount = seats.filter(({ status }) => status === 'booked').length
  const heldCount = seats.filter((seat) => statusAt(seat, now) === 'held').length
  if (bookedCount + heldCount === 0) return undefined
  return { reason: 'in-use', bookedCount, heldCount }
}

/**
 * Returns the id of an event that is created with this idempotency key, without another id. So a retry finds the event
 * that the first request created.
 */
export function eventIdOfKey(idempotencyKey: string): EventId {
  return `e-${idempotencyKey.slice(0, KEY_DIGITS)}`
}

/** Whether the id may be derived from an idempotency key. */
export function isEventIdOfKey(eventId: EventId): boolean {
  return eventId.startsWith('e-') && eventId.length === 'e-'.length + KEY_DIGITS
}

/** As many digits of base64 as are needed for 128 bits. */
const KEY_DIGITS = 22
