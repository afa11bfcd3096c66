export interface SharesOptions {
  /** How many places there are. */
  readonly max: number
  /** How many of them one client may have. */
  readonly perClientMax: number
}

/** How many clients without a place are remembered before they are forgotten. */
const IDLE_CLIENTS = 1_000

/** Shares out places among clients, none of which can take them all. */
export class Shares {
  readonly #options: SharesOptions
  readonly #taken = new Map<string, number>()
  #takenByAll = 0
  #forgetAt = IDLE_CLIENTS

  constructor(options: SharesOptions) {
    this.#options = options
  }

  /** How many places are taken. */
  get taken(): number {
    return this.#takenByAll
  }

  /** Takes a place for a client, who gives it back; or says why there is none. */
  take(client: string): 'taken' | 'none-left' | 'none-left-for-client' {
    const taken = this.#taken.get(client) ?? 0
    if (this.#takenByAll >= this.#options.max) return 'none-left'
    if (taken >= this.#options.perClientMax) return 'none-left-for-client'
    this.#taken.set(client, taken + 1)
    this.#takenByAll++
    if (taken === 0 && this.#taken.size > this.#forgetAt) this.#forgetIdle()
    return 'taken'
  }

  giveBack(client: string): void {
    this.#taken.set(client, (this.#taken.get(client) ?? 0) - 1)
    this.#takenByAll--
  }

  /** Now and then, since to delete a key and set it again with every request is slow. */
  #forgetIdle(): void {
    for (const [client, taken] of this.#taken) if (taken === 0) this.#taken.delete(client)
    this.#forgetAt = 2 * this.#taken.size + IDLE_CLIENTS
  }
}
