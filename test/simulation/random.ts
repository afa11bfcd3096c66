// Looked up once, because Jest makes globals slow.
const { floor, imul } = Math

/** A seeded generator of random numbers (Mulberry32): the same seed gives the same numbers. */
export class Random {
  #state: number

  /** @param seed a non-negative integer; only its lowest 32 bits count */
  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** @returns a number from 0 up to but not including 1 */
  readonly next = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** @returns an integer from 0 up to but not including the limit */
  below(limit: number): number {
    return floor(this.next() * limit)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error('There is nothing to pick from')
    return items[this.below(items.length)] as T
  }

  /** @returns some of the items in their order, at least one */
  some<T>(items: readonly T[]): T[] {
    const first = this.below(items.length)
    return items.filter((_, index) => index === first || this.chance(0.4))
  }
}
