import type { EventId, SeatId } from '../../domain/seat.ts'

/** The seats to lock. They belong to one event, so that a sharded lock can keep them in one place. */
export interface LockRequest {
  readonly eventId: EventId
  /** Distinct. */
  readonly seatIds: readonly SeatId[]
  /** Also locks this client across all events, so that its holds can be counted. */
  readonly clientId?: string | undefined
  /** When the lock expires if its owner crashes or stalls. */
  readonly ttlMs: number
  /** Maximum time to wait for locked seats, in milliseconds. Default: 0. */
  readonly waitMs?: number | undefined
  /** The idempotency key of the request, to recognise a retry of it. */
  readonly idempotencyKey?: string | undefined
}

/** `in-flight`: the lock is held by a request with the same key, so this one is its retry. */
export type AcquireResult =
  | { readonly outcome: 'acquired'; readonly lease: Lease }
  | { readonly outcome: 'refused'; readonly reason: 'locked' | 'in-flight' }

/**
 * Makes contention cheap: of many concurrent requests for a seat, only one reaches the store.
 *
 * Correctness does not depend on locks. A lock may expire while its owner is paused, or be granted twice in a failover.
 * No seat is sold twice even then, because `SeatRepositoryPort.save` is conditional.
 */
export interface LockPort {
  /**
   * Acquires the locks of all seats and of the client, or none of them.
   * @throws {LockUnavailableError} if the lock gave no valid reply
   */
  acquire(request: LockRequest): Promise<AcquireResult>
}

/** Acquired locks, valid until their time to live expires. */
export interface Lease {
  /** Releases the locks. Never rejects, and never releases a lock that another owner has acquired since. */
  release(): Promise<ReleaseOutcome>
}

/** `lost`: the lock had expired or has another owner. `unknown`: the lock gave no reply. */
export type ReleaseOutcome = 'released' | 'lost' | 'unknown'

/** The lock gave no valid reply, so it is unknown whether the lock was granted. */
export class LockUnavailableError extends Error {
  override readonly name = 'LockUnavailableError'
}
