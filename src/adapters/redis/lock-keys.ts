import type { LockRequest } from '../../application/ports/lock.port.ts'
import { DEFAULT_EVENT_ID } from '../../domain/default-event.ts'
import type { EventId } from '../../domain/seat.ts'

/**
 * The Redis keys of a lock: `lock:seat:<seatId>` for the default event, which other programs may use as well;
 * `lock:{<eventId>}:seat:<seatId>` for other events; and `lock:client:<clientId>` for all events. The braces are a hash
 * tag, so that a Redis Cluster keeps all seats of an event in one slot.
 */
export function lockKeys({ eventId, seatIds, clientId }: LockRequest): string[] {
  const event = prefixOf(eventId)
  const keys = seatIds.map((seatId) => `${event}seat:${percentEncode(seatId)}`)
  if (clientId !== undefined) keys.push(`lock:client:${percentEncode(clientId)}`)
  return keys
}

/**
 * The part of a key that determines its slot in a Redis Cluster: the text between the first opening brace and the next
 * closing one, or else the whole key (Redis Cluster specification, "Hash tags").
 */
export function hashTag(key: string): string {
  return /^[^{]*\{([^}]+)\}/.exec(key)?.[1] ?? key
}

function prefixOf(eventId: EventId): string {
  return eventId === DEFAULT_EVENT_ID ? 'lock:' : `lock:{${percentEncode(eventId)}}:`
}

const PLAIN = /^[A-Za-z0-9._~:-]*$/

/** Percent-encodes all characters with a special meaning in keys and patterns, and all non-ASCII characters. */
export function percentEncode(text: string): string {
  if (PLAIN.test(text)) return text
  return text.replace(/[^A-Za-z0-9._~:-]/gu, (character) =>
    Buffer.from(character).toString('hex').toUpperCase().replace(/../g, '%$&'),
  )
}
