import type { ClockPort } from '../ports/clock.port.ts'
import type { IdempotencyPort } from '../ports/idempotency.port.ts'

/** Small enough not to delay bookings. */
const REQUESTS_PER_BATCH = 1_000

/** Deletes idempotency records and expired holds after their retention period. Call periodically. */
export class ForgetOldRequests {
  readonly #requests: IdempotencyPort
  readonly #clock: ClockPort
  readonly #keptMs: number

  /** @param options.keptMs the retention period, which begins with the request or the expiry of the hold */
  constructor(
    ports: { readonly requests: IdempotencyPort; readonly clock: ClockPort },
    options: { readonly keptMs: number },
  ) {
    this.#requests = ports.requests
    this.#clock = ports.clock
    this.#keptMs = options.keptMs
  }

  async execute(): Promise<void> {
    const savedBefore = new Date(this.#clock.now().getTime() - this.#keptMs)
    let count: number
    do {
      count = await this.#requests.forget({ savedBefore, countMax: REQUESTS_PER_BATCH })
    } while (count === REQUESTS_PER_BATCH)
  }
}
