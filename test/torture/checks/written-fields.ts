import type { Field, Sent } from '../journal.ts'
import { hallPlan } from '../plans.ts'
import type { HistoryIndex } from './history-index.ts'
import type { StoredEvent } from './stored-state.ts'

/** A field of an event or a booking, as it is stored. */
export interface StoredField {
  readonly field: Field
  /** The id of the event or booking. */
  readonly of: string
  readonly value: string | null
}

/** The names and statuses of the events that were created, and the references of all bookings. */
export function fieldsOf(events: readonly StoredEvent[]): StoredField[] {
  return events.flatMap(({ eventId, name = null, status, bookings }): StoredField[] => [
    ...(eventId === 'default' ? [] : [{ field: 'name', of: eventId, value: name } as const]),
    { field: 'status', of: eventId, value: status },
    ...bookings.map(({ bookingId, reference = null }): StoredField => ({
      field: 'reference',
      of: bookingId,
      value: reference,
    })),
  ])
}

/** What a field has until a request writes it. */
const INITIAL: Readonly<Record<Field, string | null>> = {
  name: hallPlan().name,
  reference: null,
  status: 'on-sale',
}

/** The fields whose value cannot be that of the last write. */
export function wrongFields(
  fields: readonly StoredField[],
  sent: readonly Sent[],
  history: HistoryIndex,
): string[] {
  const writes = Map.groupBy(
    sent.filter((request) => request.writes && request.outcome !== 'refused' && !request.repeats),
    (request) => `${request.writes?.field ?? ''} of ${ownerOf(request, history) ?? ''}`,
  )
  return fields.flatMap(({ field, of, value }) => {
    const written = writes.get(`${field} of ${of}`) ?? []
    const possible = lastOf(written).map((request) => request.writes?.value ?? null)
    const mayBeInitial = written.every((request) => mayBeUndone(request, history))
    if (possible.includes(value) || (mayBeInitial && value === INITIAL[field])) return []
    return [`the ${field} of ${of} is ${String(value)}, and was set to ${possible.join(' or ')}`]
  })
}

/** A request without an answer was carried out if the history says so. It does not name changes of a reference. */
function mayBeUndone({ outcome, attempts }: Sent, history: HistoryIndex): boolean {
  return outcome === 'unknown' && history.of(attempts).length === 0
}

/**
 * Those that another write need not have followed. One without an answer may be carried out at any time, and so may an
 * earlier attempt of a request whose later attempt found nothing to do.
 */
function lastOf(writes: readonly Sent[]): Sent[] {
  const lastStartMs = Math.max(
    ...writes.map(({ outcome, startMs }) => (outcome === 'done' ? startMs : -Infinity)),
  )
  return writes.filter(({ endMs, attempts }) => endMs >= lastStartMs || attempts.length > 1)
}

/** The id of the event or booking to which the field belongs. */
function ownerOf({ writes, eventId, ofBooking, attempts, body }: Sent, history: HistoryIndex) {
  if (writes?.field !== 'reference') return eventId
  return ofBooking ?? body.bookingId ?? history.of(attempts)[0]?.bookingId
}
