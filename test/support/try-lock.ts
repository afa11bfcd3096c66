import type { Lease, LockPort, LockRequest } from '../../src/application/ports/lock.port.ts'

/** @returns the lease, or nothing when the lock was refused */
export async function tryLock(lock: LockPort, request: LockRequest): Promise<Lease | undefined> {
  return lock.acquire(request)
}
