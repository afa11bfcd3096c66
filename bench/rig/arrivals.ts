import type { Timed } from './quantiles.ts'

/** The same message, received by a number of readers in the same millisecond. */
export interface Arrival {
  /** The revision of the message that these readers received before. */
  readonly after: number
  /** The revision of this message. */
  readonly upTo: number
  /** By `Date.now()`. */
  readonly atMs: number
  readonly readers: number
}

/** Counts equal arrivals, so that millions of messages need little memory. */
export class Arrivals {
  readonly #counts = new Map<string, { -readonly [K in keyof Arrival]: Arrival[K] }>()

  add({ after, upTo, atMs }: Omit<Arrival, 'readers'>): void {
    const key = `${after} ${upTo} ${atMs}`
    const known = this.#counts.get(key)
    if (known) known.readers++
    else this.#counts.set(key, { after, upTo, atMs, readers: 1 })
  }

  /** Returns all and forgets them. */
  take(): Arrival[] {
    const all = [...this.#counts.values()]
    this.#counts.clear()
    return all
  }
}

const ID = '\nid: '

/** Finds the ids of the messages of a stream, which are revisions, without reading the rest. */
export class RevisionParser {
  #rest = ''

  /** @returns the revisions of the messages whose id is complete with this text */
  add(more: string): number[] {
    const text = this.#rest + more
    const revisions: number[] = []
    for (let id = text.indexOf(ID); id >= 0; id = text.indexOf(ID, id + 1)) {
      const end = text.indexOf('\n', id + ID.length)
      if (end >= 0) revisions.push(Number(text.slice(id + ID.length, end)))
    }
    // The text may end within an id.
    const tail = text.slice(Math.max(text.lastIndexOf('\n'), 0))
    this.#rest = tail.startsWith(ID) || ID.startsWith(tail) ? tail : ''
    return revisions
  }
}

/**
 * How far readers were behind: for each change and each reader, the time from the change to the message with it.
 * @param changedAtMs the time of each revision
 */
export function delaysOf(
  arrivals: readonly Arrival[],
  changedAtMs: ReadonlyMap<number, number>,
): Timed[] {
  return arrivals.flatMap(({ after, upTo, atMs, readers }) =>
    Array.from({ length: upTo - after }, (_, index) => changedAtMs.get(after + 1 + index)).flatMap(
      (changedMs) =>
        changedMs === undefined ? [] : [{ ms: Math.max(atMs - changedMs, 0), count: readers }],
    ),
  )
}
