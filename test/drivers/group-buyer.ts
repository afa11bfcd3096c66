import { ADMIN_KEY, type HeldByShop, type Shop, type ShopAnswer } from './retrying-client.ts'
import type { Acknowledged } from './crowd.ts'

const SEATS_MIN = 2
const SEATS_MAX = 6

/** About as long as a request takes, so that some run out while others ask for the same seats. */
const SHORT_TTL_MS = 100

export interface PartyOptions {
  readonly eventId: string
  /** The seats that all parties are after. */
  readonly seatIds: readonly string[]
}

/** Somebody who wants 2 to 6 seats at once, and then buys them, lets them go, or forgets about them. */
export class Party {
  /** What they have, and have not given back. */
  readonly acknowledged: Acknowledged[] = []
  /** Answers that nobody should get, in words. */
  readonly complaints: string[] = []
  readonly #shop: Shop
  readonly #options: PartyOptions

  constructor(shop: Shop, options: PartyOptions) {
    this.#shop = shop
    this.#options = options
  }

  /** @param keep whether what is bought is kept; else it is cancelled, so that others can go on */
  async tryOnce({ keep }: { readonly keep: boolean }): Promise<void> {
    const wanted = this.#someSeats()
    const forgets = Math.random() < 0.3
    const body = { seatIds: wanted, ...(forgets && { ttlMs: SHORT_TTL_MS }) }
    const answer = await this.#shop.hold(this.#options.eventId, body)
    if (answer.status === 409) {
      this.#expect(answer, ['seats-not-available', 'seats-locked'], answer.code)
      return
    }
    const held = answer.body as HeldByShop
    this.#expect(answer, wanted.join(), held.seatIds.join())
    if (forgets) return
    if (Math.random() < 0.5) await this.#release(held)
    else await this.#buy(held, keep)
  }

  async #release({ holdId, token: bearer }: HeldByShop): Promise<void> {
    const answer = await this.#shop.ask('DELETE', `/api/holds/${holdId}`, {
      bearer,
      insists: true,
    })
    this.#expect(answer, 204, answer.status)
  }

  async #buy({ holdId, token: bearer, seatIds }: HeldByShop, keep: boolean): Promise<void> {
    const answer = await this.#shop.ask('POST', `/api/holds/${holdId}/confirm`, {
      bearer,
      insists: true,
    })
    const booking = answer.body as { bookingId: string; seatIds?: readonly string[] }
    this.#expect(answer, seatIds.join(), booking.seatIds?.join())
    if (answer.status !== 200) return
    if (keep) {
      const { bookingId } = booking
      this.acknowledged.push(...seatIds.map((seatId) => ({ seatId, bookingId })))
      return
    }
    const path = `/api/bookings/${booking.bookingId}`
    const cancelled = await this.#shop.ask('DELETE', path, { bearer: ADMIN_KEY, insists: true })
    this.#expect(cancelled, 204, cancelled.status)
  }

  /** Neighbours, so that parties overlap in part. */
  #someSeats(): string[] {
    const { seatIds } = this.#options
    const count = SEATS_MIN + Math.floor(Math.random() * (SEATS_MAX - SEATS_MIN + 1))
    const start = Math.floor(Math.random() * (seatIds.length - count))
    return seatIds.slice(start, start + count)
  }

  #expect(answer: ShopAnswer, wanted: unknown, got: unknown): void {
    const fits = Array.isArray(wanted) ? wanted.includes(got) : wanted === got
    if (!fits) this.complaints.push(`${answer.status} ${JSON.stringify(answer.body)}`)
  }
}
