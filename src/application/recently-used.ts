export interface RecentlyUsedOptions<Value> {
  /** How much a value takes, in any unit, at the time of asking. */
  readonly weightOf: (value: Value) => number
  /** How much all values may take together; the last one that was used is kept however much it takes. */
  readonly weightMax: number
}

/** Keeps what was used lately, and lets go of the rest. */
export class RecentlyUsed<Key, Value> {
  readonly #options: RecentlyUsedOptions<Value>
  /** In the order of their use, which is the order of insertion that a map keeps. */
  readonly #values = new Map<Key, Value>()

  constructor(options: RecentlyUsedOptions<Value>) {
    this.#options = options
  }

  get(key: Key): Value | undefined {
    return this.#values.get(key)
  }

  /** Keeps the value, as the one that was used last. */
  use(key: Key, value: Value): void {
    this.#values.delete(key)
    this.#values.set(key, value)
    const { weightOf, weightMax } = this.#options
    let weight = this.#values.values().reduce((sum, each) => sum + weightOf(each), 0)
    for (const [oldest, each] of this.#values) {
      if (weight <= weightMax || this.#values.size === 1) break
      this.#values.delete(oldest)
      weight -= weightOf(each)
    }
  }
}
