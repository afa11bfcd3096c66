import { AdminClient, type HistoryEntry } from './admin-client.ts'
import type { ServerSpec } from './servers.ts'
import { CONNECTIONS, type Grant } from './wrk.ts'

/** Audits the sales of one server, run by run. */
export interface SalesAudit {
  /**
   * Compares the changes that a server stored since the last check with the answers it gave.
   * @param unheardMax how many requests may have been in flight when the run ended
   * @returns descriptions of the differences
   */
  check(eventId: string, grants: readonly Grant[], unheardMax?: number): Promise<string[]>
}

/** How many wrong seats a message names. */
const EXAMPLES_MAX = 3

export function createSalesAudit(spec: ServerSpec, url: string): SalesAudit {
  if (spec.kind === 'ours') return new HistoryAudit(url)
  return spec.kind === 'peer' ? new BookedSeatsAudit(url) : { check: async () => [] }
}

/** For this service: reads the history, which has every change, also one that was overwritten later. */
export class HistoryAudit implements SalesAudit {
  readonly #admin: AdminClient
  readonly #untold = new Untold()
  /** The position in the history of each event. */
  readonly #places = new Map<string, { cursor?: string; readOfPage: number }>()
  /** The booking id or hold id that owns each seat. */
  readonly #owners = new Map<string, string | undefined>()

  constructor(url: string) {
    this.#admin = new AdminClient(url)
  }

  async check(
    eventId: string,
    grants: readonly Grant[],
    unheardMax = CONNECTIONS,
  ): Promise<string[]> {
    const entries = await this.#news(eventId)
    const soldTwice = entries.filter((entry) => !this.#follows(eventId, entry))
    const told = new Set(entries.map((entry) => saleOf(entry.seatId, entry)))
    const lost = grants.flatMap((grant) =>
      seatsOf(grant).filter((seatId) => !told.has(saleOf(seatId, grant))),
    )
    const given = entries.filter(({ action }) => action !== 'cancelled')
    const changes = new Set(given.map(({ revision }) => revision)).size
    return [
      ...inWords(
        'sold twice',
        soldTwice.map(({ seatId }) => seatId),
      ),
      ...inWords('granted but lost', lost),
      ...this.#untold.check(changes, grants.length, unheardMax),
    ]
  }

  /** Reads the last page again until it is full, because only a full page has a cursor to the next. */
  async #news(eventId: string): Promise<HistoryEntry[]> {
    const news: HistoryEntry[] = []
    let { cursor, readOfPage } = this.#places.get(eventId) ?? { readOfPage: 0 }
    for (;;) {
      const { entries, nextCursor } = await this.#admin.history(eventId, cursor)
      news.push(...entries.slice(readOfPage))
      if (nextCursor === undefined) {
        this.#places.set(eventId, { ...(cursor && { cursor }), readOfPage: entries.length })
        return news
      }
      cursor = nextCursor
      readOfPage = 0
    }
  }

  /** @returns whether the change is possible in the current state of the seat */
  #follows(eventId: string, { seatId, action, holdId, bookingId }: HistoryEntry): boolean {
    const seat = `${eventId} ${seatId}`
    const owner = this.#owners.get(seat)
    if (action === 'cancelled') {
      this.#owners.delete(seat)
      return owner !== undefined && owner === bookingId
    }
    this.#owners.set(seat, bookingId ?? holdId)
    if (action === 'confirmed') return owner === holdId
    return action === 'booked' || action === 'held' ? owner === undefined : true
  }
}

/** For a peer: reads its list of booked seats. */
export class BookedSeatsAudit implements SalesAudit {
  readonly #url: string
  readonly #untold = new Untold()
  readonly #granted = new Set<string>()
  #bookedBefore = 0

  constructor(url: string) {
    this.#url = url
  }

  async check(
    _eventId: string,
    grants: readonly Grant[],
    unheardMax = CONNECTIONS,
  ): Promise<string[]> {
    const answer = await fetch(`${this.#url}/api/booked`)
    const booked = new Set((await answer.json()) as string[])
    const soldTwice: string[] = []
    for (const seatId of grants.flatMap(seatsOf)) {
      if (this.#granted.has(seatId)) soldTwice.push(seatId)
      this.#granted.add(seatId)
    }
    const lost = grants.flatMap(seatsOf).filter((seatId) => !booked.has(seatId))
    const more = booked.size - this.#bookedBefore
    this.#bookedBefore = booked.size
    return [
      ...inWords('sold twice', soldTwice),
      ...inWords('granted but lost', lost),
      ...this.#untold.check(more, grants.length, unheardMax),
    ]
  }
}

function seatsOf({ seatId, seatIds }: Grant): readonly string[] {
  return seatIds ?? (seatId === undefined ? [] : [seatId])
}

/** A confirmed hold counts as its booking. */
function saleOf(seatId: string, { bookingId, holdId }: Grant): string {
  return `${seatId} ${bookingId ?? holdId ?? ''}`
}

function inWords(what: string, seatIds: readonly string[]): string[] {
  if (seatIds.length === 0) return []
  return [`${seatIds.length} seats were ${what}: ${seatIds.slice(0, EXAMPLES_MAX).join(', ')}`]
}

/** Compares the number of changes with the number of answers, over all runs. */
class Untold {
  #changes = 0
  #unheardMax = 0

  /** Requests in flight at the end of a run were executed without a reader for their answer. */
  check(changes: number, grants: number, unheardMax: number): string[] {
    this.#changes += changes - grants
    this.#unheardMax += unheardMax
    if (this.#changes <= this.#unheardMax) return []
    return [`${this.#changes} changes were made without an answer`]
  }
}
