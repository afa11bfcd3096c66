import type { HistoryEntry } from '../../domain/history.ts'
import type { EventId } from '../../domain/seat.ts'
import { messagesOf, type WebhookMessage } from '../../domain/webhook.ts'
import type { HistoryPosition, SeatHistoryPort } from '../ports/seat-history.port.ts'

/** The most history entries that are read at a time. */
const ENTRIES_PER_READ = 500

export interface MessagesQuery {
  readonly eventId: EventId
  /** The revisions between which to read: after the first one, up to and including the last one. */
  readonly after: number
  readonly upTo: number
}

/**
 * Reads the first changes of an event after a revision, as messages. Each has all of its seats.
 * @returns an empty list only if the history has no such changes
 */
export async function readMessages(
  history: SeatHistoryPort,
  { eventId, after, upTo }: MessagesQuery,
): Promise<readonly WebhookMessage[]> {
  const entries: HistoryEntry[] = []
  let from: HistoryPosition = { revision: after + 1, ordinal: 0 }
  let isPart: boolean
  do {
    const page = await history.history({ eventId, from, limit: ENTRIES_PER_READ })
    entries.push(...page)
    isPart = page.length === ENTRIES_PER_READ
    const { revision, ordinal } = entries.at(-1) ?? from
    from = { revision, ordinal: ordinal + 1 }
  } while (isPart && entries[0]?.revision === from.revision)
  // The last change of a full page may have further seats.
  const end = isPart ? from.revision : Infinity
  return messagesOf(
    eventId,
    entries.filter(({ revision }) => revision < end && revision <= upTo),
  )
}
