export interface SharesOptions {
  /** Maximum number of slots in use. */
  readonly max: number
  /** Maximum number of slots in use per client. */
  readonly perClientMax: number
}

/** Slots with a limit in total and per client. */
export class Shares {
  readonly #options: SharesOptions
  /** Contains only clients with a slot, so its size is bounded by `max`. */
  readonly #taken = new Map<string, number>()
  #takenByAll = 0

  constructor(options: SharesOptions) {
    this.#options = options
  }

  /** The number of slots in use. */
  get taken(): number {
    return this.#takenByAll
  }

  /** The number of clients with a slot. */
  get clients(): number {
    return this.#taken.size
  }

  /** Takes a slot for a client, to be given back once, or returns why none is free. */
  take(client: string): 'taken' | 'none-left' | 'none-left-for-client' {
    const taken = this.#taken.get(client) ?? 0
    if (this.#takenByAll >= this.#options.max) return 'none-left'
    if (taken >= this.#options.perClientMax) return 'none-left-for-client'
    this.#taken.set(client, taken + 1)
    this.#takenByAll++
    return 'taken'
  }

  giveBack(client: string): void {
    const left = (this.#taken.get(client) ?? 0) - 1
    if (left > 0) this.#taken.set(client, left)
    else this.#taken.delete(client)
    this.#takenByAll--
  }
}
