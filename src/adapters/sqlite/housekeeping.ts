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

    countPages: database.query<readonly [free: number, all: number]>(`
      select freelist_count, page_count from pragma_freelist_count, pragma_page_count`),

    giveBackPages: database.query<readonly []>(`pragma incremental_vacuum(${PAGES_GIVEN_BACK})`),
  }
}
