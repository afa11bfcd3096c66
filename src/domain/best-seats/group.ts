/** What a search looks for. */
export interface Wanted {
  readonly quantity: number
  /** The number of the only category to take seats of. */
  readonly category?: number | undefined
}

/** Seats that are chosen together. */
export interface Group {
  /** Their numbers in the hall. */
  readonly seats: readonly number[]
  /** How bad a choice it is: the sum of what applies of the below. */
  readonly harm: number
  /** From the front, on average. */
  readonly distance: number
}

/** It costs others the room for one more such group. */
export const WASTES = 1
/** It leaves a seat alone. */
export const LEAVES_ONE = 2
/** It is of several categories. */
export const MIXES = 4

/** Whether a group does less harm than another, or no more and is nearer to the front. */
export function isBetter(
  harm: number,
  distance: number,
  than: Pick<Group, 'harm' | 'distance'> | undefined,
): boolean {
  if (!than) return true
  return harm < than.harm || (harm === than.harm && distance < than.distance)
}

/** How much work a search has done, in seats and blocks that it looked at: the time that it takes grows with it. */
export class Steps {
  readonly #max: number
  #count = 0

  constructor(max: number) {
    this.#max = max
  }

  get count(): number {
    return this.#count
  }

  /** Whether it has done so much that it must come to an end with what it has found. */
  get areSpent(): boolean {
    return this.#count >= this.#max
  }

  add(count: number): void {
    this.#count += count
  }
}
