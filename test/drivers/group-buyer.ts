import type { Acknowledged } from './crowd.ts'
import { ADMIN_KEY, type ClientAnswer, type Held, type RetryingClient } from './retrying-client.ts'

const SEATS_MIN = 2
const SEATS_MAX = 6

/** About as long as a request takes, so that some holds expire while others request the same seats. */
const SHORT_TTL_MS = 100

export interface GroupBuyerOptions {
  readonly eventId: string
  /** The seats that all group buyers compete for. */
  readonly seatIds: readonly string[]
}

/** Holds 2 to 6 seats at once, then buys them, releases them, or lets the hold expire. */
export class GroupBuyer {
  /** The seats that were bought and not cancelled. */
  readonly acknowledged: Acknowledged[] = []
  /** Unexpected answers. */
  readonly complaints: string[] = []
  readonly #client: RetryingClient
  readonly #options: GroupBuyerOptions

  constructor(client: RetryingClient, options: GroupBuyerOptions) {
    this.#client = client
    this.#options = options
  }

  /** @param keep whether to keep a booking; otherwise it is cancelled, so that others can book its seats */
  async tryOnce({ keep }: { readonly keep: boolean }): Promise<void> {
    const wanted = this.#someSeats()
    const forgets = Math.random() < 0.3
    const body = { seatIds: wanted, ...(forgets && { ttlMs: SHORT_TTL_MS }) }
    const answer = await this.#client.hold(this.#options.eventId, body)
    if (answer.status === 409) {
      this.#expect(answer, ['seats-not-available', 'seats-locked'], answer.code)
      return
    }
    const held = answer.body as Held
    this.#expect(answer, wanted.join(), held.seatIds.join())
    if (forgets) return
    if (Math.random() < 0.5) await this.#release(held)
    else await this.#buy(held, keep)
  }

  async #release({ holdId, token: bearer }: Held): Promise<void> {
    const answer = await this.#client.ask('DELETE', `/api/holds/${holdId}`, {
      bearer,
      insists: true,
    })
    this.#expect(answer, 204, answer.status)
  }

  async #buy({ holdId, token: bearer, seatIds }: Held, keep: boolean): Promise<void> {
    const answer = await this.#client.ask('POST', `/api/holds/${holdId}/confirm`, {
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
    const cancelled = await this.#client.ask('DELETE', path, { bearer: ADMIN_KEY, insists: true })
    this.#expect(cancelled, 204, cancelled.status)
  }

  /** Neighbouring seats, so that the requests of group buyers overlap in part. */
  #someSeats(): string[] {
    const { seatIds } = this.#options
    const count = SEATS_MIN + Math.floor(Math.random() * (SEATS_MAX - SEATS_MIN + 1))
    const start = Math.floor(Math.random() * (seatIds.length - count))
    return seatIds.slice(start, start + count)
  }

  #expect(answer: ClientAnswer, wanted: unknown, got: unknown): void {
    const fits = Array.isArray(wanted) ? wanted.includes(got) : wanted === got
    if (!fits) this.complaints.push(`${answer.status} ${JSON.stringify(answer.body)}`)
  }
}
