import { type PlanReplacement, planUpdateOf } from '../../domain/plan-replacement.ts'
import { SEAT_IS_AS_READ, SEAT_WAS, wasSeat } from './as-read.ts'
import { eventEntryValues, eventHistory } from './event-history.ts'
import { EVENT_IS_AS_READ, eventAsRead } from './event-rows.ts'
import { type GivenRows, givenRows, parametersOf } from './given-rows.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

/** The seats that the event loses, as they were read. */
const REMOVED_ROWS = {
  name: 'removed_rows',
  columns: { seat_id: 'text', was_version: 'int', ...SEAT_WAS },
  order: 'seat_id',
} as const satisfies GivenRows

/** The event, after its seats were added and removed. */
const CHANGED_EVENT = `
  select event_id from updated_event
  where (select count(*) from removed_seats) + (select count(*) from added_seats) >= 0`

/**
 * Replaces the plan of an event in one statement, and so in one transaction. The removed seats are locked first, ordered
 * by key, then the event, and last its revision, so that the locks have the same order as in the save statement. If one
 * of the seats or the event has changed since it was read, nothing is written. A removed seat keeps its row, so that its
 * versions continue if it is added again. `locked_seats` returns a column, because Citus cannot pass rows without one.
 *
 * $1         the event
 * $2 to $13  EVENT_IS_AS_READ
 * $14 to $16 the new version, number of seats and plan, as JSON
 * $17        the ids of the added seats, as a JSON array
 * $18 to $22 the values of `eventEntryValues`
 * $23 ...    REMOVED_ROWS
 * Returns    a row, or nothing when a stored row is not the one that was read
 */
const REPLACE_PLAN: SqlStatement = {
  name: 'replace-plan',
  text: `
    with ${givenRows([REMOVED_ROWS], { first: 23 }).join()}, locked_seats as (
      select 1 from removed_rows, lateral (
        select from seats
        where seats.event_id = $1 and seats.seat_id = removed_rows.seat_id
          and seats.version = was_version and ${SEAT_IS_AS_READ}
        for update
      ) as seat
    ), updated_event as (
      update events set event_version = $14, plan_version = $14, seat_count = $15, plan = $16
      where ${EVENT_IS_AS_READ} and (select count(*) from locked_seats) = (select count(*) from removed_rows)
      returning event_id
    ), removed_seats as (
      update seats set removed = true, version = seats.version + 1, hold_id = null, held_until = null
      from removed_rows, updated_event
      where seats.event_id = $1 and seats.seat_id = removed_rows.seat_id
      returning 1
    ), added_seats as (
      insert into seats (event_id, seat_id)
      select $1, seat_id from json_array_elements_text($17) as seat_id, updated_event
      on conflict (event_id, seat_id) do update set removed = false where seats.removed
      returning 1
    ), ${eventHistory({ changed: CHANGED_EVENT, first: 18 })}
    select 1 as saved from updated_event`,
}

export async function replacePlan(
  database: SqlDatabase,
  replacement: PlanReplacement,
): Promise<'saved' | 'conflict'> {
  const { from, to, added, removed, cause } = replacement
  const removedRows = removed.map((seat) => {
    return { seat_id: seat.id, was_version: seat.version, ...wasSeat(seat) }
  })
  const [saved] = await database.run(REPLACE_PLAN, [
    ...eventAsRead(from),
    ...[to.version, to.seatCount, JSON.stringify(to.plan), JSON.stringify(added)],
    ...eventEntryValues(planUpdateOf(replacement), cause),
    ...parametersOf(REMOVED_ROWS, removedRows),
  ])
  return saved ? 'saved' : 'conflict'
}
