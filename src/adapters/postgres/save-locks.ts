import { BOOKING_IS_AS_READ, HOLD_IS_AS_READ, SEAT_IS_AS_READ } from './as-read.ts'
import type { EventScope } from './event-scope.ts'
import { OPEN_EVENTS_ONLY } from './open-events.ts'

// The first steps of the save statement: lock the rows of each change, and find the changes that can be saved.

/**
 * Locks the seats that are as they were read. Each is found by its key in a lateral subquery: a new event has no
 * statistics, and with a join the planner would prefer to scan all of its seats.
 */
export const lockedSeats = (inScope: EventScope) => `
  locked_seats as (
    select change_number from seat_rows, lateral (
      select from seats
      where ${inScope('seats')}seats.event_id = seat_rows.event_id and seats.seat_id = seat_rows.seat_id
        and seats.version = seat_rows.version - 1 and ${SEAT_IS_AS_READ}
      for update
    ) as seat
    where ${OPEN_EVENTS_ONLY}
  )`

/** The changes whose seats are all locked, if each change has seats. */
export const SEATS_COMPLETE = `
  seats_complete as (
    select change_number from locked_seats join change_rows using (change_number)
    group by change_number, seat_count
    having count(*) = seat_count
  )`

/** The same if the batch has changes of holds or bookings. A change of an existing hold or booking needs no seats. */
export function seatsCompleteOrNone({
  holds,
  bookingChanges,
}: {
  readonly holds: boolean
  readonly bookingChanges: boolean
}): string {
  const existing = [
    holds && 'select change_number from hold_rows where was_version is not null',
    bookingChanges && 'select change_number from booking_rows',
  ]
  return `
  seats_complete as (
    select change_rows.change_number
    from change_rows left join locked_seats on locked_seats.change_number = change_rows.change_number
    where ${OPEN_EVENTS_ONLY}
    group by change_rows.change_number, seat_count
    having count(locked_seats.change_number) = seat_count
      and (
        seat_count > 0
        or change_rows.change_number in (${existing.filter(Boolean).join(' union all ')})
      )
  )`
}

/** Locks the existing holds that are as they were read. */
export const lockedHolds = (inScope: EventScope) => `
  locked_holds as (
    select change_number from hold_rows join seats_complete using (change_number), lateral (
      select from holds
      where ${inScope('holds')}holds.event_id = hold_rows.event_id
        and holds.hold_id = hold_rows.hold_id and ${HOLD_IS_AS_READ}
      for update
    ) as hold
    where was_version is not null
  )`

/** Locks the existing bookings that are as they were read. */
export const lockedBookings = (inScope: EventScope) => `
  locked_bookings as (
    select change_number from booking_rows join seats_complete using (change_number), lateral (
      select from bookings
      where ${inScope('bookings')}bookings.event_id = booking_rows.event_id
        and bookings.booking_id = booking_rows.booking_id and ${BOOKING_IS_AS_READ}
      for update
    ) as booking
  )`

/** The changes whose seats, hold and booking are all locked, which means that none has changed since it was read. */
export function unchanged({
  holds,
  bookingChanges,
}: {
  readonly holds: boolean
  readonly bookingChanges: boolean
}): string {
  const conditions = [
    holds &&
      `change_number not in (
        select change_number from hold_rows where was_version is not null
        except select change_number from locked_holds
      )`,
    bookingChanges &&
      `change_number not in (
        select change_number from booking_rows
        except select change_number from locked_bookings
      )`,
  ].filter(Boolean)
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
  return `unchanged as (select change_number from seats_complete ${where})`
}
