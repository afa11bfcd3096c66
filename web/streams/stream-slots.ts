/** The part of the browser's Web Locks that is used. */
export interface Locks {
  request<T>(
    name: string,
    options: { readonly ifAvailable?: boolean; readonly signal?: AbortSignal },
    task: (lock: object | null) => Promise<T>,
  ): Promise<T>
  query(): Promise<{ readonly pending?: readonly { readonly name?: string }[] }>
}

/** The right to have one of the browser's streams open. */
export interface Slot {
  /** Whether this window had to wait for it. */
  readonly waited: boolean
  /** Whether another window waits for it. */
  readonly isWanted: () => Promise<boolean>
}

/** Of the six connections that browsers open to a host over HTTP/1.1. The others remain for documents and requests. */
const SLOTS = 3

/**
 * Limits the streams of all windows of a browser to a service. Each slot is a lock, which the browser releases when a
 * window is closed or crashes.
 */
export class StreamSlots {
  readonly #locks: Locks
  readonly #names: readonly string[]

  constructor(locks: Locks, serviceUrl: string) {
    this.#locks = locks
    this.#names = Array.from(
      { length: SLOTS },
      (_, slot) => `holdfast-stream ${serviceUrl} ${slot}`,
    )
  }

  /**
   * Waits for a slot, and runs the task with it.
   * @throws the reason of the signal, if it is aborted while waiting
   */
  async use(task: (slot: Slot) => Promise<void>, signal: AbortSignal): Promise<void> {
    for (const name of this.#names) {
      const wasFree = await this.#locks.request(name, { ifAvailable: true }, async (lock) => {
        if (!lock) return false
        signal.throwIfAborted()
        await task(this.#slot(name, false))
        return true
      })
      if (wasFree) return
      signal.throwIfAborted()
    }
    const name = await this.#leastWanted()
    await this.#locks.request(name, { signal }, () => task(this.#slot(name, true)))
  }

  #slot(name: string, waited: boolean): Slot {
    return { waited, isWanted: async () => (await this.#waiting(name)) > 0 }
  }

  async #leastWanted(): Promise<string> {
    const counts = await Promise.all(this.#names.map((name) => this.#waiting(name)))
    return this.#names[counts.indexOf(Math.min(...counts))] ?? ''
  }

  async #waiting(name: string): Promise<number> {
    const { pending = [] } = await this.#locks.query()
    return pending.filter((each) => each.name === name).length
  }
}
