import type { PlanReplacement } from '../../domain/plan-replacement.ts'
import { SEAT_IS_AS_READ, SEAT_WAS, wasSeat } from './as-read.ts'
import { detailsOf, EVENT_IS_AS_READ } from './event-rows.ts'
import { type GivenRows, givenRows, parametersOf } from './given-rows.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

/** The seats that the event loses, as they were read. */
const REMOVED_ROWS = {
  name: 'removed_rows',
  columns: { seat_id: 'text', was_version: 'int', ...SEAT_WAS },
  order: 'seat_id',
} as const satisfies GivenRows

/**
 * Replaces the plan of an event in one statement, and so in one transaction. The removed seats are locked first, ordered
 * by key, and then the event, so that the locks have the same order as in the save statement. If one of these rows has
 * changed since it was read, nothing is written. A removed seat keeps its row, so that its versions continue if it is
 * added again.
 *
 * $1         the event
 * $2 to $10  EVENT_IS_AS_READ
 * $11 to $13 the new version, number of seats and plan, as JSON
 * $14        the ids of the added seats, as a JSON array
 * $15 ...    REMOVED_ROWS
 * Returns    a row, or nothing when a stored row is not the one that was read
 */
const REPLACE_PLAN: SqlStatement = {
  name: 'replace-plan',
  text: `
    with ${givenRows([REMOVED_ROWS], { first: 15 }).join()}, locked_seats as (
      select from removed_rows, lateral (
        select from seats
        where seats.event_id = $1 and seats.seat_id = removed_rows.seat_id
          and seats.version = was_version and ${SEAT_IS_AS_READ}
        for update
      ) as seat
    ), updated_event as (
      update events set event_version = $11, seat_count = $12, plan = $13
      where ${EVENT_IS_AS_READ} and (select count(*) from locked_seats) = (select count(*) from removed_rows)
      returning event_id
    ), removed_seats as (
      update seats set removed = true, version = seats.version + 1, hold_id = null, held_until = null
      from removed_rows, updated_event
      where seats.event_id = $1 and seats.seat_id = removed_rows.seat_id
      returning 1
    ), added_seats as (
      insert into seats (event_id, seat_id)
      select $1, seat_id from json_array_elements_text($14) as seat_id, updated_event
      on conflict (event_id, seat_id) do update set removed = false where seats.removed
      returning 1
    )
    select 1 as saved from updated_event`,
}

export async function replacePlan(
  database: SqlDatabase,
  { from, to, added, removed }: PlanReplacement,
): Promise<'saved' | 'conflict'> {
  const { id, version, createdAt, seatCount } = from
  const removedRows = removed.map((seat) => {
    return { seat_id: seat.id, was_version: seat.version, ...wasSeat(seat) }
  })
  const [saved] = await database.run(REPLACE_PLAN, [
    ...[id, version, createdAt, seatCount, ...detailsOf(from)],
    ...[to.version, to.seatCount, JSON.stringify(to.plan), JSON.stringify(added)],
    ...parametersOf(REMOVED_ROWS, removedRows),
  ])
  return saved ? 'saved' : 'conflict'
}
