import type { Database } from './database.ts'

/** How much of the file may be free pages before some are given back to the file system. */
const FREE_SHARE_MAX = 0.2
const PAGES_GIVEN_BACK = 500

const PROBE_BYTES = 65_536

/** Deletes what has been kept long enough, and gives back the room that it took. */
export class Housekeeping {
  readonly #database: Database
  readonly #statements: ReturnType<typeof prepare>

  constructor(database: Database) {
    this.#database = database
    this.#statements = prepare(database)
  }

  /** Writes more than a booking needs, because a disk that is full has often room for a few bytes. */
  check(): void {
    this.#database.transaction(() => this.#statements.writeProbe(PROBE_BYTES))
  }

  /** @returns the number of requests or of holds, whichever is larger */
  forget(savedBeforeMs: number, countMax: number): number {
    return this.#database.transaction(() => {
      const requests = this.#statements.forgetRequests(savedBeforeMs, countMax)
      const holds = this.#statements.forgetHolds(savedBeforeMs, countMax)
      this.#giveBackPages()
      return Math.max(requests, holds)
    })
  }

  /** @returns how many entries of the history and bookings were deleted */
  deleteHistory(beforeMs: number, countMax: number): number {
    return this.#database.transaction(() => {
      let count = this.#statements.deleteCancelledBookings(beforeMs, countMax)
      for (const event of this.#statements.findEventsWithOldHistory.all(beforeMs)) {
        if (count >= countMax) break
        count += this.#deleteHistoryOf(...event, beforeMs, countMax - count)
      }
      this.#giveBackPages()
      return count
    })
  }

  #deleteHistoryOf(eventNo: number, latest: number, beforeMs: number, countMax: number): number {
    const oldest = this.#statements.findOldestHistory.all(eventNo, countMax)
    const kept = oldest.findIndex(([revision, at]) => revision === latest || at >= beforeMs)
    const [last] = (kept === -1 ? oldest : oldest.slice(0, kept)).at(-1) ?? []
    return last === undefined ? 0 : this.#statements.deleteHistory(eventNo, last)
  }

  #giveBackPages(): void {
    const [free = 0, all = 0] = this.#statements.countPages.get() ?? []
    if (free > all * FREE_SHARE_MAX) this.#statements.giveBackPages.all()
  }
}

function prepare(database: Database) {
  return {
    writeProbe: database.command('update probe set data = randomblob(?)'),

    forgetRequests: database.command(`
      delete from requests where (event_no, key) in (
        select event_no, key from requests where saved_at < ? order by saved_at limit ?
      )`),

    forgetHolds: database.command(`
      delete from holds where hold_id in (
        select hold_id from holds where expires_at < ? order by expires_at limit ?
      )`),

    deleteCancelledBookings: database.command(`
      delete from bookings where booking_id in (
        select booking_id from bookings where cancelled_at < ? order by cancelled_at limit ?
      )`),

    /** Those whose first entry is older than this, and not of their latest change. */
    findEventsWithOldHistory: database.query<readonly [eventNo: number, latest: number]>(`
      select event_no, revision from revisions
      where (
        select at from history
        where history.event_no = revisions.event_no and history.revision < revisions.revision
        order by history.revision limit 1
      ) < ?`),

    findOldestHistory: database.query<readonly [revision: number, at: number]>(`
      select revision, at from history where event_no = ? order by revision limit ?`),

    /** Up to this revision, with all of its entries. */
    deleteHistory: database.command(`
      delete from history where event_no = ? and revision <= ?`),

    countPages: database.query<readonly [free: number, all: number]>(`
      select freelist_count, page_count from pragma_freelist_count, pragma_page_count`),

    giveBackPages: database.query<readonly []>(`pragma incremental_vacuum(${PAGES_GIVEN_BACK})`),
  }
}
