import { randomUUID } from 'node:crypto'

/**
 * Returns a UUID version 7 (RFC 9562, section 5.7): the milliseconds since 1970 and 74 random bits. Ids created at the
 * same time are adjacent in an index, so that inserts touch few of its pages.
 */
export function timeOrderedId(nowMs: number = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
