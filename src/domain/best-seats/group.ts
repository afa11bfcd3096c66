/** The seats that a search looks for. */
export interface Wanted {
  readonly quantity: number
  /** Only seats of the category with this number. */
  readonly category?: number | undefined
  /** Only seats of the zones with this number. */
  readonly zone?: number | undefined
  /** How many of them are accessible places, with the seats of their companions. Default: 0. */
  readonly accessible?: number | undefined
  /** Whether accessible places and companion seats are released: then they are ordinary seats for every request. */
  readonly isReleased?: boolean | undefined
  /** Whether tables that are booked as a whole may be split. */
  readonly splitsTables?: boolean | undefined
  /**
   * How many accessible places the tables that are booked as a whole must have together. Without it, tables with such
   * places are excluded, unless `accessible` is greater than 0.
   */
  readonly placesAtTables?: number | undefined
  /** Whether seats with a restricted view are excluded. */
  readonly hasFullView?: boolean | undefined
}

/** A candidate: seats that are chosen together. */
export interface Group {
  /** Seat numbers in the hall. */
  readonly seats: readonly number[]
  /** The sum of the values below that apply. Lower is better. */
  readonly harm: number
  /** The mean distance of its seats to the front. */
  readonly distance: number
}

/** The remaining seats have room for fewer groups of this size than possible. */
export const WASTES = 1
/** A single free seat is left without free neighbours. */
export const LEAVES_ONE = 2
/** For each of the seats that has a restricted view. */
export const RESTRICTED_VIEW = 4
/** The seats are of several categories. Greater than `RESTRICTED_VIEW` for all seats of a hall. */
export const MIXES = 2 ** 20
/** A companion seat beside one of the accessible places is left, although another seat is in the group. */
export const LEAVES_COMPANION = 2 ** 21
/** A free table that is booked as a whole is split. */
export const SPLITS_TABLE = 2 ** 22

/** Whether a group has less harm than another, or the same harm and is nearer to the front. */
export function isBetter(
  harm: number,
  distance: number,
  than: Pick<Group, 'harm' | 'distance'> | undefined,
): boolean {
  if (!than) return true
  return harm < than.harm || (harm === than.harm && distance < than.distance)
}

/** Counts the work of a search, in seats and blocks visited, and limits it. */
export class Steps {
  readonly #max: number
  #count = 0

  constructor(max: number) {
    this.#max = max
  }

  get count(): number {
    return this.#count
  }

  /** Whether the search must end with what it has found so far. */
  get areSpent(): boolean {
    return this.#count >= this.#max
  }

  add(count: number): void {
    this.#count += count
  }
}
