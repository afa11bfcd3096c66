import { randomUUID } from 'node:crypto'

/**
 * A UUID of version 7 (RFC 9562, 5.7): the milliseconds since 1970, and 74 random bits, which nobody guesses. What is
 * made at the same time is found at the same place of an index, so that a store touches a few of its pages for a crowd,
 * and not all of them.
 */
export function timeOrderedId(nowMs: number = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
