import { StreamSlots } from './stream-slots.ts'

/**
 * Undefined where the browser has no Web Locks: in pages that are loaded by HTTP from another host than this one, and
 * in sandboxed frames.
 */
export function browserSlots(serviceUrl: string): StreamSlots | undefined {
  const { locks } = navigator as { readonly locks?: LockManager }
  return locks && origin !== 'null' ? new StreamSlots(locks, serviceUrl) : undefined
}
