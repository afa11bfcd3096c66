interface Waiting<Call, Result> {
  readonly call: Call
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

export interface BatcherOptions<Call, Result> {
  /**
   * Runs calls together. It gives a result for each, in their order, or rejects for all of them. An error among the
   * results rejects that call alone.
   */
  readonly run: (calls: readonly Call[]) => Promise<readonly (Result | Error)[]>
  /** How many calls there may be in a batch. */
  readonly callsMax: number
  /** How many batches may be under way at once. */
  readonly batchesMax: number
  /**
   * Begins a batch: what it gives says of each call whether it can be in it, or has to wait for a later one. The first
   * can always be.
   */
  readonly begin?: () => (call: Call) => boolean
  /** Names what a call concerns. Two batches that run at the same time never have calls with the same key. */
  readonly keyOf?: (call: Call) => string
}

/**
 * Makes one call of the many that come in the same tick, and of those that come while others are under way. A call
 * that comes alone goes alone, at the end of its tick, and a full batch at once: nobody waits for others to come.
 */
export class Batcher<Call, Result> {
  readonly #options: BatcherOptions<Call, Result>
  #waiting: Waiting<Call, Result>[] = []
  /** The keys of the running batches, and the calls that wait for each. */
  readonly #busy = new Map<string, Waiting<Call, Result>[]>()
  #running = 0
  #isScheduled = false

  constructor(options: BatcherOptions<Call, Result>) {
    this.#options = options
  }

  call(call: Call): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#add({ call, resolve, reject })
      this.#schedule()
    })
  }

  #add(waiting: Waiting<Call, Result>): void {
    const key = this.#options.keyOf?.(waiting.call)
    const queue = key === undefined ? undefined : this.#busy.get(key)
    const into = queue ?? this.#waiting
    into.push(waiting)
  }

  #schedule(): void {
    const { callsMax, batchesMax } = this.#options
    if (this.#waiting.length === 0 || this.#running === batchesMax) return
    if (this.#waiting.length >= callsMax) {
      // A full batch waits for nothing: under too much load Node reads requests for long before a tick ends.
      void this.#runBatch()
      // It may have left calls that can go in other batches.
      this.#schedule()
      return
    }
    if (this.#isScheduled) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      // What cannot be in one batch goes in the next, for which there is no need to wait, either.
      while (this.#waiting.length > 0 && this.#running < batchesMax) void this.#runBatch()
    })
  }

  async #runBatch(): Promise<void> {
    const batch = this.#takeBatch()
    const keys = this.#reserveKeys(batch)
    this.#running++
    try {
      const results = await this.#options.run(batch.map(({ call }) => call))
      batch.forEach(({ resolve, reject }, index) => {
        const result = results[index]
        if (result instanceof Error) reject(result)
        else resolve(result as Result)
      })
    } catch (error) {
      for (const { reject } of batch) reject(error)
    } finally {
      this.#running--
      this.#releaseKeys(keys)
      this.#schedule()
    }
  }

  #takeBatch(): readonly Waiting<Call, Result>[] {
    const { callsMax, begin } = this.#options
    if (!begin) return this.#waiting.splice(0, callsMax)

    const isAdmitted = begin()
    const batch: Waiting<Call, Result>[] = []
    const later: Waiting<Call, Result>[] = []
    for (const waiting of this.#waiting) {
      const into = batch.length < callsMax && isAdmitted(waiting.call) ? batch : later
      into.push(waiting)
    }
    this.#waiting = later
    return batch
  }

  #reserveKeys(batch: readonly Waiting<Call, Result>[]): ReadonlySet<string> {
    const { keyOf } = this.#options
    if (!keyOf) return new Set()
    const keys = new Set(batch.map(({ call }) => keyOf(call)))
    for (const key of keys) this.#busy.set(key, [])
    for (const waiting of this.#waiting.splice(0)) this.#add(waiting)
    return keys
  }

  /** The calls that waited for a key go behind the calls with other keys, so that each key has its turn. */
  #releaseKeys(keys: ReadonlySet<string>): void {
    for (const key of keys) {
      this.#waiting = this.#waiting.concat(this.#busy.get(key) ?? [])
      this.#busy.delete(key)
    }
  }
}
