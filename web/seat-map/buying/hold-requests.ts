import type { HoldTicket } from '../../../client/src/index.ts'
import { jsonOf } from '../../../client/src/json.ts'
import { Attempts, isUnclear, randomKey, type Reply } from './attempts.ts'
import type { HoldKeeper, KeptRequest, SeatsRequest } from './kept-hold.ts'
import type { BuyingClient, HoldState } from './purchase-state.ts'

export interface HoldRequestsOptions {
  readonly client: BuyingClient
  readonly eventId: string
  /** Returns the admission token of the shop, where the service requires one. */
  readonly admission: () => string | undefined
  readonly keeper: HoldKeeper
  /** Once it is aborted, no request gets an answer. */
  readonly signal?: AbortSignal | undefined
}

/** Customers who come back later do not expect that the page holds seats. */
const REPEAT_MS_MAX = 600_000

/** The requests of a purchase. A repetition of a request with an unknown outcome has the same idempotency key. */
export class HoldRequests {
  readonly #options: HoldRequestsOptions & { readonly dateMs: () => number }
  readonly #attempts: Attempts
  #open: KeptRequest | undefined

  constructor(options: HoldRequestsOptions & { readonly dateMs: () => number }) {
    this.#options = options
    this.#attempts = new Attempts(randomKey, options.signal)
    this.#open = options.keeper.findRequest()
    if (this.#open) this.#attempts.adopt(nameOf(this.#open), this.#open.idempotencyKey)
  }

  /** The last request to hold seats, until its outcome is known. It may be from before a reload. */
  get open(): SeatsRequest | undefined {
    const ageMs = this.#options.dateMs() - (this.#open?.sentAtMs ?? 0)
    return ageMs < REPEAT_MS_MAX ? this.#open : undefined
  }

  async hold(request: SeatsRequest) {
    const { client, eventId, admission, keeper, dateMs } = this.#options
    const reply = await this.#attempts.make(nameOf(request), (options) => {
      this.#open = { ...request, ...options, sentAtMs: dateMs() }
      // The page may be left before the answer.
      keeper.keepRequest(this.#open)
      const { wanted, hold } = request
      return client.holdSeats(eventId, wanted, { hold, admission: admission(), ...options })
    })
    if (!reply.ok && isUnclear(reply.problem)) return reply
    this.#open = undefined
    keeper.forgetRequest()
    return reply
  }

  extend(ticket: HoldTicket) {
    return this.#attempts.make(`extend ${ticket.holdId}`, (options) =>
      this.#options.client.extendHold(ticket, {}, options),
    )
  }

  confirm(ticket: HoldTicket) {
    return this.#attempts.make(`confirm ${ticket.holdId}`, (options) =>
      this.#options.client.confirmHold(ticket, {}, options),
    )
  }

  release(ticket: HoldTicket) {
    return this.#attempts.make(`release ${ticket.holdId}`, (options) =>
      this.#options.client.releaseHold(ticket, options),
    )
  }

  releaseSome(ticket: HoldTicket, seatIds: readonly string[]) {
    return this.#attempts.make(`release ${ticket.holdId} ${seatIds.join()}`, (options) =>
      this.#options.client.releaseHeldSeats(ticket, { seatIds }, options),
    )
  }

  read(ticket: HoldTicket): Promise<Reply<HoldState>> {
    return this.#attempts.make('read', async () => ({
      ok: true,
      value: await this.#options.client.getHold(ticket),
    }))
  }
}

/** The same for the same request. */
function nameOf({ wanted, hold }: SeatsRequest): string {
  return `hold ${hold?.holdId ?? ''} ${jsonOf(wanted)}`
}
