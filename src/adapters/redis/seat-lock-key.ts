import { DEFAULT_EVENT_ID } from '../../domain/default-event.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'

/**
 * The Redis key of one seat's lock: `lock:seat:<seatId>` for the default event, as other programs that share
 * the lock know it, and `lock:{<eventId>}:seat:<seatId>` for every other. The braces are a hash tag, so that a
 * Redis Cluster keeps all locks of an event in one slot (Redis Cluster specification, "Hash tags").
 */
export function seatLockKey(eventId: EventId, seatId: SeatId): string {
  const seat = `seat:${percentEncode(seatId)}`
  return eventId === DEFAULT_EVENT_ID ? `lock:${seat}` : `lock:{${percentEncode(eventId)}}:${seat}`
}

/** Leaves what is plain in a key and percent-encodes the rest: braces, spaces, wildcards, every other script. */
function percentEncode(text: string): string {
  return text.replace(/[^A-Za-z0-9._~:-]/gu, (character) =>
    Buffer.from(character).toString('hex').toUpperCase().replace(/../g, '%$&'),
  )
}
