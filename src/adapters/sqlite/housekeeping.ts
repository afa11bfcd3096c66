import type { Database } from './database.ts'

/** The share of free pages in the file above which some are returned to the file system. */
const FREE_SHARE_MAX = 0.2
/** The most pages returned at a time. */
const PAGES_FREED = 500

/** More than a booking writes. */
const PROBE_BYTES = 65_536

/** Deletes old rows, and returns free pages to the file system. */
export class Housekeeping {
  readonly #database: Database
  readonly #statements: ReturnType<typeof prepare>

  constructor(database: Database) {
    this.#database = database
    this.#statements = prepare(database)
  }

  /**
   * Checks that the database can be written. Writes more than a booking, since a full disk may still take a few bytes.
   */
  check(): void {
    this.#database.transaction(() => this.#statements.writeProbe(PROBE_BYTES))
  }

  /** @returns the larger of the numbers of deleted idempotency records and deleted holds */
  deleteIdempotencyRecordsAndHolds(beforeMs: number, countMax: number): number {
    return this.#database.transaction(() => {
      const records = this.#statements.deleteIdempotencyRecords(beforeMs, countMax)
      const holds = this.#statements.deleteHolds(beforeMs, countMax)
      this.#freePages()
      return Math.max(records, holds)
    })
  }

  /** @returns the number of deleted history entries and bookings */
  deleteHistory(beforeMs: number, countMax: number): number {
    return this.#database.transaction(() => {
      let count = this.#statements.deleteCancelledBookings(beforeMs, countMax)
      for (const event of this.#statements.findEventsWithOldHistory.all(beforeMs)) {
        if (count >= countMax) break
        count += this.#deleteHistoryOf(...event, beforeMs, countMax - count)
      }
      this.#freePages()
      return count
    })
  }

  #deleteHistoryOf(eventNo: number, latest: number, beforeMs: number, countMax: number): number {
    const oldest = this.#statements.findOldestHistory.all(eventNo, countMax)
    const kept = oldest.findIndex(([revision, at]) => revision === latest || at >= beforeMs)
    const [last] = (kept === -1 ? oldest : oldest.slice(0, kept)).at(-1) ?? []
    return last === undefined ? 0 : this.#statements.deleteHistory(eventNo, last)
  }

  #freePages(): void {
    const [free = 0, all = 0] = this.#statements.countPages.get() ?? []
    if (free > all * FREE_SHARE_MAX) this.#statements.freePages.all()
  }
}

function prepare(database: Database) {
  return {
    writeProbe: database.command('update probe set data = randomblob(?)'),

    deleteIdempotencyRecords: database.command(`
      delete from requests where (event_no, key) in (
        select event_no, key from requests where saved_at < ? order by saved_at limit ?
      )`),

    deleteHolds: database.command(`
      delete from holds where hold_id in (
        select hold_id from holds where expires_at < ? order by expires_at limit ?
      )`),

    deleteCancelledBookings: database.command(`
      delete from bookings where booking_id in (
        select booking_id from bookings where cancelled_at < ? order by cancelled_at limit ?
      )`),

    /** The events whose oldest history entry is older than this, and not of their latest change. */
    findEventsWithOldHistory: database.query<readonly [eventNo: number, latest: number]>(`
      select event_no, revision from revisions
      where (
        select at from history
        where history.event_no = revisions.event_no and history.revision < revisions.revision
        order by history.revision limit 1
      ) < ?`),

    findOldestHistory: database.query<readonly [revision: number, at: number]>(`
      select revision, at from history where event_no = ? order by revision limit ?`),

    /** Deletes all entries up to and including this revision. */
    deleteHistory: database.command(`
      delete from history where event_no = ? and revision <= ?`),

    countPages: database.query<readonly [free: number, all: number]>(`
      select freelist_count, page_count from pragma_freelist_count, pragma_page_count`),

    freePages: database.query<readonly []>(`pragma incremental_vacuum(${PAGES_FREED})`),
  }
}
