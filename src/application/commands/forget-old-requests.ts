import type { ClockPort } from '../ports/clock.port.ts'
import type { RequestMemoryPort } from '../ports/request-memory.port.ts'

/** Few enough at a time not to keep bookings waiting. */
const REQUESTS_PER_TURN = 1_000

/** Forgets the requests that nobody may repeat any more, and the holds that nobody may confirm late any more. */
export class ForgetOldRequests {
  readonly #requests: RequestMemoryPort
  readonly #clock: ClockPort
  readonly #keptMs: number

  /** @param options.keptMs how long a request is remembered, and a hold after it has run out */
  constructor(
    ports: { readonly requests: RequestMemoryPort; readonly clock: ClockPort },
    options: { readonly keptMs: number },
  ) {
    this.#requests = ports.requests
    this.#clock = ports.clock
    this.#keptMs = options.keptMs
  }

  /** @throws {StoreUnavailableError} when the store cannot be reached */
  async execute(): Promise<void> {
    const savedBefore = new Date(this.#clock.now().getTime() - this.#keptMs)
    let count: number
    do {
      count = await this.#requests.forget({ savedBefore, countMax: REQUESTS_PER_TURN })
    } while (count === REQUESTS_PER_TURN)
  }
}
