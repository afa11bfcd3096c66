export interface SharesOptions {
  /** How many places there are. */
  readonly max: number
  /** How many of them one client may have. */
  readonly perClientMax: number
}

/** Shares out places among clients. No client can take all of them. */
export class Shares {
  readonly #options: SharesOptions
  /** The clients that have a place, and no others: the memory for them is bounded by the places. */
  readonly #taken = new Map<string, number>()
  #takenByAll = 0

  constructor(options: SharesOptions) {
    this.#options = options
  }

  /** How many places are taken. */
  get taken(): number {
    return this.#takenByAll
  }

  /** How many clients have a place. */
  get clients(): number {
    return this.#taken.size
  }

  /** Takes a place for a client, to be given back once; or says why there is none. */
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
