/** The seats that a search looks for. */
export interface Wanted {
  readonly quantity: number
  /** Only seats of the category with this number. */
  readonly category?: number | undefined
  /** Only seats of the zones with this number. */
  readonly zone?: number | undefined
}

/** A candidate: seats that are chosen together. */
export interface Group {
  /** Seat numbers in the hall. */
  readonly seats: readonly number[]
  /** The sum of the flags `WASTES`, `LEAVES_ONE` and `MIXES` that apply. Lower is better. */
  readonly harm: number
  /** The mean distance of its seats to the front. */
  readonly distance: number
}

/** The remaining seats have room for fewer groups of this size than possible. */
export const WASTES = 1
/** A single free seat is left without free neighbours. */
export const LEAVES_ONE = 2
/** The seats are of several categories. */
export const MIXES = 4

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
