import type { Crowd } from './crowd.ts'
import { until } from '../../tools/until.ts'

/** Much more than a test waits for, and the bookings whose answers were lost. */
const SEATS_PER_OFFER = 400

/**
 * The seats "1", "2" and so on, put on offer some at a time. A crowd of any speed finds unsold seats whenever a test
 * waits for a sale, and never buys all of them before.
 */
export class SeatsOnOffer {
  readonly #rivals: number
  #first = 1
  #tries = 0

  /** @param rivals how many buyers in a row are sent to the same seat */
  constructor(rivals: number) {
    this.#rivals = rivals
  }

  /** How many seats there have to be for so many calls of `sell`. */
  static seatsFor(sells: number): number {
    return (sells + 1) * SEATS_PER_OFFER
  }

  /** The seat to try next: all seats of the last offer in turn, and now and then one of those before. */
  readonly next = (): string => {
    const turn = Math.floor(this.#tries / this.#rivals) % SEATS_PER_OFFER
    const isLate = ++this.#tries % 16 === 0
    return String(Math.max(this.#first + turn - (isLate ? 5 : 0), 1))
  }

  /** Offers more seats, and resolves when the crowd was told that it has booked that many. */
  async sell(crowd: Crowd, count: number): Promise<void> {
    const before = crowd.tally.acknowledged.length
    this.#first += SEATS_PER_OFFER
    this.#tries = 0
    await until(() => crowd.tally.acknowledged.length >= before + count)
  }
}
