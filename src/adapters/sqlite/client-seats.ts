import type { Database } from './database.ts'

/** Reads how many holds and seats clients have, and when they released seats. */
export class ClientSeats {
  readonly #queries: ReturnType<typeof prepare>

  constructor(database: Database) {
    this.#queries = prepare(database)
  }

  countHolds(clientId: string, nowMs: number): number {
    return this.#queries.countHolds.get(clientId, nowMs)?.[0] ?? 0
  }

  countClientSeats(
    eventId: string,
    clientId: string,
    nowMs: number,
    exceptHoldId: string | undefined,
  ): number {
    const given = [eventId, clientId, nowMs, exceptHoldId ?? null] as const
    return this.#queries.countClientSeats.get(...given)?.[0] ?? 0
  }

  /** @returns milliseconds since 1970; undefined if there is none */
  lastReleaseTime(
    eventId: string,
    clientId: string,
    wanted: { readonly seatIds: readonly string[]; readonly areaIds: readonly string[] },
    sinceMs: number,
    nowMs: number,
  ): number | undefined {
    const seatIds = JSON.stringify(wanted.seatIds)
    const stems = JSON.stringify(wanted.areaIds.map((areaId) => `${areaId}:`))
    const given = [eventId, clientId, seatIds, sinceMs, nowMs, stems] as const
    return this.#queries.lastReleaseTime.get(...given)?.[0] ?? undefined
  }
}

/**
 * Whether one of the seats ?3 and areas ?6 has this seat. The ids of the places of an area differ only in the digits at their
 * end.
 */
const isWanted = (seatId: string) => `(
  ${seatId} in (select value from json_each(?3))
  or rtrim(${seatId}, '0123456789') in (select value from json_each(?6)))`

function prepare(database: Database) {
  return {
    countHolds: database.query<readonly [count: number]>(`
      select count(*) from holds join events using (event_no)
      where client_id = ? and expires_at > ? and end_kind is null and is_open`),

    countClientSeats: database.query<readonly [count: number]>(`
      select (
        select coalesce(sum(json_array_length(seat_ids)), 0) from holds
        where event_no = event.event_no and client_id = ?2 and expires_at > ?3 and end_kind is null
          and hold_id is not ?4
      ) + (
        select coalesce(sum(json_array_length(seat_ids) - json_array_length(cancelled_seat_ids)), 0) from bookings
        where event_no = event.event_no and client_id = ?2 and cancelled_at is null
      )
      from events as event where event_id = ?1`),

    /**
     * The history has no entry for an expired hold whose expiry is not recorded yet, nor for its seats that others took before
     * that.
     */
    lastReleaseTime: database.query<readonly [timeMs: number | null]>(`
      select max(ended_at)
      from (
        select iif(history.action = 'expired', holds.expires_at, history.at) as ended_at
        from events join holds using (event_no) join history using (hold_id)
        where event_id = ?1 and client_id = ?2 and expires_at > ?4
          and action in ('released', 'expired') and history.at > ?4 and ${isWanted('history.seat_id')}
        union all
        select expires_at from events join holds using (event_no)
        where event_id = ?1 and client_id = ?2 and expires_at > ?4 and expires_at <= ?5
          and end_kind is not 'confirmed'
          and exists (select 1 from json_each(holds.seat_ids) as held where ${isWanted('held.value')})
      )
      where ended_at > ?4`),
  }
}
