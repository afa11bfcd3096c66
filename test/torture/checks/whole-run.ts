import { type Sent, wasToldGone, wasToldTaken } from '../journal.ts'
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

/** The acknowledged requests that took seats. Repetitions of an earlier request have changed nothing. */
export function acknowledged(sent: readonly Sent[]): Sent[] {
  return sent.filter(({ outcome, wanted, repeats }) => outcome === 'done' && wanted && !repeats)
}

/** Of these requests, those that the history does not name. */
export function missingIn(history: HistoryIndex, requests: readonly Sent[]): string[] {
  return requests
    .filter(({ attempts }) => history.of(attempts).length === 0)
    .map(({ kind, body }) => `${kind}: ${body.bookingId ?? body.holdId ?? ''} has no history`)
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
    if (request.outcome === 'refused' || request.refused.has(requestId))
      return [`${request.kind}: refused, but stored: ${told(own)}`]
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

/**
 * The requests that were told that their seats are taken or their result is gone, after an earlier attempt or request with
 * the same key.
 */
export function deniedRepetitions(sent: readonly Sent[]): Sent[] {
  return sent.filter(
    (request) =>
      (wasToldTaken(request) || wasToldGone(request)) &&
      (request.repeats ?? request.attempts.length > 1),
  )
}

/**
 * Of these requests, those that had been carried out before the attempt began that was told so. Revisions become visible
 * in order. So a change was visible once any change of its event with the same or a later revision was acknowledged.
 */
export function wronglyDenied(
  denied: readonly Sent[],
  sent: readonly Sent[],
  history: HistoryIndex,
): string[] {
  return denied.flatMap((request) => {
    const { kind, code = '', eventId, attempts, repeats, lastStartMs } = request
    const [stored] = history.of(repeats?.attempts ?? attempts)
    if (!stored) return []
    // A booking that was changed or cancelled later may be gone.
    if (wasToldGone(request) && !history.isUntouched(stored.bookingId)) return []
    const wasVisible = sent.some(
      (other) =>
        other.eventId === eventId &&
        other.outcome === 'done' &&
        // An earlier attempt may be carried out after the answer to a later one that found nothing to do.
        other.attempts.length === 1 &&
        other.endMs < lastStartMs &&
        history.of(other.attempts).some(({ revision }) => revision >= stored.revision),
    )
    return wasVisible ? [`${kind}: ${code}, although it is stored: ${told([stored])}`] : []
  })
}

/** The requests that changed something. */
export function storedRequests(sent: readonly Sent[], history: HistoryIndex): Sent[] {
  return sent.filter(({ attempts }) => history.of(attempts).length > 0)
}

/** Of these requests, those that were carried out in part or in more than one change, whether or not they were answered. */
export function splitChanges(sent: readonly Sent[], history: HistoryIndex): string[] {
  return sent.flatMap((request) => {
    const { kind, outcome, wanted, body } = request
    const entries = history.of(request.attempts)
    // A request that releases all holds makes a change for each.
    const byHold = Map.groupBy(entries, ({ holdId }) => holdId).values()
    const isSplit = byHold.some((of) => of.some(({ revision }) => revision !== of[0]?.revision))
    if (isSplit) return [`${kind}: made several changes: ${told(entries)}`]
    const changed = entries.flatMap(({ seatId }) => seatId ?? [])
    const { count = changed.length, seatIds = [] } = wanted ?? {}
    const isWhole = changed.length === count && seatIds.every((seatId) => changed.includes(seatId))
    if (!isWhole) return [`${kind}: wanted ${count}, ${seatIds.join()}; stored ${changed.join()}`]
    const isNamed = outcome === 'done' && (wanted !== undefined || kind === 'confirm')
    const answered = isNamed ? body.seatIds : undefined
    if (!answered || answered.toSorted().join() === changed.toSorted().join()) return []
    return [`${kind}: answered ${answered.join()}, stored ${changed.join()}`]
  })
}

/** Seats that a hold still had when it was confirmed, and that were not booked with the others. */
export function leftBehind(events: readonly StoredEvent[]): string[] {
  return events.flatMap(({ eventId, history }) => {
    const holderOf = new Map<string, string>()
    const seatsOf = new Map<string, Set<string>>()
    return [...Map.groupBy(history, ({ revision }) => revision).values()].flatMap((entries) => {
      for (const { seatId, action, holdId = '' } of entries) {
        if (seatId === undefined) continue
        seatsOf.get(holderOf.get(seatId) ?? '')?.delete(seatId)
        if (action !== 'held' && action !== 'extended') continue
        holderOf.set(seatId, holdId)
        seatsOf.set(holdId, (seatsOf.get(holdId) ?? new Set()).add(seatId))
      }
      const confirmed = new Set(
        entries.flatMap(({ action, holdId }) => (action === 'confirmed' ? (holdId ?? []) : [])),
      )
      return [...confirmed].flatMap((holdId) =>
        Array.from(
          seatsOf.get(holdId) ?? [],
          (seatId) => `hold ${holdId} was confirmed without ${eventId} ${seatId}`,
        ),
      )
    })
  })
}

/** The acknowledged requests that ended a hold, by the hold. */
export function endings(sent: readonly Sent[]): ReadonlyMap<string, readonly Sent[]> {
  const ending = sent.filter(({ outcome, ofHold }) => outcome === 'done' && ofHold !== undefined)
  return Map.groupBy(ending, ({ ofHold = '' }) => ofHold)
}

/** Holds that were confirmed and released, or confirmed as different bookings. */
export function endedTwice(byHold: ReturnType<typeof endings>): string[] {
  return [...byHold].flatMap(([holdId, of]) => {
    const ends = new Set(of.map(({ body }) => body.bookingId ?? 'released'))
    return ends.size > 1 ? [`hold ${holdId} has ended as ${[...ends].join(' and ')}`] : []
  })
}

function told(entries: readonly StoredEntry[]): string {
  return entries.map(({ action, seatId = 'event' }) => `${action} ${seatId}`).join(', ')
}
