import type { Sent } from '../journal.ts'
import { type HistoryIndex, isSale } from './history-index.ts'
import type { StoredEntry, StoredEvent } from './stored-state.ts'

/** Seats with two bookings at the same time, by the bookings and by the history. */
export function soldTwice(events: readonly StoredEvent[]): string[] {
  return events.flatMap((event) => [...inTwoBookings(event), ...soldAgain(event)])
}

function inTwoBookings({ eventId, bookings }: StoredEvent): string[] {
  const current = bookings.filter(({ status }) => status !== 'cancelled')
  const owners = Map.groupBy(
    current.flatMap(({ bookingId, seatIds }) => seatIds.map((seatId) => ({ seatId, bookingId }))),
    ({ seatId }) => seatId,
  )
  return [...owners]
    .filter(([, { length }]) => length > 1)
    .map(([seatId, of]) => `seat ${eventId} ${seatId} is in ${of.length} bookings`)
}

/** Replays the history of each seat. */
function soldAgain({ eventId, history }: StoredEvent): string[] {
  const owners = new Map<string, string>()
  const violations: string[] = []
  for (const { seatId, action, bookingId = '', revision } of history) {
    if (seatId === undefined) continue
    const owner = owners.get(seatId)
    const isFreed = action === 'cancelled' || (action === 'moved' && owner === bookingId)
    const isTaken = isSale(action) || (action === 'moved' && !isFreed)
    const isWrong = isFreed ? owner !== bookingId : owner !== undefined
    if (isWrong && action !== 'unblocked') {
      violations.push(
        `seat ${eventId} ${seatId} is ${action} in revision ${revision} while ${owner ?? 'free'}`,
      )
    }
    if (isFreed) owners.delete(seatId)
    else if (isTaken) owners.set(seatId, bookingId)
  }
  return violations
}

/** Acknowledged sales that are not stored. */
export function lostBookings(sales: readonly Sent[], events: readonly StoredEvent[]): string[] {
  const stored = new Set(events.flatMap(({ bookings }) => bookings.map((each) => each.bookingId)))
  const known = new Set(events.map(({ eventId }) => eventId))
  return sales
    .filter(({ eventId = '' }) => known.has(eventId))
    .filter(({ body: { bookingId = '' } }) => !stored.has(bookingId))
    .map(({ kind, body: { bookingId = '' } }) => `${kind}: booking ${bookingId} is lost`)
}

/** Stored changes of refused and unknown requests, and of repetitions. */
export function untraceable(sent: readonly Sent[], history: HistoryIndex): string[] {
  const isStored = ({ attempts }: Sent) => history.of(attempts).length > 0
  const byAttempt = new Map(sent.flatMap((each) => each.attempts.map((id) => [id, each] as const)))
  return [...history.requestIds].flatMap((requestId) => {
    const entries = history.entriesOf(requestId)
    const request = byAttempt.get(requestId)
    const own = entries.filter(({ actor }) => actor !== 'system')
    if (own.length === 0) return []
    if (!request) return [`change ${told(own)} of an unknown request ${requestId}`]
    if (request.outcome === 'refused') return [`${request.kind}: refused, but stored: ${told(own)}`]
    if (request.repeats && isStored(request.repeats))
      return [`${request.kind}: carried out again: ${told(own)}`]
    return []
  })
}

/** Repetitions that were answered with another booking or hold than the request that was carried out. */
export function otherResults(sent: readonly Sent[], history: HistoryIndex): string[] {
  return sent.flatMap(({ kind, outcome, body, repeats: first }) => {
    // A request that found nothing to do stores no key, so its repetition is a new request.
    if (!first || outcome !== 'done' || history.of(first.attempts).length === 0) return []
    return (['bookingId', 'holdId'] as const)
      .filter((id) => body[id] !== first.body[id])
      .map((id) => `${first.kind}, ${kind}: ${id} ${body[id] ?? ''}, not ${first.body[id] ?? ''}`)
  })
}

/** Requests of several seats that were carried out in part, or in more than one change. */
export function splitChanges(sent: readonly Sent[], history: HistoryIndex): string[] {
  return sent.flatMap((request) => {
    const entries = history.of(request.attempts)
    if (entries.length === 0 || request.outcome !== 'done') return []
    const revisions = new Set(entries.map(({ revision }) => revision))
    if (revisions.size > 1) return [`${request.kind}: made ${revisions.size} changes`]
    const { seatIds } = request.body
    const isWhole = WHOLE.has(request.kind) && seatIds !== undefined
    const changed = entries.map(({ seatId }) => seatId)
    if (!isWhole || changed.toSorted().join() === seatIds.toSorted().join()) return []
    return [`${request.kind}: answered ${seatIds.join()}, stored ${changed.join()}`]
  })
}

/** The requests whose answer names exactly the seats that they change. */
const WHOLE = new Set([
  'hold named seats',
  'hold the best available seats',
  'hold standing places',
  'book several seats',
  'book with an access key',
  'book a spare seat',
  'confirm',
])

function told(entries: readonly StoredEntry[]): string {
  return entries.map(({ action, seatId = 'event' }) => `${action} ${seatId}`).join(', ')
}
