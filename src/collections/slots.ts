/**
 * Holds what comes and goes all the time, such as the requests that are at work.
 *
 * A `Set` would do, if it did not keep V8 from collecting garbage: whenever a table is full of what was deleted it makes
 * a new one, and the old table goes on pointing to the new one and to all that it had itself. Once one of them has
 * become old, each keeps the next alive, and with it every request there was, until the next full collection. That was
 * a quarter of the CPU time of a booking.
 */
export class Slots<T> {
  readonly #items: (T | undefined)[] = []
  readonly #free: number[] = []

  /** How many are held. */
  get size(): number {
    return this.#items.length - this.#free.length
  }

  /** @returns the slot to free when it goes */
  put(item: T): number {
    const slot = this.#free.pop() ?? this.#items.length
    this.#items[slot] = item
    return slot
  }

  /** Only once for each `put`, since the slot is somebody else's afterwards. */
  free(slot: number): void {
    this.#items[slot] = undefined
    this.#free.push(slot)
  }

  /** All that are held, in no order. */
  *[Symbol.iterator](): Generator<T> {
    for (const item of this.#items) if (item !== undefined) yield item
  }
}
