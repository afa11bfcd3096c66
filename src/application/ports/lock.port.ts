import type { EventId, SeatId } from '../../domain/seat.ts'

/** The seats to lock, all of one event, so that a sharded lock server can keep their keys together. */
export interface LockRequest {
  readonly eventId: EventId
  /** Each named once. */
  readonly seatIds: readonly SeatId[]
  /** Also keeps out other requests of the same client, for whichever event, so that what it has can be counted. */
  readonly clientId?: string | undefined
  /** How long the lock outlives an owner that dies or stalls. */
  readonly ttlMs: number
  /** How long to wait for locks that others hold, in milliseconds; refused at once when left out. */
  readonly waitMs?: number | undefined
  /** Names a request that its sender may repeat, so that the repetition is not taken for a rival. */
  readonly requestKey?: string | undefined
}

/** `in-flight`: what is in the way is a request of the same key, so this one is its repetition. */
export type AcquireResult =
  | { readonly outcome: 'acquired'; readonly lease: Lease }
  | { readonly outcome: 'refused'; readonly reason: 'locked' | 'in-flight' }

/**
 * Makes contention cheap: of many callers, all but one learn at once that the seat is busy.
 *
 * A lock is a courtesy, not the guarantee. It may expire under a paused owner or be granted twice in a
 * failover, and still no seat is sold twice, because `SeatRepositoryPort.save` is conditional.
 */
export interface LockPort {
  /**
   * Takes the locks of all the seats, and of the client, or none of them when someone else holds one.
   * @throws {LockUnavailableError} when the lock server gave no usable answer
   */
  acquire(request: LockRequest): Promise<AcquireResult>
}

/** Locks that were granted to this caller, until their time to live runs out. */
export interface Lease {
  /** Lets the locks go. Never rejects, and never takes away a lock that has since gone to another owner. */
  release(): Promise<ReleaseOutcome>
}

/** `lost`: it had expired or been taken over. `unknown`: the lock server gave no answer. */
export type ReleaseOutcome = 'released' | 'lost' | 'unknown'

/** The lock server gave no usable answer, so nobody knows whether the lock was granted. */
export class LockUnavailableError extends Error {
  override readonly name = 'LockUnavailableError'
}
