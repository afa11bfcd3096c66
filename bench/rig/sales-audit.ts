import { type HistoryEntry, Office } from './admin-client.ts'
import type { ServerSpec } from './servers.ts'
import { CONNECTIONS, type Grant } from './wrk.ts'

/** Knows what was wrong before, and so finds what a run has made wrong. */
export interface Ledger {
  /**
   * Compares what a server has done since it was last asked with what it said it had done.
   * @param unheardMax how many answers may have been under way when nobody listened any more
   * @returns what does not fit, in words; nothing, it should be
   */
  check(eventId: string, grants: readonly Grant[], unheardMax?: number): Promise<string[]>
}

/** How many of the seats that something is wrong with are named. */
const EXAMPLES_MAX = 3

export function createLedger(spec: ServerSpec, url: string): Ledger {
  if (spec.kind === 'ours') return new HistoryLedger(url)
  return spec.kind === 'peer' ? new BookedLedger(url) : { check: async () => [] }
}

/** Of this service: goes by the history, which tells of every change, and so of one that another has overwritten. */
export class HistoryLedger implements Ledger {
  readonly #office: Office
  readonly #untold = new Untold()
  /** Where to read on, for each event. */
  readonly #places = new Map<string, { cursor?: string; readOfPage: number }>()
  /** Who has which seat: the id of a booking or a hold. */
  readonly #owners = new Map<string, string | undefined>()

  constructor(url: string) {
    this.#office = new Office(url)
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
        'given to two',
        soldTwice.map(({ seatId }) => seatId),
      ),
      ...inWords('granted and lost', lost),
      ...this.#untold.check(changes, grants.length, unheardMax),
    ]
  }

  /** Reads the last page again as long as it is not full, because only a full one says where to go on. */
  async #news(eventId: string): Promise<HistoryEntry[]> {
    const news: HistoryEntry[] = []
    let { cursor, readOfPage } = this.#places.get(eventId) ?? { readOfPage: 0 }
    for (;;) {
      const { entries, nextCursor } = await this.#office.history(eventId, cursor)
      news.push(...entries.slice(readOfPage))
      if (nextCursor === undefined) {
        this.#places.set(eventId, { ...(cursor && { cursor }), readOfPage: entries.length })
        return news
      }
      cursor = nextCursor
      readOfPage = 0
    }
  }

  /** @returns whether this could happen to the seat after all that has happened to it */
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

/** Of a peer: goes by the list of the booked seats, which is all that it has. */
export class BookedLedger implements Ledger {
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
      ...inWords('given to two', soldTwice),
      ...inWords('granted and lost', lost),
      ...this.#untold.check(more, grants.length, unheardMax),
    ]
  }
}

function seatsOf({ seatId, seatIds }: Grant): readonly string[] {
  return seatIds ?? (seatId === undefined ? [] : [seatId])
}

/** A confirmed hold counts as what it has become. */
function saleOf(seatId: string, { bookingId, holdId }: Grant): string {
  return `${seatId} ${bookingId ?? holdId ?? ''}`
}

function inWords(what: string, seatIds: readonly string[]): string[] {
  if (seatIds.length === 0) return []
  return [`${seatIds.length} seats were ${what}: ${seatIds.slice(0, EXAMPLES_MAX).join(', ')}`]
}

/** Compares what was done with what was told, from the first run to the last. */
class Untold {
  #changes = 0
  #unheardMax = 0

  /** Whatever was under way at the end of a run was done, and nobody was there any more to be told. */
  check(changes: number, grants: number, unheardMax: number): string[] {
    this.#changes += changes - grants
    this.#unheardMax += unheardMax
    if (this.#changes <= this.#unheardMax) return []
    return [`${this.#changes} changes were made that nobody was told of`]
  }
}
