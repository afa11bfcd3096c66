import {
  BOOKING_IS_AS_READ,
  BOOKING_WAS,
  HOLD_IS_AS_READ,
  HOLD_WAS,
  SEAT_IS_AS_READ,
  SEAT_WAS,
} from './as-read.ts'
import { type GivenRows, givenRows } from './given-rows.ts'
import { openEvents } from './open-events.ts'
import type { SqlStatement } from './sql.ts'

/** What the changes of a statement have beside seats; what none of them has is left out of it. */
export interface SaveShape {
  readonly holds: boolean
  /** New ones. */
  readonly bookings: boolean
  readonly cancellations: boolean
  readonly requests: boolean
}

/**
 * Saves changes, each whole or not at all and whatever becomes of the others, in one statement and so in one
 * transaction. They may be of several events. No two of them have a seat, a hold or a request's key in common.
 *
 * The seats are locked first, in one order for all, then the holds, then the bookings that are cancelled. Whoever had to
 * wait for that sees them as the other has left them, so those that are not as they were read are missing from
 * `current`, `former` and `standing`, and then nothing else happens to their change. (PostgreSQL manual, 13.2.1: under Read Committed the condition is evaluated again on the
 * row's newest version.) The seats are then written by what looks like an insert, because that finds each by its key,
 * whatever the planner takes an event for that it knows nothing of.
 *
 * Seats of an event that is still being set up are missing, too.
 *
 * The revisions of the events are the last that are locked, once everything else is written, and in one order for all.
 * Nobody who has one waits for anything but a later one, and the changes of an event are committed in the order of
 * their revisions.
 *
 * A new hold or booking whose id exists already makes the statement fail. A change without seats is one of a hold alone,
 * and raises no revision.
 *
 * A Postgres spends more on a long statement than on a short one before it has touched a row, so there is one for each
 * shape.
 *
 * $1 ...   SEATS, CAUSES, and HOLDS, CANCELLATIONS and REQUESTS if there are any, whose rows say by `n` which change they belong to
 * Returns  the `n` of each change that was saved
 */
export function saveStatement(shape: SaveShape): SqlStatement {
  const { holds, bookings, cancellations, requests } = shape
  const parts = ['save', holds && 'holds', bookings && 'bookings']
  const name = [...parts, cancellations && 'cancellations', requests && 'requests']
    .filter(Boolean)
    .join('-')
  const known = STATEMENTS.get(name)
  if (known) return known
  const statement = { name, text: textFor(shape) }
  STATEMENTS.set(name, statement)
  return statement
}

const STATEMENTS = new Map<string, SqlStatement>()

/** The seats as they are to be, and what they were when they were read. */
export const SEATS = {
  name: 'change',
  columns: {
    n: 'int',
    event_id: 'text',
    seat_id: 'text',
    version: 'int',
    hold_id: 'text',
    held_until: 'timestamptz',
    booking_id: 'text',
    blocked: 'boolean',
    ...SEAT_WAS,
    ordinal: 'int',
  },
  order: 'event_id, seat_id',
} as const satisfies GivenRows

/** Of each change its event, its cause, the ids of its hold and its booking, how many seats it has, and its new booking. */
export const CAUSES = {
  name: 'cause',
  columns: {
    n: 'int',
    event_id: 'text',
    action: 'text',
    actor: 'text',
    request_id: 'text',
    at: 'timestamptz',
    hold_id: 'text',
    booking_id: 'text',
    seats: 'int',
    seat_ids: 'text[]',
    booked_at: 'timestamptz',
    reference: 'text',
  },
} as const satisfies GivenRows

export const HOLDS = {
  name: 'hold',
  columns: {
    n: 'int',
    event_id: 'text',
    hold_id: 'text',
    version: 'int',
    seat_ids: 'text[]',
    token_digest: 'text',
    client_id: 'text',
    held_at: 'timestamptz',
    expires_at: 'timestamptz',
    expires_at_max: 'timestamptz',
    end_kind: 'text',
    booking_id: 'text',
    ...HOLD_WAS,
  },
} as const satisfies GivenRows

export const CANCELLATIONS = {
  name: 'cancellation',
  columns: {
    n: 'int',
    event_id: 'text',
    booking_id: 'text',
    cancelled_at: 'timestamptz',
    ...BOOKING_WAS,
  },
} as const satisfies GivenRows

export const REQUESTS = {
  name: 'request',
  columns: { n: 'int', event_id: 'text', key: 'text', fingerprint: 'text', result: 'text' },
  order: 'event_id, key',
} as const satisfies GivenRows

function textFor({ holds, bookings, cancellations, requests }: SaveShape): string {
  const steps = [
    ...givenRows([
      SEATS,
      CAUSES,
      ...(holds ? [HOLDS] : []),
      ...(cancellations ? [CANCELLATIONS] : []),
      ...(requests ? [REQUESTS] : []),
    ]),
    openEvents(SEATS.name),
    CURRENT,
    holds ? SEATED_OR_OF_HOLD : SEATED,
    holds ? FORMER : '',
    cancellations ? STANDING : '',
    completeWith({ holds, cancellations }),
    requests ? ACCEPTED_IF_REMEMBERED : 'accepted as (select n from complete)',
    holds ? WRITE_HOLDS : '',
    bookings ? WRITE_BOOKINGS : '',
    cancellations ? CANCEL_BOOKINGS : '',
    WRITE_SEATS,
    writtenBy([
      'moved',
      ...(holds ? ['held', 'held_on'] : []),
      ...(bookings ? ['booked'] : []),
      ...(cancellations ? ['cancelled'] : []),
    ]),
    WRITE_HISTORY,
  ]
  return `with ${steps.filter(Boolean).join(', ')} select n from accepted`
}

const CURRENT = `
  current as (
    select n from change, lateral (
      select from seats
      where seats.event_id = change.event_id and seats.seat_id = change.seat_id
        and seats.version = change.version - 1 and ${SEAT_IS_AS_READ}
      for update
    ) as seat
    where event_id = any (array(select event_id from open))
  )`

const SEATED = `
  seated as (
    select n from current join cause using (n) group by n, seats having count(*) = seats
  )`

/** A change of a hold that exists may have no seats. */
const SEATED_OR_OF_HOLD = `
  seated as (
    select cause.n from cause left join current on current.n = cause.n
    group by cause.n, seats
    having count(current.n) = seats
      and (seats > 0 or cause.n in (select n from hold where was_version is not null))
  )`

const FORMER = `
  former as (
    select n from hold join seated using (n), lateral (
      select from holds
      where holds.event_id = hold.event_id and holds.hold_id = hold.hold_id and ${HOLD_IS_AS_READ}
      for update
    ) as holds
    where was_version is not null
  )`

const STANDING = `
  standing as (
    select n from cancellation join seated using (n), lateral (
      select from bookings
      where bookings.event_id = cancellation.event_id and bookings.booking_id = cancellation.booking_id
        and ${BOOKING_IS_AS_READ}
      for update
    ) as bookings
  )`

function completeWith({
  holds,
  cancellations,
}: Pick<SaveShape, 'holds' | 'cancellations'>): string {
  const conditions = [
    holds &&
      'n not in (select n from hold where was_version is not null except select n from former)',
    cancellations && 'n not in (select n from cancellation except select n from standing)',
  ].filter(Boolean)
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
  return `complete as (select n from seated ${where})`
}

const ACCEPTED_IF_REMEMBERED = `
  remembered as (
    insert into requests (event_id, key, fingerprint, result, saved_at)
    select request.event_id, key, fingerprint, result, at
    from request join complete using (n) join cause using (n)
    on conflict do nothing
    returning event_id, key
  ), accepted as (
    select n from complete
    where n not in (select n from request)
      or n in (select n from request join remembered using (event_id, key))
  )`

const WRITE_HOLDS = `
  held as (
    insert into holds (
      event_id, hold_id, version, seat_ids, token_digest, client_id, held_at, expires_at, expires_at_max, end_kind,
      booking_id
    )
    select event_id, hold_id, version, seat_ids, token_digest, client_id, held_at, expires_at, expires_at_max, end_kind,
      booking_id
    from hold join accepted using (n)
    where was_version is null
    returning 1
  ), held_on as (
    update holds
    set version = hold.version, seat_ids = hold.seat_ids, expires_at = hold.expires_at, end_kind = hold.end_kind,
      booking_id = hold.booking_id
    from hold join accepted using (n)
    where holds.event_id = hold.event_id and holds.hold_id = hold.hold_id and was_version is not null
    returning 1
  )`

const WRITE_BOOKINGS = `
  booked as (
    insert into bookings (event_id, booking_id, seat_ids, booked_at, reference)
    select event_id, booking_id, seat_ids, booked_at, reference
    from cause join accepted using (n)
    where booked_at is not null
    returning 1
  )`

const CANCEL_BOOKINGS = `
  cancelled as (
    update bookings
    set cancelled_at = cancellation.cancelled_at
    from cancellation join accepted using (n)
    where bookings.event_id = cancellation.event_id and bookings.booking_id = cancellation.booking_id
    returning 1
  )`

const WRITE_SEATS = `
  moved as (
    insert into seats (event_id, seat_id, version, hold_id, held_until, booking_id, blocked)
    select event_id, seat_id, version, hold_id, held_until, booking_id, blocked
    from change join accepted using (n)
    on conflict (event_id, seat_id) do update set version = excluded.version, hold_id = excluded.hold_id,
      held_until = excluded.held_until, booking_id = excluded.booking_id, blocked = excluded.blocked
    returning 1
  )`

function writtenBy(names: readonly string[]): string {
  return `written as (${names.map((name) => `select * from ${name}`).join(' union all ')})`
}

// That everything written is counted has Postgres write it first.
const WRITE_HISTORY = `
  counted as (
    select event_id, count(*) as changes from accepted join cause using (n) where seats > 0 group by event_id
  ), raised as (
    insert into revisions as latest (event_id, revision)
    select event_id, changes from counted where (select count(*) from written) > 0 order by event_id
    on conflict (event_id) do update set revision = latest.revision + excluded.revision
    returning event_id, revision
  ), numbered as (
    select n, revision - changes + row_number() over (partition by event_id order by n) as revision
    from accepted join cause using (n) join raised using (event_id) join counted using (event_id)
    where seats > 0
  ), told as (
    insert into history (
      event_id, revision, ordinal, seat_id, version, action, hold_id, booking_id, actor, request_id, at
    )
    select change.event_id, revision, ordinal, seat_id, version, action, cause.hold_id, cause.booking_id, actor,
      request_id, at
    from change join numbered using (n) join cause using (n)
  )`
