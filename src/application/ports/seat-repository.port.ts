import type { Booking, BookingTransition } from '../../domain/booking.ts'
import type { Cause, SeatAction } from '../../domain/history.ts'
import type { Hold, HoldTransition } from '../../domain/hold.ts'
import type { EventId, Seat, SeatId, SeatTransition } from '../../domain/seat.ts'

/** A request that its sender may repeat, and what it was answered the first time. */
export interface RememberedRequest {
  /** Names the request among those of its event and its sender. */
  readonly key: string
  /** What was asked for; another request under the same key has another fingerprint. */
  readonly fingerprint: string
  /** What whoever saved it needs to give the same answer again, as JSON. */
  readonly result: string
}

/** Seats of one event that change together. All that this says is saved together, or not at all. */
export interface SeatChange {
  readonly eventId: EventId
  /** Each seat once, from how it was read or expected. At least one, unless an existing hold changes. */
  readonly seats: readonly SeatTransition[]
  /** For the history, which gets an entry for each seat. */
  readonly action: SeatAction
  readonly cause: Cause
  /** The hold that the seats belong to or belonged to. */
  readonly hold?: HoldTransition | undefined
  /** The booking that the seats belong to or belonged to. */
  readonly booking?: BookingTransition | undefined
  /** Left out when the request carried no key. */
  readonly request?: RememberedRequest | undefined
}

/** Seats of one event, their hold and their booking as they were read, as far as an answer relies on them. */
export interface StateAsRead {
  readonly eventId: EventId
  readonly seats?: readonly Seat[] | undefined
  readonly hold?: Hold | undefined
  readonly booking?: Booking | undefined
}

/** Keeps the seats. Its conditional write is what makes a double booking impossible. */
export interface SeatRepositoryPort {
  /**
   * The seats as untouched, where to find them takes long and they are likely to be so. It may be wrong, so nothing may
   * be refused because of it, and what is made of it is only true once it is saved. No later version is ever guessed.
   * @returns new seats in the order asked for; or nothing, when they have to be found
   */
  expected(eventId: EventId, seatIds: readonly SeatId[]): readonly Seat[] | undefined

  /**
   * @returns the seats in the order asked for; unknown ones are left out
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]>

  /**
   * Saves the whole change or nothing. Every `from` must still be stored as it was read: a seat with its version and
   * its whole state, a hold with its version, seats, deadline and end, a booking with its cancellation. A hold or
   * booking without `from` must not exist yet. A request's key is used only once. Each saved change of seats raises the
   * revision of its event by one.
   * @returns `conflict` when anything is stored differently, or a seat is unknown, or the key has been used, or another
   *   change was in the way
   * @throws {StoreUnavailableError} when the store cannot be reached; whether the change was saved is then unknown
   */
  save(change: SeatChange): Promise<'saved' | 'conflict'>

  /**
   * Makes sure that what was read is still stored, and as durable as a change that was saved. An answer that promises
   * something without saving anything calls this first: where a store replicates, a read may see a change that a
   * failover can still lose.
   * @returns `conflict` when any of it is stored differently by now, as `save` compares it
   * @throws {StoreUnavailableError} when the store cannot be reached, or cannot make it durable in time
   */
  acknowledge(state: StateAsRead): Promise<'acknowledged' | 'conflict'>

  /**
   * @returns the request that was saved under this key
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  recall(eventId: EventId, key: string): Promise<RememberedRequest | undefined>
}

/** What became of a save. `unknown`: the store gave no answer. */
export type SaveOutcome = 'saved' | 'conflict' | 'unknown'

/** The seat store cannot be reached, so nothing can be promised. */
export class StoreUnavailableError extends Error {
  override readonly name: string = 'StoreUnavailableError'
}
