import type { HoldTicket, SeatsWanted } from '../../../client/src/index.ts'
import { Attempts, type Reply } from './attempts.ts'
import type { BuyingClient, HoldState } from './purchase-state.ts'

export interface HoldRequestsOptions {
  readonly client: BuyingClient
  readonly eventId: string
  /** Returns the admission token of the shop, where the service requires one. */
  readonly admission: () => string | undefined
}

/** The requests of a purchase. A repetition of a request with an unknown outcome has the same idempotency key. */
export class HoldRequests {
  readonly #options: HoldRequestsOptions
  readonly #attempts = new Attempts()

  constructor(options: HoldRequestsOptions) {
    this.#options = options
  }

  /** @param hold adds the seats to this hold */
  hold(wanted: SeatsWanted, hold?: HoldTicket) {
    const { client, eventId, admission } = this.#options
    const name = `hold ${hold?.holdId ?? ''} ${JSON.stringify(wanted)}`
    return this.#attempts.make(name, (options) =>
      client.holdSeats(eventId, wanted, { hold, admission: admission(), ...options }),
    )
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
