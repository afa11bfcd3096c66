import type { Lease, LockPort, LockRequest } from '../../src/application/ports/lock.port.ts'

/** @returns the lease, or undefined when the lock was refused */
export async function acquireLease(
  lock: LockPort,
  request: LockRequest,
): Promise<Lease | undefined> {
  const result = await lock.acquire(request)
  return result.outcome === 'acquired' ? result.lease : undefined
}
