import type { Booking, BookingTransition } from '../../domain/booking.ts'
import type { Cause, ChangeType, SavedAction } from '../../domain/history.ts'
import type { Hold, HoldTransition } from '../../domain/hold.ts'
import type { EventId, Seat, SeatId, SeatTransition } from '../../domain/seat.ts'

/** The idempotency record of a request. */
export interface IdempotencyRecord {
  /** Unique within the event. Derived from the sender and its key, so two senders never have the same. */
  readonly key: string
  /** Identifies the content of the request, to detect that a key is reused for a different request. */
  readonly fingerprint: string
  /** The result, as JSON, to answer a retry. */
  readonly result: string
}

/** An atomic change of seats of one event. */
export interface SeatChange {
  readonly eventId: EventId
  /** Each seat once, with its state as read or guessed. At least one seat, unless an existing hold or booking changes. */
  readonly seats: readonly SeatTransition[]
  /** Recorded in the history, with one entry per seat. */
  readonly action: SavedAction
  /** Recorded as well. Undefined if it follows from the action alone. */
  readonly type?: ChangeType | undefined
  readonly cause: Cause
  /** The hold that the seats belong to or belonged to. */
  readonly hold?: HoldTransition | undefined
  /** The booking that the seats belong to or belonged to. */
  readonly booking?: BookingTransition | undefined
  /** Undefined if the request has no idempotency key. */
  readonly idempotencyRecord?: IdempotencyRecord | undefined
}

/** The state on which a response relies, as it was read: seats of one event, their hold and their booking. */
export interface StateAsRead {
  readonly eventId: EventId
  readonly seats?: readonly Seat[] | undefined
  readonly hold?: Hold | undefined
  readonly booking?: Booking | undefined
}

/**
 * Stores seats. The conditional `save` makes double bookings impossible.
 * @throws {StoreUnavailableError} from every asynchronous method, if the store is unavailable
 */
export interface SeatRepositoryPort {
  /**
   * Guesses that the seats are untouched, to avoid a read from a remote store. The guess may be wrong, so it must not
   * lead to a refusal, and a decision based on it is only valid once it is saved. Only the initial version is guessed.
   * @returns untouched seats in the requested order; undefined if the seats must be read
   */
  guessUntouched(eventId: EventId, seatIds: readonly SeatId[]): readonly Seat[] | undefined

  /** @returns the seats in the requested order, without unknown ones */
  find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]>

  /**
   * Saves the change atomically, if every `from` is still stored as it was read. This compares the version and state of
   * a seat; the version, seats, deadline and end of a hold; and the version, seats, reference and cancellation of a
   * booking. A hold or booking without `from` must not exist yet, the code of a new booking must be unique within its
   * event, and the idempotency key must be new. Each saved change of seats increments the revision of its event.
   * @returns `conflict` if anything is stored differently, a seat is unknown, the key exists, or a concurrent change
   *   interfered
   * @throws {StoreUnavailableError} if the store is unavailable; the change may or may not have been saved
   */
  save(change: SeatChange): Promise<'saved' | 'conflict'>

  /**
   * Verifies that the state is still stored, and makes it as durable as a saved change. Required before a response that
   * relies on the state without saving anything, because a read from a replicated store may return a change that a
   * failover can still lose.
   * @returns `conflict` if anything is stored differently, compared as in `save`
   * @throws {StoreUnavailableError} if the store is unavailable, or durability was not confirmed in time
   */
  acknowledge(state: StateAsRead): Promise<'acknowledged' | 'conflict'>

  /** @returns the record that was saved with this idempotency key */
  findIdempotencyRecord(eventId: EventId, key: string): Promise<IdempotencyRecord | undefined>
}
