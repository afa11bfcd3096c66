export interface SharesOptions {
  /** Maximum amount in use. */
  readonly max: number
  /** Maximum amount in use per client. */
  readonly perClientMax: number
  /** Called with the amount in use, whenever it changes. */
  readonly onChange?: (taken: number) => void
}

/** A resource with a limit in total and per client: slots, or bytes. */
export class Shares {
  readonly #options: SharesOptions
  /** Contains only clients that use something, so its size is bounded by `max`. */
  readonly #taken = new Map<string, number>()
  #takenByAll = 0

  constructor(options: SharesOptions) {
    this.#options = options
  }

  /** The amount in use. */
  get taken(): number {
    return this.#takenByAll
  }

  /** The number of clients that use something. */
  get clients(): number {
    return this.#taken.size
  }

  /** Takes an amount for a client, to be given back, or returns why not enough is left. */
  take(client: string, amount = 1): 'taken' | 'none-left' | 'none-left-for-client' {
    const taken = (this.#taken.get(client) ?? 0) + amount
    if (this.#takenByAll + amount > this.#options.max) return 'none-left'
    if (taken > this.#options.perClientMax) return 'none-left-for-client'
    this.#change(client, taken, amount)
    return 'taken'
  }

  giveBack(client: string, amount = 1): void {
    this.#change(client, (this.#taken.get(client) ?? 0) - amount, -amount)
  }

  #change(client: string, taken: number, by: number): void {
    if (taken > 0) this.#taken.set(client, taken)
    else this.#taken.delete(client)
    this.#takenByAll += by
    this.#options.onChange?.(this.#takenByAll)
  }
}
