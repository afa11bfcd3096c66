export interface RecentlyUsedOptions<Value> {
  /** How much a value takes, in any unit, at the time of its use. */
  readonly weightOf: (value: Value) => number
  /** How much all values may take together; the last one that was used is kept however much it takes. */
  readonly weightMax: number
}

interface Weighed<Value> {
  readonly value: Value
  readonly weight: number
}

/** Keeps what was used lately, and lets go of the rest. */
export class RecentlyUsed<Key, Value> {
  readonly #options: RecentlyUsedOptions<Value>
  /** In the order of their use, which is the order of insertion that a map keeps. */
  readonly #values = new Map<Key, Weighed<Value>>()
  #weight = 0

  constructor(options: RecentlyUsedOptions<Value>) {
    this.#options = options
  }

  get(key: Key): Value | undefined {
    return this.#values.get(key)?.value
  }

  /** Keeps the value, as the one that was used last. */
  use(key: Key, value: Value): void {
    this.#letGo(key)
    const weight = this.#options.weightOf(value)
    this.#values.set(key, { value, weight })
    this.#weight += weight
    for (const oldest of this.#values.keys()) {
      if (this.#weight <= this.#options.weightMax || this.#values.size === 1) break
      this.#letGo(oldest)
    }
  }

  #letGo(key: Key): void {
    this.#weight -= this.#values.get(key)?.weight ?? 0
    this.#values.delete(key)
  }
}
