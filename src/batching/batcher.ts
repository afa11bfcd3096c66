interface Waiting<Call, Result> {
  readonly call: Call
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

export interface BatcherOptions<Call, Result> {
  /**
   * Runs a batch of calls. Resolves with one result per call, in their order; an error among them rejects that call
   * only. When it rejects, all calls reject.
   */
  readonly run: (calls: readonly Call[]) => Promise<readonly (Result | Error)[]>
  /** The most calls in a batch. */
  readonly callsMax: number
  /** The most batches that run at the same time. */
  readonly batchesMax: number
  /**
   * Begins a batch. The returned function says whether a call can join it or must wait for a later one. It must accept
   * the first call.
   */
  readonly begin?: () => (call: Call) => boolean
  /** The key of a call. Batches that run at the same time never have calls with the same key. */
  readonly keyOf?: (call: Call) => string
}

/**
 * Combines calls into batches: those made in the same tick of the event loop, and those made while `batchesMax` batches
 * are running. No call waits for further calls: a batch runs at the end of the tick, or at once when it is full.
 */
export class Batcher<Call, Result> {
  readonly #options: BatcherOptions<Call, Result>
  #waiting: Waiting<Call, Result>[] = []
  /** The keys of the running batches, with the calls that wait for each key. */
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
      // A full batch does not wait for the end of the tick, which takes long under heavy load.
      void this.#runBatch()
      // The calls left over may form further batches.
      this.#schedule()
      return
    }
    if (this.#isScheduled) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      // Calls that cannot join the first batch run in further ones.
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

  /** Queues the calls that waited for these keys behind the calls with other keys, so that every key is served. */
  #releaseKeys(keys: ReadonlySet<string>): void {
    for (const key of keys) {
      for (const waiting of this.#busy.get(key) ?? []) this.#waiting.push(waiting)
      this.#busy.delete(key)
    }
  }
}

/**
 * Limits the total weight of a batch. A call heavier than the limit has its own batch.
 * @returns the `begin` option of a batcher
 */
export function weightLimit<Call>(
  weightMax: number,
  weightOf: (call: Call) => number,
): () => (call: Call) => boolean {
  return () => {
    let total = 0
    return (call) => {
      const weight = Math.max(weightOf(call), 1)
      if (total > 0 && total + weight > weightMax) return false
      total += weight
      return true
    }
  }
}
